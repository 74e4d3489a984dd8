"""A database that is full, locked, read-only, damaged or not ours: what was acknowledged stays, and it is said."""

import os
import pathlib
import resource
import sqlite3
import subprocess
import time
import unittest

from plumb import PROGRAM, Case


class Trouble(Case):
    def console_limited(self, size, *lines):
        """A console that cannot make any file larger than `size` bytes, as if the disk were full."""
        return subprocess.run(
            [PROGRAM, "console", "--plain", "--now", "2027-03-01T10:00", "--db", self.db], input="\n".join(lines) + "\n",
            capture_output=True, text=True, timeout=60, check=False, restore_signals=False, cwd=self.folder,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)))

    def test_a_full_disk(self):
        self.console("2027-03-01T09:00", 'feature new "First"')
        before = self.run_program("export")
        full = max((self.folder / name).stat().st_size for name in os.listdir(self.folder) if name.startswith("plan.db"))
        run = self.console_limited(full + 8192, *(f'feature new "Too many {n} {"x" * 150}"' for n in range(60)), "feature list")
        self.assertIn("not recorded: ", run.stdout)
        self.assertNotIn("terminate", run.stderr)
        self.assertGreaterEqual(run.returncode, 0)
        # What was answered as recorded is there, what was refused is not.
        features = [f["title"] for f in self.export()["features"]]
        self.assertEqual(features[0], "First")
        answered = [line for line in run.stdout.splitlines() if line.startswith("#atlas F-") and "Too many" in line]
        self.assertEqual(len(features) - 1, len({line.split()[1] for line in answered}))
        self.assertEqual(self.sound(), [("ok",)])
        # It goes on when there is room again.
        self.console("2027-03-01T11:00", 'feature new "Later"')
        self.assertEqual([f["title"] for f in self.export()["features"]], [*features, "Later"])
        self.assertIn("First", before)

    def test_it_recovers_within_one_run(self):
        """A lock of somebody else's that goes away again."""
        self.console("2027-03-01T09:00", 'feature new "First"')
        with subprocess.Popen([PROGRAM, "console", "--plain", "--now", "2027-03-01T10:00", "--db", self.db], stdin=subprocess.PIPE,
                              stdout=subprocess.PIPE, text=True, cwd=self.folder) as running:
            def say(line, expected):
                """Gives a line and reads until it is answered so."""
                running.stdin.write(line + "\n")
                running.stdin.flush()
                while said := running.stdout.readline():
                    if expected in said:
                        return
                self.fail(f"{line} was not answered by {expected}")

            say('feature new "Second"', "F-2")
            other = sqlite3.connect(self.db, isolation_level=None)
            other.execute("BEGIN IMMEDIATE")
            began = time.monotonic()
            say('feature new "While it is locked"', "not recorded: ")
            self.assertLess(time.monotonic() - began, 3)
            other.execute("ROLLBACK")
            other.close()
            say('feature new "Third"', "F-3")
            running.stdin.close()
            running.stdout.read()
            self.assertEqual(running.wait(timeout=30), 1)
        self.assertEqual([f["title"] for f in self.export()["features"]], ["First", "Second", "Third"])

    def test_read_only_and_damaged(self):
        self.console("2027-03-01T09:00", *(f'feature new "Feature {n}"' for n in range(40)))
        good = pathlib.Path(self.db).read_bytes()
        torn = bytearray(good)
        for at in range(8192, len(torn) - 4096, 4096):
            torn[at:at + 64] = b"\xff" * 64
        for name, content in (("torn", bytes(torn)), ("short", good[:5000]), ("header", b"\0" * 100 + good[100:]), ("text", b"x" * 9000)):
            with self.subTest(name):
                self.db = str(self.write(f"{name}.db", content))
                for args in (("export",), ("align", "--at", "2027-03-01"), ("figures", "--at", "2027-03-01"), ("backup", f"{name}.copy")):
                    run = subprocess.run([PROGRAM, *args, "--db", self.db], capture_output=True, text=True, timeout=60, check=False,
                                         cwd=self.folder)
                    self.assertIn(run.returncode, (0, 1), run.stderr)
                    if run.returncode:
                        self.assertEqual(len(run.stderr.splitlines()), 1, run.stderr)
                run = subprocess.run([PROGRAM, "console", "--plain", "--now", "2027-03-02T09:00", "--db", self.db], input="feature new X\n",
                                     capture_output=True, text=True, timeout=60, check=False, cwd=self.folder)
                self.assertIn(run.returncode, (0, 1), run.stderr)
                self.assertTrue(run.returncode == 1 or "not recorded: " in run.stdout or "F-41" in run.stdout, run)

    def test_what_standard_output_does_not_take_is_not_done(self):
        """A full disk under a redirected answer; a terminal's pipe that is cut ends the program by its signal."""
        for args in (("console", "--plain"), ("demo",), ("--version",), ("--help",), ("export", "--help"), ("align", "--db", self.db),
                     ("doctor", "--db", self.db)):
            with self.subTest(args), open("/dev/full", "w", encoding="utf-8") as full:
                run = subprocess.run([PROGRAM, *args], input='change new "Lost"\n', stdout=full, stderr=subprocess.PIPE, text=True,
                                     timeout=60, check=False, cwd=self.folder)
                self.assertEqual(run.returncode, 1, run.stderr)
                self.assertEqual(len(run.stderr.splitlines()), 1, run.stderr)

    def sound(self):
        with sqlite3.connect(self.db) as database:
            return database.execute("PRAGMA integrity_check").fetchall()


if __name__ == "__main__":
    unittest.main()
