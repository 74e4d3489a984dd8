"""A room that another one took the place of: what waited for it, and what was on record before."""

import json
import unittest

from aiohttp import web

from tests.e2e.matrix.bot import MatrixCase
from tests.fakes.matrix.faults import limited, refused
from tests.fakes.matrix.rooms import BOT, SERVER

ANA = f"@ana:{SERVER}"
BEN = f"@ben:{SERVER}"


class Moved(MatrixCase):
    async def with_a_request(self) -> str:
        room = self.hs.joined_room("Atlas", (ANA, BEN))
        await self.started()
        self.hs.say(room, ANA, "!plumb product new atlas")
        await self.hs.until_said(room, "atlas")
        self.hs.say(room, ANA, f"!plumb role add {BEN} approver")
        self.hs.say(room, ANA, '!plumb change new "One" why:"x"')
        await self.hs.until_said(room, "CR-1")
        await self.hs.until(lambda: any("were approved" in text for text in self.hs.texts(room)))
        return room

    async def upgraded(self, room: str) -> str:
        new = self.hs.rooms.new_room("Atlas", ANA, (BEN,), version="12", predecessor={"room_id": room})
        self.hs.event(new, ANA, "m.room.join_rules", {"join_rule": "public"}, "")
        self.hs.event(room, ANA, "m.room.tombstone", {"body": "moved", "replacement_room": new}, "")
        await self.hs.until(lambda: self.hs.rooms.rooms[new].membership.get(BOT) == "join")
        return new

    async def test_an_answer_that_waits_goes_to_the_new_room(self):
        room = await self.with_a_request()
        self.hs.faults.add("PUT", "/send/m.room.message/", instead=lambda: limited(body_ms=8000))
        self.hs.say(room, ANA, '!plumb change new "Two" why:"x"')
        await self.hs.until(lambda: not self.hs.faults.waiting)
        new = await self.upgraded(room)
        card = await self.hs.until_said(new, "CR-2")
        ripple = await self.hs.until_said(new, "were approved")
        self.assertNotIn("m.relates_to", card["content"])
        self.assertEqual(ripple["content"]["m.relates_to"]["event_id"], card["event_id"])
        self.assertFalse([text for text in self.hs.texts(room) if "CR-2" in text])

    async def test_an_answer_that_the_closed_room_refuses_goes_to_the_new_one_once_it_is_entered(self):
        room = await self.with_a_request()
        new = self.hs.rooms.new_room("Atlas", ANA, (BEN,), version="12", predecessor={"room_id": room})
        closed = self.hs.faults.add(
            "PUT", self.hs.path_of(room) + "/send/", instead=lambda: refused(403, "M_FORBIDDEN"), times=99
        )
        self.hs.event(room, ANA, "m.room.tombstone", {"body": "moved", "replacement_room": new}, "")
        self.hs.say(room, ANA, "!plumb product show")
        await self.hs.until(lambda: closed.met)
        self.hs.invite(new, ANA)
        await self.hs.until_said(new, "Channels")

    async def test_what_is_seen_in_the_old_room_is_not_said_again_whatever_its_sending_was_answered(self):
        room = await self.with_a_request()
        lost = self.hs.faults.add(
            "PUT", "/send/m.room.message/", times=99, afterwards=lambda: web.Response(status=502)
        )
        self.hs.say(room, ANA, '!plumb change new "Two" why:"x"')
        self.hs.say(room, ANA, "!plumb product show")
        await self.hs.until(lambda: lost.met)
        new = await self.upgraded(room)
        self.hs.faults.lift()
        await self.hs.until_said(new, "Channels")
        await self.hs.until_said(new, "were approved")
        cards = [text for where in (room, new) for text in self.hs.texts(where) if text.startswith("CR-2")]
        self.assertEqual(len(cards), 1, cards)
        self.hs.say(new, BEN, '!plumb change decline CR-2 "No capacity"')
        card = await self.hs.until_said(new, "CR-2  Two")
        self.assertIn("declined", card["content"]["body"])

    async def test_who_raised_a_request_is_told_in_the_thread_that_its_card_has_in_the_new_room(self):
        room = await self.with_a_request()
        new = await self.upgraded(room)
        old = len(self.hs.sent(room))
        self.hs.say(new, BEN, '!plumb change decline CR-1 "No capacity"')
        told = await self.hs.until(
            lambda: next((e for e in self.hs.sent(new) if e["content"]["m.mentions"].get("user_ids") == [ANA]), None)
        )
        card = next(e for e in self.hs.sent(new) if e["content"]["body"].startswith("CR-1"))
        self.assertIn("declined", card["content"]["body"])
        self.assertEqual(told["content"]["m.relates_to"]["event_id"], card["event_id"])
        self.assertEqual(len(self.hs.sent(room)), old)

    async def test_a_warning_of_before_is_told_of_in_the_new_room_when_it_is_mended(self):
        room = await self.with_a_request()
        self.hs.say(room, ANA, "!plumb me function:product")
        self.hs.say(room, BEN, "!plumb me function:marketing")
        self.hs.say(room, ANA, '!plumb release new 2.0 date:2027-06-01 owners:@ben')
        self.hs.say(room, ANA, '!plumb launch new "Big" on:2027-05-01 release:2.0 owner:@ben audience:everyone '
                               'why:"x" goal:awareness')
        await self.hs.until_said(room, "■ AW-")
        new = await self.upgraded(room)
        self.hs.say(new, BEN, '!plumb launch move LE-1 on:2027-07-02 why:"after"')
        told = await self.hs.until(
            lambda: next((e["content"]["body"] for e in self.hs.sent(new)
                          if "✓ AW-" in e["content"]["body"] and "m.relates_to" not in e["content"]), None)
        )
        self.assertIn("resolved", told)

    async def test_another_room_calls_the_new_one_by_its_name(self):
        room = await self.with_a_request()
        other = self.hs.joined_room("Marketing", (ANA,))
        self.hs.say(other, ANA, "!plumb product bind atlas")
        await self.hs.until_said(other, "is bound to atlas")
        new = await self.upgraded(room)
        self.hs.say(other, ANA, "!plumb product show")
        shown = await self.hs.until_said(other, "Channels")
        self.assertIn("#Atlas", shown["content"]["body"])
        self.assertNotIn(new, shown["content"]["body"])

    async def test_a_hand_on_a_card_that_nobody_owns_takes_it(self):
        room = await self.with_a_request()
        self.hs.say(room, BEN, "!plumb me function:marketing")
        self.hs.say(room, ANA, '!plumb launch new "Fair" on:2027-09-01')
        card = await self.hs.until_said(room, "LE-1")
        await self.hs.until(lambda: "✋" in self.hs.standing(room, card["event_id"]))
        self.hs.react(room, BEN, card["event_id"], "✋")
        await self.hs.until(lambda: "✋" not in self.hs.standing(room, card["event_id"]))
        await self.bot.stop()
        self.assertEqual(json.loads(self.bot.export())["launch_events"][0]["owner"], ["person:ben"])


if __name__ == "__main__":
    unittest.main()
