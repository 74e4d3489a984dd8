"""The failures that other bots' users reported (the rows of the research brief on Matrix), one case each.

Rows 3, 13 and 14 are about encryption keys, which this build does not hold.
"""

import json
import os
import unittest

from aiohttp import web

from tests.e2e.matrix.bot import MatrixCase
from tests.fakes.matrix.faults import limited, refused
from tests.fakes.matrix.rooms import BOT, SERVER

ANA = f"@ana:{SERVER}"
SEND = "/send/m.room.message/"
# How often the bot is killed in a row.
KILLS = int(os.environ.get("PLUMB_KILLS", "20"))


def titles(case: MatrixCase) -> list[str]:
    return [r["title"] for r in json.loads(case.bot.export())["change_requests"]]


class Rows(MatrixCase):
    def new(self, room: str, title: str) -> str:
        return self.hs.say(room, ANA, f'!plumb change new "{title}"')

    def cards(self, room: str) -> list[str]:
        first_lines = [t.split("\n")[0] for t in self.hs.texts(room)]
        return [line.split()[0] for line in first_lines if line.startswith("CR-") and " — " in line]

    async def test_row_1_and_2_killed_while_it_handles_nothing_is_lost_or_done_twice(self):
        room = self.hs.joined_room()
        await self.started()
        for number in range(1, KILLS + 1):
            syncs, sent = len(self.hs.asked("GET", "/sync")), len(self.hs.asked("PUT", SEND))
            self.new(room, f"Request {number}")
            # It has heard it, it answers, or neither yet.
            if number % 3 == 0:
                await self.hs.until(lambda n=syncs: len(self.hs.asked("GET", "/sync")) > n)
            elif number % 3 == 1:
                await self.hs.until(lambda n=sent: len(self.hs.asked("PUT", SEND)) > n)
            await self.bot.kill()
            await self.bot.start()
        await self.hs.until_said(room, f"CR-{KILLS}")
        self.new(room, "The last")
        await self.hs.until_said(room, f"CR-{KILLS + 1}")
        await self.hs.until(lambda: len(self.cards(room)) > KILLS)
        self.assertEqual(self.cards(room), [f"CR-{n}" for n in range(1, KILLS + 2)])
        await self.bot.stop()
        self.assertEqual(titles(self), [*(f"Request {n}" for n in range(1, KILLS + 1)), "The last"])

    async def test_row_4_the_first_start_answers_nothing_old_a_restart_what_came_meanwhile(self):
        room = self.hs.joined_room()
        self.new(room, "Old")
        await self.started()
        self.new(room, "Live")
        await self.hs.until_said(room, "CR-1")
        await self.bot.stop()
        self.new(room, "Meanwhile")
        await self.started()
        await self.hs.until_said(room, "CR-2")
        await self.bot.stop()
        self.assertEqual(titles(self), ["Live", "Meanwhile"])

    async def test_row_5_an_answer_that_is_lost_is_not_sent_twice(self):
        room = self.hs.joined_room()
        await self.started()
        self.hs.faults.add("PUT", SEND, afterwards=lambda: web.Response(status=502), times=2)
        self.new(room, "Lost")
        await self.hs.until(lambda: len(self.hs.asked("PUT", SEND)) >= 5)
        self.hs.faults.add("PUT", SEND, drops=True)
        self.new(room, "Dropped")
        await self.hs.until_said(room, "CR-2")
        await self.hs.until(lambda: len(self.hs.texts(room)) >= 5)
        self.assertEqual(self.cards(room), ["CR-1", "CR-2"])
        sent = [path for path, _ in self.hs.asked("PUT", SEND)]
        self.assertLess(len(set(sent)), len(sent))

    async def test_row_7_too_many_requests_in_each_form_waits_and_keeps_the_order(self):
        room = self.hs.joined_room()
        other = self.hs.joined_room("Borealis")
        await self.started()
        here = SEND.join((room.replace("!", "%21").replace(":", "%3A"), ""))
        self.hs.faults.add("PUT", here, instead=lambda: limited(header="1"))
        self.hs.faults.add("PUT", here, instead=lambda: limited(body_ms=300))
        self.hs.faults.add("PUT", here, instead=lambda: limited())
        for number in (1, 2, 3):
            self.new(room, f"Request {number}")
        self.hs.say(other, ANA, '!plumb change new "Elsewhere"')
        await self.hs.until(lambda: len(self.cards(room)) == 3)
        self.assertEqual(self.cards(room), ["CR-1", "CR-2", "CR-3"])
        await self.hs.until_said(other, "CR-4")

    async def test_row_8_a_server_in_trouble_for_long_is_asked_until_it_is_well(self):
        room = self.hs.joined_room()
        await self.started()
        self.hs.faults.add("GET", "/sync", instead=lambda: web.Response(status=503), times=4)
        self.new(room, "After the trouble")
        await self.hs.until_said(room, "CR-1")
        await self.hs.stop()
        await self.hs.start()
        self.hs.hold_polls = True
        self.new(room, "After the restart")
        await self.hs.until_said(room, "CR-2")

    async def test_row_9_a_join_that_fails_is_tried_again(self):
        await self.started()
        room = self.hs.rooms.new_room("Atlas", ANA)
        self.hs.joins_fail[room] = 2
        self.hs.say(room, ANA, '!plumb change new "Before the bot came"')
        self.hs.invite(room, ANA)
        await self.hs.until(lambda: self.hs.rooms.rooms[room].membership.get(BOT) == "join")
        self.new(room, "After it came")
        await self.hs.until_said(room, "CR-1")
        await self.bot.stop()
        self.assertEqual(titles(self), ["After it came"])

    async def test_row_9_a_stranger_s_invitation_and_one_taken_back_are_not_followed(self):
        await self.started()
        strange = self.hs.rooms.new_room("Strange", "@eve:elsewhere.org")
        self.hs.invite(strange, "@eve:elsewhere.org")
        gone = self.hs.rooms.new_room("Gone", ANA)
        self.hs.joins_fail[gone] = 100
        self.hs.invite(gone, ANA)
        await self.hs.until(lambda: self.hs.asked("POST", "/join/"))
        self.hs.event(gone, ANA, "m.room.member", {"membership": "leave"}, BOT)
        room = self.hs.rooms.new_room("Atlas", ANA)
        self.hs.invite(room, ANA)
        await self.hs.until(lambda: self.hs.rooms.rooms[room].membership.get(BOT) == "join")
        self.new(room, "Here")
        await self.hs.until_said(room, "CR-1")
        self.assertFalse(self.hs.asked("POST", "/join/" + strange.replace("!", "%21").replace(":", "%3A")))

    async def test_row_10_notices_and_the_bot_s_own_messages_are_not_answered(self):
        room = self.hs.joined_room()
        await self.started()
        self.hs.say(room, ANA, "!plumb change new Notice", msgtype="m.notice")
        self.hs.say(room, BOT, "!plumb change new Own")
        self.new(room, "Real")
        await self.hs.until_said(room, "CR-1")
        await self.bot.stop()
        self.assertEqual(titles(self), ["Real"])

    async def test_row_10_two_bots_that_answer_each_other_come_to_an_end(self):
        room = self.hs.rooms.new_room(None, ANA)
        await self.started()
        self.hs.invite(room, ANA, direct=True)
        await self.hs.until(lambda: self.hs.rooms.rooms[room].membership.get(BOT) == "join")
        self.hs.say(room, ANA, "hello, I am a bot, too")
        answered = 0
        while "is not answered for a while" not in self.bot.log.read_text():
            await self.hs.woken(0.2)
            for text in self.hs.texts(room)[answered:]:
                answered += 1
                self.hs.say(room, ANA, f"I do not understand: {text}")
        self.assertLess(answered, 150)
        other = self.hs.joined_room()
        self.new(other, "Still served elsewhere")
        await self.hs.until_said(other, "CR-1")

    async def test_row_11_an_edited_command_is_carried_out_once(self):
        room = self.hs.joined_room()
        await self.started()
        first = self.new(room, "Once")
        await self.hs.until_said(room, "CR-1")
        changed = {"msgtype": "m.text", "body": '!plumb change new "Twice"'}
        relation = {"rel_type": "m.replace", "event_id": first}
        self.hs.say(room, ANA, '* !plumb change new "Twice"', **{"m.new_content": changed, "m.relates_to": relation})
        self.hs.event(room, ANA, "m.room.redaction", {"redacts": first})
        self.new(room, "Another")
        await self.hs.until_said(room, "CR-2")
        await self.bot.stop()
        self.assertEqual(titles(self), ["Once", "Another"])

    async def test_row_12_odd_events_are_passed_over(self):
        room = self.hs.joined_room()
        await self.started()
        deep: object = "x"
        for _ in range(150):
            deep = {"a": [deep]}
        odd = [
            {}, {"body": 7, "msgtype": "m.text"}, {"msgtype": "m.text"}, {"body": "!plumb", "msgtype": []},
            {"msgtype": "m.text", "body": "!plumb me", "m.relates_to": [1, 2]},
            {"msgtype": "m.text", "body": "!plumb me", "m.relates_to": {"rel_type": {}, "event_id": 5}},
            {"msgtype": "m.text", "body": "x" * 64_000, "format": "org.matrix.custom.html",
             "formatted_body": "<a href='https://matrix.to/#/" * 1000},
            {"msgtype": "m.text", "body": "half \ud800 a pair", "m.mentions": {"user_ids": {"no": "list"}}},
            {"msgtype": "m.text", "body": "!plumb change new \"\u202eevil\" \x00", "deep": deep},
        ]
        for content in odd:
            self.hs.event(room, ANA, "m.room.message", content)
            self.hs.event(room, ANA, "m.reaction", content)
            self.hs.event(room, ANA, "m.room.name", content, "")
            self.hs.event(room, ANA, "m.room.member", content, ANA)
        self.hs.event(room, ANA, "m.room.name", {"name": "Atlas"}, "")
        self.new(room, "Still here")
        await self.hs.until_said(room, "Still here")

    async def test_row_15_nothing_is_sent_into_an_encrypted_room(self):
        room = self.hs.joined_room()
        await self.started()
        self.new(room, "In the clear")
        await self.hs.until_said(room, "CR-1")
        await self.hs.until(lambda: len(self.hs.sent(room)) >= 3)
        before = len(self.hs.sent(room))
        self.hs.event(room, ANA, "m.room.encryption", {"algorithm": "m.megolm.v1.aes-sha2"}, "")
        await self.hs.until(lambda: self.hs.asked("POST", "/createRoom"))
        direct = await self.hs.until(
            lambda: next((r for r in self.hs.rooms.rooms if any("encrypted" in t for t in self.hs.texts(r))), None)
        )
        self.assertNotEqual(direct, room)
        self.new(room, "Too late")
        self.hs.event(room, ANA, "m.room.encryption", {"algorithm": "m.megolm.v1.aes-sha2"}, "")
        self.hs.say(direct, ANA, "me")
        self.hs.event(direct, ANA, "m.room.member", {"membership": "join"}, ANA)
        self.hs.say(direct, ANA, "change list")
        await self.hs.until_said(direct, "1 request")
        self.assertEqual(len(self.hs.sent(room)), before)
        self.assertEqual(len([t for t in self.hs.texts(direct) if "encrypted" in t]), 1)

    async def test_row_15_who_upgrades_a_room_into_an_encrypted_one_is_told(self):
        room = self.hs.joined_room()
        await self.started()
        self.new(room, "In the clear")
        await self.hs.until_said(room, "CR-1")
        new = self.hs.rooms.new_room("Atlas", ANA, predecessor={"room_id": room})
        self.hs.event(new, ANA, "m.room.encryption", {"algorithm": "m.megolm.v1.aes-sha2"}, "")
        self.hs.event(new, ANA, "m.room.join_rules", {"join_rule": "public"}, "")
        self.hs.event(room, ANA, "m.room.tombstone", {"body": "moved", "replacement_room": new}, "")
        direct = await self.hs.until(
            lambda: next((r for r in self.hs.rooms.rooms if any("encrypted" in t for t in self.hs.texts(r))), None)
        )
        self.assertEqual(self.hs.rooms.rooms[direct].membership[ANA], "invite")
        self.assertEqual(self.hs.sent(new), [])

    async def test_row_15_an_invitation_into_an_encrypted_room_is_declined_with_what_to_do(self):
        await self.started()
        room = self.hs.rooms.new_room("Secret", ANA)
        self.hs.event(room, ANA, "m.room.encryption", {"algorithm": "m.megolm.v1.aes-sha2"}, "")
        self.hs.invite(room, ANA, direct=True)
        await self.hs.until(lambda: self.hs.asked("POST", "/leave"))
        self.assertIn("encrypted", self.hs.asked("POST", "/leave")[0][1]["reason"])
        await self.hs.until(lambda: any("encrypted" in t for r in self.hs.rooms.rooms for t in self.hs.texts(r)))
        self.assertEqual(self.hs.sent(room), [])

    async def upgrade(self, room: str, rule: str | None) -> str:
        new = self.hs.rooms.new_room("Atlas", ANA, version="12", predecessor={"room_id": room})
        if rule:
            self.hs.event(new, ANA, "m.room.join_rules", {"join_rule": rule}, "")
        self.hs.event(room, ANA, "m.room.tombstone", {"body": "moved", "replacement_room": new}, "")
        return new

    async def followed_to(self, new: str) -> None:
        """The bot joins the new room, works there, and has the product bound to it alone."""
        await self.hs.until(lambda: self.hs.rooms.rooms[new].membership.get(BOT) == "join")
        self.new(new, "After")
        await self.hs.until_said(new, "CR-2")
        await self.bot.stop()
        products = json.loads(self.bot.export())["products"]
        self.assertEqual([p["channels"] for p in products], [[f"matrix:{BOT}/{new}"]])

    async def test_row_16_an_upgrade_is_followed_while_the_bot_is_up(self):
        room = self.hs.joined_room()
        await self.started()
        self.new(room, "Before")
        await self.hs.until_said(room, "CR-1")
        new = await self.upgrade(room, "public")
        await self.followed_to(new)

    async def test_row_16_an_upgrade_while_the_bot_is_down_waits_for_the_invitation(self):
        room = self.hs.joined_room()
        await self.started()
        self.new(room, "Before")
        await self.hs.until_said(room, "CR-1")
        await self.bot.stop()
        new = await self.upgrade(room, None)
        await self.started()
        await self.hs.until(lambda: self.hs.asked("POST", "/join/"))
        self.hs.invite(new, ANA)
        await self.followed_to(new)

    async def test_row_17_a_token_the_server_does_not_know_starts_anew_and_says_so(self):
        room = self.hs.joined_room()
        await self.started()
        self.new(room, "One")
        await self.hs.until_said(room, "CR-1")
        await self.bot.stop()
        self.hs.faults.add("GET", "/sync.*since=", instead=lambda: refused(400, "M_UNKNOWN"))
        await self.started()
        self.new(room, "Two")
        await self.hs.until_said(room, "CR-2")
        self.assertIn("does not know where we were", self.bot.log.read_text())


class Gaps(MatrixCase):
    server = {"timeline_limit": 3}

    async def fill(self, **server) -> None:
        room = self.hs.joined_room()
        await self.started()
        await self.bot.stop()
        for number in range(1, 31):
            self.hs.say(room, ANA, f'!plumb change new "Request {number}"')
        await self.started()
        await self.hs.until_said(room, "CR-30")
        await self.bot.stop()
        self.assertEqual(titles(self), [f"Request {n}" for n in range(1, 31)])

    async def test_row_6_a_limited_timeline_is_filled_in_order(self):
        await self.fill()

    async def test_row_6_without_prev_batch_too(self):
        self.hs.gives_prev_batch = False
        await self.fill()

    async def test_row_6_a_room_whose_messages_cannot_be_had_holds_up_no_other_and_is_caught_up_with(self):
        room, other = self.hs.joined_room("Atlas"), self.hs.joined_room("Borealis")
        await self.started()
        await self.bot.stop()
        for number in range(1, 31):
            self.hs.say(room, ANA, f'!plumb change new "Request {number}"')
        messages = self.hs.path_of(room) + "/messages"
        self.hs.faults.add("GET", messages, instead=lambda: refused(500, "M_UNKNOWN"), times=99)
        await self.started()
        self.hs.say(other, ANA, '!plumb change new "Elsewhere"')
        await self.hs.until_said(other, "Elsewhere")
        self.hs.faults.lift()
        await self.hs.until_said(room, "CR-31")
        await self.bot.stop()
        self.assertEqual(sorted(titles(self)), sorted(["Elsewhere", *(f"Request {n}" for n in range(1, 31))]))


if __name__ == "__main__":
    unittest.main()
