#!/usr/bin/env python3
"""How long a bot on the fake Slack is deaf: on a planned refresh, a reset, and a line gone silent.

    tests/bench/slack_dark.py --subject bolt='node tests/bench/bolt/app.mjs' \\
                              --subject plumbline='build/release/plumbline serve' \\
                              --connections plumbline=2

Dark is the time without one connection that has had its hello and still carries what is sent.
"""

import argparse
import os
import pathlib
import shlex
import statistics
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.bench.table import Goal, print_table  # noqa: E402
from tests.fakes.slack.client import Slack  # noqa: E402

START_SECONDS = 60.0
BACK_SECONDS = 90.0
REFRESH_GRACE = 3.0
# After which Plumbline gives a silent socket up; its pings come often enough for it.
SILENT_SECONDS = 5

HARMS = {
    "refresh": {"do": "disconnect", "reason": "refresh_requested", "close_after": REFRESH_GRACE},
    "reset": {"do": "reset"},
    "silence": {"do": "black_hole"},
}
# operation.md §8; silence with the bot's pings set for it.
GOALS = {
    "dark on a refresh [s]": Goal(most=0.0),
    "dark on a reset [s]": Goal(most=0.2),
    "dark on a silence [s]": Goal(most=6.0),
}


def dark_seconds(entries: list, harmed: list, silent: bool, began: float) -> float:
    """The time from ``began`` to the last hello in which nothing carried."""
    serving = {each["connection"] for each in entries if each["kind"] == "hello" and each["at"] < began}
    dark, since = 0.0, None
    if silent:
        serving -= set(harmed)
        since = began
    for entry in (each for each in entries if each["at"] >= began):
        if entry["kind"] == "hello":
            if not serving and since is not None:
                dark += entry["at"] - since
            serving.add(entry["connection"])
        elif entry["kind"] == "withdrawn" and entry["connection"] in serving:
            serving.discard(entry["connection"])
            since = entry["at"] if not serving else since
    return dark


def measure(command: str, connections: int, harm: str) -> float:
    with tempfile.TemporaryDirectory() as room, Slack() as slack:
        environment = {
            **os.environ,
            **slack.environment(),
            "BENCH_DB": f"{room}/bolt.db",
            "PLUMBLINE_DB": f"{room}/plumbline.db",
            "PLUMBLINE_HTTP__LISTEN": "off",
            "PLUMBLINE_SLACK__DEAD_AFTER": str(SILENT_SECONDS),
        }
        program = subprocess.Popen(
            shlex.split(command),
            cwd=ROOT,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            slack.wait(kind="hello", count=connections, timeout=START_SECONDS)
            seq, began = slack.seq(), slack.state()["now"]
            harmed = slack.line(**HARMS[harm])
            slack.wait(kind="hello", count=len(harmed), after=seq, timeout=BACK_SECONDS)
            if harm == "refresh":
                slack.wait(kind="withdrawn", count=len(harmed), after=seq, timeout=BACK_SECONDS)
            return dark_seconds(slack.entries(), harmed, harm == "silence", began)
        finally:
            program.terminate()
            program.wait(START_SECONDS)


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--subject", action="append", required=True, metavar="NAME=COMMAND")
    parser.add_argument("--connections", action="append", default=[], metavar="NAME=COUNT")
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    subjects = dict(each.split("=", 1) for each in arguments.subject)
    counts = {name: int(count) for name, count in (each.split("=", 1) for each in arguments.connections)}
    figures: dict[str, dict[str, list[float]]] = {}
    for turn in range(arguments.rounds):
        for harm in HARMS:
            for name, command in subjects.items():
                print(f"round {turn + 1} of {arguments.rounds}, {harm}: {name}", file=sys.stderr, flush=True)
                dark = measure(command, counts.get(name, 1), harm)
                figures.setdefault(f"dark on a {harm} [s]", {}).setdefault(name, []).append(dark)
    medians = {
        figure: {name: statistics.median(values) for name, values in row.items()}
        for figure, row in figures.items()
    }
    print_table(medians, list(subjects), GOALS)
    return 0


if __name__ == "__main__":
    sys.exit(main())
