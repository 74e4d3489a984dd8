"""Backups, what comes back from them, and people who are forgotten."""

import contextlib
import json
import os
import pathlib
import sqlite3
import subprocess
import unittest

from plumb import PROGRAM, Case

PLAN = ("me function:product", "@zebulon: me function:engineering", "@mia: me function:marketing",
        'release new 1.0 date:2027-05-20 owners:@zebulon', 'feature new "Maps" release:1.0 owner:@zebulon',
        '@zebulon: change new "Zebulon’s maps" why:"zebulon and @zebulon asked" feature:F-1',
        '@mia: >CR-1: I heard it from Zebulon, not from zebulonite', '@zebulon: >CR-1: My private words on tunnels',
        '@zebulon: change assess CR-1 effort:4d "Zebulon has time"', "@zebulon: launch new \"Show\" on:2027-05-25",
        "change loop-in CR-1 @zebulon \"Is it so, Zebulon?\" by:2027-03-05")


NOBODY = 65534


class Archive(Case):
    def test_a_backup_comes_back(self):
        self.console("2027-03-01T09:00", *PLAN)
        before = self.run_program("export")
        self.run_program("backup", "copy.db")
        self.console("2027-03-02T09:00", "feature new \"Later\"")
        after = self.run_program("export")
        self.assertNotEqual(after, before)
        said = self.run_program("restore", "copy.db")
        self.assertEqual(self.run_program("export"), before)
        aside = self.folder / "plan.db.before-restore"
        self.assertIn(str(aside), said)
        self.db = str(aside)
        self.assertEqual(self.run_program("export"), after)
        # Again: nothing that was moved aside is lost.
        self.db = str(self.folder / "plan.db")
        self.run_program("restore", "copy.db")
        self.assertTrue((self.folder / "plan.db.before-restore-2").exists())

    def test_what_is_sent_after_a_restore_has_numbers_of_its_own(self):
        def last_sent(path) -> int:
            with contextlib.closing(sqlite3.connect(path)) as database:
                return database.execute("SELECT seq FROM sqlite_sequence WHERE name = 'outbox'").fetchone()[0]

        self.console("2027-03-01T09:00", *PLAN)
        self.run_program("backup", "copy.db")
        sent = last_sent(self.db)
        self.console("2027-03-02T09:00", "feature new Later")
        self.assertGreater(last_sent(self.db), sent)
        self.run_program("restore", "copy.db")
        self.assertGreater(last_sent(self.db), last_sent(self.folder / "plan.db.before-restore"))
        self.console("2027-03-02T09:00", "feature new Later")

    def test_a_backup_beside_a_running_bot(self):
        self.console("2027-03-01T09:00", *PLAN)
        with subprocess.Popen([PROGRAM, "console", "--plain", "--now", "2027-03-02T09:00", "--db", self.db],
                              stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as running:
            running.stdin.write("feature new \"While it runs\"\n")
            running.stdin.flush()
            self.assertIn("While it runs", running.stdout.readline())
            self.run_program("backup", "copy.db")
            self.run_program("export")
            self.run_program("figures")
            for refused in (("restore", "copy.db"), ("forget", "zebulon"), ("import", "copy.json")):
                self.write("copy.json", "{}")
                self.run_program(*refused, status=1)
                self.assertIn("another running plumbline", self.said_wrong)
            running.stdin.close()
            running.wait(timeout=30)
        self.db = str(self.folder / "copy.db")
        self.assertIn("While it runs", self.run_program("export"))

    def test_what_is_no_backup(self):
        self.console("2027-03-01T09:00", "feature new Maps")
        before = self.run_program("export")
        newer = self.folder / "newer.db"
        self.run_program("backup", newer)
        with sqlite3.connect(newer) as database:
            database.execute("PRAGMA user_version = 9999")
        empty = self.write("empty.db", "")
        torn = self.write("torn.db", pathlib.Path(self.db).read_bytes()[:9000])
        text = self.write("text.db", "no database")
        for wrong in (newer, empty, torn, text, self.db, "nowhere.db"):
            with self.subTest(wrong):
                self.run_program("restore", wrong, status=1)
                self.assertEqual(self.run_program("export"), before)
        self.run_program("backup", self.db, status=1)
        self.run_program("backup", "no/such/folder/copy.db", status=1)
        self.assertEqual(self.run_program("export"), before)

    def test_a_backup_replaces_no_database_but_an_older_backup(self):
        self.console("2027-03-01T09:00", "feature new Maps")
        self.run_program("backup", "copy.db")
        self.console("2027-03-02T09:00", "feature new Later")
        self.run_program("backup", "copy.db")
        mine = self.db
        self.elsewhere("two.db")
        self.console("2027-03-01T09:00", "feature new Other")
        two = self.run_program("export")
        self.db = mine
        self.run_program("backup", "two.db", status=1)
        self.assertIn("two.db is there and is no backup", self.said_wrong)
        with sqlite3.connect(self.folder / "foreign.db") as other:
            other.execute("CREATE TABLE x(y)")
        other.close()
        self.run_program("backup", "foreign.db", status=1)
        self.assertIn("another program’s database", self.said_wrong)
        with subprocess.Popen([PROGRAM, "console", "--plain", "--now", "2027-03-01T09:00", "--db", self.folder / "two.db"],
                              stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as running:
            running.stdin.write("status\n")
            running.stdin.flush()
            running.stdout.readline()
            self.run_program("backup", "two.db", status=1)
            self.assertIn("belongs to another running plumbline", self.said_wrong)
            running.stdin.close()
            running.wait(timeout=30)
        self.elsewhere("two.db")
        self.assertEqual(self.run_program("export"), two)
        self.elsewhere("copy.db")
        self.assertIn("Later", self.run_program("export"))

    def test_restore_where_nothing_was(self):
        self.console("2027-03-01T09:00", "feature new Maps")
        before = self.run_program("export")
        self.run_program("backup", "copy.db")
        self.elsewhere()
        self.run_program("restore", "copy.db")
        self.assertEqual(self.run_program("export"), before)

    def test_restore_through_a_link(self):
        self.console("2027-03-01T09:00", "feature new Maps")
        real = self.folder / "plan.db"
        self.run_program("backup", "copy.db")
        self.console("2027-03-02T09:00", "feature new Later")
        link = self.folder / "link.db"
        link.symlink_to(real)
        self.db = str(link)
        self.run_program("restore", "copy.db")
        self.assertTrue(link.is_symlink())
        self.assertTrue((self.folder / "plan.db.before-restore").is_file())
        self.db = str(real)
        self.assertNotIn("Later", self.run_program("export"))

    def test_an_older_database_that_comes_back_twice(self):
        self.console("2027-03-01T09:00", "feature new Maps")
        with sqlite3.connect(self.db) as older:
            for table in ("release", "feature", "launch_event"):
                older.execute(f"ALTER TABLE {table} DROP COLUMN reason")
            for column in ("private_in", "told_to"):
                older.execute(f"ALTER TABLE warning DROP COLUMN {column}")
            older.execute("ALTER TABLE person DROP COLUMN outside")
            older.execute("PRAGMA user_version = 1")
        older.close()
        self.run_program("backup", "night.db")
        self.console("2027-03-02T09:00", "feature new Later")
        self.run_program("restore", "night.db")
        self.console("2027-03-03T09:00", "feature new Latest")
        self.assertTrue((self.folder / "plan.db.before-schema-2-2.db").exists())
        exported = self.run_program("export")
        self.assertIn("Latest", exported)
        self.assertNotIn("Later\"", exported)

    def test_what_is_no_database_is_not_backed_up(self):
        self.write("plan.db", "no database at all")
        self.run_program("backup", "copy.db", status=1)
        self.assertIn("plan.db is no database of plumbline", self.said_wrong)
        (self.folder / "plan.db").unlink()
        with sqlite3.connect(self.db) as other:
            other.execute("CREATE TABLE x(y)")
        other.close()
        self.run_program("backup", "copy.db", status=1)
        self.assertIn("plan.db is no database of plumbline", self.said_wrong)
        self.assertFalse((self.folder / "copy.db").exists())

    def test_a_folder_that_takes_no_file(self):
        if os.geteuid() != 0:
            self.skipTest("needs root, who reads as nobody")
        self.console("2027-03-01T09:00", "feature new Maps")
        self.folder.chmod(0o555)
        os.chmod(self.db, 0o644)

        def as_nobody(*arguments):
            return subprocess.run([PROGRAM, *arguments, "--db", self.db], user=NOBODY, capture_output=True, text=True,
                                  cwd="/", timeout=60, check=False)

        try:
            as_nobody("--version")
        except OSError:
            self.skipTest("the program is where nobody else may read it")
        read = as_nobody("export")
        self.assertEqual((read.returncode, read.stderr), (0, ""))
        self.assertIn("Maps", read.stdout)
        looked = as_nobody("doctor")
        self.assertIn("plan.db cannot be written to; let plumbline own it", looked.stdout)
        self.assertNotIn("a bot runs on it", looked.stdout)
        self.folder.chmod(0o755)

    def test_forgetting_keeps_the_facts(self):
        self.console("2027-03-01T09:00", *PLAN)
        before = self.export()
        self.assertIn("1 message removed", self.run_program("forget", "@zebulon"))
        files = [path for path in self.folder.iterdir() if path.name.startswith("plan.db")]
        for path in files:
            held = path.read_bytes().lower().replace(b"zebulonite", b"")
            self.assertEqual([held[max(0, at - 40):at + 40] for at in range(len(held)) if held.startswith(b"zebulon", at)], [])
            self.assertFalse(b"my private words" in held, path)
        after = self.export()
        handle = next(p["handle"] for p in after["people"] if p["function"] == "engineering")
        self.assertRegex(handle, "^forgotten-[0-9]+$")
        who = f"person:{handle}"
        request = after["change_requests"][0]
        self.assertEqual((request["raised_by"], request["function"], request["title"]), (who, "engineering", f"{handle}’s maps"))
        self.assertEqual(after["releases"][0]["owners"], [who])
        self.assertEqual(after["assessments"][0]["by"], who)
        self.assertEqual(after["assessments"][0]["effort"], before["assessments"][0]["effort"])
        texts = [m["text"] for t in after["threads"] for m in t["messages"]]
        self.assertIn(f"I heard it from {handle}, not from zebulonite", texts)
        self.assertEqual(len(after["journal"]), len(before["journal"]))
        # The index finds what is left, and nothing of what is gone.
        found = self.console("2027-03-02T09:00", 'search "zebulon"', 'search "tunnels"', 'search "maps"')
        self.assertIn("CR-1", found)
        self.assertNotIn("private words", found)
        with sqlite3.connect(self.db) as database:
            self.assertEqual(database.execute("PRAGMA integrity_check").fetchall(), [("ok",)])
        self.run_program("forget", "zebulon", status=1)
        self.assertIn("Nobody is called zebulon.", self.said_wrong)

    def test_an_answer_is_forgotten_too(self):
        self.console("2027-03-01T09:00", "@zebulon: me function:engineering", "@mia: me function:sales",
                     '@mia: change new "Maps" why:"Tunnels"', 'change loop-in CR-1 @zebulon "How deep?" by:2027-03-04',
                     'change loop-in CR-1 @mia "How long?" by:2027-03-04', "@zebulon: >CR-1: Only the giraffe",
                     "@mia: >CR-1: Only the giraffe knows", 'change loop-in CR-1 @zebulon "How wide?" by:2027-03-04',
                     '@zebulon: change answer CR-1 "Two metres"')
        before = self.export()
        self.assertIn("1 message removed", self.run_program("forget", "zebulon"))
        after = self.export()
        self.assertEqual([(q["answer"], bool(q["answered_at"])) for q in after["change_requests"][0]["loop_ins"]],
                         [(None, True), ("Only the giraffe knows", True), (None, True)])
        self.assertEqual(json.dumps(after).lower().replace("only the giraffe knows", "").count("giraffe"), 0)
        self.assertNotIn(b"Two metres", pathlib.Path(self.db).read_bytes())
        self.assertEqual(len(after["journal"]), len(before["journal"]))
        told = self.console("2027-03-02T09:00", "history CR-1", "change show CR-1", "undo")
        self.assertRegex(told, r"forgotten-\d+ answered “How deep\?”")
        self.assertRegex(told, r"Asked  forgotten-\d+ by Thu 4 Mar: “How deep\?” Answered\.")
        self.assertIn("mia answered “How long?”: “Only the giraffe knows”", told)
        self.assertNotIn("giraffe", told.replace("giraffe knows", ""))

    def test_a_name_that_is_an_ordinary_word(self):
        self.console("2027-03-01T09:00", "@will: me function:engineering",
                     '@will: change new "We will ask Will and @will" why:"He will"')
        self.run_program("forget", "will")
        request = self.export()["change_requests"][0]
        handle = request["raised_by"].removeprefix("person:")
        self.assertEqual((request["title"], request["why"]), (f"We will ask {handle} and @{handle}", "He will"))


if __name__ == "__main__":
    unittest.main()
