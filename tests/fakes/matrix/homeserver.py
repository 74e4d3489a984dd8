"""The homeserver: people act on it by methods, the bot by HTTP."""

import asyncio
import json

from aiohttp import web

from tests.fakes.matrix import api
from tests.fakes.matrix.faults import Faults
from tests.fakes.matrix.rooms import SERVER, Rooms

PATIENCE = 40


class Homeserver:
    def __init__(self, timeline_limit: int = 50, gives_prev_batch: bool = True, server: str = SERVER):
        self.rooms = Rooms(server)
        self.bot = self.rooms.bot
        self.faults = Faults()
        self.timeline_limit = timeline_limit
        self.gives_prev_batch = gives_prev_batch
        self.tokens = {"token-1"}
        self.password = "open sesame"
        self.logins: list[dict] = []
        # Logins give a token to refresh with; those that are good.
        self.refreshes = False
        self.refresh_tokens: set[str] = set()
        self.soft_logout = False
        self.log: list[tuple[str, str, object]] = []
        self.transactions: dict[str, str] = {}
        self.media: list[tuple[str, bytes]] = []
        self.direct: dict = {}
        # What clients had kept, by name; and whether that is something the server does at all.
        self.filters: dict[str, dict] = {}
        self.keeps_filters = True
        # Not every server does what a filter says.
        self.leaves_out_senders = True
        # Rooms whose joins are refused so often yet.
        self.joins_fail: dict[str, int] = {}
        self.hold_polls = True
        self.waiters: set[asyncio.Event] = set()
        # Long polls that had nothing to say at once.
        self.polls = 0
        self._changed = asyncio.Event()
        self._runner: web.AppRunner | None = None
        self.port = 0

    async def start(self) -> None:
        app = web.Application(middlewares=[self._watch], client_max_size=64 * 1024 * 1024)
        api.add_routes(app, self)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port)
        await site.start()
        self.port = site._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        self.faults.lift()
        self.hold_polls = False
        self.touch()
        await self._runner.cleanup()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    # People.

    def say(self, room: str, sender: str, body: object, **content) -> str:
        return self.event(room, sender, "m.room.message", {"msgtype": "m.text", "body": body, **content})

    def event(self, room: str, sender: str, kind: str, content: dict, state_key: str | None = None) -> str:
        made = self.rooms.add(room, sender, kind, content, state_key)
        self.touch()
        return made["event_id"]

    def invite(self, room: str, sender: str, direct: bool = False) -> None:
        content = {"membership": "invite", **({"is_direct": True} if direct else {})}
        self.event(room, sender, "m.room.member", content, self.bot)

    def react(self, room: str, sender: str, on: str, key: str) -> str:
        relation = {"rel_type": "m.annotation", "event_id": on, "key": key}
        return self.event(room, sender, "m.reaction", {"m.relates_to": relation})

    def joined_room(self, name: str | None = "Atlas", people=(f"@ana:{SERVER}",), **content) -> str:
        """A room in which the bot is already."""
        room = self.rooms.new_room(name, people[0], people, **content)
        self.rooms.add(room, self.bot, "m.room.member", {"membership": "join"}, self.bot)
        self.touch()
        return room

    @staticmethod
    def path_of(room: str) -> str:
        """A room as it stands in addresses."""
        return "/rooms/" + room.replace("!", "%21").replace(":", "%3A")

    # What the bot did.

    def sent(self, room: str, kind: str = "m.room.message") -> list[dict]:
        return [e for _, e in self.rooms.of(room) if e["sender"] == self.bot and e["type"] == kind]

    def reacted(self, room: str, who: str, relation: dict) -> bool:
        reactions = [e for _, e in self.rooms.of(room) if e["type"] == "m.reaction" and e["sender"] == who]
        return any(e["content"].get("m.relates_to") == relation for e in reactions)

    def standing(self, room: str, on: str) -> set[str]:
        """The keys of the bot's reactions on an event that were not taken away."""
        relations = [e["content"].get("m.relates_to", {}) for e in self.sent(room, "m.reaction")]
        return {r["key"] for r in relations if r.get("event_id") == on}

    def texts(self, room: str) -> list[str]:
        return [e["content"].get("body", "") for e in self.sent(room)]

    def asked(self, method: str, part: str) -> list[tuple[str, object]]:
        return [(path, body) for m, path, body in self.log if m == method and part in path]

    async def until(self, holds) -> object:
        """Waits for something to hold, looking whenever anything happens."""
        async with asyncio.timeout(PATIENCE):
            while not (found := holds()):
                await self.woken(1)
        return found

    async def woken(self, within: float) -> None:
        """Until anything happens, or the time is over."""
        self._changed.clear()
        try:
            await asyncio.wait_for(self._changed.wait(), within)
        except TimeoutError:
            return

    async def until_said(self, room: str, part: str) -> dict:
        try:
            return await self.until(
                lambda: next((e for e in self.sent(room) if part in e["content"].get("body", "")), None)
            )
        except TimeoutError:
            raise AssertionError(f"never said {part!r}; said: {self.texts(room)}") from None

    def heard(self) -> None:
        """Wakes those who wait for something to hold."""
        self._changed.set()

    def touch(self) -> None:
        """Something is new for the bot, too."""
        self.heard()
        for waiter in list(self.waiters):
            waiter.set()

    @web.middleware
    async def _watch(self, request: web.Request, handler):
        raw = await request.read()
        try:
            body = json.loads(raw) if raw else None
        except ValueError:
            body = raw
        self.log.append((request.method, request.path_qs, body))
        self.heard()
        fault = self.faults.take(request.method, request.path_qs)
        if fault is None:
            return await handler(request)
        if fault.instead is not None:
            return fault.instead()
        if fault.hangs:
            await fault.lifted.wait()
            return web.Response(status=504)
        response = await handler(request)
        if fault.late:
            await fault.lifted.wait()
        if fault.drops:
            request.transport.close()
        if fault.afterwards is not None:
            return fault.afterwards()
        return response
