"""Random schedules of faults: acknowledged = recorded once = answered once, whatever happens meanwhile."""

import os
import random
import unittest

from tests.e2e.slack.bot import SlackCase

SCHEDULES = int(os.environ.get("PLUMBLINE_SCHEDULES", "40"))
SEED = int(os.environ.get("PLUMBLINE_SEED", "11"))

CALLS = (
    {"do": "reset", "effect": True},
    {"do": "reset"},
    {"do": "status", "status": 500, "effect": True},
    {"do": "status", "status": 503},
    {"do": "error", "error": "fatal_error", "effect": True},
    {"do": "error", "error": "internal_error"},
    {"do": "body", "effect": True},
    {"do": "rate_limit", "retry_after": 1},
    {"do": "rate_limit", "retry_after": None},
    {"do": "slow", "seconds": 0.3},
)
METHODS = ("chat.postMessage", "chat.postMessage", "chat.update", "conversations.history", "users.info",
           "apps.connections.open")
LINES = (
    {"do": "reset", "connection": "newest"},
    {"do": "reset", "connection": "oldest"},
    {"do": "finish", "connection": "newest"},
    {"do": "close", "connection": "oldest"},
    {"do": "disconnect", "reason": "warning", "close_after": 0.5},
    {"do": "disconnect", "reason": "refresh_requested", "close_after": 0.2, "connection": "oldest"},
    {"do": "disconnect", "reason": "too_many_websockets", "close_after": 0.1, "connection": "newest"},
    {"do": "invalid_utf8", "connection": "newest"},
    {"do": "binary"},
    {"do": "text", "text": "{"},
)
PEOPLE = ("ana", "ben", "cho", "dee", "eva")


class Random(SlackCase):
    SETTINGS = {"echo_own": False, "ping_interval": 0.5, "retry_delays": [0.5, 1.0, 2.0]}

    def test_schedules(self):
        chance = random.Random(SEED)
        channels = [
            {"id": f"C0RAND{n:04d}", "name": f"random-{n}",
             "members": ["U0ANA00001", "U0BEN00001", "U0CHO00001", "U0DEE00001", "U0EVA00001", "U0PLUMB01"]}
            for n in range(SCHEDULES)
        ]
        self.slack.control("world", channels=channels)
        for number in range(SCHEDULES):
            with self.subTest(schedule=number, seed=SEED):
                self.play(chance, number)

    def play(self, chance: random.Random, number: int) -> None:
        before = self.slack.seq()
        acked = []
        for step in range(chance.randint(1, 4)):
            harm = chance.random()
            if harm < 0.5:
                method, call = chance.choice(METHODS), dict(chance.choice(CALLS))
                if call["do"] == "rate_limit" and method.startswith("chat."):
                    # A refusal is of one channel; the others may go on.
                    call["where"] = {"channel": f"C0RAND{number:04d}"}
                self.slack.fault(method, **call)
            elif harm < 0.8:
                self.slack.control("line", **chance.choice(LINES))
            title = f"Schedule {number} step {step}."
            sent = self.slack.act("slash", user=chance.choice(PEOPLE), channel=f"C0RAND{number:04d}",
                                  text=f'change new "{title}"', wait=True)["sent"][0]
            if sent["outcome"] == "acked":
                acked.append(title)
        for title in acked:
            self.slack.wait(kind="message", action="posted", said={"contains": f"  {title}"}, after=before,
                            timeout=40)
        self.slack.control("clear_faults")
        self.slack.wait_connections(2, timeout=40)
        for title in acked:
            cards = [each for each in self.slack.entries(after=before, kind="message", action="posted")
                     if each["said"].startswith("CR-") and f"  {title} — " in each["said"]]
            self.assertEqual(len(cards), 1, title)


if __name__ == "__main__":
    unittest.main()
