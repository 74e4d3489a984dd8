"""One product on Slack and on Matrix, served by one process: a request raised on one side is seen, discussed and
decided on the other."""

import asyncio
import json
import tempfile
import unittest
from pathlib import Path

from tests.e2e.matrix.bot import Bot
from tests.fakes.matrix.homeserver import Homeserver
from tests.fakes.matrix.rooms import SERVER
from tests.fakes.slack.client import Slack

EVA = f"@eva:{SERVER}"
BEN = f"@ben:{SERVER}"


class Both(unittest.IsolatedAsyncioTestCase):
    async def asyncSetUp(self) -> None:
        self._folder = tempfile.TemporaryDirectory()
        self.hs = Homeserver()
        await self.hs.start()
        self.slack = await asyncio.to_thread(Slack)
        admins = f"slack:T0FAKE0001/U0ANA00001,matrix:{EVA}"
        environment = {**self.slack.environment(), "PLUMBLINE_ADMINS": admins}
        self.bot = Bot(self.hs, Path(self._folder.name), **environment)
        self.room = self.hs.joined_room("Engineering", (EVA, BEN))
        await self.bot.start()
        await asyncio.to_thread(self.slack.wait_connections, 2)
        await self.hs.until(lambda: self.hs.polls > 0)

    async def asyncTearDown(self) -> None:
        if self.bot.process.returncode is None:
            await self.bot.kill()
        await asyncio.to_thread(self.slack.stop)
        await self.hs.stop()
        self._folder.cleanup()

    async def on_slack(self, text: str) -> None:
        await asyncio.to_thread(self.slack.slash, text)

    async def seen_on_slack(self, part: str, action: str = "posted") -> dict:
        return await asyncio.to_thread(self.slack.wait_message, part, action)

    async def card_on_slack(self, part: str) -> dict:
        """The first message that says so: what follows stands in its thread."""
        posted = {"kind": "message", "action": "posted", "said": {"contains": part}}
        return (await asyncio.to_thread(lambda: self.slack.wait(**posted)))[0]

    def relation(self, event: dict) -> dict:
        return event["content"].get("m.relates_to", {})

    async def test_raised_on_slack_discussed_and_decided_on_matrix(self):
        await self.on_slack('product new atlas "Atlas"')
        await self.on_slack("product bind atlas")
        self.hs.say(self.room, EVA, "!plumb product bind atlas")
        await self.hs.until_said(self.room, "bound")
        self.hs.say(self.room, EVA, "!plumb role add @eva approver")
        await self.hs.until_said(self.room, "approver")

        await self.on_slack('change new "Offline mode" why:"Crews lose the form"')
        there = await self.card_on_slack("CR-1")
        here = await self.hs.until_said(self.room, "CR-1")
        self.assertIn("Offline mode", here["content"]["body"])

        thread = {"rel_type": "m.thread", "event_id": here["event_id"], "is_falling_back": True}
        self.hs.say(self.room, BEN, "Tunnels, mostly.", **{"m.relates_to": thread})
        await asyncio.to_thread(self.slack.say, "Basements, too.", "ben", "launch", thread_ts=there["ts"])
        self.hs.say(self.room, EVA, '!plumb change decline CR-1 "No capacity"')
        decided = await self.seen_on_slack("declined", "updated")
        self.assertEqual(decided["ts"], there["ts"])
        edit = await self.hs.until(
            lambda: next((e for e in self.hs.sent(self.room) if self.relation(e).get("rel_type") == "m.replace"), None)
        )
        self.assertEqual(self.relation(edit)["event_id"], here["event_id"])

        self.assertEqual(await self.bot.stop(), 0)
        record = json.loads(self.bot.export())
        self.assertEqual(record["change_requests"][0]["status"], "declined")
        said = json.dumps(record["threads"])
        self.assertIn("Tunnels, mostly.", said)
        self.assertIn("Basements, too.", said)

    async def test_raised_on_matrix_seen_on_slack_and_one_side_s_trouble_is_its_own(self):
        self.hs.say(self.room, EVA, '!plumb change new "Guest checkout"')
        await self.hs.until_said(self.room, "CR-1")
        await self.on_slack("product bind engineering")
        self.hs.tokens = set()
        self.hs.touch()
        await self.hs.until(lambda: "is not accepted" in self.bot.log.read_text())
        await self.on_slack('change new "While Matrix is away"')
        await self.seen_on_slack("CR-2")
        self.assertEqual(self.hs.texts(self.room).count("CR-2"), 0)


if __name__ == "__main__":
    unittest.main()
