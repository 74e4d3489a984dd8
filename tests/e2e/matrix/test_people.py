"""Who is in a room and who speaks there: direct rooms, strangers, and what is said before the bot knows of its card."""

import json
import unittest

from tests.e2e.matrix.bot import MatrixCase
from tests.fakes.matrix.rooms import BOT, SERVER

ANA = f"@ana:{SERVER}"
BEN = f"@ben:{SERVER}"
EVE = "@eve:elsewhere.org"
SEND = "/send/m.room.message/"


class People(MatrixCase):
    def files_in(self) -> list[str]:
        """The rooms of the files that the bot sent."""
        rooms = self.hs.rooms.rooms
        return [r for r in rooms for e in self.hs.sent(r) if e["content"]["msgtype"] == "m.file"]

    async def files(self, many: int) -> list[str]:
        await self.hs.until(lambda: len(self.files_in()) >= many)
        return self.files_in()

    def configure(self, more: str) -> None:
        """The bot reads a file instead of its environment: the account, and what else is to stand there."""
        config = self.bot.database.parent / "plumbline.toml"
        config.write_text(f'[[matrix]]\nname = "main"\nhomeserver = "{self.hs.url}"\nuser = "{BOT}"\n'
                          f'access_token = "token-1"\n{more}')
        for name in [name for name in self.bot.environment if name.startswith("MATRIX_")]:
            del self.bot.environment[name]
        self.bot.arguments = ("-c", str(config))

    async def with_a_request(self, *people: str) -> str:
        room = self.hs.joined_room("Atlas", people or (ANA, BEN))
        await self.started()
        self.hs.say(room, ANA, '!plumb change new "Offline"')
        await self.hs.until_said(room, "CR-1")
        return room

    async def test_a_group_that_calls_itself_direct_is_none(self):
        room = await self.with_a_request()
        group = self.hs.rooms.new_room(None, ANA, (BEN,))
        self.hs.invite(group, ANA, direct=True)
        await self.hs.until(lambda: self.hs.rooms.rooms[group].membership.get(BOT) == "join")
        self.hs.say(group, BEN, "Ana, did you see the game?")
        self.hs.say(room, ANA, "!plumb export json")
        self.assertNotIn(group, await self.files(1))
        self.assertEqual(self.hs.sent(group), [])

    async def test_two_exports_at_once_go_into_one_direct_room(self):
        room = await self.with_a_request()
        other = self.hs.joined_room("Borealis", (ANA,))
        self.hs.say(other, ANA, '!plumb change new "Maps"')
        await self.hs.until_said(other, "CR-2")
        self.hs.say(room, ANA, "!plumb export json")
        self.hs.say(other, ANA, "!plumb export csv")
        self.assertEqual(len(set(await self.files(2))), 1)
        self.assertEqual(len(self.hs.asked("POST", "/createRoom")), 1)

    async def test_a_direct_room_that_only_the_account_remembers_is_used_and_the_list_is_kept(self):
        direct = self.hs.joined_room(None, (ANA,))
        self.hs.direct = {ANA: [direct], BEN: ["!old:example.org"]}
        room = await self.with_a_request()
        self.hs.say(room, ANA, "!plumb export json")
        self.assertEqual(await self.files(1), [direct])
        self.hs.say(room, BEN, "!plumb export json")
        await self.files(2)
        self.assertEqual(self.hs.direct[ANA], [direct])
        self.assertEqual(self.hs.direct[BEN][0], "!old:example.org")
        self.assertEqual(len(self.hs.direct[BEN]), 2)

    async def test_with_allowed_rooms_the_direct_room_that_the_bot_made_is_heard_and_used_again(self):
        room = self.hs.joined_room("Atlas", (ANA, BEN))
        self.configure(f'allowed_rooms = ["{room}"]\n')
        await self.started()
        self.hs.say(room, ANA, '!plumb change new "Offline"')
        await self.hs.until_said(room, "CR-1")
        self.hs.say(room, ANA, "!plumb export json")
        direct = (await self.files(1))[0]
        self.hs.event(direct, ANA, "m.room.member", {"membership": "join"}, ANA)
        self.hs.say(direct, ANA, "me")
        await self.hs.until_said(direct, "You are")
        await self.bot.stop()
        await self.started()
        self.hs.say(room, ANA, "!plumb export csv")
        self.assertEqual(await self.files(2), [direct, direct])
        self.assertEqual(len(self.hs.asked("POST", "/createRoom")), 1)

    async def test_whom_the_configuration_names_is_pinged_by_that_name_before_he_speaks_and_is_one_person(self):
        room = self.hs.joined_room("Atlas", (ANA, BEN))
        self.configure(f'[[people]]\nname = "benno"\nslack = ["U0123"]\nmatrix = ["{BEN}"]\n')
        await self.started()
        self.hs.say(room, ANA, '!plumb launch new "Fair" on:2027-09-01 owner:@benno')
        told = await self.hs.until_said(room, "you own this event")
        self.assertEqual(told["content"]["m.mentions"], {"user_ids": [BEN]})
        for n, who in enumerate(("@ben", BEN), start=2):
            self.hs.say(room, ANA, f'!plumb launch new "Show" on:2027-09-0{n} owner:{who}')
            await self.hs.until_said(room, f"LE-{n}")
        self.hs.say(room, BEN, "!plumb me")
        await self.hs.until_said(room, "You are Ben")
        await self.bot.stop()
        people = [p for p in json.loads(self.bot.export())["people"] if p["accounts"] != [f"matrix:{ANA}"]]
        self.assertEqual([(p["id"], p["accounts"]) for p in people], [("person:benno", [f"matrix:{BEN}"])])

    async def test_who_declined_is_invited_once_more_when_they_ask(self):
        room = await self.with_a_request()
        self.hs.say(room, ANA, "!plumb export json")
        direct = (await self.files(1))[0]
        self.hs.event(direct, ANA, "m.room.member", {"membership": "leave"}, ANA)
        self.hs.say(room, ANA, "!plumb export csv")
        self.assertEqual(await self.files(2), [direct, direct])
        self.assertEqual(self.hs.rooms.rooms[direct].membership[ANA], "invite")

    async def test_people_of_other_servers_are_told_once_that_they_are_not_served(self):
        room = await self.with_a_request(ANA, EVE)
        card = await self.hs.until_said(room, "CR-1  Offline")
        self.hs.say(room, EVE, '!plumb change new "Eve was here"')
        await self.hs.until_said(room, "people of elsewhere.org")
        self.hs.say(room, EVE, "!plumb change list")
        self.hs.react(room, EVE, card, "👀")
        self.hs.say(room, ANA, '!plumb change new "Second"')
        await self.hs.until_said(room, "CR-2")
        self.assertEqual(len([t for t in self.hs.texts(room) if "elsewhere.org" in t]), 1)
        await self.bot.stop()
        titles = [r["title"] for r in json.loads(self.bot.export())["change_requests"]]
        self.assertEqual(titles, ["Offline", "Second"])

    async def test_a_member_is_named_by_what_the_room_shows(self):
        room = self.hs.joined_room("Atlas", (ANA, BEN))
        self.hs.event(room, BEN, "m.room.member", {"membership": "join", "displayname": "Max Müller"}, BEN)
        await self.started()
        self.hs.say(room, ANA, '!plumb launch new "Fair" on:2027-09-01 owner:"@Max Müller"')
        told = await self.hs.until_said(room, "Max Müller: you own this event")
        self.assertEqual(told["content"]["m.mentions"], {"user_ids": [BEN]})

    async def test_a_member_who_has_not_spoken_is_named_and_is_one_person(self):
        room = await self.with_a_request()
        self.hs.say(room, ANA, "!plumb role add @ben approver")
        self.hs.say(room, ANA, '!plumb launch new "Fair" on:2027-09-01 owner:@ben')
        told = await self.hs.until_said(room, "you own this event")
        self.assertEqual(told["content"]["m.mentions"], {"user_ids": [BEN]})
        self.hs.say(room, ANA, f'!plumb launch new "Show" on:2027-09-02 owner:{BEN}')
        await self.hs.until_said(room, "LE-2")
        self.hs.say(room, BEN, '!plumb change decline CR-1 "no"')
        await self.hs.until_said(room, "declined")
        await self.bot.stop()
        people = [p for p in json.loads(self.bot.export())["people"] if p["id"] == "person:ben"]
        self.assertEqual([(p["name"], p["accounts"]) for p in people], [("Ben", [f"matrix:{BEN}"])])

    async def test_a_mark_behind_a_name_or_a_pill_is_no_part_of_it(self):
        room = await self.with_a_request()
        pill = f'<a href="https://matrix.to/#/{BEN}">Ben</a>'
        asked = ((f"{pill}: ", "Ben: "), (f"{BEN}: ", f"{BEN}: "), ("@ben: ", "@ben: "))
        for n, (html, body) in enumerate(asked):
            self.hs.say(
                room, ANA, f'!plumb change loop-in CR-1 {body}"Question {n}?" by:+3d', format="org.matrix.custom.html",
                formatted_body=f"!plumb change loop-in CR-1 {html}&quot;Question {n}?&quot; by:+3d",
            )
            await self.hs.until_said(room, f"Question {n}?")
        self.hs.say(room, ANA, f"!plumb role add {BEN}/ approver")
        await self.hs.until_said(room, "is not a person’s name")
        await self.bot.stop()
        people = [p["accounts"] for p in json.loads(self.bot.export())["people"]]
        self.assertCountEqual(people, [[f"matrix:{ANA}"], [f"matrix:{BEN}"]])

    async def test_who_goes_by_a_name_of_which_nothing_shows_is_called_by_their_account(self):
        room = self.hs.joined_room("Atlas", (ANA,))
        await self.started()
        for blank in ("\u3164", "\u2800\u00ad", "\U000e0041"):
            self.hs.event(room, BEN, "m.room.member", {"membership": "join", "displayname": blank}, BEN)
            said = len(self.hs.sent(room))
            self.hs.say(room, BEN, "!plumb me")
            answer = await self.hs.until(lambda said=said: next(iter(self.hs.sent(room)[said:]), None))
            self.assertRegex(answer["content"]["body"], "^You are [Bb]en, ")

    async def test_emotes_and_captions_are_comments_of_the_thread_whatever_they_say(self):
        room = await self.with_a_request()
        card = (await self.hs.until_said(room, "CR-1  Offline"))["event_id"]
        relation = {"rel_type": "m.thread", "event_id": card, "is_falling_back": True}
        for kind in ("m.emote", "m.image"):
            content = {"msgtype": kind, "url": "mxc://a/b", "m.relates_to": relation}
            self.hs.say(room, BEN, f"!plumb change support CR-1 by {kind}", **content)
        await self.kept("by m.image")
        request = json.loads(self.bot.export())["change_requests"][0]
        self.assertEqual(request["supporters"], [])
        self.assertIn("by m.emote", self.bot.export())

    async def test_a_command_between_the_join_and_a_change_of_the_bots_profile_is_heard(self):
        await self.with_a_request()
        room = self.hs.rooms.new_room("Other", ANA, (BEN,))
        self.hs.rooms.add(room, ANA, "m.room.message", {"msgtype": "m.text", "body": '!plumb change new "Early"'})
        self.hs.rooms.add(room, BOT, "m.room.member", {"membership": "join"}, BOT)
        self.hs.rooms.add(room, ANA, "m.room.message", {"msgtype": "m.text", "body": '!plumb change new "After"'})
        profile = {"membership": "join", "avatar_url": "mxc://a/c"}
        self.hs.rooms.add(room, BOT, "m.room.member", profile, BOT)
        self.hs.touch()
        await self.hs.until_said(room, "CR-2  After")
        self.assertNotIn("Early", "".join(self.hs.texts(room)))

    async def test_an_upgrade_is_followed_where_the_new_room_was_joined_first(self):
        room = await self.with_a_request()
        new = self.hs.rooms.new_room("Atlas", ANA, version="12", predecessor={"room_id": room})
        self.hs.invite(new, ANA)
        await self.hs.until(lambda: self.hs.rooms.rooms[new].membership.get(BOT) == "join")
        self.hs.event(room, ANA, "m.room.tombstone", {"body": "moved", "replacement_room": new}, "")
        self.hs.say(new, ANA, '!plumb change new "After"')
        await self.hs.until_said(new, "CR-2")
        await self.bot.stop()
        products = json.loads(self.bot.export())["products"]
        self.assertEqual([p["channels"] for p in products], [[f"matrix:{BOT}/{new}"]])

    async def test_what_is_said_on_a_card_before_its_sending_was_answered_is_kept(self):
        room, card = await self.with_a_card_in_doubt()
        self.thread(room, card, "said while it was late")
        held = self.hs.polls
        await self.hs.until(lambda: self.hs.polls > held)
        self.hs.faults.lift()
        await self.kept("said while it was late")

    async def test_what_is_said_on_a_card_whose_sender_was_killed_is_kept(self):
        room, card = await self.with_a_card_in_doubt()
        await self.bot.kill()
        self.hs.faults.lift()
        self.thread(room, card, "said while it was down")
        await self.started()
        await self.kept("said while it was down")

    async def test_a_reply_without_a_thread_to_what_was_said_in_one_is_a_part_of_it(self):
        room = self.hs.joined_room("Atlas", (ANA, BEN))
        await self.started()
        self.hs.say(room, ANA, '!plumb change new "Offline"')
        await self.hs.until_said(room, "CR-1")
        self.hs.say(room, ANA, f'!plumb change loop-in CR-1 {BEN} "Can you?"')
        question = await self.hs.until_said(room, "a question for you")
        reply = {"m.in_reply_to": {"event_id": question["event_id"]}}
        self.hs.say(room, BEN, "By Friday.", **{"m.relates_to": reply})
        ripple = await self.hs.until_said(room, "If CR-1")
        on_the_ripple = {"m.in_reply_to": {"event_id": ripple["event_id"]}}
        self.hs.say(room, BEN, "!plumb change withdraw", **{"m.relates_to": on_the_ripple})
        await self.hs.until_said(room, "alone can withdraw it")
        await self.kept("By Friday.")

    async def test_a_reply_without_a_thread_to_what_an_earlier_run_heard_in_one_is_a_part_of_it(self):
        room = self.hs.joined_room("Atlas", (ANA, BEN))
        await self.started()
        self.hs.say(room, ANA, '!plumb change new "Offline"')
        card = await self.hs.until_said(room, "CR-1")
        said = self.thread(room, card["event_id"], "Who has the map?")
        elsewhere = self.hs.say(room, BEN, "Lunch?")
        self.hs.say(room, ANA, '!plumb change new "Heard after all that"')
        await self.hs.until_said(room, "CR-2")
        await self.bot.stop()
        await self.started()
        self.hs.say(room, ANA, "Twelve.", **{"m.relates_to": {"m.in_reply_to": {"event_id": elsewhere}}})
        self.hs.say(room, ANA, "I have it.", **{"m.relates_to": {"m.in_reply_to": {"event_id": said}}})
        self.hs.say(room, ANA, "Until May.", **{"m.relates_to": {"m.in_reply_to": {"event_id": said}}})
        await self.kept("I have it.")
        self.assertIn("Until May.", self.bot.export())
        self.assertNotIn("Twelve.", self.bot.export())
        self.assertEqual(len(self.hs.asked("GET", "/event/")), 2)

    async def test_what_an_earlier_run_heard_is_asked_for_once_where_it_becomes_a_request(self):
        room = self.hs.joined_room("Atlas", (ANA, BEN))
        await self.started()
        said = self.hs.say(room, BEN, "The map must work offline.")
        self.hs.say(room, ANA, '!plumb change new "Heard after it"')
        await self.hs.until_said(room, "CR-1")
        await self.bot.stop()
        await self.started()
        self.hs.say(room, ANA, "!plumb change new", **{"m.relates_to": {"m.in_reply_to": {"event_id": said}}})
        await self.hs.until_said(room, "The map must work offline")
        self.assertEqual(len(self.hs.asked("GET", "/event/")), 1)

    async def with_a_card_in_doubt(self) -> tuple[str, str]:
        """A room, and the card of a request in it: it is there, and the answer to its sending is not."""
        room = self.hs.joined_room("Atlas", (ANA, BEN))
        await self.started()
        self.hs.faults.add("PUT", SEND, late=True)
        self.hs.say(room, ANA, '!plumb change new "Offline"')
        card = await self.hs.until(lambda: next(iter(self.hs.sent(room)), None))
        return room, card["event_id"]

    def thread(self, room: str, root: str, text: str) -> str:
        relation = {"rel_type": "m.thread", "event_id": root, "is_falling_back": True}
        return self.hs.say(room, BEN, text, **{"m.relates_to": {**relation, "m.in_reply_to": {"event_id": root}}})

    async def kept(self, text: str) -> None:
        """A comment is on record once what is asked after it was answered."""
        room = self.hs.joined_room("Borealis", (ANA,))
        self.hs.say(room, ANA, '!plumb change new "The last"')
        await self.hs.until_said(room, "The last")
        await self.bot.stop()
        self.assertIn(text, self.bot.export())


if __name__ == "__main__":
    unittest.main()
