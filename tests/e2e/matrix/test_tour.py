"""What people do in rooms: commands, threads, reactions, replies, direct messages."""

import json
import unittest

from tests.e2e.matrix.bot import MatrixCase
from tests.fakes.matrix.rooms import BOT, SERVER

ANA = f"@ana:{SERVER}"
BEN = f"@ben:{SERVER}"


def relation(event: dict) -> dict:
    return event["content"].get("m.relates_to", {})


class Tour(MatrixCase):
    async def test_a_request_is_raised_discussed_and_decided_in_a_room(self):
        room = self.hs.joined_room("Atlas", (ANA, BEN))
        await self.started()
        self.hs.say(room, ANA, '!plumb change new "Offline <b>mode</b> & @room" why:"Crews lose the form"')
        card = await self.hs.until_said(room, "CR-1")
        content = card["content"]
        self.assertEqual(content["msgtype"], "m.notice")
        self.assertEqual(content["m.mentions"], {})
        self.assertIn("<strong>CR-1</strong>", content["formatted_body"])
        self.assertIn("Offline &lt;b&gt;mode&lt;/b&gt; &amp; @room", content["formatted_body"])
        self.assertNotIn("m.relates_to", content)
        ripple = await self.hs.until(
            lambda: next((e for e in self.hs.sent(room) if relation(e).get("rel_type") == "m.thread"), None)
        )
        self.assertEqual(relation(ripple)["event_id"], card["event_id"])
        await self.hs.until(lambda: len(self.hs.sent(room, "m.reaction")) >= 2)

        thread = {"rel_type": "m.thread", "event_id": card["event_id"], "is_falling_back": True}
        self.hs.say(room, BEN, "Tunnels, mostly.", **{"m.relates_to": thread})
        self.hs.say(room, BEN, "!plumb me function:engineering")
        answer = await self.hs.until_said(room, "You are Ben")
        self.assertEqual(relation(answer)["rel_type"], "m.thread")

        self.hs.react(room, BEN, card["event_id"], "👀")
        self.hs.react(room, BEN, card["event_id"], "✅")
        refusal = await self.hs.until_said(room, "approver")
        self.assertEqual(relation(refusal)["rel_type"], "m.thread")

        self.hs.say(room, ANA, "!plumb role add @ben:example.org approver")
        await self.hs.until_said(room, "Ben is approver")
        self.hs.say(room, BEN, '!plumb change decline CR-1 "No capacity"')
        edit = await self.hs.until(
            lambda: next((e for e in self.hs.sent(room) if relation(e).get("rel_type") == "m.replace"
                          and "declined" in e["content"]["body"]), None)
        )
        self.assertEqual(relation(edit)["event_id"], card["event_id"])
        self.assertTrue(edit["content"]["body"].startswith("* "))
        self.assertNotIn("m.relates_to", edit["content"]["m.new_content"])
        await self.hs.until(lambda: self.hs.standing(room, card["event_id"]) == {"👀"})
        told = await self.hs.until(
            lambda: next((e for e in self.hs.sent(room) if relation(e).get("rel_type") == "m.thread"
                          and "is declined" in e["content"]["body"]), None)
        )
        self.assertEqual(relation(told)["event_id"], card["event_id"], "a thread hangs on the card, not on its edit")
        self.hs.say(room, BEN, '!plumb change reopen CR-1 "A customer waits"')
        again = await self.hs.until(
            lambda: next((e for e in self.hs.sent(room) if relation(e).get("rel_type") == "m.replace"
                          and "open" in e["content"]["body"].split("\n")[0]), None)
        )
        self.assertEqual(relation(again)["event_id"], card["event_id"], "no edit is edited")
        self.hs.react(room, BEN, card["event_id"], "❌")
        await self.hs.until_said(room, "takes a reason")
        await self.hs.until(lambda: "❌" in self.hs.standing(room, card["event_id"]))
        watched = [body for _, body in self.hs.asked("PUT", "/send/m.reaction/")
                   if body["m.relates_to"]["key"] == "👀" and body["m.relates_to"]["event_id"] == card["event_id"]]
        self.assertEqual(len(watched), 1, "an edited card keeps its reactions")
        self.assertEqual(await self.bot.stop(), 0)
        record = json.loads(self.bot.export())
        self.assertEqual(record["change_requests"][0]["status"], "open")
        self.assertEqual(json.dumps(record["threads"]).count("Tunnels, mostly."), 1)

    async def test_reactions_of_an_earlier_run_are_taken_from_a_card_that_is_decided(self):
        room = self.hs.joined_room("Atlas", (ANA, BEN))
        await self.started()
        self.hs.say(room, BEN, '!plumb change new "Offline mode"')
        card = await self.hs.until_said(room, "CR-1")
        await self.hs.until(lambda: {"❌", "👀"} <= self.hs.standing(room, card["event_id"]))
        self.hs.react(room, BEN, card["event_id"], "❌")
        self.assertEqual(await self.bot.stop(), 0)
        await self.started()
        self.hs.say(room, ANA, "!plumb role add @ana:example.org approver")
        self.hs.say(room, ANA, '!plumb change decline CR-1 "No capacity"')
        await self.hs.until(lambda: self.hs.standing(room, card["event_id"]) == {"👀"})
        self.assertTrue(self.hs.reacted(room, BEN, {"rel_type": "m.annotation", "event_id": card["event_id"], "key": "❌"}))

    async def test_a_calendars_address_is_told_where_nobody_else_reads(self):
        room = self.hs.joined_room("Atlas", (ANA, BEN))
        await self.started()
        self.hs.say(room, ANA, '!plumb change new "Offline mode"')
        self.hs.say(room, ANA, "!plumb product calendar")
        await self.hs.until_said(room, "comes to you privately")
        direct = await self.hs.until(lambda: next((r for r in self.hs.rooms.rooms if r != room), None))
        await self.hs.until_said(direct, "/calendar/")
        self.assertFalse([t for t in self.hs.texts(room) if "/calendar/" in t])
        self.assertEqual(self.hs.rooms.rooms[direct].membership.get(ANA), "invite")

    async def test_a_mention_at_the_start_is_a_command_and_a_pill_is_a_person(self):
        room = self.hs.joined_room("Atlas", (ANA, BEN))
        await self.started()
        pill = f'<a href="https://matrix.to/#/{BOT}">Plumbline</a>'
        other = f'<a href="https://matrix.to/#/{BEN}">Ben</a>'
        self.hs.say(
            room, ANA, "Plumbline: launch new Fair on:2027-09-01 owner:Ben",
            format="org.matrix.custom.html", formatted_body=f"{pill}: launch new Fair on:2027-09-01 owner:{other}",
        )
        card = await self.hs.until_said(room, "LE-1")
        self.assertIn("ben", card["content"]["body"].lower())
        self.hs.say(room, ANA, "Plumbline is slow today")
        self.hs.say(room, ANA, "@plumb:example.org status")
        await self.hs.until(lambda: len(self.hs.sent(room)) >= 3)
        self.assertFalse([t for t in self.hs.texts(room) if "slow" in t])

    async def test_a_pill_in_a_title_and_in_a_thread_is_kept_as_the_name_that_people_read(self):
        room = self.hs.joined_room("Atlas", (ANA, BEN))
        await self.started()
        pill = f'<a href="https://matrix.to/#/{BEN}">Ben</a>'
        html = {"format": "org.matrix.custom.html"}
        self.hs.say(
            room, ANA, '!plumb change new "Ask Ben about it" why:"Ben said so"',
            formatted_body=f"!plumb change new &quot;Ask {pill} about it&quot; why:&quot;{pill} said so&quot;", **html,
        )
        card = await self.hs.until_said(room, "CR-1  Ask Ben about it")
        self.assertIn("Ben said so", card["content"]["body"])
        thread = {"rel_type": "m.thread", "event_id": card["event_id"], "is_falling_back": True}
        self.hs.say(
            room, ANA, "Ben: two weeks?", formatted_body=f"{pill}: two weeks?", **html, **{"m.relates_to": thread},
        )
        self.hs.say(room, ANA, "!plumb me")
        await self.hs.until_said(room, "You are")
        await self.bot.stop()
        record = self.bot.export()
        self.assertIn("Ben: two weeks?", record)
        request = json.loads(record)["change_requests"][0]
        self.assertEqual((request["title"], request["why"]), ("Ask Ben about it", "Ben said so"))
        self.assertNotIn(f"{BEN}", json.dumps([request, json.loads(record)["threads"]]))

    async def test_a_reply_with_change_new_records_the_message_it_answers(self):
        room = self.hs.joined_room("Atlas", (ANA, BEN))
        await self.started()
        asked = self.hs.say(room, BEN, 'We type "everything" twice. Every night.')
        reply = {"m.in_reply_to": {"event_id": asked}}
        self.hs.say(room, ANA, "!plumb change new", **{"m.relates_to": reply})
        await self.hs.until_said(room, "CR-1")
        await self.bot.stop()
        record = json.loads(self.bot.export())
        self.assertEqual(record["evidence"][0]["quote"], 'We type "everything" twice. Every night.')
        self.assertIn(asked.replace("$", "%24").replace(":", "%3A"), record["evidence"][0]["link"])
        self.assertEqual(record["change_requests"][0]["title"], 'We type "everything" twice')

    async def test_change_new_without_a_title_says_what_is_missing(self):
        room = self.hs.joined_room()
        await self.started()
        self.hs.say(room, ANA, "!plumb change new")
        answer = await self.hs.until_said(room, "needs a title")
        self.assertIn("!plumb change new", answer["content"]["body"])

    async def test_who_is_not_among_the_members_that_came_is_asked_for_by_name_once(self):
        room = self.hs.joined_room()
        await self.started()
        for _ in range(2):
            self.hs.say(room, f"@dora:{SERVER}", "!plumb me")
        await self.hs.until(lambda: len([t for t in self.hs.texts(room) if t.startswith("You are Dora")]) == 2)
        self.assertEqual(len(self.hs.asked("GET", "/profile/%40dora%3Aexample.org/displayname")), 1)

    async def test_a_direct_room_needs_no_prefix_and_no_thread(self):
        room = self.hs.rooms.new_room(None, ANA)
        await self.started()
        self.hs.invite(room, ANA, direct=True)
        await self.hs.until(lambda: self.hs.rooms.rooms[room].membership.get(BOT) == "join")
        self.hs.say(room, ANA, "me")
        answer = await self.hs.until_said(room, "You are")
        self.assertNotIn("m.relates_to", answer["content"])

    async def test_a_card_that_is_shown_alone_is_pressed_by_its_reactions(self):
        room = self.hs.joined_room("Atlas", (ANA, BEN))
        direct = self.hs.rooms.new_room(None, BEN)
        await self.started()
        self.hs.say(room, ANA, '!plumb change new "Offline mode"')
        await self.hs.until_said(room, "CR-1")
        self.hs.invite(direct, BEN, direct=True)
        await self.hs.until(lambda: self.hs.rooms.rooms[direct].membership.get(BOT) == "join")
        self.hs.say(direct, BEN, "change show CR-1")
        shown = await self.hs.until_said(direct, "👀 watch")
        await self.hs.until(lambda: "👀" in self.hs.standing(direct, shown["event_id"]))
        self.hs.react(direct, BEN, shown["event_id"], "👀")
        await self.hs.until_said(direct, "You watch CR-1")
        self.hs.react(direct, BEN, shown["event_id"], "✅")
        await self.hs.until_said(direct, "approver")
        self.assertEqual(await self.bot.stop(), 0)
        self.assertEqual(json.loads(self.bot.export())["change_requests"][0]["watchers"],
                         ["person:ana", "person:ben"])

    async def test_a_card_that_is_shown_to_one_in_a_room_offers_commands(self):
        room = self.hs.joined_room("Atlas", (ANA, BEN))
        await self.started()
        self.hs.say(room, ANA, '!plumb change new "Offline mode"')
        await self.hs.until_said(room, "CR-1")
        self.hs.say(room, BEN, "!plumb change show CR-1")
        shown = await self.hs.until_said(room, "!plumb change watch CR-1")
        self.assertEqual(relation(shown)["rel_type"], "m.thread")
        self.assertNotIn("👀", shown["content"]["body"])
        self.assertIn("!plumb change approve CR-1", shown["content"]["body"])


if __name__ == "__main__":
    unittest.main()
