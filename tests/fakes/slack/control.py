"""The control interface: what a test asks the fake to do, over HTTP and JSON."""

import inspect

from aiohttp import web

from .load import run_load
from .log import matches
from .people.clicks import CannotHappen
from .wire.delivery import PENDING, Delivery, Event
from .wire.mischief import harm
from .world import Channel, User

WAIT_SECONDS = 10.0


class Control:
    """Each ``POST /control/<name>`` is the method of that name here, its JSON the arguments."""

    def __init__(self, fake) -> None:
        self._fake = fake
        people, forms = fake.people, fake.people.forms
        self._acts = {
            "slash": people.slash,
            "message": people.message,
            "edit": people.edit,
            "delete": people.delete,
            "react": people.react,
            "press": people.press,
            "shortcut": people.shortcut,
            "message_shortcut": people.message_shortcut,
            "open_home": people.open_home,
            "submit": forms.submit,
            "close_view": forms.close,
            "suggest": forms.suggest,
        }

    def add_routes(self, router) -> None:
        router.add_post("/control/{name}", self._handle)

    async def _handle(self, request: web.Request) -> web.Response:
        name = request.match_info["name"]
        values = await request.json() if request.can_read_body else {}
        try:
            if name in self._acts:
                answer = await self._act(self._acts[name], values)
            else:
                answer = getattr(self, f"do_{name}")(**values)
                if inspect.isawaitable(answer):
                    answer = await answer
        except CannotHappen as error:
            return web.json_response({"error": str(error)}, status=409)
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            return web.json_response({"error": f"{type(error).__name__}: {error}"}, status=400)
        return web.json_response(answer)

    async def _act(self, act, values: dict) -> dict:
        wait, timeout = values.pop("wait", False), values.pop("timeout", WAIT_SECONDS)
        done = act(**values)
        answer, sent = {}, done
        if isinstance(done, tuple):
            answer["message"], sent = done[0], done[1]
        sent = [] if sent is None else sent if isinstance(sent, list) else [sent]
        if wait:
            await self._fake.log.wait(lambda: all(_ended(each) for each in sent), timeout)
        answer["sent"] = [_flat(each) for each in sent]
        return answer

    def do_configure(self, **values) -> dict:
        self._fake.settings.change(values)
        return {}

    def do_world(self, users: list = (), channels: list = (), join: list = ()) -> dict:
        """Add people and channels; ``join`` is pairs of a person and a channel."""
        world = self._fake.world
        for each in users:
            world.users[each["id"]] = User(**each)
        for each in channels:
            world.add(Channel(**each))
        for who, where in join:
            members = self._fake.people.channel(where).members
            if (user := self._fake.people.user(who)).id not in members:
                members.append(user.id)
        return {}

    def do_event(self, event: dict, connection: int | None = None) -> dict:
        """Any inner event, as given."""
        return {"sent": [_flat(self._fake.events.send(event, connection))]}

    def do_envelope(
        self,
        kind: str,
        payload=None,
        label: str = "",
        connection: int | None = None,
        extra: dict | None = None,
    ) -> dict:
        """Any envelope, as given."""
        delivery = self._fake.hub.deliver(kind, payload, label or kind, wanted=connection, extra=extra)
        return {"sent": [delivery.public()]}

    def do_app_rate_limited(self) -> dict:
        self._fake.events.rate_limited()
        return {}

    def do_copy(self, envelope_id: str, connection: int | None = None) -> dict:
        """The same envelope once more, perhaps on another connection."""
        return {"connection": self._fake.hub.copy(envelope_id, connection)}

    def do_again(self, event_id: str, connection: int | None = None) -> dict:
        """One more attempt at an event, in a new envelope, acknowledged or not."""
        event = self._fake.hub.events[event_id]
        delivery = self._fake.hub.deliver_event(event, connection)
        return {"sent": [delivery.public()]}

    def do_retry_now(self) -> dict:
        return {"retried": self._fake.hub.retry_now()}

    def do_line(self, do: str, **options) -> dict:
        """Mischief on open connections (wire/mischief.py)."""
        return {"connections": harm(self._fake.hub, do, options)}

    def do_dial(self, plans: list) -> dict:
        """What becomes of the next dials: refuse, hang, status, first, then_close, no_hello, bare_hello."""
        self._fake.hub.dial_plans += plans
        return {}

    def do_fault(self, **plan) -> dict:
        return {"fault": self._fake.faults.add(plan)}

    def do_release(self, fault: int) -> dict:
        self._fake.faults.release(fault)
        return {}

    def do_clear_faults(self) -> dict:
        self._fake.faults.clear()
        self._fake.hub.dial_plans.clear()
        return {}

    async def do_wait(
        self,
        entry: dict | None = None,
        count: int = 1,
        after: int = 0,
        connections: int | None = None,
        settled: bool = False,
        timeout: float = WAIT_SECONDS,
    ) -> dict:
        """Until ``count`` entries match, or so many connections are open, or every envelope has ended."""
        hub, log = self._fake.hub, self._fake.log
        found: list = []
        seen = after

        def ready() -> bool:
            nonlocal seen
            if entry is not None:
                found.extend(each for each in log.entries[seen:] if matches(entry, each))
                seen = len(log.entries)
                if len(found) < count:
                    return False
            if connections is not None and len(hub.connections) != connections:
                return False
            return not settled or not hub.pending

        came = await log.wait(ready, timeout)
        return {"came": bool(came), "entries": found, "connections": len(hub.connections)}

    def do_log(self, entry: dict | None = None, after: int = 0) -> dict:
        return {"entries": self._fake.log.find(entry or {}, after), "seq": len(self._fake.log.entries)}

    def do_state(self, channel: str = "") -> dict:
        """Messages by channel as they stand now, connections, open views and homes."""
        fake = self._fake
        channels = [fake.people.channel(channel)] if channel else fake.world.channels.values()
        return {
            "now": fake.log.now(),
            "seq": len(fake.log.entries),
            "messages": {each.id: list(each.messages.values()) for each in channels},
            "ephemeral": [{"channel": where, **each} for (where, _), each in fake.messages.ephemeral.items()],
            "connections": [
                {"id": peer.id, "leaving": peer.leaving, "black_hole": peer.black_hole}
                for peer in fake.hub.connections
            ],
            "ghosts": len(fake.hub.ghosts),
            "pending": len(fake.hub.pending),
            "views": {
                user: [fake.views.all[each] for each in stack] for user, stack in fake.views.stacks.items()
            },
            "homes": {user: fake.views.all[each] for user, each in fake.views.homes.items()},
        }

    def do_events(self) -> dict:
        """Every Events API callback with its attempts."""
        return {"events": [event.public() for event in self._fake.hub.events.values()]}

    async def do_load(self, **plan) -> dict:
        return await run_load(self._fake, **plan)

    def do_stop(self) -> dict:
        self._fake.stopping.set()
        return {}


def _ended(sent: Delivery | Event) -> bool:
    if isinstance(sent, Event):
        return sent.attempts[-1].outcome != PENDING
    return sent.outcome != PENDING


def _flat(sent: Delivery | Event) -> dict:
    return sent.attempts[-1].public() if isinstance(sent, Event) else sent.public()
