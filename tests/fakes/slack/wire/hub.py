"""Socket Mode's far end: tickets, connections, and each envelope to exactly one of them."""

import asyncio
import json
import random
import secrets
import uuid

from .delivery import ACKED, PENDING, UNACKED, UNDELIVERED, Delivery, Event
from .handshake import BadUpgrade, Upgrade
from .peer import OPEN, Peer


class Hub:
    """Owns the connections. ``deliver`` and ``deliver_event`` are how anything reaches the program."""

    def __init__(self, settings, log, app_id: str) -> None:
        self.settings = settings
        self.log = log
        self.app_id = app_id
        self.connections: list[Peer] = []
        self.ghosts: list[Peer] = []
        self.silent: list[Peer] = []
        self.events: dict[str, Event] = {}
        self.deliveries: dict[str, Delivery] = {}
        self.pending: set[str] = set()
        self.dial_plans: list[dict] = []
        self.debug_life = 360.0
        self._tickets: dict[str, float] = {}
        self._used_tickets: set[str] = set()
        self._numbers = 0
        self._turn = 0
        self._chance = random.Random(settings.seed)

    def ticket(self) -> str:
        """A fresh one-shot ticket for one dial."""
        ticket = f"{secrets.randbelow(10**12)}-{secrets.token_hex(16)}"
        self._tickets[ticket] = self.log.now() + self.settings.ticket_life
        return ticket

    def arrived(self, peer: Peer) -> dict:
        """A TCP connection came; the plan a test made for this dial, if any."""
        self._numbers += 1
        peer.id = self._numbers
        plan = self.dial_plans.pop(0) if self.dial_plans else {}
        self.log.add("dialled", connection=peer.id, plan=plan)
        return plan

    def admit(self, peer: Peer, upgrade: Upgrade) -> None:
        """Whether this upgrade may go on. Raises BadUpgrade."""
        if peer.plan.get("status"):
            raise BadUpgrade(peer.plan["status"], "as the test asked")
        ticket = upgrade.query.get("ticket", "")
        if ticket in self._used_tickets:
            self.log.violation("ticket_reused", connection=peer.id)
            raise BadUpgrade(404, "this ticket was used")
        until = self._tickets.pop(ticket, None)
        if until is None or self.log.now() > until:
            self.log.violation("bad_ticket", connection=peer.id, known=until is not None)
            raise BadUpgrade(404, "no such ticket")
        self._used_tickets.add(ticket)

    def greet(self, peer: Peer) -> None:
        """The upgrade is done: hello, or whatever the plan has instead."""
        plan = peer.plan
        if plan.get("first"):
            peer.send_text(json.dumps(plan["first"]))
            if plan.get("then_close"):
                peer.close(1000)
            return
        if self._count() >= self.settings.max_connections:
            self.log.violation("too_many_websockets", connection=peer.id)
            self._disconnect_frame(peer, "too_many_websockets")
            peer.close(1000)
            return
        if plan.get("no_hello") or not self.settings.hello:
            self.silent.append(peer)
            self.log.add("hello_withheld", connection=peer.id)
            return
        self.hello(peer, bare=bool(plan.get("bare_hello")))

    def _count(self) -> int:
        """The app's connections: the live ones, the ghosts, and those of processes elsewhere."""
        return len(self.connections) + len(self.ghosts) + self.settings.others_connections

    def hello(self, peer: Peer, bare: bool = False) -> None:
        """Say hello, from when on the connection counts and gets its share."""
        self.connections.append(peer)
        if peer in self.silent:
            self.silent.remove(peer)
        life = self.settings.connection_life
        if peer.query.get("debug_reconnects") == "true":
            life = min(life, self.debug_life)
        count = self._count()
        hello = {"type": "hello"}
        if not bare:
            hello |= {
                "num_connections": count,
                "debug_info": {
                    "host": f"applink-{peer.id}",
                    "build_number": 10,
                    "approximate_connection_time": int(life),
                },
                "connection_info": {"app_id": self.app_id},
            }
        peer.send_text(json.dumps(hello))
        self.log.add("hello", connection=peer.id, num_connections=count)
        self._schedule_ping(peer)
        peer.later(max(life - self.settings.warning_lead, 0.001), self._disconnect_frame, peer, "warning")
        peer.later(life, self.refresh, peer, "refresh_requested", self.settings.refresh_grace)

    def _schedule_ping(self, peer: Peer) -> None:
        if self.settings.ping_interval > 0:
            peer.later(self.settings.ping_interval, self._ping, peer)

    def _ping(self, peer: Peer) -> None:
        if not peer.mute_pings:
            peer.ping(f"Ping from applink-{peer.id} #{self.log.now():.6f}".encode())
        self._schedule_ping(peer)

    def _disconnect_frame(self, peer: Peer, reason: str) -> None:
        frame = {"type": "disconnect", "reason": reason, "debug_info": {"host": f"applink-{peer.id}"}}
        if reason == "too_many_websockets":
            frame |= {"num_connections": self._count(), "connection_info": {"app_id": self.app_id}}
        peer.send_text(json.dumps(frame))
        self.log.add("disconnect", connection=peer.id, reason=reason)

    def refresh(self, peer: Peer, reason: str, close_after: float | None) -> None:
        """Announce the end of a connection; close it after the grace (None leaves it open)."""
        self._disconnect_frame(peer, reason)
        peer.leaving = True
        if close_after is not None:
            peer.later(close_after, peer.close, 1000)

    def withdraw(self, peer: Peer) -> None:
        """The connection gets nothing more and no longer counts."""
        if peer in self.connections:
            self.connections.remove(peer)
            self.log.add("withdrawn", connection=peer.id)

    def left(self, peer: Peer, was: str, error: str) -> None:
        """TCP is gone."""
        ghost = peer.plan.get("ghost") and peer in self.connections
        self.withdraw(peer)
        if peer in self.silent:
            self.silent.remove(peer)
        if ghost:
            self.ghosts.append(peer)
        self.log.add("left", connection=peer.id, was=was, error=error, ghost=bool(ghost))
        for envelope_id in list(self.pending):
            delivery = self.deliveries[envelope_id]
            if delivery.connection == peer.id and not ghost:
                self._end(delivery, UNACKED, "connection lost")

    def _choose(self, wanted: int | None) -> Peer | None:
        takers = [peer for peer in self.connections if peer.state == OPEN] + self.ghosts
        if wanted is not None:
            return next((peer for peer in takers if peer.id == wanted), None)
        if not takers:
            return None
        pick = self.settings.pick
        if pick in ("newest", "oldest"):
            return takers[-1 if pick == "newest" else 0]
        if pick == "round_robin":
            self._turn += 1
            return takers[self._turn % len(takers)]
        return self._chance.choice(takers)

    def deliver(
        self,
        kind: str,
        payload,
        label: str,
        *,
        wanted: int | None = None,
        event: Event | None = None,
        extra: dict | None = None,
        envelope_id: str = "",
        on_end=None,
    ) -> Delivery:
        """Send one envelope to one connection; with none open it ends as undelivered at once."""
        envelope = {
            "envelope_id": envelope_id or str(uuid.uuid4()),
            "payload": payload,
            "type": kind,
            "accepts_response_payload": bool(self.settings.accepts_payload.get(label, False)),
            **(extra or {}),
        }
        delivery = Delivery(envelope["envelope_id"], kind, envelope, label, event, on_end=on_end)
        delivery.sent_at = self.log.now()
        if event:
            event.attempts.append(delivery)
        self.deliveries[delivery.envelope_id] = delivery
        peer = self._choose(wanted)
        if peer is None:
            self._end(delivery, UNDELIVERED, "no connection")
            return delivery
        delivery.connection = peer.id
        self.pending.add(delivery.envelope_id)
        peer.send_text(json.dumps(envelope))
        self.log.add("sent", envelope_id=delivery.envelope_id, label=label, connection=peer.id)
        delivery.timer = asyncio.get_running_loop().call_later(
            self.settings.ack_budget, self._end, delivery, UNACKED, "timeout"
        )
        return delivery

    def deliver_event(self, event: Event, wanted: int | None = None) -> Delivery:
        """One attempt at an Events API callback; failed ones are retried on Slack's schedule."""
        self.events[event.event_id] = event
        attempt = len(event.attempts)
        same = self.settings.retry_same_envelope and attempt > 0
        return self.deliver(
            "events_api",
            event.payload,
            event.label,
            wanted=wanted,
            event=event,
            extra={"retry_attempt": attempt, "retry_reason": "timeout" if attempt else ""},
            envelope_id=event.attempts[0].envelope_id if same else "",
        )

    def copy(self, envelope_id: str, wanted: int | None = None) -> int:
        """Send an envelope once more as it was; the number of the connection, 0 where none is open."""
        delivery = self.deliveries[envelope_id]
        peer = self._choose(wanted)
        if peer is None:
            return 0
        delivery.copies += 1
        peer.send_text(json.dumps(delivery.envelope))
        self.log.add("copied", envelope_id=envelope_id, connection=peer.id)
        return peer.id

    def _end(self, delivery: Delivery, outcome: str, why: str) -> None:
        if delivery.outcome != PENDING:
            return
        delivery.outcome, delivery.why = outcome, why
        self.pending.discard(delivery.envelope_id)
        if delivery.timer:
            delivery.timer.cancel()
        if outcome == ACKED:
            self.log.add("ack", late=False, **delivery.public())
        else:
            self.log.add("not_acked", **delivery.public())
            if delivery.event:
                self._plan_retry(delivery.event)
        if delivery.on_end:
            delivery.on_end(delivery)

    def _plan_retry(self, event: Event) -> None:
        delays = self.settings.retry_delays
        done = len(event.attempts)
        if event.acked or done > len(delays):
            self.log.add("event_given_up", event_id=event.event_id, attempts=done)
            return

        def again() -> None:
            event.retry_timer = event.retry = None
            if not event.acked:
                self.deliver_event(event)

        event.retry = again
        event.retry_timer = asyncio.get_running_loop().call_later(delays[done - 1], again)

    def retry_now(self) -> int:
        """Make every waiting retry due; how many there were."""
        waiting = [event for event in self.events.values() if event.retry_timer]
        for event in waiting:
            event.retry_timer.cancel()
            event.retry()
        return len(waiting)

    def heard(self, peer: Peer, text: str) -> None:
        """A text frame from the client: an acknowledgement, or nothing Slack knows."""
        try:
            frame = json.loads(text)
        except json.JSONDecodeError:
            frame = None
        if not isinstance(frame, dict) or not isinstance(frame.get("envelope_id"), str):
            self.log.violation("not_an_ack", connection=peer.id, text=text[:200])
            return
        delivery = self.deliveries.get(frame["envelope_id"])
        if delivery is None:
            self.log.violation("ack_unknown", connection=peer.id, envelope_id=frame["envelope_id"])
            return
        self._acked(peer, delivery, frame)

    def _acked(self, peer: Peer, delivery: Delivery, frame: dict) -> None:
        payload = frame.get("payload")
        if delivery.outcome == ACKED and delivery.copies:
            delivery.copies -= 1
            self.log.add("ack_of_copy", envelope_id=delivery.envelope_id, on=peer.id)
            return
        if delivery.outcome == ACKED:
            self.log.violation("acked_twice", envelope_id=delivery.envelope_id, connection=peer.id)
            return
        if payload and not delivery.envelope["accepts_response_payload"]:
            self.log.violation("payload_not_accepted", envelope_id=delivery.envelope_id, label=delivery.label)
            payload = None
        delivery.payload = payload or None
        delivery.acked_at = self.log.now()
        delivery.acked_on = peer.id
        if delivery.outcome == PENDING:
            self._end(delivery, ACKED, "")
        else:
            self.log.add("ack", late=True, **delivery.public())
