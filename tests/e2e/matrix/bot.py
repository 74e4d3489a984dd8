"""`plumbline serve` as a process against a homeserver."""

import asyncio
import os
import signal
import subprocess
import tempfile
import unittest
from pathlib import Path

from tests.fakes.matrix.homeserver import Homeserver
from tests.fakes.matrix.rooms import BOT

PROGRAM = os.environ.get("PLUMBLINE", "plumbline")


class Bot:
    """One installation; its database stays from one start to the next."""

    def __init__(self, hs: Homeserver, folder: Path, **environment: str):
        self.database = folder / "bot.db"
        self.log = folder / "bot.log"
        self.environment = {
            "PATH": os.environ["PATH"],
            "MATRIX_HOMESERVER": hs.url,
            "MATRIX_USER": BOT,
            "MATRIX_ACCESS_TOKEN": "token-1",
            "PLUMBLINE_DB": str(self.database),
            "PLUMBLINE_HTTP__LISTEN": "off",
            "PLUMBLINE_ADMINS": "@ana:example.org",
            **environment,
        }
        self.arguments: tuple[str, ...] = ()
        self.process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        with self.log.open("ab") as log:
            self.process = await asyncio.create_subprocess_exec(
                PROGRAM, "serve", *self.arguments, env=self.environment, stdout=log, stderr=log
            )

    async def kill(self) -> None:
        """At once, without a chance to finish anything."""
        self.process.kill()
        await self.process.wait()

    async def stop(self) -> int:
        if self.process.returncode is None:
            self.process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(30):
            return await self.process.wait()

    def export(self) -> str:
        """What is on record."""
        return subprocess.run(
            [PROGRAM, "export", "--db", str(self.database)], capture_output=True, text=True, check=True
        ).stdout


class MatrixCase(unittest.IsolatedAsyncioTestCase):
    """A homeserver, and a bot to start."""

    server: dict = {}

    async def asyncSetUp(self) -> None:
        self._folder = tempfile.TemporaryDirectory()
        self.hs = Homeserver(**self.server)
        await self.hs.start()
        self.bot = Bot(self.hs, Path(self._folder.name))

    async def asyncTearDown(self) -> None:
        if self.bot.process is not None and self.bot.process.returncode is None:
            await self.bot.kill()
        await self.hs.stop()
        if os.environ.get("PLUMB_SHOW_LOG") and self.bot.log.exists():
            print(self.bot.log.read_text(errors="replace")[-4000:])
        self._folder.cleanup()

    async def started(self) -> None:
        """Up to the long poll in which it hears what is said."""
        held = self.hs.polls
        await self.bot.start()
        await self.hs.until(lambda: self.hs.polls > held)
