"""A channel with people and the bot in it, whatever the platform: what the cases of the contract play on."""

import asyncio
import os
import re
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.e2e.matrix.process import PROGRAM, Process, exported
from tests.fakes.matrix.homeserver import Homeserver
from tests.fakes.matrix.rooms import SERVER
from tests.fakes.slack.client import Slack

PATIENCE = 30.0


@dataclass
class Seen:
    """A message of the bot: `where` is `channel`, `thread` (of a record) or `asker` (for nobody else, or under what
    was asked)."""

    where: str
    text: str
    edited: bool = False
    pings: bool = False
    file: bool = False
    # The platform's own name of it.
    name: str = ""


class Stage:
    """Ana is the first administrator; Ben is anybody."""

    def open(self) -> None: ...
    def close(self) -> None: ...
    def command(self, who: str, text: str) -> None: ...
    def directly(self, who: str, text: str) -> None: ...
    def talk(self, who: str, card: Seen, text: str) -> None: ...
    def press(self, who: str, card: Seen, what: str) -> None: ...
    def seen(self) -> list[Seen]: ...
    def export(self) -> dict: ...

    def until(self, holds: Callable[[Seen], bool]) -> Seen:
        """The first message that holds."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            for message in self.seen():
                if holds(message):
                    return message
            self.rest()
        shown = "\n".join(f"{m.where}: {m.text[:80]!r}" for m in self.seen())
        raise AssertionError(f"never came; seen:\n{shown}")

    def rest(self) -> None:
        """Until something may have come."""

    def card(self, name: str) -> Seen:
        """A record's card where all can see it."""
        return self.until(lambda m: m.where == "channel" and not m.edited and m.text.startswith(name + "  "))


class ConsoleStage(Stage):
    """One call of the program a line: the database lies between."""

    PLACE = re.compile(r"^(#atlas|@\w+ \(private\))(?: ([A-Z]+-\d+)>)? ((?:\(edited\) )?)(.*)")

    def open(self) -> None:
        self._folder = tempfile.TemporaryDirectory()
        self.folder = Path(self._folder.name)
        self.lines: list[str] = []

    def close(self) -> None:
        self._folder.cleanup()

    def play(self, line: str) -> None:
        command = [PROGRAM, "console", "--plain", "--as", "ana:product", "--now", "2027-03-01T09:00"]
        done = subprocess.run(
            [*command, "--db", str(self.folder / "console.db")], input=line + "\n", capture_output=True,
            text=True, check=True, cwd=self.folder, env={"PATH": os.environ["PATH"], "HOME": str(self.folder)},
        )
        self.lines += done.stdout.splitlines()

    def command(self, who: str, text: str) -> None:
        self.play(f"@{who}: {text}")

    directly = command

    def talk(self, who: str, card: Seen, text: str) -> None:
        self.play(f"@{who}: >{card.text.split()[0]}: {text}")

    def press(self, who: str, card: Seen, what: str) -> None:
        self.play(f"@{who}: [{what.capitalize()} {card.text.split()[0]}]")

    def seen(self) -> list[Seen]:
        found: list[Seen] = []
        for line in self.lines:
            if at := self.PLACE.match(line):
                where = "thread" if at[2] else "channel" if at[1] == "#atlas" else "asker"
                found.append(Seen(where, at[4], bool(at[3])))
            elif found:
                found[-1].text += "\n" + line
        for message in found:
            message.pings = bool(re.search(r"@(ana|ben)\b", message.text))
            message.file = "Saved as" in message.text
        return found

    def export(self) -> dict:
        return exported(self.folder / "console.db")


class SlackStage(Stage):
    def open(self) -> None:
        self._folder = tempfile.TemporaryDirectory()
        self.slack = Slack()
        # What forms answered.
        self.forms: list[str] = []
        self.bot = Process(
            Path(self._folder.name), "", "", **self.slack.environment(),
            PLUMBLINE_ADMINS="slack:T0FAKE0001/U0ANA00001",
        )
        self.bot.without("MATRIX")
        self.bot.start()
        self.slack.wait_connections(2)

    def close(self) -> None:
        self.bot.kill()
        self.slack.stop()
        self._folder.cleanup()

    def command(self, who: str, text: str) -> None:
        self.slack.say(f"<@U0PLUMB01> {text}", who, "launch")

    def directly(self, who: str, text: str) -> None:
        self.slack.say(text, who, f"@{who}")

    def talk(self, who: str, card: Seen, text: str) -> None:
        self.slack.say(text, who, "launch", thread_ts=card.name)
        self.slack.settle()

    def press(self, who: str, card: Seen, what: str) -> None:
        after = self.slack.seq()
        self.slack.press({"channel": "C0LAUNCH01", "ts": card.name}, what, who)
        self.slack.wait(kind="view", action="opened", after=after)
        answer = self.slack.submit({"reason": {"reason": "No capacity"}}, user=who)["payload"]
        self.forms += list(answer["errors"].values())

    def rest(self) -> None:
        self.slack.control("wait", entry={"kind": "message"}, count=1, after=self.slack.seq(), timeout=0.3)

    def seen(self) -> list[Seen]:
        found = []
        for entry in self.slack.entries(kind="message"):
            if entry["user"] != "U0PLUMB01" or entry["action"] not in ("posted", "updated", "ephemeral"):
                continue
            alone = entry["action"] == "ephemeral" or entry["channel"].startswith("D")
            in_thread = entry["thread_ts"] not in (None, entry["ts"])
            where = "asker" if alone else "thread" if in_thread else "channel"
            pings = bool(re.search(r"<(@U|!)", entry["text"] + "".join(self.markup(entry["message"]))))
            file = "files." in entry["via"]
            found.append(Seen(where, entry["said"], entry["action"] == "updated", pings, file, entry["ts"]))
        return found + [Seen("asker", text) for text in self.forms]

    def markup(self, part: object) -> list[str]:
        """Texts in which Slack would ping."""
        if isinstance(part, list):
            return [text for each in part for text in self.markup(each)]
        if not isinstance(part, dict):
            return []
        if part.get("type") == "mrkdwn":
            return [part["text"]]
        return [text for each in part.values() for text in self.markup(each)]

    def export(self) -> dict:
        self.bot.stop()
        return self.bot.export()


class MatrixStage(Stage):
    """The homeserver runs in a loop of its own."""

    KEYS = {"approve": "✅", "decline": "❌", "watch": "👀"}

    def open(self) -> None:
        self._folder = tempfile.TemporaryDirectory()
        self.loop = asyncio.new_event_loop()
        threading.Thread(target=self.loop.run_forever, daemon=True).start()
        self.hs = self.on_loop(self.start())
        self.bot = Process(
            Path(self._folder.name), self.hs.url, self.hs.bot, PLUMBLINE_ADMINS=f"matrix:@ana:{SERVER}"
        )
        self.bot.start()
        self.on_loop(self.hs.until(lambda: self.hs.polls > 0))

    async def start(self) -> Homeserver:
        hs = Homeserver()
        await hs.start()
        self.room = hs.joined_room("Atlas", (f"@ana:{SERVER}", f"@ben:{SERVER}"))
        self.direct: dict[str, str] = {}
        return hs

    def on_loop(self, work):
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(2 * PATIENCE)

    def close(self) -> None:
        self.bot.kill()
        self.on_loop(self.hs.stop())
        self.loop.call_soon_threadsafe(self.loop.stop)
        self._folder.cleanup()

    async def said(self, who: str, room: str, text: str, **content) -> None:
        self.hs.say(room, f"@{who}:{SERVER}", text, **content)

    def command(self, who: str, text: str) -> None:
        self.on_loop(self.said(who, self.room, f"!plumb {text}"))

    def directly(self, who: str, text: str) -> None:
        self.on_loop(self.in_direct_room(who, text))

    async def in_direct_room(self, who: str, text: str) -> None:
        if who not in self.direct:
            self.direct[who] = self.hs.rooms.new_room(None, f"@{who}:{SERVER}")
            self.hs.invite(self.direct[who], f"@{who}:{SERVER}", direct=True)
            room = self.hs.rooms.rooms[self.direct[who]]
            await self.hs.until(lambda: room.membership.get(self.hs.bot) == "join")
        self.hs.say(self.direct[who], f"@{who}:{SERVER}", text)

    def talk(self, who: str, card: Seen, text: str) -> None:
        thread = {"rel_type": "m.thread", "event_id": card.name, "is_falling_back": True}
        self.on_loop(self.said(who, self.room, text, **{"m.relates_to": thread}))

    def press(self, who: str, card: Seen, what: str) -> None:
        self.on_loop(self.reacted(who, card.name, self.KEYS[what]))

    async def reacted(self, who: str, on: str, key: str) -> None:
        placed = lambda: [  # noqa: E731
            e for e in self.hs.sent(self.room, "m.reaction") if e["content"]["m.relates_to"]["key"] == key
        ]
        await self.hs.until(placed)
        self.hs.react(self.room, f"@{who}:{SERVER}", on, key)

    def rest(self) -> None:
        self.on_loop(self.hs.woken(0.3))

    def seen(self) -> list[Seen]:
        cards = {e["event_id"] for e in self.hs.sent(self.room) if "m.relates_to" not in e["content"]}
        found = []
        for room in list(self.hs.rooms.rooms):
            for event in self.hs.sent(room):
                content = event["content"]
                relation = content.get("m.relates_to", {})
                edited = relation.get("rel_type") == "m.replace"
                threaded = relation.get("event_id") in cards and not edited
                alone = room != self.room or (relation and not edited and not threaded)
                where = "asker" if alone else "thread" if threaded else "channel"
                text = content["m.new_content"]["body"] if edited else content["body"]
                pings = bool(content["m.mentions"]) or "matrix.to/#/%40" in content.get("formatted_body", "")
                found.append(Seen(where, text, edited, pings, content["msgtype"] == "m.file", event["event_id"]))
        return found

    def export(self) -> dict:
        self.bot.stop()
        return self.bot.export()
