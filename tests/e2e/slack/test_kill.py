"""kill -9 at random moments under load: acknowledged = recorded once = answered once."""

import os
import random
import threading
import unittest

from tests.e2e.slack.bot import Bot
from tests.fakes.slack.client import FakeError, Slack

KILLS = int(os.environ.get("PLUMBLINE_KILLS", "20"))
SEED = int(os.environ.get("PLUMBLINE_SEED", "7"))
PEOPLE = ["U0ANA00001", "U0BEN00001", "U0CHO00001", "U0DEE00001", "U0EVA00001"]


class Kill(unittest.TestCase):
    def setUp(self) -> None:
        self.titles: dict = {}

    def test_nothing_acknowledged_is_lost_and_nothing_is_there_twice(self):
        chance = random.Random(SEED)
        with Slack(echo_own=False, ack_budget=2.0) as slack:
            count = 3 * KILLS
            channels = [
                {"id": f"C0KILL{n:04d}", "name": f"kill-{n}", "members": [*PEOPLE, "U0PLUMB01"]}
                for n in range(count)
            ]
            slack.control("world", channels=channels)
            bot = Bot(slack)
            try:
                slack.wait_connections(2)
                for turn in range(KILLS):
                    self.load_and_kill(slack, bot, channels[3 * turn : 3 * turn + 3], turn, chance)
                slack.wait_connections(2, timeout=30)
                self.check(slack)
            finally:
                bot.close()

    def load_and_kill(self, slack: Slack, bot: Bot, channels: list, turn: int, chance: random.Random) -> None:
        sends = chance.randint(3, 12)
        after = chance.randint(1, sends)
        seq = slack.seq()

        def people() -> None:
            for n in range(sends):
                try:
                    title = f"Kill {turn}-{n}."
                    done = slack.act("slash", user=PEOPLE[n % 5], channel=channels[n % 3]["id"],
                                     text=f'change new "{title}" why:"x"')
                    self.titles[done["sent"][0]["envelope_id"]] = title
                except FakeError:
                    return

        typing = threading.Thread(target=people)
        typing.start()
        try:
            slack.wait(kind="ack", count=after, after=seq, timeout=5)
        except FakeError:
            pass
        bot.kill()
        typing.join()
        bot.start()
        slack.wait_connections(2, timeout=30)

    def check(self, slack: Slack) -> None:
        acked = {self.titles[ack["envelope_id"]] for ack in slack.entries(kind="ack")}
        self.assertGreater(len(acked), KILLS)
        for title in acked:
            slack.wait(kind="message", action="posted", said={"contains": f"  {title}"}, timeout=30)
        posted = [each["said"] for each in slack.entries(kind="message", action="posted")]
        for title in self.titles.values():
            cards = [said for said in posted if said.startswith("CR-") and f"  {title} — " in said]
            self.assertLessEqual(len(cards), 1, title)
            if title in acked:
                self.assertEqual(len(cards), 1, title)
        self.assertEqual(slack.violations(), [])


if __name__ == "__main__":
    unittest.main()
