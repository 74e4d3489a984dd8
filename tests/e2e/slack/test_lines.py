"""Connections that misbehave: the rows of slack.md section 3, and operation.md section 4."""

import json
import os
import pathlib
import signal
import unittest

from tests.e2e.slack.bot import Bot, SlackCase, account
from tests.fakes.slack.client import Slack


class Lines(SlackCase):
    SETTINGS = {"ping_interval": 0.5}

    def works(self, title: str = "Still there") -> None:
        self.assertEqual(self.slack.slash(f'change new "{title}"')["outcome"], "acked")
        self.slack.wait_message(title)

    def opens(self) -> int:
        return len(self.slack.calls("apps.connections.open"))

    def test_row_1_a_peer_that_ignores_the_close_leaks_nothing(self):
        descriptors = f"/proc/{self.bot.process.pid}/fd"
        self.works("first")
        before = len(os.listdir(descriptors))
        for turn in range(10):
            seq = self.slack.seq()
            self.slack.line("ignore_close")
            self.slack.line("disconnect", connection="oldest", close_after=0.1)
            self.slack.wait(kind="hello", after=seq)
            self.slack.wait_connections(2)
        self.works("last")
        self.assertLessEqual(len(os.listdir(descriptors)), before + 4)

    def test_row_2_a_refresh_leaves_no_dark_moment_and_loses_nothing(self):
        for reason in ("warning", "refresh_requested"):
            seq = self.slack.seq()
            self.slack.line("disconnect", reason=reason, close_after=2)
            sent = [self.slack.slash(f'change new "{reason} {n}"') for n in range(5)]
            self.assertEqual({each["outcome"] for each in sent}, {"acked"})
            self.slack.wait(kind="hello", count=2, after=seq)
            for each in self.slack.entries(after=seq, kind="ack"):
                self.assertEqual(each["acked_on"], each["connection"])
        self.slack.wait_connections(2)
        self.assertNotIn("no connection can receive", self.bot.said())

    def test_row_3_ghosts_are_told_of_and_start_no_storm(self):
        self.slack.configure(others_connections=7)
        opens = self.opens()
        self.slack.line("reset", connection="newest")
        self.slack.wait(kind="hello", count=3)
        self.works()
        self.assertEqual(self.opens(), opens + 1)
        self.assertIn("the others take a share", self.bot.said())

    def test_row_4_too_many_websockets_before_hello_backs_off(self):
        seq = self.slack.seq()
        self.slack.dial({"first": {"type": "disconnect", "reason": "too_many_websockets"}, "then_close": True})
        self.slack.line("reset", connection="newest")
        self.works("On the other line")
        hello = self.slack.wait(kind="hello", after=seq)[0]
        dials = self.slack.entries(after=seq, kind="dialled")
        self.assertGreaterEqual(hello["at"] - dials[0]["at"], 0.5)
        self.assertEqual(len(dials), 2)

    def test_row_5_one_lost_socket_is_one_open_call(self):
        for do in ("reset", "finish", "close"):
            opens, seq = self.opens(), self.slack.seq()
            self.slack.line(do, connection="newest")
            self.slack.wait(kind="hello", after=seq)
            self.slack.wait_connections(2)
            self.works(do)
            self.assertEqual(self.opens(), opens + 1, do)

    def test_row_6_concurrent_triggers_make_one_connection(self):
        opens, seq = self.opens(), self.slack.seq()
        one = self.slack.state()["connections"][0]["id"]
        self.slack.line("disconnect", connection=one, reason="warning", close_after=5)
        self.slack.line("disconnect", connection=one, reason="refresh_requested", close_after=5)
        self.slack.line("reset", connection=one)
        self.slack.wait(kind="hello", after=seq)
        self.works()
        self.assertEqual(self.opens(), opens + 1)

    def test_row_7_every_dial_has_a_fresh_address(self):
        self.slack.dial({"status": 408}, {"status": 409}, {"refuse": True})
        self.slack.line("reset", connection="newest")
        self.slack.wait(kind="hello", count=3, timeout=30)
        self.slack.wait_connections(2)
        self.works()

    def test_row_8_errors_of_open_are_tried_again(self):
        self.slack.fault("apps.connections.open", "error", error="internal_error", times=3)
        self.slack.line("reset")
        self.slack.wait(kind="hello", count=4, timeout=30)
        self.slack.wait_connections(2)
        self.works()

    def test_row_9_a_server_that_is_gone_is_found_again(self):
        self.slack.fault("apps.connections.open", "reset", times=2)
        self.slack.fault("apps.connections.open", "status", status=503, times=1)
        self.slack.dial({"hang": True})
        self.slack.line("reset", connection="newest")
        self.slack.wait(kind="hello", count=3, timeout=40)
        self.works()

    def test_open_is_asked_again_not_before_retry_after(self):
        seq = self.slack.seq()
        self.slack.fault("apps.connections.open", "rate_limit", retry_after=1)
        self.slack.line("reset", connection="newest")
        self.slack.wait(kind="hello", after=seq)
        calls = self.slack.calls("apps.connections.open", after=seq)
        self.assertGreaterEqual(calls[1]["at"] - calls[0]["at"], 0.95)

    def test_row_12_one_who_is_looked_up_slowly_holds_up_nobody(self):
        fault = self.slack.fault("users.info", "hold", where={"user": "U0BEN00001"})
        self.slack.act("slash", user="ben", channel="launch", text='change new "Slow"')
        self.works("Fast")
        self.assertLess(self.slack.slash("status", user="ana")["latency"], 1.0)
        self.slack.control("release", fault=fault)
        self.slack.wait_message("Slow")

    def test_row_13_copies_take_effect_once_also_after_a_restart(self):
        sent = self.slack.slash('change new "Only once"')
        self.slack.wait_message("Only once")
        for connection in [each["id"] for each in self.slack.state()["connections"]]:
            self.slack.control("copy", envelope_id=sent["envelope_id"], connection=connection)
        self.slack.say('<@U0PLUMB01> change new "Also once"')
        self.slack.wait_message("Also once")
        self.slack.settle()
        events = [each["event_id"] for each in self.slack.control("events")["events"]]
        for event in events:
            self.slack.control("again", event_id=event)
        self.slack.settle()
        self.bot.kill()
        self.bot.start()
        self.slack.wait_connections(2)
        for event in events:
            self.slack.control("again", event_id=event)
        self.slack.settle()
        self.works("And another")
        for title in ("Only once", "Also once"):
            cards = self.slack.entries(kind="message", action="posted", said={"contains": f"  {title}"})
            self.assertEqual(len(cards), 1, title)

    def test_row_14_a_first_delivery_that_is_marked_as_a_retry_counts(self):
        payload = {"type": "event_callback", "event_id": "EvRETRY", "team_id": "T0FAKE0001",
                   "event": {"type": "app_mention", "user": "U0ANA00001", "channel": "C0LAUNCH01",
                             "ts": "1700000000.000100", "text": '<@U0PLUMB01> change new "Late"'}}
        self.slack.control("envelope", kind="events_api", payload=payload,
                           extra={"retry_attempt": 1, "retry_reason": "timeout"})
        self.slack.wait_message("Late")

    def test_row_15_a_stop_ends_in_time_in_every_state(self):
        self.assertEqual(self.bot.stop(), 0)
        for plan in ({"hang": True}, {"no_hello": True}, {"refuse": True}):
            self.slack.dial(plan)
            seq = self.slack.seq()
            self.bot.start()
            self.slack.wait(after=seq, kind="api", method="apps.connections.open")
            self.assertEqual(self.bot.stop(), 0, plan)
            self.slack.control("clear_faults")
        self.bot.start()
        self.slack.wait_connections(2)

    def test_frames_of_every_bad_kind_leave_the_bot_at_work(self):
        deep = '{"envelope_id":"deep","payload":' + "[" * 100_000 + "]" * 100_000 + "}"
        for text in ("", "null", "[]", "{", '{"type":7}', '{"type":"hello","num_connections":{}}',
                     '{"type":"disconnect","reason":{}}', '{"type":"surprise"}', "\\u0000", "\u202e\x00",
                     '{"envelope_id":"lone","payload":"\\ud800"}', deep,
                     json.dumps({"type": "events_api", "payload": {}}), '"' + "x" * 1_000_000 + '"'):
            self.slack.line("text", text=text, connection="oldest")
        self.slack.line("text", text=json.dumps({"type": "new", "x": "y" * 70_000}), part=100, connection="oldest")
        self.slack.line("binary", connection="oldest")
        for kind, payload in (("events_api", None), ("events_api", {}), ("events_api", {"event": None}),
                              ("events_api", {"event": {"type": ["message"]}}), ("slash_commands", {"text": 5}),
                              ("interactive", {"type": "block_actions", "actions": None}), ("interactive", []),
                              ("future", {"a": 1}), ("interactive", {"type": "view_submission", "view": 3})):
            self.slack.control("envelope", kind=kind, payload=payload)
        self.slack.settle()
        self.works()
        self.EXPECTED = {"ack_unknown"}
        # A disconnect without a reason that is one replaces its line; nothing else does.
        self.assertEqual(self.opens(), 3)

    def test_invalid_utf8_and_half_frames_are_replaced_at_once(self):
        for do in ("invalid_utf8", "half_frame", "bytes"):
            seq = self.slack.seq()
            self.slack.line(do, connection="newest")
            self.slack.wait(kind="hello", after=seq)
            self.slack.wait_connections(2)
            self.works(do)

    def test_a_bare_hello_and_rate_limit_notices_are_taken(self):
        self.slack.dial({"bare_hello": True})
        self.slack.line("reset", connection="newest")
        self.slack.wait_connections(2)
        self.slack.control("app_rate_limited")
        self.slack.settle()
        self.works()

    def test_a_dead_bot_token_is_said(self):
        self.bot.stop()
        self.slack.configure(bot_token_error="token_revoked")
        self.bot.start()
        self.slack.wait(kind="api", method="auth.test", error="token_revoked")
        self.slack.configure(bot_token_error="")
        self.slack.wait_connections(0)
        self.assertIsNone(self.bot.process.poll())


class Silence(SlackCase):
    SETTINGS = {"ping_interval": 0.5}
    ACCOUNT = {"dead_after": 3}

    def test_row_10_a_line_gone_silent_is_left(self):
        seq = self.slack.seq()
        self.slack.line("black_hole", connection="newest")
        silent = self.slack.wait(after=seq, kind="mischief")[0]["at"]
        back = self.slack.wait(after=seq, kind="hello", timeout=15)[0]["at"]
        self.assertLess(back - silent, 6)

    def test_row_11_slow_pongs_are_no_silence(self):
        opens = len(self.slack.calls("apps.connections.open"))
        self.slack.line("pong_delay", value=2)
        self.slack.wait(kind="pong", count=6, timeout=15)
        self.assertEqual(len(self.slack.calls("apps.connections.open")), opens)


class Workspaces(unittest.TestCase):
    def test_one_with_a_dead_token_does_not_disturb_the_other(self):
        with Slack() as good, Slack(app_token_error="invalid_auth", bot_token_error="account_inactive") as dead:
            bot = Bot(good, account(dead, "dead") + account(good, "good"))
            try:
                good.wait_connections(2)
                dead.wait(kind="api", ok=False)
                good.slash('change new "Undisturbed"')
                good.wait_message("Undisturbed")
                self.assertIn("slack dead: stopped", bot.said())
                self.assertNotIn("slack dead: connected after", bot.said())
                self.assertNotIn(good.environment()["SLACK_BOT_TOKEN"], bot.said())
                self.assertEqual(good.violations(), [])
            finally:
                bot.close()

    def test_an_account_taken_out_while_somebody_is_looked_up_leaves_nothing_behind(self):
        with Slack() as first, Slack() as second:
            bot = Bot(first, account(first, "first") + account(second, "second"))
            try:
                first.wait_connections(2)
                second.wait_connections(2)
                first.fault("users.info", "hold", times=5)
                first.act("slash", user="ben", channel="launch", text='change new "Held"')
                pathlib.Path(bot.room.name, "plumbline.toml").write_text(account(second, "second"))
                bot.process.send_signal(signal.SIGHUP)
                first.wait_connections(0)
                second.slash('change new "Runs on"')
                second.wait_message("Runs on")
                self.assertEqual(bot.stop(), 0)
            finally:
                bot.close()

    def test_link_disabled_stops_one_account(self):
        with Slack() as first, Slack() as second:
            bot = Bot(first, account(first, "first") + account(second, "second"))
            try:
                first.wait_connections(2)
                second.wait_connections(2)
                first.line("disconnect", reason="link_disabled")
                first.wait_connections(0)
                second.slash('change new "Runs on"')
                second.wait_message("Runs on")
                self.assertIn("slack first: stopped", bot.said())
                # Once each, at the start: the account that is given up is not connected again.
                self.assertEqual(bot.said().count("slack first: connected after"), 1)
                self.assertEqual(bot.said().count("slack second: connected after"), 1)
            finally:
                bot.close()


if __name__ == "__main__":
    unittest.main()
