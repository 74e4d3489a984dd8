#!/usr/bin/env python3
"""CPU, memory and start of bots on a homeserver in memory, side by side.

    tests/bench/matrix_load.py --subject sdk='…' --subject nio='…' --subject plumbline='build/release/plumbline serve'

tests/bench/matrix runs it beside matrix-bot-sdk and matrix-nio. Every run is a fresh homeserver, a fresh process and an
empty database; the subjects take turns, since absolute figures mean nothing on a shared machine. All but the last
and one that is called floor are peers: the better of them is what the last is compared with. Each command must be
answered exactly once, or the run fails. Two commands are measured. A customer is one durable record and one answer, for
all of them the same job. A request is that for the peers; Plumbline draws its card, asks every rule, says in its thread
what it would come to, and places three reactions: seven events.
"""

import asyncio
import json
import os
import pathlib
import re
import shlex
import sys
import tempfile
import time
from dataclasses import dataclass

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.bench.slack_load import arguments_for, cpu_seconds, peak_megabytes, percentile, typical  # noqa: E402
from tests.bench.table import Goal, print_table  # noqa: E402
from tests.fakes.matrix.homeserver import Homeserver  # noqa: E402
from tests.fakes.matrix.rooms import BOT, SERVER  # noqa: E402

ANA = f"@ana:{SERVER}"
CUSTOMER = '!plumb customer set "Item {n}" segment:"because {n}"'
REQUEST = '!plumb change new "Item {n}" why:"because {n}"'
ANSWER = re.compile(r"^(?:CR-\d+\s+)?Item (\d+)\b")
# The least that can be done: no peer.
FLOOR = "floor"
ROOMS = 20
WARM = 40
QUIET_SECONDS = 1.0
LOAD_SECONDS = 240.0


@dataclass
class Mode:
    """One command, and a way to say it: so many unanswered at a time, or so many a second."""

    name: str
    command: str
    commands: int
    in_flight: int = 0
    rate: float = 0.0


MODES = (
    Mode("customer 6/s", CUSTOMER, 180, rate=6.0),
    Mode("customer 8 in flight", CUSTOMER, 400, in_flight=8),
    Mode("request 6/s", REQUEST, 180, rate=6.0),
    Mode("request 8 in flight", REQUEST, 400, in_flight=8),
)

# What Plumbline must reach, as a share of the better peer's figure.
GOALS = {
    "CPU per command, customer 6/s [µs]": Goal(share=1 / 10),
    "CPU per command, customer 8 in flight [µs]": Goal(share=1 / 10),
    "peak memory [MB]": Goal(share=1 / 5),
    "start to the first sync [ms]": Goal(share=1 / 3),
}


class Load:
    """Commands said in the rooms of a homeserver, and what became of them."""

    def __init__(self, hs: Homeserver, rooms: list[str]):
        self.hs = hs
        self.rooms = rooms
        self.said: dict[int, float] = {}
        self.answered: dict[int, list[float]] = {}
        self.looked = 0

    def say(self, command: str, number: int) -> None:
        self.said[number] = time.monotonic()
        self.hs.say(self.rooms[number % len(self.rooms)], ANA, command.format(n=number))

    def look(self) -> None:
        """Answers that came since the last look."""
        stream = self.hs.rooms.stream
        for event in stream[self.looked :]:
            body = event["content"].get("body", "")
            if event["sender"] == BOT and event["type"] == "m.room.message" and (found := ANSWER.match(body)):
                self.answered.setdefault(int(found[1]), []).append(time.monotonic())
        self.looked = len(stream)

    async def look_until(self, then: float) -> None:
        while (left := then - time.monotonic()) > 0:
            await self.hs.woken(left)
            self.look()

    async def until_answered(self, count: int) -> None:
        """Until so many are not yet answered."""
        async with asyncio.timeout(LOAD_SECONDS):
            while True:
                self.look()
                if len(self.said) - len(self.answered) <= count:
                    return
                await self.hs.woken(1)

    async def run(self, mode: Mode, start: int) -> float:
        """How long it took."""
        begun = time.monotonic()
        for number in range(mode.commands):
            if mode.rate:
                await self.look_until(begun + number / mode.rate)
            else:
                await self.until_answered(mode.in_flight - 1)
            self.say(mode.command, start + number)
        await self.until_answered(0)
        return time.monotonic() - begun

    def check(self) -> None:
        twice = [number for number, times in self.answered.items() if len(times) != 1]
        if twice or set(self.said) - set(self.answered):
            raise SystemExit(f"not every command was answered once: {twice[:10]}")


async def measure(command: str, mode: Mode, show_output: bool) -> dict:
    """One run of one subject: figures by name."""
    hs = Homeserver()
    await hs.start()
    rooms = [hs.joined_room(f"Bench {number}") for number in range(ROOMS)]
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **os.environ,
            "MATRIX_HOMESERVER": hs.url,
            "MATRIX_USER": BOT,
            "MATRIX_ACCESS_TOKEN": "token-1",
            "BENCH_DB": f"{folder}/peer.db",
            "BENCH_TOKEN_FILE": f"{folder}/token.json",
            "PLUMBLINE_DB": f"{folder}/plumbline.db",
            "PLUMBLINE_HTTP__LISTEN": "off",
        }
        output = None if show_output else asyncio.subprocess.DEVNULL
        begun = time.monotonic()
        program = await asyncio.create_subprocess_exec(
            *shlex.split(command), cwd=ROOT, env=environment, stdout=output, stderr=output
        )
        try:
            await hs.until(lambda: hs.asked("GET", "/sync"))
            start = time.monotonic() - begun
            await hs.until(lambda: hs.polls > 0)
            # The first command in a room makes its product: that, and a warm just-in-time compiler, belong to no
            # command measured.
            load = Load(hs, rooms)
            await load.run(Mode("warm", mode.command, WARM, in_flight=8), 1_000_000)
            await asyncio.sleep(QUIET_SECONDS)
            cpu = cpu_seconds(program.pid)
            took = await load.run(mode, 1)
            # What follows an answer belongs to its command.
            await asyncio.sleep(QUIET_SECONDS)
            cpu = cpu_seconds(program.pid) - cpu
            load.check()
            peak = peak_megabytes(program.pid)
        finally:
            program.terminate()
            await program.wait()
            await hs.stop()
    waits = [load.answered[n][0] - load.said[n] for n in range(1, mode.commands + 1)]
    return {
        f"CPU per command, {mode.name} [µs]": cpu / mode.commands * 1e6,
        f"commands a second, {mode.name}": mode.commands / took,
        f"answer p50, {mode.name} [ms]": percentile(waits, 0.50) * 1e3,
        f"answer p99, {mode.name} [ms]": percentile(waits, 0.99) * 1e3,
        "peak memory [MB]": peak,
        "start to the first sync [ms]": start * 1e3,
    }


async def main() -> int:
    arguments = arguments_for(__doc__, rounds=2).parse_args()
    subjects = dict(each.split("=", 1) for each in arguments.subject)
    figures: dict[str, dict[str, list[float]]] = {}
    for turn in range(arguments.rounds):
        for known in MODES:
            commands = max(8, int(known.commands * arguments.scale))
            mode = Mode(known.name, known.command, commands, known.in_flight, known.rate)
            for name, command in subjects.items():
                print(f"round {turn + 1} of {arguments.rounds}, {mode.name}: {name}", file=sys.stderr, flush=True)
                for figure, value in (await measure(command, mode, arguments.show_output)).items():
                    figures.setdefault(figure, {}).setdefault(name, []).append(value)
    if arguments.json:
        arguments.json.write_text(json.dumps(figures, indent=2))
    shown: dict[str, dict[str, float]] = {}
    *others, last = subjects
    peers = [each for each in others if each != FLOOR]
    for figure, row in figures.items():
        values = {name: typical(figure, each) for name, each in row.items()}
        best = (max if figure.startswith("commands") else min)(values[peer] for peer in peers)
        shown[figure] = {"better peer": best, **{each: values[each] for each in others}, last: values[last]}
    print_table(shown, ["better peer", last], GOALS)
    print()
    print_table(shown, [*others, last], {})
    return 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
