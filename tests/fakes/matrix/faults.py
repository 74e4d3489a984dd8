"""What goes wrong on demand: the next requests of a kind are answered badly, late or never."""

import asyncio
import re
from dataclasses import dataclass, field

from aiohttp import web


def limited(header: str | None = None, body_ms: int | None = None) -> web.Response:
    """The three forms of a 429: with a header, with a field of the body, with neither."""
    body = {"errcode": "M_LIMIT_EXCEEDED", "error": "Too many requests"}
    if body_ms is not None:
        body["retry_after_ms"] = body_ms
    headers = {"Retry-After": header} if header else {}
    return web.json_response(body, status=429, headers=headers)


def refused(status: int, errcode: str) -> web.Response:
    return web.json_response({"errcode": errcode, "error": "by the fault"}, status=status)


@dataclass
class Fault:
    method: str
    path: re.Pattern
    # Answers in place of the server, or None: the server answers.
    instead: object = None
    # Answers after the server has carried it out: its own answer is lost.
    afterwards: object = None
    # Never answers until the fault is lifted.
    hangs: bool = False
    # Carries it out, and answers when the fault is lifted.
    late: bool = False
    # Closes the connection once it is carried out.
    drops: bool = False
    times: int = 1
    met: int = 0
    lifted: asyncio.Event = field(default_factory=asyncio.Event)


class Faults:
    def __init__(self):
        self.waiting: list[Fault] = []
        # Those met, too: a request may hang in one.
        self.all: list[Fault] = []

    def add(self, method: str, path: str, **how) -> Fault:
        fault = Fault(method, re.compile(path), **how)
        self.waiting.append(fault)
        self.all.append(fault)
        return fault

    def lift(self) -> None:
        for fault in self.all:
            fault.lifted.set()
        self.all = []
        self.waiting = []

    def take(self, method: str, path: str) -> Fault | None:
        for fault in self.waiting:
            if fault.method == method and fault.path.search(path):
                fault.met += 1
                if fault.met >= fault.times:
                    self.waiting.remove(fault)
                return fault
        return None
