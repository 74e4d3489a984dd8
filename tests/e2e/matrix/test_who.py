"""Whom a name means, whom the bot tells by itself, and what it hears of a room that it cannot read or is put out of."""

import json
import unittest

from aiohttp import web

from tests.e2e.matrix.bot import MatrixCase
from tests.fakes.matrix.rooms import BOT, SERVER

ANA, EVA = (f"@ana:{SERVER}", f"@eva:{SERVER}")
MAX, OTHER_MAX = (f"@max.m:{SERVER}", f"@max2:{SERVER}")
ZED = "@zed:elsewhere.org"


class Who(MatrixCase):
    async def in_a_room(self, *people: str) -> str:
        room = self.hs.joined_room("Atlas", (ANA, *people))
        await self.started()
        self.hs.say(room, ANA, '!plumb change new "T"')
        await self.hs.until_said(room, "CR-1")
        return room

    def on_record(self, kind: str) -> list[dict]:
        return json.loads(self.bot.export())[kind]

    async def test_a_name_that_two_in_the_room_share_is_asked_about(self):
        room = await self.in_a_room()
        for who in (MAX, OTHER_MAX):
            self.hs.event(room, who, "m.room.member", {"membership": "join", "displayname": "Max"}, who)
        self.hs.say(room, ANA, '!plumb launch new "E1" on:2027-05-05 owner:@Max')
        asked = (await self.hs.until_said(room, "2 people here"))["content"]["body"]
        for part in (MAX, OTHER_MAX, f"Did you mean {MAX}?", f"owner:{MAX}"):
            self.assertIn(part, asked)
        self.hs.say(room, ANA, '!plumb change loop-in CR-1 @max "How long?"')
        await self.hs.until_said(room, f'change loop-in CR-1 {MAX} "How long?"')
        self.hs.say(room, ANA, f'!plumb launch new "E1" on:2027-05-05 owner:{OTHER_MAX}')
        told = await self.hs.until_said(room, "you own this event")
        self.assertEqual(told["content"]["m.mentions"], {"user_ids": [OTHER_MAX]})

    async def test_the_bot_itself_owns_nothing(self):
        room = await self.in_a_room()
        self.hs.say(room, ANA, f'!plumb launch new "E1" on:2027-05-05 owner:{BOT}')
        await self.hs.until_said(room, "is me, not a person")
        await self.bot.stop()
        self.assertEqual(self.on_record("launch_events"), [])

    async def test_where_nobody_can_be_told_first_the_channel_is_told_at_once(self):
        room = await self.in_a_room()
        self.hs.say(room, ANA, "!plumb policy set tell:owner-first")
        for title in ("Fair", "Show"):
            self.hs.say(room, ANA, f"!plumb launch new {title} on:2027-05-05 owner:@ghost")
        await self.hs.until_said(room, "AW-1")

    async def test_whom_the_bot_does_not_serve_it_does_not_write_to(self):
        room = await self.in_a_room()
        self.hs.say(room, ANA, "!plumb policy set tell:owner-first")
        for title in ("Fair", "Show"):
            self.hs.say(room, ANA, f"!plumb launch new {title} on:2027-05-05 owner:{ZED}")
        await self.hs.until_said(room, "LE-2")
        self.hs.say(room, ANA, "!plumb me")
        await self.hs.until_said(room, "You are")
        self.assertEqual(self.hs.asked("POST", "/createRoom"), [])

    async def test_what_was_said_while_the_bot_was_out_is_not_carried_out_though_all_comes_at_once(self):
        room = await self.in_a_room()
        add = self.hs.rooms.add
        add(room, ANA, "m.room.member", {"membership": "leave"}, BOT)
        add(room, ANA, "m.room.message", {"msgtype": "m.text", "body": "!plumb change new While"})
        add(room, ANA, "m.room.member", {"membership": "invite"}, BOT)
        add(room, BOT, "m.room.member", {"membership": "join"}, BOT)
        self.hs.say(room, ANA, "!plumb change new After")
        await self.hs.until_said(room, "CR-2")
        self.hs.say(room, ANA, "!plumb me")
        await self.hs.until_said(room, "You are")
        await self.bot.stop()
        self.assertEqual([r["title"] for r in self.on_record("change_requests")], ["T", "After"])

    async def test_a_mention_written_as_a_link_is_a_name_in_what_is_recorded(self):
        room = await self.in_a_room(EVA)
        link = f"[Eva](https://matrix.to/#/{EVA})"
        said = self.hs.say(room, ANA, f"{link} says we need it", format="org.matrix.custom.html",
                           formatted_body=f'<a href="https://matrix.to/#/{EVA}">Eva</a> says we need it')
        self.hs.say(room, ANA, "!plumb change new", **{"m.relates_to": {"m.in_reply_to": {"event_id": said}}})
        card = await self.hs.until_said(room, "CR-2  ")
        thread = {"rel_type": "m.thread", "event_id": card["event_id"]}
        self.hs.say(room, ANA, f"{link}: two weeks?", **{"m.relates_to": thread})
        self.hs.say(room, ANA, "!plumb me")
        await self.hs.until_said(room, "You are")
        await self.bot.stop()
        request = self.on_record("change_requests")[1]
        self.assertEqual([request["title"], request["why"]], ["Eva says we need it"] * 2)
        self.assertIn("Eva: two weeks?", self.bot.export())
        self.assertNotIn("matrix.to/#/@eva", self.bot.export())

    async def test_the_bot_s_own_card_and_a_picture_are_nobody_s_voice(self):
        room = await self.in_a_room()
        card = next(e["event_id"] for e in self.hs.sent(room) if e["content"]["body"].startswith("CR-1  T"))
        shot = self.hs.say(room, ANA, "shot.png", msgtype="m.image", url="mxc://example.org/1")
        for event in (card, shot):
            told = len(self.hs.sent(room))
            self.hs.say(room, ANA, "!plumb change new", **{"m.relates_to": {"m.in_reply_to": {"event_id": event}}})
            await self.hs.until(lambda n=told: len(self.hs.sent(room)) > n)
        await self.bot.stop()
        self.assertEqual([r["title"] for r in self.on_record("change_requests")], ["T"])

    async def test_lists_that_can_admit_nobody_are_refused_at_the_start(self):
        config = self.bot.database.parent / "plumbline.toml"
        for name in [name for name in self.bot.environment if name.startswith("MATRIX_")]:
            del self.bot.environment[name]
        self.bot.arguments = ("-c", str(config))
        for line in ('allowed_users = ["ana"]', 'allowed_rooms = ["Atlas"]', 'allowed_servers = ["https://example.org"]'):
            config.write_text(f'[[matrix]]\nname = "main"\nhomeserver = "{self.hs.url}"\nuser = "{BOT}"\n'
                              f'access_token = "token-1"\n{line}\n')
            await self.bot.start()
            self.assertEqual(await self.bot.process.wait(), 2)
            self.assertIn(f"matrix.{line.split()[0]}: ", self.bot.log.read_text())

    async def test_where_direct_rooms_come_out_encrypted_one_is_made_and_left(self):
        room = await self.in_a_room()
        self.hs.faults.add("GET", "/state/m.room.encryption",
                           instead=lambda: web.json_response({"algorithm": "m.megolm.v1.aes-sha2"}), times=9)
        for n in (1, 2):
            self.hs.say(room, ANA, "!plumb export json")
            await self.hs.until(lambda n=n: sum("does not reach you" in t for t in self.hs.texts(room)) == n)
        self.assertEqual(len(self.hs.asked("POST", "/createRoom")), 1)
        self.assertEqual(len(self.hs.asked("POST", "/leave")), 1)

    async def test_a_direct_message_lists_the_digests_of_all_products(self):
        room = await self.in_a_room()
        other = self.hs.joined_room("Borealis", (ANA,))
        self.hs.say(other, ANA, '!plumb change new "Two"')
        await self.hs.until_said(other, "CR-2")
        self.hs.say(room, ANA, "!plumb me function:product")
        self.hs.say(room, ANA, "!plumb digest schedule weekly mon 09:00")
        await self.hs.until_said(room, "weekly digest")
        direct = self.hs.rooms.new_room(None, ANA)
        self.hs.invite(direct, ANA, direct=True)
        await self.hs.until(lambda: self.hs.rooms.rooms[direct].membership.get(BOT) == "join")
        self.hs.say(direct, ANA, "me digest:daily")
        await self.hs.until_said(direct, "daily")
        self.hs.say(direct, ANA, "digest list")
        listed = (await self.hs.until_said(direct, "1 digest of "))["content"]["body"]
        self.assertIn("weekly", listed)

    async def test_in_a_room_that_was_encrypted_before_the_first_start_who_speaks_is_told_once(self):
        room = self.hs.joined_room("Secret", (ANA, EVA))
        self.hs.event(room, ANA, "m.room.encryption", {"algorithm": "m.megolm.v1.aes-sha2"}, "")
        await self.started()
        self.assertEqual(self.hs.asked("POST", "/createRoom"), [])
        self.hs.event(room, EVA, "m.room.encrypted", {"algorithm": "m.megolm.v1.aes-sha2", "ciphertext": "x"})
        rooms = self.hs.rooms.rooms
        direct = await self.hs.until(lambda: [r for r, it in rooms.items() if it.membership.get(EVA) == "invite"])
        await self.hs.until_said(direct[0], "which is encrypted")
        self.hs.event(room, ANA, "m.room.encrypted", {"algorithm": "m.megolm.v1.aes-sha2", "ciphertext": "x"})
        self.hs.event(direct[0], EVA, "m.room.member", {"membership": "join"}, EVA)
        self.hs.say(direct[0], EVA, "me")
        await self.hs.until_said(direct[0], "You are")
        self.assertEqual(len(self.hs.asked("POST", "/createRoom")), 1)
        self.assertEqual(self.hs.sent(room), [])


if __name__ == "__main__":
    unittest.main()
