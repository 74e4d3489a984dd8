"""What the homeserver refuses for good: it is said in another way, to whom it was for."""

import unittest

from tests.e2e.matrix.bot import MatrixCase
from tests.fakes.matrix.faults import refused
from tests.fakes.matrix.rooms import SERVER

ANA = f"@ana:{SERVER}"
BEN = f"@ben:{SERVER}"
SEND = "/send/m.room.message/"


class Refused(MatrixCase):
    async def with_a_request(self) -> str:
        room = self.hs.joined_room("Atlas", (ANA, BEN))
        await self.started()
        self.hs.say(room, ANA, '!plumb change new "Offline"')
        await self.hs.until_said(room, "CR-1")
        return room

    def root_of(self, event: dict) -> str:
        return event["content"].get("m.relates_to", {}).get("event_id", "")

    def unreachable(self, room: str, root: str) -> list[dict]:
        """What was said in that thread of a message that has no way to its reader."""
        lines = [e for e in self.hs.sent(room) if "does not reach you" in e["content"]["body"]]
        return [e for e in lines if self.root_of(e) == root]

    async def room_with_approver(self):
        """A room in which ben decides what ana asks for."""
        room = self.hs.joined_room("Atlas", (ANA, BEN))
        await self.started()
        self.hs.say(room, ANA, f"!plumb role add {BEN} approver")
        await self.hs.until_said(room, "approver")
        return room

    async def test_a_card_that_is_too_large_is_named_and_its_thread_goes_on(self):
        room = await self.room_with_approver()
        self.hs.faults.add("PUT", SEND, instead=lambda: refused(413, "M_TOO_LARGE"))
        self.hs.say(room, ANA, '!plumb change new "Offline"')
        line = await self.hs.until_said(room, "CR-1 is on record")
        self.hs.say(room, BEN, '!plumb change decline CR-1 "no"')
        told = await self.hs.until_said(room, "is declined.")
        self.assertEqual(self.root_of(told), line["event_id"])
        self.assertEqual(told["content"]["m.mentions"], {"user_ids": [ANA]})

    async def test_a_card_that_was_not_allowed_is_posted_at_the_next_change(self):
        room = await self.room_with_approver()
        self.hs.faults.add("PUT", SEND, instead=lambda: refused(403, "M_FORBIDDEN"))
        self.hs.say(room, ANA, '!plumb change new "Offline"')
        self.hs.say(room, ANA, "!plumb change list")
        await self.hs.until_said(room, "Offline")
        self.hs.say(room, BEN, '!plumb change decline CR-1 "no"')
        told = await self.hs.until(
            lambda: [
                e
                for e in self.hs.sent(room)
                if self.root_of(e) and e["content"].get("m.mentions") == {"user_ids": [ANA]}
            ]
        )
        card = [e for e in self.hs.sent(room) if e["event_id"] == self.root_of(told[0])]
        self.assertIn("Offline", card[0]["content"]["body"])

    async def test_a_room_that_does_not_let_the_bot_speak_is_left_alone_until_it_does(self):
        room = await self.room_with_approver()
        self.hs.say(room, ANA, "!plumb product new atlas")
        await self.hs.until_said(room, "Baseline")
        other = self.hs.joined_room("Marketing", (ANA,))
        self.hs.say(other, ANA, "!plumb product bind atlas")
        await self.hs.until_said(other, "is bound to atlas")
        send = self.hs.path_of(other) + SEND
        self.hs.faults.add("PUT", send, instead=lambda: refused(403, "M_FORBIDDEN"), times=99)
        levels = {"events_default": 50, "users": {ANA: 100}}
        self.hs.event(other, ANA, "m.room.power_levels", levels, "")
        before = len(self.hs.asked("PUT", send))
        self.hs.say(room, ANA, '!plumb change new "Request 1"')
        await self.hs.until(lambda: self.hs.asked("GET", self.hs.path_of(other) + "/state/m.room.create"))
        for number in (2, 3):
            self.hs.say(room, ANA, f'!plumb change new "Request {number}"')
            await self.hs.until_said(room, f"CR-{number}")
        await self.hs.woken(1)
        self.assertEqual(len(self.hs.asked("PUT", send)), before + 1)
        self.hs.faults.lift()
        self.hs.event(other, ANA, "m.room.power_levels", {**levels, "events_default": 0}, "")
        self.hs.say(other, ANA, "!plumb me")
        await self.hs.until_said(other, "You are Ana")
        self.hs.say(room, BEN, '!plumb change decline CR-1 "no"')
        await self.hs.until_said(other, "Request 1")

    async def test_a_direct_room_that_cannot_be_made_is_said_where_it_was_asked(self):
        room = await self.with_a_request()
        self.hs.faults.add("POST", "/createRoom", instead=lambda: refused(403, "M_FORBIDDEN"), times=99)
        for command in ("export json", "product calendar"):
            asked = self.hs.say(room, ANA, f"!plumb {command}")
            told = await self.hs.until(lambda root=asked: self.unreachable(room, root))
            self.assertEqual(told[0]["content"]["m.mentions"], {"user_ids": [ANA]})
            self.assertIn("Invite me into one", told[0]["content"]["body"])


if __name__ == "__main__":
    unittest.main()
