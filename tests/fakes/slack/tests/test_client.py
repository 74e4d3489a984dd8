"""The test client against the fake as a process of its own."""

import json
import unittest
import urllib.request

from tests.fakes.slack.client import FakeError, Slack


class Client(unittest.TestCase):
    def setUp(self):
        self.slack = Slack(text_max=4)
        self.addCleanup(self.slack.stop)

    def post(self, **args):
        token = self.slack.environment()["SLACK_BOT_TOKEN"]
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json; charset=utf-8"}
        body = json.dumps(args).encode()
        request = urllib.request.Request(f"{self.slack.api}chat.postMessage", body, headers)
        with urllib.request.urlopen(request, timeout=10) as response:
            return json.loads(response.read())

    def test_what_happened_can_be_waited_for_and_read(self):
        self.assertEqual(self.post(channel="C0LAUNCH01", text="longer")["warning"], "message_truncated")
        message = self.slack.wait_message("long")
        self.assertEqual(message["channel"], "C0LAUNCH01")
        self.assertEqual(len(self.slack.calls("chat.postMessage")), 1)
        self.assertEqual(len(self.slack.state("launch")["messages"]["C0LAUNCH01"]), 1)
        self.assertEqual(self.slack.violations(), [])

    def test_a_wait_in_vain_says_so(self):
        with self.assertRaisesRegex(FakeError, "0 came"):
            self.slack.wait(kind="hello", timeout=0.05)
        with self.assertRaisesRegex(FakeError, "0 connections are open, not 1"):
            self.slack.wait_connections(1, timeout=0.05)

    def test_a_wrong_request_says_so(self):
        with self.assertRaisesRegex(FakeError, "nobody is called zoe"):
            self.slack.say("x", user="zoe")
        with self.assertRaisesRegex(FakeError, "no setting is called"):
            self.slack.configure(patience=3)
        with self.assertRaisesRegex(FakeError, "no fault is called"):
            self.slack.fault("*", "explode")

    def test_a_command_with_nobody_connected(self):
        sent = self.slack.slash("help")
        self.assertEqual((sent["outcome"], sent["why"]), ("undelivered", "no connection"))


if __name__ == "__main__":
    unittest.main()
