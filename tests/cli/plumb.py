"""Runs the program as its user does: in a folder of its own, without this machine's environment."""

import json
import os
import pathlib
import subprocess
import tempfile
import unittest

PROGRAM = os.environ["PLUMBLINE"]
FIXTURES = pathlib.Path(__file__).resolve().parent.parent / "fixtures"
LIMIT_S = 60


class Case(unittest.TestCase):
    """A database in an empty folder."""

    maxDiff = None

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.db = str(self.folder / "plan.db")

    def run_program(self, *args, text=None, status=0, db=True, **variables):
        """What it said on standard output; `said_wrong` is what it said on standard error. `variables` are set for it."""
        command = [PROGRAM, *map(str, args)]
        if db:
            command += ["--db", self.db]
        env = {"PATH": os.environ["PATH"], "HOME": str(self.folder), "TZ": "UTC", "LC_ALL": "C.UTF-8"}
        env |= {k: v for k, v in os.environ.items() if k.endswith("SAN_OPTIONS")} | variables
        run = subprocess.run(
            command, input=text, capture_output=True, cwd=self.folder, env=env, timeout=LIMIT_S, check=False,
            encoding="utf-8")
        self.said_wrong = run.stderr
        self.assertEqual(run.returncode, status, f"{command}\n{run.stdout}\n{run.stderr}")
        return run.stdout

    def console(self, now, *lines):
        script = "\n".join(lines) + "\n"
        return self.run_program("console", "--plain", "--now", now, text=script)

    def export(self):
        return json.loads(self.run_program("export"))

    def records(self, kind):
        return {record["id"]: record for record in self.export()[kind]}

    def write(self, name, text, encoding="utf-8"):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
        return path

    def elsewhere(self, name="other.db"):
        """Goes on with another database."""
        self.db = str(self.folder / name)


if __name__ == "__main__":
    raise SystemExit("run the test_*.py files")
