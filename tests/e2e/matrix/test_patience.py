"""Answers that are late or never come: what is given up, what is asked again, what is looked up first."""

import asyncio
import sqlite3
import time
import unittest
from urllib.error import HTTPError
from urllib.request import urlopen

from aiohttp import web

from tests.e2e.matrix.bot import MatrixCase
from tests.e2e.matrix.synapse import free_port
from tests.fakes.matrix.faults import limited
from tests.fakes.matrix.rooms import BOT, SERVER

ANA = f"@ana:{SERVER}"
SEND = "/send/m.room.message/"
GIVEN_UP_WITHIN = 60
DAY = 86_400
TOO_LARGE = 17 * 1024 * 1024


def status_of(address: str) -> int:
    try:
        return urlopen(address).status
    except HTTPError as error:
        return error.code


class Patience(MatrixCase):
    async def becomes(self, address: str, status: int, within: float) -> None:
        async with asyncio.timeout(within):
            while await asyncio.to_thread(status_of, address) != status:
                await self.hs.woken(0.5)

    async def test_row_8_and_5_what_hangs_is_given_up_and_sent_once(self):
        port = free_port()
        self.bot.environment["PLUMBLINE_HTTP__LISTEN"] = f"127.0.0.1:{port}"
        ready = f"http://127.0.0.1:{port}/readyz"
        room = self.hs.joined_room()
        await self.started()
        await self.becomes(ready, 200, GIVEN_UP_WITHIN)
        self.hs.faults.add("PUT", SEND, late=True)
        self.hs.say(room, ANA, '!plumb change new "Late"')
        await self.hs.until(lambda: self.hs.asked("PUT", SEND))
        hung_since = time.monotonic()
        syncs = len(self.hs.asked("GET", "/sync"))
        self.hs.faults.add("GET", "/sync", hangs=True, times=3)
        self.hs.say(room, ANA, "only talk, which ends the poll")
        await self.hs.until(lambda: len(self.hs.asked("GET", "/sync")) > syncs)
        await self.becomes(ready, 503, GIVEN_UP_WITHIN - (time.monotonic() - hung_since))
        async with asyncio.timeout(GIVEN_UP_WITHIN - (time.monotonic() - hung_since)):
            while len(self.hs.asked("GET", "/sync")) < syncs + 2:
                await self.hs.woken(1)
        self.hs.faults.lift()
        self.hs.say(room, ANA, '!plumb change new "After it hung"')
        await self.hs.until_said(room, "CR-2")
        await self.becomes(ready, 200, GIVEN_UP_WITHIN)
        cards = [text.split()[0] for text in self.hs.texts(room) if text.startswith("CR-") and " — " in text]
        self.assertEqual(cards, ["CR-1", "CR-2"])
        late = [path for path, _ in self.hs.asked("PUT", SEND)]
        self.assertEqual(late[0], late[1], "the same transaction is tried again")


class AHotelsPage(MatrixCase):
    """Somebody in between answers 200 with a page: nothing was done, and it is asked for again."""

    def page_once(self, method: str, path: str) -> None:
        html = {"text": "<html>hotel</html>", "content_type": "text/html"}
        self.hs.faults.add(method, path, instead=lambda: web.Response(**html))

    async def test_row_7_to_9_reactions_are_placed_and_taken_away_all_the_same(self):
        room = self.hs.joined_room()
        await self.started()
        self.page_once("PUT", "/send/m.reaction/")
        self.hs.say(room, ANA, '!plumb change new "One"')
        card = (await self.hs.until_said(room, "CR-1"))["event_id"]
        await self.hs.until(lambda: self.hs.standing(room, card) == {"✅", "❌", "👀"})
        self.page_once("PUT", "/redact/")
        self.hs.say(room, ANA, "!plumb change withdraw CR-1")
        await self.hs.until(lambda: not {"✅", "❌"} & self.hs.standing(room, card))

    async def test_row_9_an_invitation_is_followed_all_the_same(self):
        await self.started()
        room = self.hs.rooms.new_room("Atlas", ANA)
        self.page_once("POST", "/join/")
        self.hs.invite(room, ANA)
        await self.hs.until(lambda: self.hs.rooms.rooms[room].membership.get(BOT) == "join")

    async def test_row_8_a_direct_room_is_made_all_the_same(self):
        room = self.hs.joined_room()
        await self.started()
        self.hs.say(room, ANA, '!plumb change new "One"')
        await self.hs.until_said(room, "CR-1")
        self.page_once("POST", "/createRoom")
        self.page_once("GET", "/state/m.room.encryption")
        self.hs.say(room, ANA, "!plumb export json")
        await self.hs.until(lambda: self.hs.media)
        self.assertEqual(len(self.hs.asked("POST", "/createRoom")), 2)


class MadeUnheard(MatrixCase):
    async def test_row_5_a_direct_room_whose_making_got_no_answer_is_found_and_not_made_twice(self):
        room = self.hs.joined_room()
        await self.started()
        self.hs.say(room, ANA, '!plumb change new "One"')
        await self.hs.until_said(room, "CR-1")
        self.hs.faults.add("POST", "/createRoom", afterwards=lambda: web.Response(status=502))
        self.hs.say(room, ANA, "!plumb export json")
        await self.hs.until(lambda: self.hs.media)
        self.assertEqual(len(self.hs.asked("POST", "/createRoom")), 1)
        await self.hs.until(lambda: self.hs.direct)
        self.assertEqual(list(self.hs.direct), [ANA])

    async def test_row_7_a_direct_room_that_could_not_be_listed_is_listed_with_the_next_message(self):
        room = self.hs.joined_room()
        await self.started()
        self.hs.say(room, ANA, '!plumb change new "One"')
        await self.hs.until_said(room, "CR-1")
        self.hs.faults.add("PUT", "/account_data/m.direct", instead=limited)
        for files in (1, 2):
            self.hs.say(room, ANA, "!plumb export json")
            await self.hs.until(lambda held=files: len(self.hs.media) == held)
        await self.hs.until(lambda: self.hs.direct)


class TooLarge(MatrixCase):
    async def test_row_8_an_answer_that_is_too_large_is_asked_for_in_pages(self):
        room = self.hs.joined_room()
        await self.started()
        self.hs.faults.add("GET", "/sync", instead=lambda: web.Response(body=b"x" * TOO_LARGE))
        self.hs.say(room, ANA, '!plumb change new "Before it"')
        await self.hs.until(lambda: "are read in pages" in self.bot.log.read_text())
        self.hs.say(room, ANA, '!plumb change new "After it"')
        await self.hs.until_said(room, "CR-2")


class ADayLater(MatrixCase):
    async def test_row_5_after_a_day_the_timeline_is_looked_through_before_anything_is_sent_again(self):
        arrived, lost = self.hs.joined_room("Atlas"), self.hs.joined_room("Borealis")
        await self.started()
        self.hs.faults.add("PUT", self.hs.path_of(arrived) + SEND, times=99, afterwards=lambda: web.Response(status=502))
        self.hs.faults.add("PUT", self.hs.path_of(lost) + SEND, times=99, instead=lambda: web.Response(status=502))
        for room in (arrived, lost):
            self.hs.say(room, ANA, '!plumb change new "Yesterday"')
            await self.hs.until(lambda r=room: self.hs.asked("PUT", self.hs.path_of(r) + SEND))
        await self.hs.until(lambda: self.hs.texts(arrived))
        await self.bot.kill()
        self.hs.faults.lift()
        # The homeserver forgets transactions after a day; the bot was down as long.
        self.hs.transactions = {}
        database = sqlite3.connect(self.bot.database)
        with database:
            database.execute("UPDATE outbox SET made_at = made_at - ?", (DAY + 60,))
        database.close()
        await self.started()
        for room, number in ((arrived, 3), (lost, 4)):
            self.hs.say(room, ANA, '!plumb change new "Today"')
            await self.hs.until_said(room, f"CR-{number}")
        for room, numbers in ((arrived, "13"), (lost, "24")):
            cards = [text.split()[0] for text in self.hs.texts(room) if text.startswith("CR-") and " — " in text]
            self.assertEqual(cards, [f"CR-{number}" for number in numbers])
        self.assertTrue(self.hs.asked("GET", "/messages?dir=b"))


if __name__ == "__main__":
    unittest.main()
