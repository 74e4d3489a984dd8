"""The bot on a real Synapse, with matrix-nio as the other side: an invitation, a request, a thread, a reaction, a
picture, a crash, once without the rate limits that Synapse comes with, and once with them. Run with the interpreter of .venv-synapse."""

import asyncio
import json
import os
import subprocess
import tempfile
import unittest
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from nio import AsyncClient, RoomCreateResponse, RoomMessageImage, RoomMessageNotice

from tests.e2e.matrix.synapse import Synapse, free_port

PROGRAM = os.environ.get("PLUMBLINE", "plumbline")
BOT = "@plumb:localhost"
PATIENCE = 120


class SynapseCase(unittest.IsolatedAsyncioTestCase):
    # With Synapse's own limits: one message in five seconds once a burst of ten is spent.
    limited = False

    async def asyncSetUp(self) -> None:
        self._folder = tempfile.TemporaryDirectory()
        self.folder = Path(self._folder.name)
        self.synapse = Synapse(self.folder, self.limited)
        await self.synapse.start()
        bot = self.synapse.register("plumb")
        ana = self.synapse.register("ana")
        self.ana = AsyncClient(self.synapse.url, ana["user_id"])
        self.ana.restore_login(ana["user_id"], ana["device_id"], ana["access_token"])
        self.seen: list = []
        self.port = free_port()
        self.environment = {
            "PATH": os.environ["PATH"],
            "MATRIX_HOMESERVER": self.synapse.url,
            "MATRIX_USER": BOT,
            "MATRIX_PASSWORD": bot["password"],
            "PLUMBLINE_DB": str(self.folder / "bot.db"),
            "PLUMBLINE_HTTP__LISTEN": f"127.0.0.1:{self.port}",
            "PLUMBLINE_ADMINS": "@ana:localhost",
        }
        await self.start_bot()

    async def start_bot(self) -> None:
        with (self.folder / "bot.log").open("ab") as log:
            self.bot = await asyncio.create_subprocess_exec(
                PROGRAM, "serve", env=self.environment, stdout=log, stderr=log
            )

    async def asyncTearDown(self) -> None:
        if self.bot.returncode is None:
            self.bot.kill()
            await self.bot.wait()
        await self.ana.close()
        await self.synapse.stop()
        self._folder.cleanup()

    async def until(self, room: str, holds) -> object:
        """Syncs until an event of the room holds; events seen before count."""
        async with asyncio.timeout(PATIENCE):
            while True:
                for of, event in self.seen:
                    if of == room and holds(event):
                        return event
                answer = await self.ana.sync(timeout=10_000)
                for of, info in answer.rooms.join.items():
                    self.seen += [(of, event) for event in info.timeline.events]

    async def said(self, room: str, part: str) -> RoomMessageNotice:
        return await self.until(room, lambda e: isinstance(e, RoomMessageNotice) and part in e.body)

    async def say(self, room: str, body: str, **content) -> None:
        message = {"msgtype": "m.text", "body": body, **content}
        await self.ana.room_send(room, "m.room.message", message)

    async def joined(self, room: str) -> None:
        async with asyncio.timeout(PATIENCE):
            while BOT not in {m.user_id for m in (await self.ana.joined_members(room)).members}:
                await self.ana.sync(timeout=1_000)

    async def invited(self) -> str:
        made = await self.ana.room_create(name="Atlas", invite=[BOT])
        self.assertIsInstance(made, RoomCreateResponse)
        await self.joined(made.room_id)
        return made.room_id


class Unlimited(SynapseCase):
    async def test_a_request_a_thread_a_reaction_and_a_crash(self):
        room = await self.invited()
        await self.say(room, '!plumb change new "Offline mode" why:"Crews lose the form"')
        card = await self.said(room, "CR-1")
        self.assertIn("<strong>CR-1</strong>", card.formatted_body)
        await self.until(
            room, lambda e: e.source.get("type") == "m.reaction" and e.source.get("sender") == BOT
        )
        thread = {"rel_type": "m.thread", "event_id": card.event_id, "is_falling_back": True}
        await self.say(room, "Tunnels, mostly.", **{"m.relates_to": thread})
        pressed = {"m.relates_to": {"rel_type": "m.annotation", "event_id": card.event_id, "key": "❌"}}
        await self.ana.room_send(room, "m.reaction", pressed)
        await self.said(room, "To decline CR-1 takes")
        self.bot.kill()
        await self.bot.wait()
        await self.say(room, '!plumb change new "While it was down"')
        await self.start_bot()
        await self.said(room, "While it was down")
        self.bot.terminate()
        self.assertEqual(await self.bot.wait(), 0)
        out = subprocess.run(
            [PROGRAM, "export", "--db", self.environment["PLUMBLINE_DB"]], capture_output=True, text=True, check=True
        ).stdout
        record = json.loads(out)
        self.assertEqual([r["title"] for r in record["change_requests"]], ["Offline mode", "While it was down"])
        self.assertEqual(json.dumps(record["threads"]).count("Tunnels, mostly."), 1)


    async def test_a_picture_is_for_those_who_are_logged_in(self):
        room = await self.invited()
        await self.say(room, "!plumb me function:product")
        await self.say(room, "!plumb release new 2.0 date:2027-09-01")
        await self.say(room, "!plumb timeline")
        picture = await self.until(room, lambda e: isinstance(e, RoomMessageImage))
        media = picture.url.removeprefix("mxc://")
        address = f"{self.synapse.url}/_matrix/client/v1/media/download/{media}"
        with self.assertRaises(HTTPError):
            urlopen(address)
        shown = urlopen(Request(address, headers={"Authorization": f"Bearer {self.ana.access_token}"}))
        self.assertEqual(shown.read(4), b"\x89PNG")
        self.assertEqual(shown.headers["Content-Type"], "image/png")


class Limited(SynapseCase):
    limited = True

    async def test_more_than_the_limits_allow_comes_in_order_and_once(self):
        room = await self.invited()
        for number in range(1, 6):
            await self.say(room, f'!plumb change new "Request {number}"')
        await self.said(room, "Request 5")
        notices = [e.body.split("\n")[0] for of, e in self.seen if of == room and isinstance(e, RoomMessageNotice)]
        cards = [line.split()[0] for line in notices if line.startswith("CR-") and " — " in line]
        self.assertEqual(cards, [f"CR-{number}" for number in range(1, 6)])
        figures = urlopen(f"http://127.0.0.1:{self.port}/metrics").read().decode()
        self.assertIn("plumbline_rate_limit_waits_total{", figures)


if __name__ == "__main__":
    unittest.main()
