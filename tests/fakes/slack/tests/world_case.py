"""A running fake inside the test's own loop, a Web API client and a Socket Mode client."""

import json
import unittest

import aiohttp

from tests.fakes.slack.app import Fake
from tests.fakes.slack.settings import Settings

LAUNCH = "C0LAUNCH01"
ANA = "U0ANA00001"
BOT = "U0PLUMB01"


class FakeCase(unittest.IsolatedAsyncioTestCase):
    settings: dict = {}

    async def asyncSetUp(self):
        chosen = Settings()
        chosen.change(self.settings)
        self.fake = Fake(chosen)
        await self.fake.start()
        self.http = aiohttp.ClientSession()
        self.sockets = []

    async def asyncTearDown(self):
        for socket in self.sockets:
            await socket.close()
        await self.http.close()
        await self.fake.stop()

    async def raw(self, method, *, token=None, data=None, headers=None, **given):
        """One call with whatever body; the status, the headers and the answer."""
        token = self.fake.settings.bot_token if token is None else token
        sent = {"Authorization": f"Bearer {token}"} if token else {}
        url = f"{self.fake.http_url}/api/{method}"
        async with self.http.post(url, headers={**sent, **(headers or {})}, data=data, **given) as response:
            return response.status, response.headers, await response.json()

    async def call(self, method, **args):
        """A call with a JSON body."""
        headers = {"Content-Type": "application/json; charset=utf-8"}
        return (await self.raw(method, data=json.dumps(args), headers=headers))[2]

    async def form(self, method, **args):
        """A call with a form."""
        nested = {key: value if isinstance(value, str) else json.dumps(value) for key, value in args.items()}
        return (await self.raw(method, data=nested))[2]

    async def error(self, method, **args):
        answer = await self.call(method, **args)
        return answer.get("error", "ok")

    async def dial(self):
        """An open socket that has had its hello."""
        answer = (await self.raw("apps.connections.open", token=self.fake.settings.app_token))[2]
        socket = await self.connect(answer["url"])
        hello = await socket.receive_json()
        self.assertEqual(hello["type"], "hello")
        return socket

    async def connect(self, url):
        """A socket, whatever it says first."""
        patience = aiohttp.ClientWSTimeout(ws_close=0.1)
        socket = await self.http.ws_connect(url, timeout=patience)
        self.sockets.append(socket)
        return socket

    def link(self):
        """A fresh address to dial."""
        return f"{self.fake.socket_url}/link/?ticket={self.fake.hub.ticket()}"

    def violations(self):
        return [entry["what"] for entry in self.fake.log.find({"kind": "violation"})]
