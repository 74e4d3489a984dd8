#!/usr/bin/env python3
"""kill -9 in the middle of a console script on a durable database, over and over: nothing acknowledged is lost, nothing comes twice.

  crash_loop.py PROGRAM [KILLS]      20 kills unless told otherwise

A command counts as acknowledged once its answer has been read. After each kill the database must be sound in SQLite's own opinion, every
acknowledged title must be there exactly once, and at most the one command that was in hand may be there besides. The moment of the kill
is drawn anew each time, from before the first command is taken to behind the last answer.
"""
import json
import pathlib
import random
import sqlite3
import subprocess
import sys
import tempfile

COMMANDS = 12
LIMIT_S = 60


def export(program, database):
    run = subprocess.run([program, "export", "--db", database], capture_output=True, text=True, timeout=LIMIT_S, check=True)
    return json.loads(run.stdout)


def sound(database):
    """By the sqlite3 shell where it is installed: another program than ours."""
    shell = subprocess.run(["sqlite3", database, "PRAGMA integrity_check; PRAGMA foreign_key_check;"], capture_output=True, text=True,
                           timeout=LIMIT_S, check=False)
    return shell.returncode == 0 and shell.stdout.strip() == "ok"


def answered(line, wanted):
    return wanted in line and "not recorded" not in line


def one_life(program, database, life, after_answers, delay_lines):
    """Starts the console, gives it commands one after the other, kills it; the titles that were answered, and the one in hand."""
    acknowledged, in_hand = [], None
    with subprocess.Popen([program, "console", "--plain", "--now", "2027-03-01T09:00", "--db", database], stdin=subprocess.PIPE,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        try:
            for n in range(COMMANDS):
                title = f"crash-{life}-{n}"
                in_hand = title
                running.stdin.write(f'feature new "{title}"\n')
                running.stdin.flush()
                if n == after_answers:
                    # In the middle of this one: sooner or later, as drawn.
                    for _ in range(delay_lines):
                        if answered(running.stdout.readline(), title):
                            acknowledged.append(title)
                            break
                    break
                while line := running.stdout.readline():
                    if answered(line, title):
                        acknowledged.append(title)
                        in_hand = None
                        break
                else:
                    raise SystemExit(f"the console ended by itself: {running.stderr.read()}")
        finally:
            running.kill()
    return acknowledged, in_hand


def main():
    program = str(pathlib.Path(sys.argv[1]).resolve())
    kills = int(sys.argv[2]) if len(sys.argv) > 2 else 20
    seed = random.SystemRandom().randrange(1 << 32)
    chance = random.Random(seed)
    print(f"seed {seed}")
    with tempfile.TemporaryDirectory() as folder:
        database = f"{folder}/plan.db"
        acknowledged, possible = [], []
        for life in range(kills):
            answers, in_hand = one_life(program, database, life, chance.randrange(COMMANDS + 1), chance.choice((0, 0, 1, 3)))
            acknowledged += answers
            possible += [in_hand] if in_hand and in_hand not in answers else []
            if not pathlib.Path(database).exists():
                continue
            if not sound(database):
                raise SystemExit(f"life {life}: SQLite finds the database damaged")
            features = export(program, database)["features"] if has_schema(database) else []
            titles = [f["title"] for f in features]
            lost = [t for t in acknowledged if titles.count(t) != 1]
            strange = [t for t in titles if t not in acknowledged and t not in possible]
            if lost or strange or len(set(titles)) != len(titles):
                raise SystemExit(f"life {life}: lost or doubled {lost}, strange {strange}")
            ids = [int(f["id"].removeprefix("F-")) for f in features]
            if ids != sorted(set(ids)):
                raise SystemExit(f"life {life}: numbers given twice: {ids}")
    print(f"{kills} kills, {len(acknowledged)} commands acknowledged, {len(possible)} in hand: nothing lost, nothing twice")


def has_schema(database):
    with sqlite3.connect(database) as db:
        return db.execute("PRAGMA user_version").fetchone()[0] > 0


if __name__ == "__main__":
    main()
