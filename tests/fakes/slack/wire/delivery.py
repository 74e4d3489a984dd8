"""What became of one envelope, and of one event through all its retries."""

from dataclasses import dataclass, field

PENDING, ACKED, UNACKED, UNDELIVERED = "pending", "acked", "unacked", "undelivered"


@dataclass(eq=False)
class Delivery:
    """One envelope on its way to one connection. ``on_end(delivery)`` is called once, at its end."""

    envelope_id: str
    kind: str
    envelope: dict
    label: str = ""
    event: "Event | None" = None
    connection: int = 0
    sent_at: float = 0.0
    acked_at: float = 0.0
    acked_on: int = 0
    outcome: str = PENDING
    why: str = ""
    payload: dict | None = None
    copies: int = 0
    on_end: object = None
    timer: object = field(default=None, repr=False)

    def public(self) -> dict:
        """The delivery as the control interface shows it; ``latency`` is seconds."""
        latency = round(self.acked_at - self.sent_at, 6) if self.acked_at else None
        return {
            "envelope_id": self.envelope_id,
            "type": self.kind,
            "label": self.label,
            "event_id": self.event.event_id if self.event else None,
            "attempt": self.envelope.get("retry_attempt", 0),
            "connection": self.connection,
            "acked_on": self.acked_on,
            "outcome": self.outcome,
            "why": self.why,
            "latency": latency,
            "payload": self.payload,
        }


@dataclass(eq=False)
class Event:
    """One Events API callback: the same ``event_id`` in every attempt."""

    event_id: str
    payload: dict
    label: str
    attempts: list = field(default_factory=list)
    retry_timer: object = field(default=None, repr=False)
    retry: object = field(default=None, repr=False)

    @property
    def acked(self) -> bool:
        return any(attempt.outcome == ACKED for attempt in self.attempts)

    def public(self) -> dict:
        return {
            "event_id": self.event_id,
            "label": self.label,
            "acked": self.acked,
            "waiting": self.retry_timer is not None,
            "attempts": [attempt.public() for attempt in self.attempts],
        }
