"""plumbline doctor against the fake Slack: everything in order, and each thing that is not."""

import re
import sys
import unittest
from pathlib import Path

from program import Case

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from tests.fakes.slack.client import Slack  # noqa: E402

SCOPES = (
    "app_mentions:read channels:history channels:read chat:write commands files:write groups:history groups:read "
    "im:history im:read im:write mpim:history mpim:read reactions:read users:read"
).split()


class DoctorOnSlack(Case):
    def doctor(self, slack: Slack, **more: str) -> tuple[int, str]:
        done = self.run_plumbline("doctor", "--db", "a.db", **{**slack.environment(), **more})
        self.assertEqual(done.stderr, "")
        self.assertNotRegex(done.stdout, r"xox[bp]-\d|xapp-\d")
        return done.returncode, done.stdout

    def assert_to_do(self, text: str, what: str, says: str) -> None:
        self.assertRegex(text, rf"(?m)^to do +{what} +.*{re.escape(says)}")

    def test_everything_in_order(self) -> None:
        with Slack(bot_scopes=SCOPES) as slack:
            status, text = self.doctor(slack)
        self.assertEqual(status, 0, text)
        for line in (r"ok +slack +\S+ in \S+", r"ok +slack scopes +all \d+", r"ok +slack socket +hello came"):
            self.assertRegex(text, f"(?m)^{line}")

    def test_a_missing_scope_is_named_with_its_reason(self) -> None:
        with Slack(bot_scopes=[scope for scope in SCOPES if scope != "users:read"]) as slack:
            status, text = self.doctor(slack)
        self.assertEqual(status, 1)
        self.assert_to_do(text, "slack scopes", "users:read (knows people's names and zones)")

    def test_a_token_that_slack_does_not_take(self) -> None:
        with Slack(bot_token_error="account_inactive") as slack:
            status, text = self.doctor(slack)
        self.assertEqual(status, 1)
        self.assert_to_do(text, "slack", "account_inactive")
        with Slack(app_token_error="invalid_auth") as slack:
            status, text = self.doctor(slack)
        self.assertEqual(status, 1)
        self.assert_to_do(text, "slack socket", "invalid_auth")

    def test_a_connection_that_slack_ends_at_once(self) -> None:
        with Slack(bot_scopes=SCOPES) as slack:
            for reason, says in (("too_many_websockets", "stop the other programs that run with its tokens"),
                                 ("link_disabled", "turn it on under Settings, Socket Mode"),
                                 ("warning", "try again in some minutes")):
                slack.dial({"first": {"type": "disconnect", "reason": reason}, "then_close": True})
                status, text = self.doctor(slack)
                self.assertEqual(status, 1)
                self.assert_to_do(text, "slack socket", says)
                self.assertIn(f"({reason})", text)

    def test_a_token_of_the_wrong_kind(self) -> None:
        with Slack() as slack:
            status, text = self.doctor(slack, SLACK_BOT_TOKEN="xoxp-of-a-person")
        self.assertEqual(status, 1)
        self.assert_to_do(text, "slack token", "bot_token: expected a bot token (xoxb-…)")


if __name__ == "__main__":
    unittest.main()
