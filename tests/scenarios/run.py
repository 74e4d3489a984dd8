#!/usr/bin/env python3
"""Plays console scenarios and compares what the bot answers, word for word.

  run.py PROGRAM [SCENARIO …]     --accept writes the answers down as the expected ones, to be read before they are kept

A scenario is NAME.script and NAME.expected. Its first line is `now TIME`; a line `restart` ends the process and starts another one
on the same database, as if it had been down until the `now TIME` of the next line, if there is one. At the end the database must be sound in SQLite's own opinion.
"""
import pathlib
import sqlite3
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
LIMIT_S = 60


def play(program, script, database):
    first, *lines = script.splitlines()
    now = first.removeprefix("now ").strip()
    parts, part = [], []
    for line in lines:
        if line == "restart":
            parts.append(part)
            part = []
        else:
            part.append(line)
    parts.append(part)
    said = ""
    for part in parts:
        if part and part[0].startswith("now "):
            now = part.pop(0).removeprefix("now ").strip()
        run = subprocess.run(
            [pathlib.Path(program).resolve(), "console", "--plain", "--now", now, "--db", database],
            cwd=pathlib.Path(database).parent, input="\n".join(part) + "\n", capture_output=True, text=True,
            timeout=LIMIT_S, check=False)
        if run.returncode != 0 or run.stderr:
            raise SystemExit(f"exit status {run.returncode}: {run.stderr}")
        said += run.stdout
        moved = [line for line in part if line.startswith(":now ")]
        now = moved[-1].removeprefix(":now ").strip() if moved else now
    return said


def sound(database):
    with sqlite3.connect(database) as db:
        whole = db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return whole and not db.execute("PRAGMA foreign_key_check").fetchall()


def main():
    accept = "--accept" in sys.argv
    program, *names = [a for a in sys.argv[1:] if a != "--accept"]
    scripts = [HERE / f"{n}.script" for n in names] or sorted(HERE.glob("*.script"))
    failed = 0
    for script in scripts:
        with tempfile.TemporaryDirectory() as folder:
            database = f"{folder}/scenario.db"
            said = play(program, script.read_text(encoding="utf-8"), database)
            expected = script.with_suffix(".expected")
            if accept:
                expected.write_text(said, encoding="utf-8")
            elif said != expected.read_text(encoding="utf-8"):
                failed += 1
                print(f"{script.stem}: the answers differ; now they are:\n{said}")
            if not sound(database):
                failed += 1
                print(f"{script.stem}: SQLite finds the database damaged")
    print(f"{len(scripts)} scenarios, {failed} failed")
    return 1 if failed or not scripts else 0


sys.exit(main())
