"""From what happened in a channel to the events the app is subscribed to."""

import random

from ..messages import shown
from ..wire.delivery import Event
from ..world import BOT_USER, IM, MPIM, PRIVATE, PUBLIC, Channel
from . import payloads
from .speech import mentioned

SUBSCRIPTION = {PUBLIC: "message.channels", PRIVATE: "message.groups", IM: "message.im", MPIM: "message.mpim"}


class Events:
    """Sends each event as the workspace's subscriptions and the bot's memberships have it."""

    def __init__(self, fake) -> None:
        self._fake = fake
        self._chance = random.Random(fake.settings.seed)

    def send(self, event: dict, wanted: int | None = None) -> Event:
        """Deliver one inner event, subscribed to or not."""
        event_id = payloads.event_id()
        callback = Event(event_id, payloads.event_callback(event, event_id), f"event:{event.get('type')}")
        self._fake.hub.deliver_event(callback, wanted)
        return callback

    def heard_in(self, channel: Channel) -> bool:
        return BOT_USER in channel.members and SUBSCRIPTION[channel.kind] in self._fake.settings.subscriptions

    def message(
        self, channel: Channel, message: dict, wanted: int | None = None, first: str = ""
    ) -> list[Event]:
        """A new message; one that names the bot in a channel arrives twice (slack.md §5)."""
        base = shown(message) | {"channel": channel.id, "event_ts": message["ts"]}
        sending = []
        if self.heard_in(channel):
            sending.append(base | {"channel_type": channel.kind})
        names_bot = BOT_USER in mentioned(message.get("text", "")) and message["user"] != BOT_USER
        subscribed = "app_mention" in self._fake.settings.subscriptions
        if names_bot and subscribed and channel.kind != IM and BOT_USER in channel.members:
            sending.append(base | {"type": "app_mention"})
        if first:
            sending.sort(key=lambda event: event["type"] != first)
        else:
            self._chance.shuffle(sending)
        return [self.send(event, wanted) for event in sending]

    def changed(self, channel: Channel, message: dict, before: dict) -> list[Event]:
        event = {"subtype": "message_changed", "message": shown(message), "previous_message": shown(before)}
        return self._hidden(channel, event)

    def deleted(self, channel: Channel, before: dict) -> list[Event]:
        event = {"subtype": "message_deleted", "deleted_ts": before["ts"], "previous_message": shown(before)}
        return self._hidden(channel, event)

    def _hidden(self, channel: Channel, event: dict) -> list[Event]:
        if not self.heard_in(channel):
            return []
        ts = self._fake.world.next_ts()
        base = {"type": "message", "channel": channel.id, "hidden": True, "ts": ts, "event_ts": ts}
        return [self.send(base | event | {"channel_type": channel.kind})]

    def rate_limited(self) -> None:
        """The callback that has no inner event (slack.md §1.4)."""
        payload = {
            "token": payloads.VERIFICATION,
            "type": "app_rate_limited",
            "team_id": payloads.TEAM["id"],
            "minute_rate_limited": 1518467820,
            "api_app_id": payloads.APP_ID,
        }
        callback = Event(payloads.event_id(), payload, "event:app_rate_limited")
        self._fake.hub.deliver_event(callback)
