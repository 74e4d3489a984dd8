#!/usr/bin/env python3
"""CPU, memory, start and acknowledgement of bots on the fake Slack, side by side.

    tests/bench/slack_load.py --subject bolt='node tests/bench/bolt/app.mjs' \\
                              --subject plumbline='build/release/plumbline serve'

Every run is a fresh fake, a fresh process and an empty database; the subjects take turns (A B A B), since
absolute figures mean nothing on a shared machine. The first subject is the one others are compared with.
tests/bench/bolt/setup installs the peer. It is Bolt 4.7.3, which runs on Debian 12's Node 18 (Bolt 5 needs Node 20)
and needs a quarter less CPU than Bolt 5.1.0 does.
Each command must be acknowledged and have exactly one message, or the run fails.
"""

import argparse
import json
import math
import os
import pathlib
import shlex
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.fakes.slack.client import Slack  # noqa: E402
from tests.bench.table import Goal, print_table  # noqa: E402

TICK = os.sysconf("SC_CLK_TCK")
BOT = "U0PLUMB01"
PEOPLE = ["U0ANA00001", "U0BEN00001", "U0CHO00001", "U0DEE00001", "U0EVA00001"]
COMMAND = 'change new "Item {n}" why:"because {n}"'
# Slack lets a burst of 20 through a channel; beyond it a bot must wait, and nothing would be measured. A request is a
# card, its ripple in the card's thread, and a line on requests that look like it.
COMMANDS_A_CHANNEL = 5
# The answer is the message that begins with the request's title, behind its id.
ANSWER = r"^(?:CR-\d+\s+)?Item (\d+)\b"
LOAD_SECONDS = 300.0
START_SECONDS = 60.0


@dataclass
class Mode:
    """One way to send commands: so many unacknowledged at a time, or so many a second."""

    name: str
    commands: int
    in_flight: int = 0
    rate: float = 0.0


MODES = (
    Mode("1 in flight", 400, in_flight=1),
    Mode("16 in flight", 3000, in_flight=16),
    Mode("64 in flight", 4000, in_flight=64),
    Mode("200/s", 1500, rate=200.0),
)

# operation.md §8 and the issues: what Plumbline must reach, as a share of the first subject or absolute.
GOALS = {
    "CPU per command, 16 in flight [µs]": Goal(share=1 / 10),
    "CPU per command, 64 in flight [µs]": Goal(share=1 / 12),
    "CPU per command, 200/s [µs]": Goal(share=1 / 5),
    "peak memory [MB]": Goal(most=14.0),
    "start to hello [ms]": Goal(share=1 / 10),
    "acknowledgement p99, 16 in flight [ms]": Goal(share=1 / 2),
    "acknowledgement p99, 64 in flight [ms]": Goal(share=1 / 3),
}


def cpu_seconds(pid: int) -> float:
    """User and system time of a process, all its threads."""
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def peak_megabytes(pid: int) -> float:
    for line in pathlib.Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    raise ValueError("the process has no VmHWM")


def percentile(values: list[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, math.ceil(share * len(ordered)) - 1)]


def make_channels(slack: Slack, count: int) -> list[str]:
    channels = [
        {"id": f"C0BENCH{number:03d}", "name": f"bench-{number}", "members": [*PEOPLE, BOT]}
        for number in range(count)
    ]
    slack.control("world", channels=channels)
    return [each["id"] for each in channels]


def load(slack: Slack, channels: list[str], commands: int, start: int, **how) -> dict:
    """Send commands; raises where one was lost or answered twice."""
    done = slack.control(
        "load",
        _timeout=LOAD_SECONDS,
        text=COMMAND,
        commands=commands,
        channels=channels,
        users=PEOPLE,
        start=start,
        timeout=LOAD_SECONDS,
        item=ANSWER,
        **how,
    )
    if done["acked"] != commands or done["answered_once"] != commands:
        told = {key: value for key, value in done.items() if key != "latencies"}
        raise SystemExit(f"not every command was acknowledged and answered once: {told}")
    return done


def measure(command: str, mode: Mode, show_output: bool) -> dict:
    """One run of one subject: figures by name."""
    count = math.ceil(mode.commands / COMMANDS_A_CHANNEL)
    with tempfile.TemporaryDirectory() as room, Slack(echo_own=False) as slack:
        channels = make_channels(slack, count)
        environment = {
            **os.environ,
            **slack.environment(),
            "BENCH_DB": f"{room}/bolt.db",
            "PLUMBLINE_DB": f"{room}/plumbline.db",
            "PLUMBLINE_HTTP__LISTEN": "off",
        }
        output = None if show_output else subprocess.DEVNULL
        words = shlex.split(command)
        before_start = slack.state()["now"]
        program = subprocess.Popen(words, cwd=ROOT, env=environment, stdout=output, stderr=output)
        try:
            hello = slack.wait(kind="hello", timeout=START_SECONDS)[0]
            start = hello["at"] - before_start
            # The first command in a channel makes its product: that, and a warm just-in-time compiler,
            # belong to no command measured.
            load(slack, channels, count, 1_000_000, in_flight=8)
            cpu, own = cpu_seconds(program.pid), cpu_seconds(slack.process.pid)
            how = {"rate": mode.rate} if mode.rate else {"in_flight": mode.in_flight}
            done = load(slack, channels, mode.commands, 1, **how)
            cpu, own = cpu_seconds(program.pid) - cpu, cpu_seconds(slack.process.pid) - own
            peak = peak_megabytes(program.pid)
            broken = sorted({each["what"] for each in slack.violations()})
        finally:
            program.terminate()
            program.wait(START_SECONDS)
    if broken:
        print(f"  against Slack's rules: {', '.join(broken)}", file=sys.stderr)
    return {
        f"CPU per command, {mode.name} [µs]": cpu / mode.commands * 1e6,
        f"CPU of the fake itself, {mode.name} [µs]": own / mode.commands * 1e6,
        f"commands a second, {mode.name}": mode.commands / done["took"],
        f"acknowledgement p50, {mode.name} [ms]": percentile(done["latencies"], 0.50) * 1e3,
        f"acknowledgement p99, {mode.name} [ms]": percentile(done["latencies"], 0.99) * 1e3,
        "peak memory [MB]": peak,
        "start to hello [ms]": start * 1e3,
    }


def collect(subjects: dict[str, str], modes: list[Mode], rounds: int, show_output: bool) -> dict:
    """All figures of all runs: {figure: {subject: [values]}}."""
    figures: dict[str, dict[str, list[float]]] = {}
    for turn in range(rounds):
        for mode in modes:
            for name, command in subjects.items():
                print(f"round {turn + 1} of {rounds}, {mode.name}: {name}", file=sys.stderr, flush=True)
                for figure, value in measure(command, mode, show_output).items():
                    figures.setdefault(figure, {}).setdefault(name, []).append(value)
    return figures


def typical(figure: str, values: list[float]) -> float:
    """The median of the runs; of a peak the highest."""
    return max(values) if figure.startswith("peak") else statistics.median(values)


def arguments_for(description: str, rounds: int) -> argparse.ArgumentParser:
    """What every benchmark of programs side by side takes."""
    parser = argparse.ArgumentParser(
        description=description, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--subject", action="append", required=True, metavar="NAME=COMMAND")
    parser.add_argument("--rounds", type=int, default=rounds)
    parser.add_argument("--scale", type=float, default=1.0, help="times the usual number of commands")
    parser.add_argument("--json", type=pathlib.Path, help="write every value here as well")
    parser.add_argument("--show-output", action="store_true", help="of the programs measured")
    return parser


def read_arguments() -> argparse.Namespace:
    parser = arguments_for(__doc__, rounds=3)
    parser.add_argument("--mode", action="append", choices=[mode.name for mode in MODES], help="only these")
    return parser.parse_args()


def main() -> int:
    arguments = read_arguments()
    subjects = dict(each.split("=", 1) for each in arguments.subject)
    chosen = [mode for mode in MODES if not arguments.mode or mode.name in arguments.mode]
    modes = [Mode(m.name, max(1, int(m.commands * arguments.scale)), m.in_flight, m.rate) for m in chosen]
    figures = collect(subjects, modes, arguments.rounds, arguments.show_output)
    if arguments.json:
        arguments.json.write_text(json.dumps(figures, indent=2))
    shown = {
        figure: {name: typical(figure, values) for name, values in row.items()}
        for figure, row in figures.items()
    }
    print_table(shown, list(subjects), GOALS)
    return 0


if __name__ == "__main__":
    sys.exit(main())
