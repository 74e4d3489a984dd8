"""Pages of a room's messages that hold nothing, or are none."""

import json
import unittest

from aiohttp import web

from tests.e2e.matrix.bot import MatrixCase
from tests.fakes.matrix.faults import refused
from tests.fakes.matrix.rooms import SERVER

ANA = f"@ana:{SERVER}"
MESSAGES = "/messages"
SEND = "/send/m.room.message/"
NO_PAGES = [{}, {"chunk": None}, {"chunk": {}, "end": "t9"}]
TITLES = ["T0", *(f"G{n}" for n in range(8))]


class Gaps(MatrixCase):
    server = {"timeline_limit": 3}

    def hidden(self, zeros: str, newest: int = 3) -> dict:
        """A page of which nothing may be seen: behind it comes what is before the newest events."""
        return {"chunk": [], "end": f"t{zeros}{len(self.hs.rooms.stream) - newest}"}

    async def caught_up_with(self, *pages) -> list[str]:
        """What is on record once the bot missed eight requests, and its first questions for them were answered so."""
        room = self.hs.joined_room()
        await self.started()
        self.hs.say(room, ANA, "!plumb change new T0")
        await self.hs.until_said(room, "CR-1")
        await self.bot.stop()
        for title in TITLES[1:]:
            self.hs.say(room, ANA, f"!plumb change new {title}")
        for page in pages:
            self.hs.faults.add("GET", MESSAGES, instead=lambda page=page: web.json_response(page(self)))
        await self.bot.start()
        await self.hs.until_said(room, "G7")
        await self.bot.stop()
        return [r["title"] for r in json.loads(self.bot.export())["change_requests"]]

    async def test_behind_an_empty_page_that_names_a_further_end_it_goes_on(self):
        self.assertEqual(await self.caught_up_with(lambda s: s.hidden("0"), lambda s: s.hidden("00")), TITLES)
        asked = [path for path, _ in self.hs.asked("GET", MESSAGES)]
        self.assertIn("from=t0", asked[1])
        self.assertIn("from=t00", asked[2])

    async def test_an_answer_without_a_list_is_no_page(self):
        self.assertEqual(await self.caught_up_with(*(lambda _, page=page: page for page in NO_PAGES)), TITLES)

    async def test_what_may_have_been_sent_is_looked_for_behind_an_empty_page(self):
        room = self.hs.joined_room()
        await self.started()
        self.hs.faults.add("PUT", SEND, afterwards=lambda: refused(502, "M_UNKNOWN"), times=1)
        self.hs.say(room, ANA, "!plumb change new T0")
        await self.hs.until_said(room, "CR-1")
        await self.bot.kill()
        # A new device: what was sent has to be looked for.
        self.hs.tokens = set()
        self.bot.environment["MATRIX_PASSWORD"] = self.hs.password
        self.hs.transactions = {}
        self.hs.faults.add("GET", MESSAGES, instead=lambda: web.json_response({}))
        self.hs.faults.add("GET", MESSAGES, instead=lambda: web.json_response(self.hidden("0", 0)))
        await self.started()
        self.hs.say(room, ANA, "!plumb change new T1")
        await self.hs.until_said(room, "CR-2")
        self.assertEqual(len([t for t in self.hs.texts(room) if t.startswith("CR-1") and " — " in t]), 1)


if __name__ == "__main__":
    unittest.main()
