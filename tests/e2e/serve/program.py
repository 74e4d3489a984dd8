"""Runs the program in a folder of its own, with an environment of its own."""

import contextlib
import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
import unittest
from collections.abc import Callable, Iterator
from pathlib import Path

PROGRAM = Path(sys.argv.pop(1)).resolve()
PATIENCE = 30.0


class Case(unittest.TestCase):
    """A test with a folder that goes away, and processes that do too."""

    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory(prefix="plumb-cli-")
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def environment(self, **more: str) -> dict[str, str]:
        kept = {k: v for k, v in os.environ.items() if not re.match(r"(PLUMBLINE|SLACK|MATRIX|XDG)_", k)}
        return kept | {"HOME": str(self.folder), "PLUMBLINE_HTTP__LISTEN": "off"} | more

    def run_plumbline(self, *words: str, stdin: str = "", **more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [PROGRAM, *words], input=stdin, capture_output=True, text=True, timeout=PATIENCE, cwd=self.folder,
            env=self.environment(**more), check=False,
        )  # fmt: skip

    def start(self, *words: str, **more: str) -> "Running":
        running = Running([str(PROGRAM), *words], self.folder, self.environment(**more))
        self.addCleanup(running.kill)
        return running


class Running:
    """A program that runs, and what it says."""

    def __init__(self, command: list[str], folder: Path, environment: dict[str, str]) -> None:
        self.said = folder / f"said-{time.monotonic_ns()}"
        with self.said.open("wb") as said:
            self.process = subprocess.Popen(command, cwd=folder, env=environment, stdout=said, stderr=said)

    def log(self) -> str:
        return self.said.read_text()

    def wait_for(self, text: str, times: int = 1) -> None:
        wait_until(lambda: self.log().count(text) >= times or self.process.poll() is not None, text)
        if self.log().count(text) < times:
            raise AssertionError(f"it ended without saying “{text}”:\n{self.log()}")

    def send(self, what: signal.Signals) -> None:
        self.process.send_signal(what)

    def end(self, what: signal.Signals = signal.SIGTERM) -> tuple[int, float]:
        """The exit status, and the seconds until then."""
        began = time.monotonic()
        self.send(what)
        return self.process.wait(PATIENCE), time.monotonic() - began

    def kill(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()


def wait_until(holds: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while not holds():
        if time.monotonic() > deadline:
            raise AssertionError(f"waited in vain for: {what}")
        time.sleep(0.01)


def get(port: int, path: str) -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    with contextlib.closing(connection):
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()


@contextlib.contextmanager
def taken_port() -> Iterator[int]:
    """A port that somebody listens on and never answers."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(50)
        yield listener.getsockname()[1]


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
