"""Answers that are wrong, late, lost or never come, on command."""

import asyncio
from dataclasses import dataclass, field

from ..log import matches

KINDS = {"status", "error", "rate_limit", "reset", "stale", "hang", "body", "slow", "hold"}


@dataclass(eq=False)
class Fault:
    """``do`` happens to the next ``times`` calls of ``method`` (``*`` is any) whose arguments match.

    With ``effect`` the call is carried out first, so that only its answer goes wrong.
    ``skip`` calls pass unharmed before the first.
    """

    method: str
    do: str
    times: int = 1
    skip: int = 0
    effect: bool = False
    where: dict = field(default_factory=dict)
    status: int = 500
    error: str = "internal_error"
    retry_after: int | None = 1
    body: str = "<html>upstream connect error</html>"
    seconds: float = 1.0
    fault_id: int = 0
    released: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        if self.do not in KINDS:
            raise KeyError(f"no fault is called {self.do}; there are {', '.join(sorted(KINDS))}")


class Faults:
    """The faults planned, taken in the order they were made."""

    def __init__(self) -> None:
        self._planned: list[Fault] = []
        self._all: dict[int, Fault] = {}

    def add(self, plan: dict) -> int:
        """Plan a fault; its number. Raises KeyError or TypeError for a plan that is none."""
        fault = Fault(**plan)
        fault.fault_id = len(self._all) + 1
        self._all[fault.fault_id] = fault
        self._planned.append(fault)
        return fault.fault_id

    def clear(self) -> None:
        """Forget what is planned and let go whatever is held."""
        self._planned.clear()
        for fault in self._all.values():
            fault.released.set()

    def release(self, fault_id: int) -> None:
        self._all[fault_id].released.set()

    def take(self, method: str, args: dict) -> Fault | None:
        """The fault that befalls this call."""
        for fault in self._planned:
            if fault.method in ("*", method) and matches(fault.where, args):
                if fault.skip > 0:
                    fault.skip -= 1
                    continue
                fault.times -= 1
                if fault.times == 0:
                    self._planned.remove(fault)
                return fault
        return None
