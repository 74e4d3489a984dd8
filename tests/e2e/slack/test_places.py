"""Where things are said, and who is named there: channels that change, groups, other workspaces, many people."""

import time
import unittest

from tests.e2e.slack.bot import SlackCase

ANA, CHO, BOT = "U0ANA00001", "U0CHO00001", "U0PLUMB01"
SECONDS = 5.0


class Places(SlackCase):
    def channel(self, name: str, which: str = "C0NEW00001", **more) -> None:
        """A channel as it is from now on, new or known."""
        self.slack.control("world", channels=[{"id": which, "name": name, "members": [ANA, CHO, BOT], **more}])

    def mention(self, text: str, user: str = ANA, **payload) -> None:
        """A mention from another workspace, in an event whose wrapper holds `payload`."""
        event = {"type": "app_mention", "user": user, "team": "T0OTHER001", "channel": "C0LAUNCH01",
                 "ts": f"{time.time():.6f}", "text": f"<@{BOT}> {text}"}
        self.slack.control("envelope", kind="events_api", payload={
            "type": "event_callback", "event_id": f"Ev{time.time_ns()}", "event": event, **payload})

    def posted(self, said: str, channel: str) -> dict:
        return self.slack.wait(kind="message", action="posted", channel=channel, said={"contains": said})[-1]

    def test_the_first_record_takes_the_name_that_its_channel_has_by_then(self):
        for kind, event in (("channel", "channel_rename"), ("group", "group_rename")):
            which = f"C0{event[:5].upper()}001"
            self.channel(f"old-{kind}", which, kind=kind)
            self.slack.say(f"<@{BOT}> status", channel=which)
            self.slack.settle()
            self.channel(f"new-{kind}", which, kind=kind)
            self.slack.act("event", event={"type": event, "channel": {"id": which, "name": f"new-{kind}"}})
            self.slack.settle()
            self.slack.say(f'<@{BOT}> change new "First of {kind}"', channel=which)
            self.slack.wait_message(f"new-{kind} is a new product, bound to #new-{kind}")

    def test_a_bound_channel_that_is_renamed_is_called_so_from_the_next_mention_on(self):
        self.channel("old", "C0BOUND001")
        self.slack.slash("product new bound", channel="C0BOUND001")
        self.channel("new", "C0BOUND001")
        self.slack.act("event", event={"type": "channel_rename", "channel": {"id": "C0BOUND001", "name": "new"}})
        self.slack.settle()
        self.slack.say(f"<@{BOT}> status", channel="C0BOUND001")
        self.slack.settle()
        self.assertIn("#new", str(self.slack.slash("product show bound", channel="general")["payload"]))

    def test_a_group_of_people_makes_no_product(self):
        group = "mpdm-ana--cho--plumbline-1"
        self.slack.slash('change new "In the channel"', channel="atlas")
        self.posted("In the channel", "C0ATLAS001")
        self.channel(group, "G0GROUP001", kind="mpim")
        self.slack.say(f'<@{BOT}> change new "Mentioned"', channel=group)
        self.slack.slash('change new "Typed"', channel=group)
        for title in ("Mentioned", "Typed"):
            self.posted(title, "G0GROUP001")
            self.posted(title, "C0ATLAS001")
        self.assertNotIn("mpdm", str(self.slack.slash("product list")["payload"]))

    def test_a_member_whose_home_is_another_workspace_of_the_organisation(self):
        self.mention('change new "From beside"', enterprise_id="E0ORG00001")
        self.slack.wait_message("From beside")
        # Without an organisation it is a stranger; and so is whom Slack does not tell of.
        self.mention('change new "From elsewhere"')
        self.private("members of this workspace")
        self.slack.fault("users.info", "status", status=500, where={"user": "U0EVA00001"}, times=99)
        after = self.slack.seq()
        self.mention('change new "From somebody"', user="U0EVA00001", enterprise_id="E0ORG00001")
        self.private("members of this workspace", after=after)

    def test_a_guest_is_refused_at_the_press_and_gets_no_form(self):
        card = self.record("Not for guests")
        for do in (lambda: self.slack.press(card, "assess", user="guest"),
                   lambda: self.slack.act("shortcut", user="guest", callback_id="new_launch_event", wait=True),
                   lambda: self.slack.slash("change new", user="guest")):
            self.bot.kill()
            self.bot.start()
            self.slack.wait_connections(2)
            after = self.slack.seq()
            said = do()
            if "members of this workspace" not in str(said.get("payload")):
                self.slack.wait(kind="message", said={"contains": "members of this workspace"}, after=after)
        self.assertEqual(self.slack.calls("views.open"), [])

    def test_nobody_who_takes_no_part_is_given_a_role_or_an_event(self):
        self.slack.slash("role add @ana approver")
        for who in ("U0GUEST001", "U0OTHERBOT", BOT):
            said = str(self.slack.slash(f"role add <@{who}> approver")["payload"])
            self.assertIn("takes no part here", said)
            after = self.slack.seq()
            said = str(self.slack.slash(f'launch new "Fair" on:"in 90 days" owner:<@{who}>')["payload"])
            self.assertIn("takes no part here", said)
        self.record("Mine")
        self.slack.slash('change approve CR-1 override:"alone"')
        self.slack.wait_message("approved", action="updated", after=after)
        self.slack.slash('change new "Ask <@U0GUEST001> first" why:w')
        self.slack.wait_message("Ask @guest first")

    def test_an_approver_who_becomes_a_guest_is_counted_no_more(self):
        self.slack.slash("role add @ana approver")
        self.slack.slash("role add <@U0EVA00001> approver")
        self.record("Mine")
        refused = str(self.slack.slash('change approve CR-1 override:"alone"')["payload"])
        self.assertIn("eva can", refused)
        self.slack.control("world", users=[{"id": "U0EVA00001", "name": "eva", "is_guest": True}])
        self.bot.kill()
        self.bot.start()
        self.slack.wait_connections(2)
        self.slack.slash("load <@U0EVA00001>")
        self.slack.slash('change approve CR-1 override:"alone"')
        self.slack.wait_message("approved", action="updated")

    def test_a_quoted_mention_is_nobodys_command(self):
        self.slack.say('&gt; <@U0PLUMB01> change new "Quoted"', user="dee", raw=True)
        self.slack.say("thanks <@U0PLUMB01>!", user="dee", raw=True)
        self.slack.settle()
        self.assertFalse(self.slack.entries(kind="message", said={"contains": "Quoted"}, via="chat.postMessage"))
        self.assertFalse(self.slack.entries(kind="message", said={"contains": "I don't know"}))

    def test_the_bots_own_card_is_no_customers_voice(self):
        card = self.record("From nowhere")
        self.slack.act("message_shortcut", user="ben", callback_id="record_as_change_request", channel="launch",
                       ts=card["ts"], wait=True)
        self.assertIn("change show CR-1", self.private("That is what I said myself")["said"])
        self.assertFalse(self.slack.entries(kind="message", said={"contains": "CR-2"}))

    def test_a_form_that_could_only_be_refused_is_not_opened(self):
        self.slack.slash("role add @ana approver")
        self.slack.slash("role add <@U0EVA00001> approver")
        card = self.record("Mine")
        self.slack.slash("status", user="ben")
        self.slack.press(card, "approve")
        self.private("nobody decides alone on their own request")
        self.slack.slash('change decline CR-1 "no time"', user="eva")
        card = self.slack.wait_message("Mine", action="updated")
        self.slack.press(card, "reopen", user="ben")
        self.private("To reopen CR-1 takes the role approver")
        self.assertEqual(self.slack.calls("views.open"), [])
        self.slack.press(card, "reopen", user="eva")
        self.slack.wait(kind="view", user="U0EVA00001")

    def test_all_who_are_named_are_called_by_their_names(self):
        people = [{"id": f"UPER{number:02}", "name": f"per{number:02}"} for number in range(14)]
        self.slack.control("world", users=people)
        owners = ",".join(f"<@{each['id']}>" for each in people)
        self.slack.say(f'<@{BOT}> launch new "Many" on:"in 3 weeks" owner:{owners} goal:growth')
        card = self.slack.wait(kind="message", action="posted", via="chat.postMessage", said={"contains": "Many"})[-1]
        self.assertIn("per13", card["said"])
        self.assertNotIn("uper", card["said"])

    def test_whom_slack_tells_of_late_is_called_by_the_name_from_then_on(self):
        fault = self.slack.fault("users.info", "hold", where={"user": CHO})
        self.slack.say(f'<@{BOT}> launch new "Late" on:"in 3 weeks" owner:<@{CHO}> goal:growth')
        self.slack.wait_message("Late")
        self.slack.control("release", fault=fault)
        until = time.monotonic() + SECONDS
        while "u0cho" in str(self.slack.slash("launch show LE-1")["payload"]):
            self.assertLess(time.monotonic(), until)

    def test_what_slack_writes_as_codes_is_recorded_in_words(self):
        self.slack.say(f'<@{BOT}> change new "Ask <!subteam^S1|@mkt> in <#C0ATLAS001|> about '
                       '<http://ASP.NET|ASP.NET>" why:<#C0GENERAL1|general>')
        card = self.slack.wait_message("Ask @mkt in #atlas about ASP.NET")
        self.assertIn("#general", card["said"])
        said = self.slack.say("We moved to <http://Booking.com|Booking.com>, <!here>", user="cho")["message"]
        self.slack.act("message_shortcut", user="ben", callback_id="record_as_change_request", channel="launch",
                       ts=said["ts"], wait=True)
        self.slack.wait_message("We moved to Booking.com, @here")

    def test_a_command_pasted_as_code_is_carried_out(self):
        self.slack.say(f'<@{BOT}> `change new "Pasted"`')
        self.slack.wait_message("Pasted — open")

    def test_a_group_is_its_handle_in_a_command_and_nobody_where_it_takes_a_person(self):
        self.slack.say(f'<@{BOT}> change new Ask <!subteam^S1|@mkt> first why:<!subteam^S2|@pr>')
        self.assertIn("@pr", self.slack.wait_message("Ask @mkt first")["said"])
        refused = self.slack.slash('launch new "Day" on:"in 3 weeks" owner:<!subteam^S1|@mkt>')
        self.assertIn("is not a person", str(refused["payload"]))

    def test_other_channels_are_called_by_their_names(self):
        self.record("Makes the product", channel="atlas")
        self.slack.slash("product bind atlas", channel="launch")
        self.assertIn("#atlas and #launch", str(self.slack.slash("product show atlas", channel="general")["payload"]))
        history = str(self.slack.slash("history product:atlas", channel="general")["payload"])
        self.assertIn("channels #atlas", history)
        self.assertIn("channels gained #launch", history)

    def test_a_channel_that_takes_nothing_tells_who_recorded_it_and_nobody_else(self):
        self.record("First", channel="atlas")
        self.slack.slash("product bind atlas", channel="launch")
        self.slack.slash("status", user="ben", channel="launch")
        self.slack.fault("chat.postMessage", "error", error="not_in_channel", where={"channel": "C0LAUNCH01"}, times=99)
        after = self.slack.seq()
        self.slack.slash('change new "By eva"', user="eva", channel="atlas")
        self.slack.wait(kind="api", method="chat.postMessage", fault="error", after=after)
        self.slack.slash('change new "By cho"', user="cho", channel="launch")
        told = self.private("I am not in this channel", after=after)
        self.assertEqual(told["message"]["ephemeral_to"], CHO)
        # What it names and says comes first.
        self.assertIn("CR-3  By cho", told["said"])
        self.assertEqual(len(self.slack.entries(after, kind="message", action="ephemeral",
                                                said={"contains": "cannot show it here"})), 1)


if __name__ == "__main__":
    unittest.main()
