"""The main stories on a Slack that gives as little as it may: see minimal.py."""

import json
import subprocess
import time
import unittest

from tests.e2e.slack.bot import PROGRAM, Bot
from tests.e2e.slack.minimal import METHODS, Minimal

# Of the documentation's examples: no test reaches it.
NOWHERE = "https://hooks.slack.com/commands/T1/1/xxx"


class MinimalCase(unittest.TestCase):
    METHODS = METHODS
    KEEPS_METADATA = False

    def setUp(self) -> None:
        self.slack = Minimal(self.METHODS, self.KEEPS_METADATA)
        self.addCleanup(self.slack.stop)
        self.bot = Bot(self.slack, PLUMBLINE_ADMINS="U1")
        self.addCleanup(self.bot.close)
        self.sockets(2)
        self.triggers = 0

    def sockets(self, count: int) -> None:
        self.slack.until(lambda: len(self.slack.sockets) == count)

    def trigger(self) -> str:
        self.triggers += 1
        return f"13345224609.738474920.{time.time_ns()}"

    def slash(self, text: str, user: str = "U1", number: int | None = None, channel: str = "C1", **more) -> str:
        return self.slack.send("slash_commands", {
            "user_id": user, "user_name": user.lower(), "channel_id": channel, "channel_name": f"atlas-{channel}",
            "command": "/plumb", "text": text, "trigger_id": self.trigger(), "response_url": NOWHERE}, number, **more)

    def event(self, number: int | None = None, again: dict | None = None, **event) -> str:
        payload = again or {"type": "event_callback", "event_id": f"Ev{time.time_ns()}", "event": event}
        self.last_event = payload
        return self.slack.send("events_api", payload, number)

    def press(self, message: dict, label: str, user: str = "U1") -> str:
        button = next(e for b in message["blocks"] for e in [*b.get("elements", []), b.get("accessory", {})]
                      if e.get("type") == "button" and e["text"]["text"] == label)
        return self.slack.send("interactive", {
            "type": "block_actions", "user": {"id": user}, "trigger_id": self.trigger(), "response_url": NOWHERE,
            "channel": {"id": message["channel"]}, "message": {"ts": message["ts"]},
            "container": {"type": "message", "message_ts": message["ts"], "channel_id": message["channel"]},
            "actions": [{"type": "button", "action_id": button["action_id"], "value": button.get("value", "")}]})

    def submit(self, view: dict, values: dict, **more) -> str:
        state = {}
        for block in view["blocks"]:
            if block["type"] != "input":
                continue
            element = block["element"]
            state[block["block_id"]] = {element["action_id"]: {"type": element["type"],
                                                               "value": values.get(block["block_id"])}}
        return self.slack.send("interactive", {
            "type": "view_submission", "user": {"id": "U1"},
            "view": {"id": "V1", "type": "modal", "callback_id": view["callback_id"],
                     "private_metadata": view.get("private_metadata", ""), "state": {"values": state}}}, **more)


class Stories(MinimalCase):
    def test_a_command_is_acknowledged_and_its_card_stands_in_the_channel(self):
        self.assertIsNone(self.slack.acked(self.slash('change new "Offline mode" why:"tunnels"')))
        card = self.slack.message("CR-1  Offline mode", channel="C1")
        self.assertNotIn("thread_ts", card)
        self.slack.message("If CR-1", thread_ts=card["ts"])
        # Where the address for private answers does not answer they are given another way.
        self.slack.acked(self.slash("me"))
        self.assertEqual(self.slack.message("You are", "whispers")["user"], "U1")
        said = self.slack.acked(self.slash("chnage list", accepts_response_payload=True))
        self.assertEqual(said.get("response_type", "ephemeral"), "ephemeral")
        self.assertIn("change", said["text"])

    def test_a_mention_and_what_is_said_in_the_thread(self):
        self.slack.acked(self.event(type="app_mention", user="U2", channel="C2", ts="1700000000.000100",
                                    text='<@UBOT> change new "Guest checkout"'))
        card = self.slack.message("CR-1  Guest checkout", channel="C2")
        self.slack.acked(self.event(type="message", user="U3", channel="C2", ts="1700000001.000100",
                                    thread_ts=card["ts"], text="Stadtwerke needs this"))
        self.slack.acked(self.event(type="app_mention", user="U3", channel="C2", ts="1700000002.000100",
                                    thread_ts=card["ts"], text="<@UBOT> change support"))
        self.slack.message("CR-1  Guest checkout", channel="C2", edited=True)
        self.slack.acked(self.slash("search Stadtwerke"))
        self.slack.message("CR-1", "whispers")

    def answer_before_the_card_has_its_name(self) -> str:
        """Somebody sees a card and answers in its thread while Slack's own answer is still under way."""
        self.slack.acked(self.slash("me", user="U3"))
        self.slack.acked(self.slash('change new "Dark mode"'))
        card = self.slack.message("CR-1  Dark mode", channel="C1")
        return self.event(type="message", user="U3", channel="C1", ts="1700000001.000100", thread_ts=card["ts"],
                          text="Stadtwerke needs this")

    def test_what_is_said_in_the_thread_of_a_card_that_is_still_being_sent(self):
        release = self.slack.withhold("chat.postMessage")
        said = self.answer_before_the_card_has_its_name()
        # A later command is not kept waiting by it.
        self.slack.acked(self.slash("me", channel="C2"))
        self.assertNotIn(said, self.slack.acks)
        release()
        self.slack.acked(said)
        self.slack.acked(self.slash("search Stadtwerke"))
        self.slack.message("CR-1", "whispers")

    def test_a_thread_whose_card_never_gets_its_name_is_acknowledged_in_time(self):
        release = self.slack.withhold("chat.postMessage")
        said = self.answer_before_the_card_has_its_name()
        self.slack.acked(said, 3.0)
        release()

    def test_a_button_acts_for_who_pressed_it(self):
        self.slash('change new "Dark mode"')
        card = self.slack.message("CR-1  Dark mode", channel="C1")
        self.assertIsNone(self.slack.acked(self.press(card, "Watch", "U2")))
        self.slack.acked(self.slash("history CR-1"))
        self.slack.message("watchers", "whispers")
        # One that asks opens a form, in time.
        pressed = time.monotonic()
        self.slack.acked(self.press(card, "Assess"))
        self.slack.until(lambda: self.slack.views)
        self.assertLess(time.monotonic() - pressed, 3)

    def test_a_channel_is_called_as_people_call_it(self):
        self.slack.acked(self.slash("me function:product"))
        self.slack.acked(self.slash('change new "One"'))
        self.slack.acked(self.slash("digest schedule weekly mon 09:00"))
        self.slack.message("comes to #atlas-C1 every Monday", channel="C1")
        # With events no name comes: it is the one that came last.
        self.slack.acked(self.event(type="app_mention", user="U1", channel="C1", ts="1700000005.000100",
                                    text="<@UBOT> digest list"))
        self.slack.message("#atlas-C1, weekly", "whispers", user="U1")

    def test_undo_takes_back_what_its_message_says_for_who_recorded_it(self):
        self.slash('change new "One"')
        one = self.slack.message("CR-1  One", channel="C1")
        self.slack.acked(self.press(one, "Undo", "U2"))
        self.slack.message("takes that back", "whispers", user="U2")
        self.slack.acked(self.press(one, "Undo"))
        taken = self.slack.message("Taken back", channel="C1")
        self.assertIn("CR-1", taken["text"])
        with self.assertRaises(StopIteration):
            self.press(taken, "Undo")

    def test_undo_of_what_is_no_longer_the_last_is_refused(self):
        self.slash('change new "One"')
        one = self.slack.message("CR-1  One", channel="C1")
        self.slash('change new "Two"')
        two = self.slack.message("CR-2  Two", channel="C1")
        self.slack.acked(self.press(one, "Undo"))
        self.slack.message("no longer your last command", "whispers", user="U1")
        self.slack.acked(self.press(two, "Undo"))
        self.assertIn("CR-2", self.slack.message("Taken back", channel="C1")["text"])

    def test_a_form_records_or_shows_its_error_on_the_field(self):
        self.slack.acked(self.slash("launch new"))
        view = self.slack.until(lambda: self.slack.views)[0]["view"]
        wrong = self.submit(view, {"title": "Fair", "on": "3/4/2027"}, accepts_response_payload=True)
        self.assertEqual(list(self.slack.acked(wrong)["errors"]), ["on"])
        self.assertFalse(self.slack.acked(self.submit(view, {"title": "Fair", "on": "2027-04-03"})))
        self.slack.message("LE-1  Fair", channel="C1")
        # Without leave to answer in the acknowledgement what was typed is kept elsewhere.
        self.slack.acked(self.submit(view, {"title": "Other fair", "on": "3/4/2027"}))
        kept = self.slack.message("Your text is kept", "whispers")
        said = json.dumps(kept["blocks"], ensure_ascii=False)
        self.assertLess(said.index("can be read as"), said.index("Your text is kept"))
        self.assertIn("Other fair", said)
        self.slack.acked(self.slash("launch list"))
        self.slack.message("LE-1", "whispers")
        self.assertEqual(len([w for w in self.slack.whispers if "can be read as" in json.dumps(w)]), 1)

    def test_a_direct_message_is_answered_there(self):
        self.slack.acked(self.event(type="message", channel_type="im", user="U2", channel="D7", text="me",
                                    ts="1700000003.000100"))
        self.slack.message("You are", channel="D7")

    def test_a_command_in_the_direct_messages_of_two_people_is_answered_apart_from_them(self):
        self.slack.acked(self.slash('change new "Seen by all"'))
        self.slack.message("CR-1  Seen by all", channel="C1")
        self.slack.acked(self.slash('change new "Between two"', channel="D9"))
        self.slack.message("CR-2  Between two", channel="U1")
        self.slack.acked(self.event(type="message", channel="D1", channel_type="im", user="U1", text="me",
                                    ts="1700000009.000300"))
        self.slack.message("You are", channel="D1")
        self.slack.acked(self.slash('change new "Between two again"', channel="D9"))
        self.slack.message("CR-3  Between two again", channel="D1")
        self.assertEqual([m for m in self.slack.messages if m["channel"] == "D9"], [])

    def test_a_thread_of_a_direct_conversation_is_for_the_bot_but_for_a_records(self):
        def say(text: str, **more) -> None:
            self.slack.acked(self.event(type="message", user="U1", channel="D1", channel_type="im", text=text, **more))

        say("me", ts="1700000010.000100")
        self.slack.message("You are", channel="D1")
        say("role list", ts="1700000011.000100", thread_ts="1700000010.000100")
        self.slack.message("admin", channel="D1")
        say('product new atlas "Atlas"', ts="1700000012.000100")
        say('change new "Private talk"', ts="1700000013.000100")
        card = self.slack.message("CR-1  Private talk", channel="D1")
        say("Stadtwerke asked twice", ts="1700000014.000100", thread_ts=card["ts"])
        say("search Stadtwerke", ts="1700000015.000100")
        self.slack.message("Stadtwerke asked twice", channel="D1")
        self.assertFalse([m for m in self.slack.messages if "I don't know" in m["text"]])

    def test_each_reason_to_disconnect_loses_nothing(self):
        for reason in ("warning", "refresh_requested", "something new", None):
            old = min(self.slack.sockets)
            before = self.slack.greeted
            self.slack.tell({"type": "disconnect", "reason": reason} if reason else {"type": "disconnect"}, old)
            on_old = self.slash(f'change new "Old {reason}"', number=old)
            self.slack.acked(on_old)
            self.assertEqual(self.slack.acked_on[on_old], old)
            self.slack.until(lambda: self.slack.greeted > before)
            self.slack.hang_up(old)
            self.sockets(2)
            on_new = self.slash(f'change new "New {reason}"')
            self.slack.acked(on_new)
            self.assertEqual(self.slack.acked_on[on_new], max(self.slack.sockets))
        self.assertNotIn("no connection can receive", self.bot.said())

    def test_the_same_event_on_both_sockets_counts_once(self):
        first, second = sorted(self.slack.sockets)
        mention = dict(type="app_mention", user="U2", channel="C2", ts="1700000004.000100",
                       text='<@UBOT> change new "Once"')
        envelope = self.event(first, **mention)
        again = self.event(second, self.last_event)
        message = self.event(second, **{**mention, "type": "message"})
        for each in (envelope, again, message):
            self.slack.acked(each)
        self.slash('change new "Afterwards"')
        self.slack.message("CR-2  Afterwards", channel="C1")


    def test_the_doctor_is_content_with_what_it_is_not_told(self):
        done = subprocess.run([PROGRAM, "doctor"], env=self.bot.environment, capture_output=True, text=True, timeout=60)
        self.assertIn("UBOT in T1", done.stdout)
        self.assertNotIn("to do", done.stdout)
        self.assertEqual(done.returncode, 0, done.stdout)


class Least(MinimalCase):
    METHODS = METHODS[:3]

    def test_private_answers_reach_their_person_where_a_message_is_all_there_is(self):
        self.slack.acked(self.slash("me"))
        self.slack.message("You are", channel="U1")
        # Without edits the card stays as it was; without forms the command to type is told.
        self.slack.acked(self.slash('change new "Plain"'))
        card = self.slack.message("CR-1  Plain", channel="C1")
        self.slack.acked(self.press(card, "Watch", "U2"))
        self.slack.acked(self.slash("launch new"))
        self.slack.message("/plumb launch new", channel="U1")


class Faults(MinimalCase):
    METHODS = METHODS + ("conversations.history", "conversations.replies", "users.info")
    KEEPS_METADATA = True

    def once(self, title: str, channel: str = "C1") -> None:
        self.slack.message(title, channel=channel)
        self.slash(f'change new "After {title}"', channel=channel)
        self.slack.message(f"After {title}", channel=channel)
        cards = [m for m in self.slack.messages if f"  {title} —" in m["text"] or m["text"].endswith(f"  {title}")]
        self.assertEqual(len(cards), 1, [m["text"] for m in cards])

    def test_answers_that_go_wrong(self):
        html = {"status": 502, "content_type": "text/html", "text": "<html>Bad Gateway</html>"}
        cut = {"status": 200, "content_type": "application/json", "text": '{"ok": tr'}
        slow = {"status": 429, "headers": {"Retry-After": "1"}}
        unsaid = {"status": 429}
        said = {"status": 200, "content_type": "application/json", "text": '{"ok":false,"error":"ratelimited"}'}
        fatal = {"status": 200, "content_type": "application/json", "text": '{"ok":false,"error":"fatal_error"}'}
        for number, (answer, after) in enumerate([(html, True), (html, False), (cut, True), (cut, False),
                                                  (slow, False), (unsaid, False), (said, False), (fatal, True),
                                                  (fatal, False)]):
            self.slack.faults.append(["chat.postMessage", {"answer": answer, "after": after}, 1])
            self.slash(f'change new "Trouble {number}"', channel=f"C{number}")
            self.once(f"Trouble {number}", f"C{number}")

    def test_lookups_that_hang_hold_up_no_acknowledgement(self):
        self.slack.faults += [["users.info", "hang", 1000], ["conversations.info", "hang", 1000]]
        sent = [(time.monotonic(), self.event(type="app_mention", user=f"U{n}", channel=f"C{n}",
                                              ts=f"17000000{n}.000100", text=f'<@UBOT> change new "Hung {n}"'))
                for n in range(20, 32)]
        for at, envelope in sent:
            self.slack.acked(envelope, max(0.1, at + 3 - time.monotonic()))
        began = time.monotonic()
        self.slack.acked(self.event(type="app_mention", user="U20", channel="C20", ts="1700000099.000100",
                                    text="<@UBOT> status"))
        self.assertLess(time.monotonic() - began, 0.9)
        self.slack.message("Hung 31", channel="C31")

    def test_killed_and_brought_back(self):
        self.slack.faults.append(["chat.postMessage", "hang", 1])
        self.slack.acked(self.event(type="app_mention", user="U2", channel="C1", ts="1700000005.000100",
                                    text='<@UBOT> change new "Survivor"'))
        event = self.last_event
        self.slack.until(lambda: [c for c in self.slack.calls if c[0] == "chat.postMessage"])
        self.bot.kill()
        self.bot.start()
        self.slack.message("CR-1  Survivor", channel="C1")
        self.sockets(2)
        self.slack.acked(self.slack.send("events_api", event, retry_attempt=1, retry_reason="timeout"))
        self.once("Survivor")

    def test_a_message_that_became_a_request_hears_of_it_whatever_happens_in_between(self):
        self.slack.faults.append(["chat.postMessage", "hang", 1])
        said = {"type": "message", "user": "U3", "ts": "1700000006.000100", "text": "Crews lose the form"}
        self.slack.acked(self.slack.send("interactive", {
            "type": "message_action", "callback_id": "record_change", "trigger_id": self.trigger(),
            "user": {"id": "U2", "name": "ben"}, "channel": {"id": "C1", "name": "atlas"}, "message_ts": said["ts"],
            "message": said, "response_url": NOWHERE}))
        self.slack.until(lambda: [c for c in self.slack.calls if c[0] == "chat.postMessage"])
        self.bot.kill()
        self.bot.start()
        self.slack.message("CR-1  Crews lose the form", channel="C1")
        notice = self.slack.message("records what was said here", thread_ts=said["ts"])
        self.assertIn("CR-1", notice["text"])

    def test_a_stranger_is_refused_once_however_often_the_mention_comes(self):
        for ts in ("1700000007.000100", "1700000008.000100"):
            for kind in ("app_mention", "message"):
                self.slack.acked(self.event(type=kind, user="U9", team="T2", channel="C1", ts=ts, text="<@UBOT> list"))
                self.slack.acked(self.event(again=self.last_event))
        told = self.slack.until(lambda: len(self.slack.whispers) >= 2 and list(self.slack.whispers))
        self.assertEqual(len(told), 2)
        self.assertIn("members of this workspace", told[0]["text"])

    def test_a_question_in_a_thread_of_a_direct_message_is_answered_there(self):
        self.slack.acked(self.event(type="message", channel="D1", channel_type="im", user="U1", text="me function:product",
                                    ts="1700000009.000200", thread_ts="1700000009.000100"))
        self.slack.message("speak for product", channel="D1", thread_ts="1700000009.000100")

    def test_the_thread_of_a_message_without_text_hears_of_its_request(self):
        said = {"type": "message", "user": "U3", "ts": "1700000010.000100", "text": "", "files": [{"id": "F1"}]}
        self.slack.acked(self.slack.send("interactive", {
            "type": "message_action", "callback_id": "record_change", "trigger_id": self.trigger(),
            "user": {"id": "U2", "name": "ben"}, "channel": {"id": "C1", "name": "atlas"}, "message_ts": said["ts"],
            "message": said, "response_url": NOWHERE}))
        view = self.slack.until(lambda: self.slack.views and self.slack.views[-1]["view"])
        self.slack.acked(self.submit(view, {"title": "From a picture"}))
        self.assertIn("direct", json.dumps(self.slack.message("CR-1  From a picture", channel="C1")["blocks"]))
        self.slack.message("records what was said here", thread_ts=said["ts"])

    def test_a_socket_that_breaks_is_replaced(self):
        for number in sorted(self.slack.sockets):
            before = self.slack.greeted
            self.slack.hang_up(number)
            self.slack.until(lambda: self.slack.greeted > before)
        self.sockets(2)
        self.slash('change new "Still here"')
        self.slack.message("Still here", channel="C1")


if __name__ == "__main__":
    unittest.main()
