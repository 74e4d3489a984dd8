"""What is told to one person alone, in the direct room that the bot makes for it."""

import json
import unittest

from tests.e2e.matrix.bot import MatrixCase
from tests.fakes.matrix.faults import limited
from tests.fakes.matrix.rooms import BOT, SERVER

ANA = f"@ana:{SERVER}"
EVA = f"@eva:{SERVER}"


class ToldPrivately(MatrixCase):
    async def with_an_event_of_eva_s(self) -> str:
        room = self.hs.joined_room("Atlas", (ANA, EVA))
        await self.started()
        self.hs.say(room, ANA, "!plumb me function:product")
        self.hs.say(room, EVA, "!plumb me function:marketing")
        self.hs.say(room, ANA, '!plumb change new "T"')
        self.hs.say(room, ANA, "!plumb policy set tell:owner-first")
        self.hs.say(room, ANA, "!plumb launch new Fair on:2027-05-05 owner:@eva")
        await self.hs.until_said(room, "LE-1")
        return room

    async def warned(self, room: str) -> tuple[str, str]:
        """A second event on that day: the direct room in which that is told, and the message."""
        self.hs.say(room, ANA, "!plumb launch new Show on:2027-05-05 owner:@eva")
        rooms = self.hs.rooms.rooms
        made = await self.hs.until(lambda: [r for r, it in rooms.items() if it.membership.get(EVA) == "invite"])
        told = await self.hs.until_said(made[0], "AW-1")
        self.assertEqual(len(made), 1)
        return made[0], told["event_id"]

    def edits_of(self, room: str, event: str) -> list[str]:
        relation = {"rel_type": "m.replace", "event_id": event}
        return [e["content"]["body"] for e in self.hs.sent(room) if e["content"].get("m.relates_to") == relation]

    async def test_the_first_warning_is_pressed_talked_about_and_edited_like_any_other(self):
        room = await self.with_an_event_of_eva_s()
        direct, told = await self.warned(room)
        self.hs.event(direct, EVA, "m.room.member", {"membership": "join"}, EVA)
        thread = {"rel_type": "m.thread", "event_id": told}
        self.hs.say(direct, EVA, "warning why", **{"m.relates_to": thread})
        await self.hs.until(lambda: len(self.hs.sent(direct)) > 1)
        self.assertNotIn("needs a warning", self.hs.texts(direct)[1])
        self.hs.react(direct, EVA, told, "💤")
        await self.hs.until(lambda: any("napped" in t or "snooz" in t.lower() for t in self.hs.texts(direct)[2:]))
        self.hs.say(room, ANA, "!plumb launch move LE-2 on:2027-05-25 why:x")
        await self.hs.until(lambda: any("✓ AW-1" in t for t in self.edits_of(direct, told)))
        await self.bot.stop()
        self.assertEqual([w["status"] for w in json.loads(self.bot.export())["warnings"]], ["resolved"])

    async def test_a_warning_that_waits_when_the_room_is_made_is_told_there_after_a_kill(self):
        room = await self.with_an_event_of_eva_s()
        self.hs.faults.add("PUT", "/send/m.room.message/", instead=lambda: limited(header="30"), times=9)
        self.hs.say(room, ANA, "!plumb launch new Show on:2027-05-05 owner:@eva")
        await self.hs.until(lambda: self.hs.asked("POST", "/createRoom"))
        made = next(r for r, it in self.hs.rooms.rooms.items() if it.membership.get(EVA) == "invite")
        await self.bot.kill()
        self.hs.faults.lift()
        await self.started()
        told = await self.hs.until_said(made, "AW-1")
        self.hs.say(room, ANA, "!plumb launch move LE-2 on:2027-05-25 why:x")
        await self.hs.until(lambda: self.edits_of(made, told["event_id"]))
        self.assertEqual(len(self.hs.asked("POST", "/createRoom")), 1)
        self.assertEqual(self.hs.rooms.rooms[made].membership[BOT], "join")


if __name__ == "__main__":
    unittest.main()
