#!/usr/bin/env python3
"""What a command costs with years of history on record, over what it costs with little (operation.md §8).

    tests/bench/command_cost.py build/release/plumbline

Both installations are imported, then the same commands of many kinds are said to a console on each, in turns; the
processor time of the process is read before and after each batch, so that neither the start nor the import counts.
"""

import argparse
import contextlib
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.bench.history import FEATURES_COMING, FEATURES_SHIPPED, write_history  # noqa: E402
from tests.bench.table import Goal  # noqa: E402

FEW = (100, 100)
MANY = (100_000, 5_000)
GOAL = Goal(most=1.5)
NOW = "2027-03-01T09:00"
SETTINGS = (
    "me function:product",
    "@eng: me function:engineering",
    "@mar: me function:marketing",
    "policy approve:product",
)


def cpu_microseconds(pid: int) -> float:
    """Of all its threads, to the nanosecond."""
    tasks = pathlib.Path(f"/proc/{pid}/task").glob("*/schedstat")
    return sum(int(task.read_text().split()[0]) for task in tasks) / 1e3


class Console:
    """A console on a database, asked line by line."""

    def __init__(self, program: str, database: pathlib.Path):
        command = [program, "console", "--plain", "--now", NOW, "--db", str(database)]
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(
            command, stdin=pipe, stdout=pipe, stderr=subprocess.STDOUT, text=True, bufsize=1
        )
        self.asked = 0
        self.run([])
        self.start = cpu_microseconds(self.process.pid)

    def run(self, lines: list) -> str:
        """Says the lines and waits for all that they answer: a word that nobody knows comes last."""
        self.asked += 1
        last = f"xyzzy{self.asked}q"
        self.process.stdin.write("\n".join([*lines, last]) + "\n")
        self.process.stdin.flush()
        answer = ""
        for line in self.process.stdout:
            if last in line:
                return answer
            answer += line
        raise SystemExit(f"the console ended: {answer[-2000:]}")

    def cost(self, lines: list) -> float:
        """Microseconds a line."""
        before = cpu_microseconds(self.process.pid)
        self.run(lines)
        return (cpu_microseconds(self.process.pid) - before) / len(lines)

    def close(self) -> None:
        self.process.stdin.close()
        self.process.wait()


def batches(request: int, event: int, size: int, turn: int) -> dict:
    """Commands of every kind; the records made first have these numbers."""
    feature = FEATURES_SHIPPED + 1
    each = range(size)

    def coming(number: int) -> str:
        return f"F-{feature + number % FEATURES_COMING}"

    def day(number: int) -> str:
        return f"{1 + number % 28:02}"

    return {
        "change new": [f'@mar: change new "Idea {turn}.{n} of sway" kind:add why:"Cranes {n}"' for n in each],
        "change evidence": [f'change evidence CR-{request + n} "It hurts {n}" customer:"C {n}"' for n in each],
        "change assess": [f"@eng: change assess CR-{request + n} feasible:yes effort:3d" for n in each]
        + [f"@mar: change assess CR-{request + n} launch:none" for n in each],
        "change watch": [f"change watch CR-{request + n}" for n in each],
        "change approve": [f'change approve CR-{request + n} reason:"it is right"' for n in each if n % 2],
        "change decline": [f'change decline CR-{request + n} reason:"not now"' for n in each if not n % 2],
        "launch new": [
            f'launch new "Talk {turn}.{n}" on:2027-08-{day(n)} type:webinar goal:growth release:next'
            for n in each
        ],
        "launch move": [f"launch move LE-{event + n} on:2027-10-{day(n)}" for n in each],
        "launch set": [f"launch set LE-{event + n} owner:bob" for n in each],
        "collateral new": [f'collateral new LE-{event + n} "Page {n}" due:2027-07-01' for n in each],
        "promise new": [
            f'promise new "Soon {turn}.{n}" feature:{coming(n)} to:"C {n}" by:2027-10-01' for n in each
        ],
        "feature set": [f"feature set {coming(n)} effort:{turn + n + 1}d" for n in each],
        "undo": [line for n in each for line in (f"feature set {coming(n)} effort:{turn + n + 40}d", "undo")],
        "change show": [f"change show CR-{request + n}" for n in each],
        "change show, years old": [f"change show CR-{1 + n}" for n in each],
        "launch show": [f"launch show LE-{event + n}" for n in each],
        "whatif": [f"whatif feature move {coming(n)} to:later" for n in each],
        "trace": [f"trace {coming(n)}" for n in each],
        "history": [f"history CR-{request + n}" for n in each],
        "me": ["me" for _ in each],
        "status": ["status" for _ in each],
        "warnings": ["warnings" for _ in each],
        "load": ["load" for _ in each],
        "search": ["search sway" for _ in each],
        "not understood": [f"change shew CR-{n}" for n in each],
    }


def first_numbers(console: Console, turn: int) -> tuple:
    made = console.run(
        [f'@mar: change new "Probe {turn}" why:"x"', f'launch new "Probe {turn}" on:2027-08-01 type:webinar']
    )
    request = max(int(n) for n in re.findall(r"CR-(\d+)", made))
    event = max(int(n) for n in re.findall(r"LE-(\d+)", made))
    return request + 1, event + 1


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("program")
    parser.add_argument("--size", type=int, default=20, help="commands of a kind in a batch")
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--keep", type=pathlib.Path, help="keep the imported databases in this folder")
    return parser.parse_args()


def imported(program: str, room: pathlib.Path, size: tuple) -> pathlib.Path:
    database = room / f"{size[0]}.db"
    if not database.exists():
        with tempfile.TemporaryDirectory() as folder:
            write_history(pathlib.Path(folder), *size)
            command = [program, "import", folder, "--db", str(database)]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return database


def measured(consoles: list, size: int, turns: int) -> dict:
    """Kind → for each console what a command cost in each turn."""
    costs: dict = {}
    for turn in range(turns):
        made = [first_numbers(console, turn) for console in consoles]
        plans = [batches(*numbers, size, turn) for numbers in made]
        for kind in plans[0]:
            for at, console in enumerate(consoles):
                costs.setdefault(kind, [[] for _ in consoles])[at].append(console.cost(plans[at][kind]))
    return costs


def main() -> int:
    arguments = read_arguments()
    with contextlib.ExitStack() as stack:
        room = pathlib.Path(stack.enter_context(tempfile.TemporaryDirectory()))
        consoles = []
        for size in (FEW, MANY):
            database = imported(arguments.program, arguments.keep or room, size)
            copy = pathlib.Path(shutil.copy(database, room / f"run-{size[0]}.db"))
            console = Console(arguments.program, copy)
            stack.callback(console.close)
            console.run(list(SETTINGS))
            consoles.append(console)
        costs = measured(consoles, arguments.size, arguments.turns)
    print(f"| command | with {FEW[0]} [µs] | with {MANY[0]} [µs] | ratio |\n| --- | --- | --- | --- |")
    typical = {kind: [statistics.median(each) for each in both] for kind, both in costs.items()}
    for kind, (few, many) in typical.items():
        print(f"| {kind} | {few:.0f} | {many:.0f} | {many / few:.2f} |")
    few, many = (sum(both[at] for both in typical.values()) for at in (0, 1))
    reached = "reached" if GOAL.reached(many / few, 1) else "missed"
    print(f"| all together | {few:.0f} | {many:.0f} | {many / few:.2f}, goal {GOAL.shown()}: {reached} |")
    print(f"| start | {consoles[0].start:.0f} | {consoles[1].start:.0f} | |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
