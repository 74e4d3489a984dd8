#!/usr/bin/env python3
"""Kills the bot in the middle of its digests, and finds each slot sent once.

  slots_killed.py PROGRAM [KILLS]

A console passes two hundred daily slots at once and is killed somewhere among them; started again it makes up for what it missed. Every
message is a row written with its slot, so the journal shows how often each slot was sent.
"""
import pathlib
import random
import sqlite3
import subprocess
import sys
import tempfile

LIMIT_S = 60
KILLS = 4
SLOTS = 200
START = "2027-03-01T12:00"
END = "2027-09-17T12:00"
SETUP = ['product new atlas "Atlas" tz:Europe/Berlin', "@ana: me function:engineering", 'change new "Wish" why:"Asked for"',
         "digest schedule daily 09:00"]


def console(program, database, now):
    return subprocess.Popen([program, "console", "--plain", "--now", now, "--db", database],
                            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def sent(database):
    """The instants at which slots were sent, and the schedule's last slot."""
    with sqlite3.connect(database) as db:
        runs = [row[0] for row in db.execute("SELECT after FROM journal WHERE field = 'last_run' ORDER BY id")]
        slots = [row[0] for row in db.execute("SELECT after FROM journal WHERE field = 'last_slot' ORDER BY id")]
    return runs, slots


def kill_once(program, folder, after):
    database = str(folder / "bot.db")
    first = console(program, database, START)
    first.stdin.write("\n".join(SETUP) + "\n")
    first.stdin.flush()
    said = ""
    while "daily digest" not in said:
        said += first.stdout.readline()
    first.stdin.write(f":now {END}\n")
    first.stdin.flush()
    while first.poll() is None and len(sent(database)[1]) < after:
        pass
    first.kill()
    printed, _ = first.communicate(timeout=LIMIT_S)
    midway, _ = sent(database)
    second = console(program, database, END)
    rest, _ = second.communicate("digest list\n", timeout=LIMIT_S)
    runs, slots = sent(database)
    assert second.returncode == 0
    assert len(set(runs)) == len(runs), "a slot was sent twice"
    assert slots == sorted(set(slots)), "slots ran out of order, or twice"
    assert slots[-1] == END[:10], f"the last slot dealt with is {slots[-1]}"
    # What was missed is sent once at most.
    assert len(runs) - len(midway) <= 1, f"{len(runs) - len(midway)} slots were made up for"
    titles = [line for line in (printed + rest).splitlines() if line.startswith("#atlas Atlas · ")]
    assert len(titles) >= len(runs), f"{len(runs)} slots were sent and {len(titles)} digests were printed"
    return len(midway)


def main():
    program, *rest = sys.argv[1:]
    kills = int(rest[0]) if rest else KILLS
    chance = random.Random(5)
    reached = []
    for _ in range(kills):
        with tempfile.TemporaryDirectory() as folder:
            reached.append(kill_once(program, pathlib.Path(folder), chance.randrange(SLOTS)))
    print(f"{kills} kills, after {', '.join(map(str, reached))} of {SLOTS} slots")
    return 0


sys.exit(main())
