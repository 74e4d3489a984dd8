"""Everything that happens, in order, and waits for what will."""

import asyncio
import re
import time


def matches(pattern, value) -> bool:
    """Whether a value fits a pattern.

    A dictionary pattern names fields (``a.b`` reaches inside) or is one of the operators
    ``{"contains": s}``, ``{"re": s}``, ``{"exists": bool}``, ``{"not": p}``, ``{"any": p}`` (of a list),
    ``{"in": [...]}``, ``{"at_least": n}``. Anything else must be equal.
    """
    if not isinstance(pattern, dict):
        return pattern == value
    for key, wanted in pattern.items():
        operator = _OPERATORS.get(key)
        if operator is not None:
            if not operator(wanted, value):
                return False
        elif not matches(wanted, _reach(value, key)):
            return False
    return True


def _reach(value, path: str):
    for step in path.split("."):
        if isinstance(value, dict):
            value = value.get(step)
        elif isinstance(value, list) and step.lstrip("-").isdigit():
            index = int(step)
            value = value[index] if -len(value) <= index < len(value) else None
        else:
            return None
    return value


_OPERATORS = {
    "contains": lambda wanted, value: isinstance(value, (str, list)) and wanted in value,
    "re": lambda wanted, value: isinstance(value, str) and re.search(wanted, value) is not None,
    "exists": lambda wanted, value: (value is not None) == wanted,
    "not": lambda wanted, value: not matches(wanted, value),
    "any": lambda wanted, value: isinstance(value, list) and any(matches(wanted, one) for one in value),
    "in": lambda wanted, value: value in wanted,
    "at_least": lambda wanted, value: isinstance(value, (int, float)) and value >= wanted,
}


class Log:
    """Append-only entries ``{"seq", "at", "kind", …}``; ``at`` is seconds since the fake began."""

    def __init__(self) -> None:
        self.entries: list[dict] = []
        self._began = time.monotonic()
        self._waiters: set[asyncio.Event] = set()

    def now(self) -> float:
        return time.monotonic() - self._began

    def add(self, kind: str, **fields) -> dict:
        """Write one entry and wake whoever waits."""
        entry = {"seq": len(self.entries) + 1, "at": round(self.now(), 6), "kind": kind, **fields}
        self.entries.append(entry)
        self.changed()
        return entry

    def violation(self, what: str, **fields) -> None:
        """Note that the program under test did what Slack's rules forbid, though Slack may let it pass."""
        self.add("violation", what=what, **fields)

    def changed(self) -> None:
        """Wake the waiters; also called when something changed that is no entry."""
        for waiter in self._waiters:
            waiter.set()

    def find(self, pattern: dict, after: int = 0) -> list[dict]:
        """The entries with a higher number than ``after`` that match, oldest first."""
        return [entry for entry in self.entries[after:] if matches(pattern, entry)]

    async def wait(self, ready, timeout: float):
        """What ``ready()`` gives once it is true-ish, or None after ``timeout`` seconds."""
        waiter = asyncio.Event()
        self._waiters.add(waiter)
        try:
            async with asyncio.timeout(timeout):
                while True:
                    found = ready()
                    if found:
                        return found
                    await waiter.wait()
                    waiter.clear()
        except TimeoutError:
            return None
        finally:
            self._waiters.discard(waiter)
