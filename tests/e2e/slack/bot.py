"""`plumbline serve` as a process, against the fake Slack."""

import json
import os
import pathlib
import signal
import subprocess
import tempfile
import time
import unittest

from tests.fakes.slack.client import Slack

ROOT = pathlib.Path(__file__).resolve().parents[3]
PROGRAM = os.environ.get("PLUMBLINE", str(ROOT / "build" / "quick" / "plumbline"))
STOP_SECONDS = 10.0
SAID_SECONDS = 30.0
LOOK_AGAIN_SECONDS = 0.02


class Bot:
    """A running bot; `kill` and `start` may follow one another on one database."""

    def __init__(self, slack: Slack, config: str = "", **environment) -> None:
        self.slack = slack
        self.config = config
        self.room = tempfile.TemporaryDirectory()
        self.log = pathlib.Path(self.room.name) / "log"
        self.environment = {
            **{key: value for key, value in os.environ.items() if not key.startswith("PLUMBLINE")},
            **slack.environment(),
            "PLUMBLINE_DB": f"{self.room.name}/plumbline.db",
            "PLUMBLINE_HTTP__LISTEN": "off",
            "PLUMBLINE_ADMINS": "slack:T0FAKE0001/U0ANA00001",
            **environment,
        }
        self.command = [PROGRAM, "serve"]
        if config:
            file = pathlib.Path(self.room.name) / "plumbline.toml"
            file.write_text(config)
            self.command += ["-c", str(file)]
            for name in slack.environment():
                del self.environment[name]
        self.process: subprocess.Popen | None = None
        self.start()

    def start(self) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command, env=self.environment, stdout=log, stderr=log, cwd=self.room.name
            )

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def stop(self) -> int:
        """SIGTERM; the exit status."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                self.kill()
        return self.process.returncode

    def said(self) -> str:
        return self.log.read_text(errors="replace")

    def wait_said(self, words: str) -> None:
        """Until its log holds these words."""
        end = time.monotonic() + SAID_SECONDS
        while words not in self.said():
            if time.monotonic() > end:
                raise AssertionError(f"“{words}” was not said within {SAID_SECONDS} s: {self.said()[-2000:]}")
            time.sleep(LOOK_AGAIN_SECONDS)

    def close(self) -> None:
        self.stop()
        self.room.cleanup()


def account(slack: Slack, name: str = "main", **more) -> str:
    """A `[[slack]]` section for a fake."""
    said = slack.environment()
    values = {
        "name": name,
        "app_token": said["SLACK_APP_TOKEN"],
        "bot_token": said["SLACK_BOT_TOKEN"],
        "api_url": said["SLACK_API_URL"],
        **more,
    }
    lines = [f"{key} = {json.dumps(value)}" for key, value in values.items()]
    return "\n".join(["[[slack]]", *lines, ""])


class SlackCase(unittest.TestCase):
    """A fake and a bot for each case; at its end nothing may have gone against Slack's rules."""

    SETTINGS: dict = {}
    # Of the account, beside its tokens: makes a configuration file.
    ACCOUNT: dict = {}
    # Of violations that the case itself brings about.
    EXPECTED: set = set()

    def setUp(self) -> None:
        self.slack = Slack(**self.SETTINGS)
        self.addCleanup(self.slack.stop)
        self.bot = Bot(self.slack, account(self.slack, **self.ACCOUNT) if self.ACCOUNT else "")
        self.addCleanup(self.bot.close)
        self.slack.wait_connections(2)

    def tearDown(self) -> None:
        broken = [each for each in self.slack.violations() if each["what"] not in self.EXPECTED]
        self.assertEqual(broken, [], self.bot.said()[-2000:])
        self.assertIsNone(self.bot.process.poll(), self.bot.said()[-2000:])

    def record(self, title: str, user: str = "ana", channel: str = "launch") -> dict:
        """A request; its card."""
        self.slack.slash(f'change new "{title}" why:"asked for"', user=user, channel=channel)
        card = self.slack.wait_message(f"  {title}")
        # Its ripple follows in its thread: by then the bot knows where the card is.
        self.slack.wait(kind="message", action="posted", thread_ts=card["ts"])
        return card

    def private(self, said: str, after: int = 0) -> dict:
        return self.slack.wait(kind="message", action="ephemeral", said={"contains": said}, after=after)[-1]
