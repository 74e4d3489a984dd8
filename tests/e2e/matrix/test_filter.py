"""What /sync is asked with: written out until the homeserver keeps it, and again where the server forgets it."""

import json
from urllib.parse import parse_qs, urlsplit

from tests.e2e.matrix.bot import MatrixCase
from tests.fakes.matrix.rooms import BOT, SERVER

ANA = f"@ana:{SERVER}"


class Filters(MatrixCase):
    def filters(self) -> list[str]:
        """Of the polls so far, those that went on from a token."""
        queries = [parse_qs(urlsplit(path).query) for path, _ in self.hs.asked("GET", "/sync")]
        return [query["filter"][0] for query in queries if "since" in query]

    async def heard(self, room: str, title: str) -> None:
        self.hs.say(room, ANA, f'!plumb change new "{title}"')
        await self.hs.until_said(room, title)

    async def polling_by_name(self, title: str) -> str:
        """A room in which one thing was recorded; the homeserver keeps the filter of what it is asked since."""
        room = self.hs.joined_room()
        await self.started()
        await self.heard(room, title)
        await self.hs.until(lambda: self.filters()[-1] == "0")
        return room

    async def test_what_is_kept_is_what_was_written_out(self):
        room = self.hs.joined_room()
        self.hs.keeps_filters = False
        await self.started()
        await self.heard(room, "Written out")
        written = json.loads(self.filters()[-1])
        await self.bot.stop()
        self.hs.keeps_filters = True
        await self.started()
        await self.heard(room, "By its name")
        await self.hs.until(lambda: self.filters()[-1] == "0")
        await self.heard(room, "Heard with it")
        self.assertEqual(self.hs.filters, {"0": written})
        self.assertIn(f"/user/%40{BOT[1:].replace(':', '%3A')}/filter", self.hs.asked("POST", "/filter")[-1][0])

    async def test_a_poll_goes_on_while_the_bot_itself_speaks(self):
        room = await self.polling_by_name("First")
        polls = len(self.filters())
        await self.heard(room, "Second")
        # What it said to that, and the reactions it placed, end none: two commands, two polls.
        await self.hs.until(lambda: len(self.hs.sent(room, "m.reaction")) > 3)
        self.hs.say(room, ANA, "!plumb status")
        await self.hs.until_said(room, "no release to come")
        self.assertLessEqual(len(self.filters()) - polls, 2)
        self.assertEqual(self.hs.filters["0"]["room"]["timeline"]["not_senders"], [BOT])

    async def test_a_homeserver_that_leaves_nothing_out(self):
        self.hs.leaves_out_senders = False
        room = self.hs.joined_room()
        await self.started()
        for title in ("First", "Second", "Third"):
            await self.heard(room, title)
        await self.bot.stop()
        self.assertEqual([r["title"] for r in json.loads(self.bot.export())["change_requests"]],
                         ["First", "Second", "Third"])

    async def test_a_room_that_the_bot_comes_into_is_told_whole(self):
        room = await self.polling_by_name("First")
        other = self.hs.rooms.new_room("Borea", ANA, (ANA,))
        self.hs.say(other, ANA, '!plumb change new "Too early"')
        self.hs.invite(other, ANA)
        await self.hs.until(lambda: self.hs.rooms.rooms[other].membership.get(BOT) == "join")
        await self.heard(other, "In time")
        await self.bot.stop()
        self.assertEqual([r["title"] for r in json.loads(self.bot.export())["change_requests"]], ["First", "In time"])

    async def test_who_was_put_out_and_came_in_again_within_one_answer_hears_what_follows(self):
        room = await self.polling_by_name("First")
        add, say = self.hs.rooms.add, {"msgtype": "m.text"}
        add(room, ANA, "m.room.member", {"membership": "leave"}, BOT)
        add(room, ANA, "m.room.message", {**say, "body": '!plumb change new "While out"'})
        # As an administrator of the homeserver lets it in: nobody invited it.
        add(room, BOT, "m.room.member", {"membership": "join"}, BOT)
        add(room, ANA, "m.room.message", {**say, "body": '!plumb change new "After"'})
        self.hs.touch()
        await self.hs.until_said(room, "After")
        await self.bot.stop()
        self.assertEqual([r["title"] for r in json.loads(self.bot.export())["change_requests"]], ["First", "After"])

    async def test_a_homeserver_that_forgot_it_is_told_it_again(self):
        room = await self.polling_by_name("Before")
        self.hs.filters.clear()
        self.hs.touch()
        await self.heard(room, "After")
        await self.heard(room, "And after that")
        self.assertTrue(self.filters()[-1].startswith("{"))
        self.assertEqual(sum("And after that" in text for text in self.hs.texts(room)), 1)
        await self.bot.stop()
        self.assertEqual([r["title"] for r in json.loads(self.bot.export())["change_requests"]],
                         ["Before", "After", "And after that"])
