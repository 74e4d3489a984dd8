"""``python -m tests.fakes.slack [--port N] [--set name=json …]``: run the fake until stopped."""

import argparse
import asyncio
import json
import os
import signal
import sys

from .app import Fake
from .settings import Settings


def _read() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="tests.fakes.slack", description="A fake Slack on loopback.")
    parser.add_argument("--port", type=int, default=0, help="of the HTTP side; 0 takes a free one")
    parser.add_argument("--set", action="append", default=[], metavar="NAME=JSON", help="a setting")
    return parser.parse_args()


def _settings(given: list[str]) -> Settings:
    settings = Settings()
    settings.change({name: json.loads(value) for name, value in (each.split("=", 1) for each in given)})
    return settings


async def _run(arguments: argparse.Namespace) -> None:
    settings = _settings(arguments.set)
    fake = Fake(settings)
    await fake.start(arguments.port)
    loop = asyncio.get_running_loop()
    for each in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(each, fake.stopping.set)
    said = {
        "pid": os.getpid(),
        "http": fake.http_url,
        "api": f"{fake.http_url}/api/",
        "socket": fake.socket_url,
        "bot_token": settings.bot_token,
        "app_token": settings.app_token,
    }
    print(json.dumps(said), flush=True)
    await fake.stopping.wait()
    await fake.stop()


def main() -> None:
    arguments = _read()
    try:
        import uvloop
    except ImportError:
        asyncio.run(_run(arguments))
    else:
        uvloop.run(_run(arguments))


if __name__ == "__main__":
    sys.exit(main())
