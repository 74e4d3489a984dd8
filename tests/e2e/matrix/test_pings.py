"""Where people are mentioned who are in some of a product's rooms: where they are, so that they hear of it."""

import itertools
import unittest

from tests.e2e.matrix.bot import MatrixCase
from tests.fakes.matrix.homeserver import Homeserver
from tests.fakes.matrix.rooms import SERVER

ANA, BEN, EVA = (f"@{name}:{SERVER}" for name in ("ana", "ben", "eva"))
DAN, OTHER_BEN = "@dan:other.org", "@ben:other.org"


def mentioned(hs: Homeserver, room: str, who: str) -> list[str]:
    """The first lines of the bot's messages that notify somebody."""
    return [e["content"]["body"].split("\n")[0] for e in hs.sent(room)
            if who in e["content"]["m.mentions"].get("user_ids", [])]


class Pings(MatrixCase):
    async def in_two_rooms(self) -> tuple[str, str]:
        """The product's first room, in which only Ana is, and another one with everybody."""
        first = self.hs.joined_room("Atlas", (ANA,))
        other = self.hs.joined_room("Other", (ANA, BEN, EVA))
        await self.started()
        self.hs.say(first, ANA, '!plumb change new "T"')
        await self.hs.until_said(first, "CR-1")
        self.hs.say(other, ANA, "!plumb product bind atlas")
        await self.hs.until_said(other, "bound")
        return first, other

    async def pinged_only_in(self, room: str, elsewhere: str, who: str, part: str) -> None:
        await self.hs.until(lambda: any(part in line for line in mentioned(self.hs, room, who)))
        self.assertEqual(mentioned(self.hs, elsewhere, who), [])

    async def test_who_is_in_one_of_two_rooms_is_mentioned_there_wherever_it_is_said(self):
        first, other = await self.in_two_rooms()
        self.hs.say(other, ANA, "!plumb launch new Fair on:2027-05-05 owner:@ben")
        await self.pinged_only_in(other, first, BEN, "you own this event")
        self.hs.say(other, ANA, '!plumb change loop-in CR-1 @ben "How long?" by:+3d')
        await self.pinged_only_in(other, first, BEN, "a question for you")
        # Ben is not one of this room, which is asked for who is.
        self.hs.say(first, ANA, "!plumb launch new Show on:2027-05-05 owner:@ben")
        await self.hs.until_said(other, "LE-2")
        await self.pinged_only_in(other, first, BEN, "AW-1")

    async def test_who_left_the_first_room_is_mentioned_in_the_other_after_a_restart_too(self):
        first, other = await self.in_two_rooms()
        self.hs.event(first, BEN, "m.room.member", {"membership": "join"}, BEN)
        self.hs.say(first, ANA, "!plumb launch new Fair on:2027-05-05 owner:@ben")
        await self.hs.until(lambda: mentioned(self.hs, first, BEN))
        self.hs.event(first, BEN, "m.room.member", {"membership": "leave"}, BEN)
        self.hs.say(other, BEN, "!plumb me function:engineering")
        await self.hs.until_said(other, "You are Ben")
        await self.bot.stop()
        await self.started()
        self.hs.say(other, ANA, '!plumb change loop-in CR-1 @ben "How long?" by:+3d')
        await self.hs.until(lambda: any("a question for you" in line for line in mentioned(self.hs, other, BEN)))

    async def test_with_two_homeservers_it_is_the_one_the_person_is_on(self):
        other_server = Homeserver(server="other.org")
        other_server.rooms._numbers = itertools.count(500)
        await other_server.start()
        self.addAsyncCleanup(other_server.stop)
        config = self.bot.database.parent / "plumbline.toml"
        config.write_text("".join(
            f'[[matrix]]\nname = "{hs.bot}"\nhomeserver = "{hs.url}"\nuser = "{hs.bot}"\naccess_token = "token-1"\n'
            for hs in (self.hs, other_server)))
        for name in [name for name in self.bot.environment if name.startswith("MATRIX_")]:
            del self.bot.environment[name]
        self.bot.arguments = ("-c", str(config))
        first = self.hs.joined_room("Atlas", (ANA, BEN))
        other = other_server.joined_room("Eng", (DAN, OTHER_BEN))
        await self.started()
        await other_server.until(lambda: other_server.polls)
        self.hs.say(first, ANA, '!plumb change new "T"')
        await self.hs.until_said(first, "CR-1")
        other_server.say(other, DAN, "!plumb product bind atlas")
        await other_server.until_said(other, "bound")
        other_server.say(other, DAN, "!plumb me function:engineering")
        await other_server.until_said(other, "You are Dan")
        self.hs.say(first, ANA, '!plumb change loop-in CR-1 @dan "When?" by:+2d')
        await other_server.until(lambda: mentioned(other_server, other, DAN))
        self.assertEqual(mentioned(self.hs, first, DAN), [])
        # Each room has a Ben of its own, and means him.
        other_server.say(other, DAN, "!plumb launch new Fair on:2027-05-05 owner:@ben")
        await other_server.until(lambda: mentioned(other_server, other, OTHER_BEN))
        self.hs.say(first, ANA, "!plumb launch set LE-1 owner:@ben")
        await self.hs.until(lambda: mentioned(self.hs, first, BEN))


if __name__ == "__main__":
    unittest.main()
