"""A tour of everything people do with Plumbline in Slack."""

import unittest

from tests.e2e.slack.bot import SlackCase


class Tour(SlackCase):
    def test_slash_command_is_acknowledged_after_its_commit_and_answered_once(self):
        sent = self.slack.slash('change new "Offline mode" why:"Crews retype <!channel> & *forms*"')
        self.assertEqual(sent["outcome"], "acked")
        card = self.slack.wait_message("Offline mode")
        blocks = card["message"]["blocks"]
        self.assertEqual(blocks[0]["text"]["text"], "CR-1  Offline mode")
        self.assertNotIn("<!channel>", [b["text"]["text"] for b in blocks if b["type"] == "section" and
                                        b.get("text", {}).get("type") == "mrkdwn"])
        self.assertIn("row", card["message"]["metadata"]["event_payload"])

    def test_refusal_rides_in_the_acknowledgement(self):
        sent = self.slack.slash('chnage new "x"')
        self.assertEqual(sent["payload"]["response_type"], "ephemeral")
        self.assertIn("change", sent["payload"]["text"])
        self.assertEqual(self.slack.calls("chat.postEphemeral"), [])

    def test_mention_counts_once_and_is_answered_where_it_was_said(self):
        self.slack.say('<@U0PLUMB01> change new "Guest checkout"', channel="launch")
        self.slack.wait_message("Guest checkout")
        self.slack.settle()
        self.assertEqual(self.slack.state()["now"] > 0, True)
        cards = self.slack.entries(kind="message", action="posted", said={"contains": "CR-1"})
        self.assertEqual(len([c for c in cards if not c.get("thread_ts")]), 1)
        self.slack.say("<@U0PLUMB01> nonsense", channel="launch")
        self.private("nonsense")

    def test_direct_message(self):
        self.slack.say("me", channel="@ben", user="ben")
        answer = self.slack.wait_message("You are", via="chat.postMessage")
        self.assertEqual(answer["channel"][0], "D")

    def test_zone_and_name_come_from_slack(self):
        self.slack.slash("me", user="cho")
        said = self.slack.slash("me", user="cho")["payload"]
        self.assertIn("Asia/Seoul", str(said))

    def test_discussion_in_the_thread_is_kept(self):
        card = self.record("Keep talk")
        self.slack.say("this matters to Stadtwerke", user="ben", thread_ts=card["ts"])
        self.slack.settle()
        sent = self.slack.slash("search Stadtwerke")
        self.assertIn("CR-1", str(sent["payload"]))

    def test_the_thread_of_a_warning_is_part_of_its_record(self):
        self.slack.slash("me function:product")
        self.slack.slash('release new 2.0 date:"in 50 days" goal:g owners:@ana')
        warning = self.slack.wait_message("warning why AW-1", thread_ts=None)
        self.slack.settle()
        self.slack.say("we know about the tunnels", user="ben", thread_ts=warning["ts"])
        self.slack.settle()
        self.assertIn("AW-1", str(self.slack.slash("search tunnels")["payload"]))
        after = self.slack.seq()
        self.slack.say("<@U0PLUMB01> warning why", thread_ts=warning["ts"])
        self.private("AW-1", after=after)

    def test_button_acts_at_once(self):
        card = self.record("Watch me")
        self.assertEqual(self.slack.press(card, "watch", user="ben")["outcome"], "acked")
        self.slack.wait(kind="message", via={"in": ["response_url", "chat.update"]})

    def test_button_with_questions_opens_a_form_and_the_decision_follows(self):
        self.slack.slash("me function:product", user="ana")
        self.slack.slash("me function:engineering", user="ben")
        card = self.record("Decline me", user="ben")
        self.slack.slash("role add @ana approver")
        after = self.slack.seq()
        self.slack.press(card, "decline", user="ben")
        self.slack.wait(kind="message", action="ephemeral", said={"contains": "takes the role approver"}, after=after)
        self.assertEqual(self.slack.calls("views.open"), [])
        self.slack.press(card, "decline", user="ana")
        view = self.slack.wait(kind="view", user="U0ANA00001")[-1]
        self.assertTrue(view)
        self.slack.submit({"reason": {"reason": "No “capacity” in \"spring\""}}, user="ana")
        self.slack.wait_message("declined", action="updated")

    def test_error_stands_on_its_field_and_text_is_kept(self):
        self.slack.slash("launch new")
        self.slack.wait(kind="view")
        sent = self.slack.submit({"title": {"title": "Fair"}, "on": {"on": "3/4/2027"}})
        self.assertEqual(list(sent["payload"]["errors"]), ["on"])
        self.assertIn("2027-03-04", sent["payload"]["errors"]["on"])
        again = self.slack.submit({"title": {"title": "Fair"}, "on": {"on": "2027-04-03"}})
        self.assertFalse(again["payload"])
        self.slack.wait_message("Fair")

    def test_change_new_without_title_opens_a_form(self):
        self.slack.slash('change new why:"they wait"')
        self.slack.wait(kind="view")
        self.slack.submit({"title": {"title": "Faster login"}, "quote": {"quote": "It's \"slow\""}})
        self.slack.wait_message("Faster login")

    def test_a_form_chooses_what_was_typed_and_is_not_opened_for_what_it_cannot_mend(self):
        self.record("Makes the product")
        said = self.slack.slash('launch new type:trade on:"in 3 weeks"')["payload"]
        self.assertIn("tradeshow", said["text"])
        self.assertIn("bogus", self.slack.slash("change new bogus:1")["payload"]["text"])
        self.assertIn("twice", self.slack.slash('change new why:"a" why:"b"')["payload"]["text"])
        self.assertEqual(self.slack.calls("views.open"), [])
        self.slack.slash('launch new type:Webinar place:"Hall 5"')
        view = self.slack.wait(kind="view", action="opened")[-1]
        self.assertIn("webinar", str([block["element"].get("initial_option") for block in view["view"]["blocks"]]))
        self.slack.submit({"title": {"title": "Talk"}, "on": {"on": "in 3 weeks"}})
        self.assertIn("Hall 5", self.slack.wait_message("Talk")["said"])

    def test_global_shortcuts(self):
        self.record("Makes the product")
        self.slack.act("shortcut", user="ben", callback_id="new_launch_event", wait=True)
        self.slack.wait(kind="view", user="U0BEN00001")
        self.slack.submit({"title": {"title": "Spring fair"}, "on": {"on": "in 3 weeks"}}, user="ben")
        self.slack.wait_message("Spring fair")

    def test_message_shortcut_records_what_was_said(self):
        said = self.slack.say("We type everything twice", user="cho")["message"]
        self.slack.act("message_shortcut", user="ben", callback_id="record_as_change_request", channel="launch",
                       ts=said["ts"], wait=True)
        card = self.slack.wait_message("CR-1  We type everything twice")
        self.assertIn("fake.slack.com/archives", card["said"] + str(card["message"]["blocks"]))
        self.slack.wait(kind="message", action="posted", thread_ts=said["ts"], said={"contains": "CR-1"})

    def test_what_told_of_a_request_says_that_it_was_taken_back(self):
        said = self.slack.say("Dark mode please", user="cho")["message"]
        self.slack.act("message_shortcut", user="ben", callback_id="record_as_change_request", channel="launch",
                       ts=said["ts"], wait=True)
        told = self.slack.wait_message("records what was said here", thread_ts=said["ts"])
        card = self.slack.wait_message("CR-1  Dark mode please")
        ripple = self.slack.wait_message("were approved", thread_ts=card["ts"])
        self.slack.settle()
        self.slack.slash("undo", user="ben")
        for message in (told, card, ripple):
            self.slack.wait_message("was taken back", action="updated", ts=message["ts"])

    def test_message_shortcut_records_a_message_of_any_length_and_quotes(self):
        said = self.slack.say("Too long\n" + "x" * 20500, user="cho")["message"]
        self.slack.act("message_shortcut", user="ben", callback_id="record_as_change_request", channel="launch",
                       ts=said["ts"], wait=True)
        self.slack.wait_message("CR-1  Too long")
        said = self.slack.say('says ＂d＂ and "a" and “b” and «c»', user="cho")["message"]
        self.slack.act("message_shortcut", user="ben", callback_id="record_as_change_request", channel="launch",
                       ts=said["ts"], wait=True)
        self.slack.wait_message('CR-2  says ＂d＂ and "a" and “b” and «c»')

    def test_home_shows_what_waits_and_acts(self):
        self.record("Asks for ana")
        self.slack.act("open_home", user="ana", wait=True)
        home = self.slack.wait(kind="view", user="U0ANA00001")[-1]
        self.assertIn("Waiting for you", str(home))
        shown = self.slack.state()["homes"]["U0ANA00001"]
        self.assertIn("no function yet", str(shown))
        before = self.slack.seq()
        self.slack.act("press", user="ana", action_id="change", view_id=shown["id"], wait=True)
        self.slack.wait(kind="view", action="opened", after=before)
        before = self.slack.seq()
        self.slack.submit({"function": {"function": "marketing"}})
        self.slack.wait(kind="view", action="updated", after=before)
        self.assertIn("marketing", str(self.slack.state()["homes"]["U0ANA00001"]))

    def test_reaction_supports(self):
        card = self.record("Support me")
        self.slack.control("react", **{"user": "ben", "channel": "launch", "ts": card["ts"], "name": "+1"})
        self.slack.wait_message("Supported", action="updated")

    def test_bots_and_edits_are_left_alone(self):
        before = self.slack.seq()
        said = self.slack.say("hello all", user="ben")["message"]
        self.slack.act("edit", channel="launch", ts=said["ts"], text="<@U0PLUMB01> status")
        self.slack.settle()
        self.assertEqual(self.slack.entries(after=before, kind="message", via={"in": ["chat.postMessage",
                                                                                     "chat.postEphemeral"]}), [])

    def test_guest_is_refused_politely(self):
        sent = self.slack.slash('change new "x"', user="guest")
        self.assertIn("members of this workspace", sent["payload"]["text"])
        self.slack.say('<@U0PLUMB01> change new "x"', user="guest")
        self.private("members of this workspace")

    def test_mentions_are_names_in_titles_and_people_in_keys(self):
        self.slack.slash('launch new "Talk with <@U0BEN00001>" on:2027-05-04 owner:<@U0CHO00001>')
        card = self.slack.wait_message("Talk with @ben")
        self.assertIn("cho", card["said"])

    def test_long_answers_are_split(self):
        for n in range(12):
            self.slack.slash(f'change new "Request {n}" why:"{"w" * 900}"')
        sent = self.slack.slash("history CR-1")
        self.assertEqual(sent["outcome"], "acked")

    def test_stops_within_two_seconds(self):
        self.assertEqual(self.bot.stop(), 0)
        self.bot.start()
        self.slack.wait_connections(2)


if __name__ == "__main__":
    unittest.main()
