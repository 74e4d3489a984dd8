"""Devices, links, damage and names that mean nothing: each is answered by one line that says what to do, and nothing is lost."""

import json
import os
import pathlib
import sqlite3
import subprocess
import threading
import unittest

from plumb import PROGRAM, Case

NOW = "2027-03-01T09:00"


class StrangeFiles(Case):
    def one_line(self, *args, status=1, **given):
        """What is said on standard error, which is one line."""
        self.run_program(*args, status=status, **given)
        self.assertEqual(len(self.said_wrong.splitlines()), 1, self.said_wrong)
        return self.said_wrong

    def test_an_export_goes_through_a_device_a_pipe_and_a_link(self):
        self.console(NOW, "feature new Maps")
        whole = self.run_program("export")
        pipe = self.folder / "pipe"
        os.mkfifo(pipe)
        read = []
        reader = threading.Thread(target=lambda: read.append(pipe.read_text(encoding="utf-8")))
        reader.start()
        self.run_program("export", "-o", pipe)
        reader.join(timeout=30)
        self.assertEqual(read, [whole])
        self.assertTrue(pipe.is_fifo())
        self.assertEqual(self.run_program("export", "-o", "/dev/stdout"), whole)
        self.write("kept.json", "old")
        for name, target in (("link.json", "kept.json"), ("dangling.json", "new.json")):
            (self.folder / name).symlink_to(target)
            self.run_program("export", "-o", name)
            self.assertTrue((self.folder / name).is_symlink(), name)
            self.assertEqual((self.folder / target).read_text(encoding="utf-8"), whole)
        self.run_program("export", "-o", self.folder, status=1)
        self.assertEqual([p.name for p in self.folder.parent.iterdir() if p.name == self.folder.name + ".part"], [])

    def test_an_export_is_never_written_over_its_database(self):
        self.console(NOW, "feature new Maps")
        whole = self.run_program("export")
        (self.folder / "link").symlink_to("plan.db")
        for target in ("plan.db", "link"):
            for form in ("json", "markdown", "ics"):
                self.assertIn(f"{target} is the database itself", self.one_line("export", "--format", form, "-o", target))
        self.assertEqual(self.run_program("export"), whole)

    def test_doctor_asks_for_the_folder_of_a_database(self):
        self.write("file", "text")
        for folder, says in (("no", "is not there; make this folder"), ("file", "is no folder")):
            self.db = str(self.folder / folder / "p.db")
            self.assertRegex(self.run_program("doctor", status=1), rf"(?m)^to do +database +.*{says}")
        (self.folder / "no").mkdir()
        self.db = str(self.folder / "no" / "p.db")
        self.assertRegex(self.run_program("doctor"), "(?m)^ok +database +.*made at the first start")
        self.assertRegex(self.run_program("doctor", db=False), "(?m)^ok +database +.*made at the first start")

    def test_a_backup_is_a_file(self):
        self.console(NOW, "feature new Maps")
        pipe = self.folder / "pipe"
        os.mkfifo(pipe)
        for wrong in (pipe, self.folder):
            self.assertIn("is there and is no file", self.one_line("backup", wrong))
        self.assertTrue(pipe.is_fifo())
        self.write("copy.db", "old")
        (self.folder / "link.db").symlink_to("copy.db")
        self.run_program("backup", "link.db")
        self.assertTrue((self.folder / "link.db").is_symlink())
        self.assertTrue((self.folder / "copy.db").read_bytes().startswith(b"SQLite format 3"))

    def test_a_database_of_another_program_is_named_by_everything(self):
        for name, number in (("numbered", 2), ("plain", 0)):
            self.elsewhere(f"{name}.db")
            with sqlite3.connect(self.db) as other:
                other.execute("CREATE TABLE x (y)")
                other.execute(f"PRAGMA user_version = {number}")
            other.close()
            before = pathlib.Path(self.db).read_bytes()
            self.assertIn("is no database of plumbline", self.run_program("doctor", status=1))
            for args in (("export",), ("forget", "ana"), ("console", "--plain")):
                self.assertIn("is no database of plumbline", self.one_line(*args, text=""))
            self.assertEqual(pathlib.Path(self.db).read_bytes(), before)

    def test_a_damaged_database_is_named_with_what_to_do(self):
        self.console(NOW, *(f'feature new "Feature {n}"' for n in range(120)))
        torn = bytearray(pathlib.Path(self.db).read_bytes())
        for at in range(8192, len(torn) - 4096, 4096):
            torn[at:at + 64] = b"\xff" * 64
        self.db = str(self.write("torn.db", bytes(torn)))
        for args in (("export",), ("align",), ("digest",), ("console", "--plain"), ("backup", "copy.db")):
            said = self.one_line(*args, text="")
            self.assertIn("torn.db is damaged", said)
            self.assertIn("plumbline restore FILE", said)

    def test_a_folder_is_no_configuration(self):
        for args in (("doctor", "-c", self.folder), ("serve", "-c", self.folder)):
            self.assertIn("cannot be read: Is a directory", self.one_line(*args, status=2, db=False))

    def test_what_stands_where_a_command_belongs_is_named(self):
        for typed in ("exprot", "--versio", "--db", "-c"):
            said = self.one_line(typed, status=2, db=False)
            self.assertIn(f"“{typed}” is no command", said)
            self.assertIn("plumbline --help", said)

    def test_a_variable_that_means_nothing_is_refused_by_a_console_too(self):
        run = subprocess.run([PROGRAM, "console", "--plain"], input="", capture_output=True, text=True, timeout=60, check=False,
                             cwd=self.folder, env={"PATH": os.environ["PATH"], "HOME": str(self.folder), "PLUMBLINE_STORAGE__PTH": "1"})
        self.assertEqual(run.returncode, 2, run.stderr)
        self.assertIn("did you mean PLUMBLINE_STORAGE__PATH?", run.stderr)

    def test_what_else_lies_in_a_folder_is_left_alone(self):
        self.write("in/features.csv", "product,title\natlas,Maps\n")
        (self.folder / "in" / "loop").symlink_to("loop")
        (self.folder / "in" / "loop.csv").symlink_to("loop.csv")
        os.mkfifo(self.folder / "in" / "pipe")
        said = self.run_program("import", "in")
        for name in ("loop", "loop.csv", "pipe"):
            self.assertIn(f"{name}: left alone", said)
        (self.folder / "in" / "releases.csv").symlink_to("releases.csv")
        self.assertIn("releases.csv cannot be read", self.one_line("import", "in"))
        (self.folder / "around").symlink_to("around")
        self.one_line("import", "around", status=2)
        self.one_line("replay", "around", status=2, db=False)


class StrangeRows(Case):
    def wrong(self, name, text):
        """The lines of standard error of an import of one table that is refused."""
        self.write(name, text)
        self.run_program("import", name, status=1)
        self.assertIn("nothing was recorded", self.said_wrong)
        return self.said_wrong

    def test_nobody_is_called_me(self):
        for name in ("me", "ME", "@me"):
            self.assertIn(f"features.csv:2: owner: “{name}” is no person’s name",
                          self.wrong("features.csv", f"product,title,owner\natlas,Maps,{name}\n"))
            self.assertIn("releases.csv:2: owners: ",
                          self.wrong("releases.csv", f"product,release,date,owners\natlas,1.0,2027-06-01,ana;{name}\n"))
        self.write("in/changes.csv", "product,title,raised_by\natlas,Maps,me\n")
        self.run_program("replay", "in", status=1, db=False)
        self.assertIn("changes.csv:2: raised_by: ", self.said_wrong)

    def test_what_is_said_of_a_row_is_one_short_line(self):
        for cell in ("a\nb", "9" * 30_000, "\u202eabc"):
            said = self.wrong("features.csv", f'product,title,effort_days,release,status\natlas,x,"{cell}","{cell}","{cell}"\n').splitlines()
            self.assertEqual([line.split(": ")[:2] for line in said[:-1]],
                             [["features.csv:2", "release"], ["features.csv:2", "effort_days"], ["features.csv:2", "status"]])
            self.assertLess(max(map(len, said)), 250)
            self.assertNotIn("\u202e", self.said_wrong)
        self.write("plan.json", json.dumps({"plumbline_export": 1, "products": "\n"}))
        self.run_program("import", "plan.json", status=1)
        self.assertEqual(len(self.said_wrong.splitlines()), 1)

    def test_what_is_wrong_with_a_row_that_is_known(self):
        head = "product,title,effort_days,release,owner\n"
        self.run_program("import", self.write("features.csv", head + "atlas,A,3,,\n"))
        before = self.run_program("export")
        for rows, line in (("atlas,A,rubbish,nope,\n", 2), ("atlas,B,,,\natlas,B,rubbish,nope,\n", 3)):
            said = self.wrong("features.csv", head + rows).splitlines()
            self.assertEqual([line.split(", expected")[0] for line in said[:-1]],
                             [f"features.csv:{line}: release: there is no release “nope”",
                              f"features.csv:{line}: effort_days: “rubbish” is no effort"])
        # Nor does a known one make anybody.
        self.assertIn("1 on record already", self.run_program("import", self.write("features.csv", head + "atlas,A,5,,zoe\n")))
        self.assertEqual(self.run_program("export"), before)

    def test_a_title_that_two_features_have_names_neither(self):
        self.run_program("import", self.write("features.csv", "product,key,title\natlas,K-1,One\natlas,K-2,One\n"))
        self.assertIn("promises.csv:2: feature: 2 features are called “one”",
                      self.wrong("promises.csv", "product,title,feature,by\natlas,P,one,2027-06-01\n"))
        self.assertIn("launches.csv:2: features: 2 features are called “One”",
                      self.wrong("launches.csv", "product,title,start,features\natlas,L,2027-06-01,K-1;One\n"))
        self.run_program("import", self.write("promises.csv", "product,title,feature,by\natlas,P,K-2,2027-06-01\n"))
        self.assertEqual(self.export()["promises"][0]["feature"], "F-2")

    def test_an_export_of_one_product(self):
        self.console(NOW, "feature new Maps", "#borea: feature new Trips")
        self.run_program("export", "-o", "plan.json")
        alone = self.run_program("export", "--product", "borea")
        self.elsewhere()
        self.run_program("import", "plan.json", "--product", "nope", status=2)
        self.assertIn("--product nope: there is no such product", self.said_wrong)
        for said in ("taken in", "Nothing new"):
            self.assertIn(said, self.run_program("import", "plan.json", "--product", "borea"))
        self.assertEqual(self.run_program("export"), alone)

    def test_one_is_counted_as_one(self):
        self.write("one.json", json.dumps({"plumbline_export": 1, "people": [
            {"id": "person:ana", "handle": "ana", "created_at": "2027-03-01T09:00:00Z"}]}))
        self.assertEqual(self.run_program("import", "one.json"), "1 record and 0 rows of the journal taken in.\n")
        ana, = self.export()["people"]
        self.assertEqual(ana["updated_at"], "2027-03-01T09:00:00Z")

    def test_what_a_record_cannot_do_without(self):
        self.console(NOW, "feature new Maps", 'glossary set crew "People on site"', "rule set no-slack buffer:9")
        whole = self.export()
        for kind, key in (("features", "created_at"), ("glossary", "term"), ("rules", "rule")):
            wrong = json.loads(json.dumps(whole))
            held = wrong["settings"] if kind in wrong["settings"] else wrong
            del held[kind][0][key]
            self.elsewhere(f"{kind}.db")
            self.write("wrong.json", json.dumps(wrong))
            self.run_program("import", "wrong.json", status=1)
            self.assertRegex(self.said_wrong, f"{kind}: .*: {key}: it is missing")

    def test_a_customer_with_a_semicolon_is_named(self):
        self.console(NOW, 'change new "Maps" why:x customer:"Acme; Birch"')
        self.run_program("export", "--format", "csv", "-o", "out")
        self.assertIn("changes.csv: CR-1: the customer “Acme; Birch” has a semicolon", self.said_wrong)

    def test_yes_and_no_are_booleans_and_what_is_displaced_is_one_value(self):
        self.console(NOW, "role add @you approver", "@sal: me function:sales", "release new 1.0 date:2027-09-01", "feature new Maps release:1.0",
                     *(f'change new "New {n}" why:x release:1.0' for n in range(4)),
                     "@sal: change assess CR-1 recommend:yes", "@sal: change assess CR-2 recommend:no",
                     "change approve CR-1 override:x displaces:F-1", "change approve CR-2 override:x displaces:2027-07-09",
                     "change approve CR-3 override:x displaces:none")
        whole = self.export()
        self.assertEqual([a["recommend"] for a in whole["assessments"]], [True, False])
        self.assertEqual([r["displaces"] for r in whole["change_requests"]], ["F-1", "2027-07-09", "none", None])
        # As exports had them before.
        before = json.loads(json.dumps(whole))
        for assessment, said in zip(before["assessments"], ("yes", "no"), strict=True):
            assessment["recommend"] = said
        parts = {"feature": None, "date": None, "none": False}
        for request, said in zip(before["change_requests"], ({"feature": "F-1"}, {"date": "2027-07-09"}, {"none": True}), strict=False):
            request["displaces"] = parts | said
        for n, export in enumerate((whole, before)):
            self.elsewhere(f"{n}.db")
            self.write("plan.json", json.dumps(export))
            self.run_program("import", "plan.json")
            self.assertEqual(self.export(), whole)

    def test_a_key_and_a_day_before_an_event_have_bounds(self):
        said = self.console(NOW, "product new ..", "product new 2027 \"Of the year\"", 'launch new "Fair" on:2027-09-01',
                            'collateral new LE-1 "Sheet" due:T-367', 'collateral new LE-1 "Poster" due:T-366')
        self.assertIn("“..” is no key of a product.", said)
        self.assertIn("due:T-367 lies 367 days from the event.", said)
        whole = self.export()
        self.assertEqual([p["key"] for p in whole["products"]], ["2027"])
        self.assertEqual([c["title"] for c in whole["collateral"]], ["Poster"])


if __name__ == "__main__":
    unittest.main()
