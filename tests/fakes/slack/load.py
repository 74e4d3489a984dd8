"""Many commands from within, so that the driver costs nothing of its own: closed and open loops."""

import asyncio
import re

from .wire.delivery import ACKED, Delivery


class Load:
    """One run. A command is answered by the one posted message that names its number."""

    def __init__(self, fake, text: str, channels: list, users: list, start: int, commands: int) -> None:
        self._fake = fake
        self._text = text
        self._channels = channels
        self._users = users
        self._numbers = iter(range(start, start + commands))
        self._wanted = range(start, start + commands)
        self._left = commands
        self._ended = asyncio.Event()
        self.latencies: list[float] = []
        self.failed = 0
        self.sent = 0

    def send_next(self) -> bool:
        """Inject one command; False when there is none left."""
        number = next(self._numbers, None)
        if number is None:
            return False
        channel = self._channels[self.sent % len(self._channels)]
        user = self._users[self.sent % len(self._users)]
        self.sent += 1
        delivery = self._fake.people.slash(user, channel, self._text.replace("{n}", str(number)))
        after = delivery.on_end

        def ended(done: Delivery) -> None:
            after(done)
            self._one_ended(done)

        delivery.on_end = ended
        return True

    def _one_ended(self, delivery: Delivery) -> None:
        if delivery.outcome == ACKED:
            self.latencies.append(delivery.acked_at - delivery.sent_at)
        else:
            self.failed += 1
        self._left -= 1
        if self._left == 0:
            self._ended.set()
        self.next_turn()

    def next_turn(self) -> None:
        """What follows an end: in a closed loop the next command."""

    async def all_ended(self) -> None:
        await self._ended.wait()

    def answers(self, after: int, item: re.Pattern) -> dict[int, int]:
        """How many messages posted since entry ``after`` name each of the commands."""
        counts = dict.fromkeys(self._wanted, 0)
        for entry in self._fake.log.entries[after:]:
            if entry["kind"] == "message" and entry["action"] == "posted":
                found = item.search(entry["said"])
                if found and int(found.group(1)) in counts:
                    counts[int(found.group(1))] += 1
        return counts


async def _open_loop(load: Load, rate: float) -> None:
    loop = asyncio.get_running_loop()
    began, sent = loop.time(), 0
    while load.send_next():
        sent += 1
        wait = began + sent / rate - loop.time()
        if wait > 0:
            await asyncio.sleep(wait)


async def run_load(
    fake,
    text: str,
    commands: int,
    channels: list,
    users: list,
    start: int = 1,
    in_flight: int = 0,
    rate: float = 0.0,
    item: str = r"Item (\d+)\b",
    timeout: float = 120.0,
) -> dict:
    """Send the commands with ``in_flight`` unacknowledged at a time, or ``rate`` a second.

    Answers when each is acknowledged and has its message. Times are seconds; ``took`` ends with the
    last message. ``{n}`` in the text is the command's number, which ``item`` finds in messages.
    """
    after, began = len(fake.log.entries), fake.log.now()
    load = Load(fake, text, channels, users, start, commands)
    pattern = re.compile(item)
    seen = {"at": after, "named": set()}

    def posted() -> bool:
        entries = fake.log.entries
        for entry in entries[seen["at"] :]:
            if entry["kind"] == "message" and entry["action"] == "posted":
                found = pattern.search(entry["said"])
                if found:
                    seen["named"].add(int(found.group(1)))
        seen["at"] = len(entries)
        return len(seen["named"]) >= commands

    if rate:
        sending = asyncio.create_task(_open_loop(load, rate))
    else:
        load.next_turn = load.send_next
        for _ in range(min(in_flight, commands)):
            load.send_next()
    try:
        async with asyncio.timeout(timeout):
            await load.all_ended()
    except TimeoutError:
        pass
    acked_at = fake.log.now()
    if rate:
        await sending
    all_posted = await fake.log.wait(posted, timeout)
    counts = load.answers(after, pattern)
    return {
        "commands": commands,
        "acked": len(load.latencies),
        "failed": load.failed,
        "acked_in": acked_at - began,
        "took": fake.log.now() - began,
        "all_posted": bool(all_posted),
        "answered_once": sum(count == 1 for count in counts.values()),
        "answered_twice": sum(count > 1 for count in counts.values()),
        "unanswered": sum(count == 0 for count in counts.values()),
        "latencies": load.latencies,
    }
