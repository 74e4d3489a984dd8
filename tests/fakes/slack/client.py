"""Drives the fake Slack from a test, with the standard library alone.

with Slack() as slack:
    program = subprocess.Popen([...], env={**os.environ, **slack.environment()})
    slack.wait_connections(2)
    slack.act("slash", user="ana", channel="launch", text="help", wait=True)
    slack.wait_message(text="Hello")
"""

import http.client
import json
import os
import pathlib
import subprocess
import sys
from urllib.parse import urlsplit

ROOT = pathlib.Path(__file__).resolve().parents[3]
WAIT_SECONDS = 10.0
START_SECONDS = 20.0


class FakeError(Exception):
    """The fake refused what the test asked, or what it waited for did not come."""


def python_with_aiohttp() -> str:
    """The interpreter of .venv where there is one, else this one."""
    inside = ROOT / ".venv" / "bin" / "python"
    return os.environ.get("FAKE_SLACK_PYTHON") or (str(inside) if inside.exists() else sys.executable)


class Slack:
    """A running fake. Settings are those of settings.py, e.g. ``Slack(ping_interval=0.2)``."""

    def __init__(self, **settings) -> None:
        given = [
            part for name, value in settings.items() for part in ("--set", f"{name}={json.dumps(value)}")
        ]
        command = [python_with_aiohttp(), "-m", "tests.fakes.slack", *given]
        self.process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        line = self.process.stdout.readline()
        if not line:
            raise FakeError(f"the fake did not start; it ended with {self.process.wait()}")
        self.said = json.loads(line)
        self.api = self.said["api"]
        self._address = urlsplit(self.said["http"])

    def environment(self) -> dict:
        """What the program under test reads."""
        return {
            "SLACK_APP_TOKEN": self.said["app_token"],
            "SLACK_BOT_TOKEN": self.said["bot_token"],
            "SLACK_API_URL": self.api,
        }

    def __enter__(self) -> "Slack":
        return self

    def __exit__(self, *_) -> None:
        self.stop()

    def stop(self) -> None:
        """End the fake; harmless when it has ended."""
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(START_SECONDS)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.process.stdout.close()

    def control(self, name: str, /, _timeout: float = WAIT_SECONDS, **values) -> dict:
        """One request to ``/control/<name>``. Raises FakeError with the fake's own words."""
        connection = http.client.HTTPConnection(
            self._address.hostname, self._address.port, timeout=_timeout + START_SECONDS
        )
        try:
            headers = {"Content-Type": "application/json"}
            connection.request("POST", f"/control/{name}", json.dumps(values), headers)
            response = connection.getresponse()
            answer = json.loads(response.read())
        finally:
            connection.close()
        if response.status != 200:
            raise FakeError(f"{name}: {answer['error']}")
        return answer

    def act(self, name: str, /, **values) -> dict:
        """What a person does (people/people.py): slash, message, press, submit …

        With ``wait=True`` it answers when the program has acknowledged, or has not in time.
        """
        return self.control(name, **values)

    def slash(self, text: str, user: str = "ana", channel: str = "launch", **more) -> dict:
        """A slash command and its acknowledgement: ``{"outcome", "payload", "latency", …}``."""
        return self.act("slash", user=user, channel=channel, text=text, wait=True, **more)["sent"][0]

    def say(self, text: str, user: str = "ana", channel: str = "launch", **more) -> dict:
        """A message; the answer has ``message`` (with its ``ts``) and ``sent``."""
        return self.act("message", user=user, channel=channel, text=text, **more)

    def press(self, message: dict, action_id: str, user: str = "ana", **more) -> dict:
        """A button of a message as ``wait_message`` gave it."""
        where = {"channel": message["channel"], "ts": message["ts"]}
        return self.act("press", user=user, action_id=action_id, wait=True, **where, **more)["sent"][0]

    def submit(self, values: dict, user: str = "ana", **more) -> dict:
        """Fill in and submit the modal in front of a person."""
        return self.act("submit", user=user, values=values, wait=True, **more)["sent"][0]

    def configure(self, **values) -> None:
        self.control("configure", **values)

    def line(self, do: str, **options) -> list:
        """Mischief on open connections: reset, black_hole, disconnect, text, invalid_utf8 …"""
        return self.control("line", do=do, **options)["connections"]

    def dial(self, *plans: dict) -> None:
        """What becomes of the next dials, e.g. ``{"status": 408}``, ``{"no_hello": True}``."""
        self.control("dial", plans=list(plans))

    def fault(self, method: str, do: str, **plan) -> int:
        """What goes wrong with the next calls of a method (webapi/faults.py)."""
        return self.control("fault", method=method, do=do, **plan)["fault"]

    def seq(self) -> int:
        """The number of the newest entry, as ``after`` for a later wait."""
        return self.control("log", entry={"kind": "none"})["seq"]

    def entries(self, after: int = 0, **entry) -> list:
        return self.control("log", entry=entry, after=after)["entries"]

    def violations(self, after: int = 0) -> list:
        """What the program did against Slack's rules, also where Slack would let it pass."""
        return self.entries(after, kind="violation")

    def calls(self, method: str, after: int = 0) -> list:
        return self.entries(after, kind="api", method=method)

    def state(self, channel: str = "") -> dict:
        return self.control("state", channel=channel)

    def wait(self, count: int = 1, after: int = 0, timeout: float = WAIT_SECONDS, **entry) -> list:
        """The first ``count`` entries that match (log.py), once they are there."""
        answer = self.control(
            "wait", _timeout=timeout, entry=entry, count=count, after=after, timeout=timeout
        )
        if not answer["came"]:
            newest = "\n".join(json.dumps(each)[:300] for each in self.entries()[-15:])
            raise FakeError(
                f"waited {timeout} s for {count} of {entry}, {len(answer['entries'])} came\n{newest}"
            )
        return answer["entries"]

    def wait_message(self, said: str = "", action: str = "posted", **more) -> dict:
        """The message whose text or blocks contain ``said``: {"channel", "ts", "said", "message" …}."""
        return self.wait(kind="message", action=action, said={"contains": said}, **more)[-1]

    def wait_connections(self, count: int, timeout: float = WAIT_SECONDS) -> None:
        """Until exactly this many connections have had their hello."""
        answer = self.control("wait", _timeout=timeout, connections=count, timeout=timeout)
        if not answer["came"]:
            raise FakeError(f"{answer['connections']} connections are open, not {count}")

    def settle(self, timeout: float = WAIT_SECONDS) -> None:
        """Until no envelope waits for its acknowledgement."""
        if not self.control("wait", _timeout=timeout, settled=True, timeout=timeout)["came"]:
            raise FakeError("envelopes are still not acknowledged")
