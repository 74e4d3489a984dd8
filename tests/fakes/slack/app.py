"""The fake workspace put together, and its two listeners: HTTP and WebSocket."""

import asyncio

from aiohttp import web

from .control import Control
from .log import Log
from .messages import Messages
from .people.events import Events
from .people.people import People
from .settings import Settings
from .views import Views
from .webapi import chat, conversations, files, people, views  # noqa: F401 (they fill the table of methods)
from .webapi.faults import Faults
from .webapi.gate import Gate
from .webapi.pacing import Pacing
from .webapi.respond import ResponseUrls
from .wire.hub import Hub
from .wire.peer import Peer
from .world import APP_ID, BOT_USER, Channel, World

BODY_MAX = 8 << 20
HOST = "127.0.0.1"


class Fake:
    """Everything a method or an act may reach for."""

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or Settings()
        self.log = Log()
        self.world = World()
        self.messages = Messages(self.world, self.log)
        self.views = Views(self.settings, self.log)
        self.faults = Faults()
        self.pacing = Pacing(self.settings, self.log)
        self.hub = Hub(self.settings, self.log, APP_ID)
        self.response_urls = ResponseUrls(self)
        self.events = Events(self)
        self.people = People(self)
        self.files: dict[str, dict] = {}
        self.stopping = asyncio.Event()
        self.http_url = ""
        self.socket_url = ""
        self._runner: web.AppRunner | None = None
        self._sockets: asyncio.Server | None = None

    def echo(self, channel: Channel, message: dict) -> None:
        """The app hears its own messages too, where it is subscribed to such."""
        if self.settings.echo_own and self.events.heard_in(channel):
            self.events.message(channel, message)

    def echo_change(self, channel: Channel, message: dict, before: dict) -> None:
        if self.settings.echo_own and message["user"] == BOT_USER:
            self.events.changed(channel, message, before)

    async def _upload(self, request: web.Request) -> web.Response:
        return await files.upload(self, request)

    async def start(self, port: int = 0) -> None:
        """Listen on loopback; port 0 takes free ones."""
        app = web.Application(client_max_size=BODY_MAX)
        gate = Gate(self)
        app.router.add_route("*", "/api/{method}", gate.handle)
        app.router.add_post("/upload/v1/{file}", self._upload)
        app.router.add_post("/response/{secret}", self.response_urls.handle)
        Control(self).add_routes(app.router)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
        await self._runner.setup()
        site = web.TCPSite(self._runner, HOST, port)
        await site.start()
        self.http_url = f"http://{HOST}:{self._runner.addresses[0][1]}"
        loop = asyncio.get_running_loop()
        self._sockets = await loop.create_server(lambda: Peer(self.hub), HOST, 0)
        self.socket_url = f"ws://{HOST}:{self._sockets.sockets[0].getsockname()[1]}"

    async def stop(self) -> None:
        """Let go of everything held, and of every connection."""
        self.faults.clear()
        self._sockets.close()
        for peer in [*self.hub.connections, *self.hub.silent]:
            peer.transport.abort()
        await self._runner.cleanup()
