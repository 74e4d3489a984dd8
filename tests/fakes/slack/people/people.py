"""What people do: type, click, submit, close. Each act is checked to be one a person could do."""

import uuid

from ..messages import shown
from ..webapi.call import ApiError
from ..webapi.content import read_content
from ..wire.delivery import ACKED, Delivery
from ..world import BOT_USER, Channel, User
from . import payloads
from .clicks import CannotHappen, action_of, find_element
from .forms import Forms
from .speech import escaped, rich_text, with_labels


class People:
    """Every act answers what was sent, so that a test can wait for its acknowledgement."""

    def __init__(self, fake) -> None:
        self._fake = fake
        self.forms = Forms(fake, self)

    def user(self, who: str) -> User:
        user = self._fake.world.user(who)
        if user is None:
            raise CannotHappen(f"nobody is called {who}")
        return user

    def channel(self, which: str) -> Channel:
        """A channel by id or name; ``@name`` is that person's direct messages with the bot."""
        world = self._fake.world
        if which.startswith("@"):
            return world.direct([self.user(which[1:]).id])[0]
        channel = world.channels.get(which) or world.channel_by_name(which.removeprefix("#"))
        if channel is None:
            raise CannotHappen(f"no channel is called {which}")
        return channel

    def _present(self, who: str, where: str) -> tuple[User, Channel]:
        user, channel = self.user(who), self.channel(where)
        if user.id not in channel.members:
            raise CannotHappen(f"{user.name} is not in {channel.name or channel.id}")
        return user, channel

    def slash(
        self,
        user: str,
        channel: str,
        text: str,
        command: str = "/plumb",
        raw: bool = False,
        connection: int | None = None,
    ) -> Delivery:
        """A slash command; ``raw`` sends the text untouched by Slack's escaping."""
        person, place = self._present(user, channel)
        said = text if raw else with_labels(self._fake.world, escaped(text))
        payload = payloads.slash(
            person,
            place,
            command,
            said,
            self._fake.response_urls.make(place.id, person.id),
            self._fake.views.trigger(person.id),
        )

        def ended(delivery: Delivery) -> None:
            self._show_answer(delivery, person, place)

        return self._fake.hub.deliver(
            "slash_commands", payload, "slash_commands", wanted=connection, on_end=ended
        )

    def _show_answer(self, delivery: Delivery, user: User, channel: Channel) -> None:
        log = self._fake.log
        if delivery.outcome != ACKED:
            error = "dispatch_failed" if not delivery.connection else "operation_timeout"
            log.add("user_sees", user=user.id, channel=channel.id, error=error)
            return
        if not delivery.payload:
            return
        try:
            content = read_content(self._fake.settings, delivery.payload, [])
        except ApiError as refused:
            log.violation("bad_ack_payload", error=refused.error, more=refused.more)
            return
        if delivery.payload.get("response_type") == "in_channel":
            message = self._fake.messages.post(channel, BOT_USER, content, "slash_ack")
            self._fake.echo(channel, message)
        else:
            self._fake.messages.whisper(channel, user.id, content, "slash_ack")

    def message(
        self,
        user: str,
        channel: str,
        text: str,
        thread_ts: str = "",
        raw: bool = False,
        connection: int | None = None,
        first: str = "",
        files: list | None = None,
    ) -> tuple[dict, list]:
        """A message somebody writes, and the events it makes."""
        person, place = self._present(user, channel)
        if thread_ts and thread_ts not in place.messages:
            raise CannotHappen(f"{place.name} has no message {thread_ts}")
        said = text if raw else escaped(text)
        content = {"text": said, "client_msg_id": str(uuid.uuid4()), "blocks": rich_text(said)}
        if files:
            content |= {"files": files, "subtype": "file_share"}
        message = self._fake.messages.post(place, person.id, content, "people", thread_ts)
        return message, self._fake.events.message(place, message, connection, first)

    def edit(self, channel: str, ts: str, text: str) -> list:
        place, message = self._own(channel, ts)
        before = self._fake.messages.edit(place, message, {"text": escaped(text)}, "people")
        return self._fake.events.changed(place, message, before)

    def delete(self, channel: str, ts: str) -> list:
        place, message = self._own(channel, ts)
        before = dict(message)
        self._fake.messages.remove(place, message, "people")
        return self._fake.events.deleted(place, before)

    def _own(self, channel: str, ts: str) -> tuple[Channel, dict]:
        place = self.channel(channel)
        message = place.messages.get(ts)
        if message is None or message["user"] == BOT_USER:
            raise CannotHappen(f"{place.name} has no person's message {ts}")
        return place, message

    def react(self, user: str, channel: str, ts: str, name: str, remove: bool = False) -> list:
        person, place = self._present(user, channel)
        message = place.messages.get(ts)
        if message is None:
            raise CannotHappen(f"{place.name} has no message {ts}")
        change = self._fake.messages.unreact if remove else self._fake.messages.react
        kind = "reaction_removed" if remove else "reaction_added"
        if not change(place, message, person.id, name) or kind not in self._fake.settings.subscriptions:
            return []
        event = {
            "type": kind,
            "user": person.id,
            "reaction": name,
            "item": {"type": "message", "channel": place.id, "ts": ts},
            "item_user": message["user"],
            "event_ts": self._fake.world.next_ts(),
        }
        return [self._fake.events.send(event)]

    def press(
        self,
        user: str,
        action_id: str,
        channel: str = "",
        ts: str = "",
        view_id: str = "",
        block_id: str = "",
        label: str = "",
        choose=None,
        connection: int | None = None,
    ) -> Delivery:
        """Use an element of a message or a view that is really there.

        ``label`` picks one of several buttons; ``choose`` is what is chosen: an option's value, a
        date, a user's id, a list of them.
        """
        person = self.user(user)
        if view_id:
            holder = self._fake.views.all.get(view_id)
            where = {"container": {"type": "view", "view_id": view_id}, "view": holder}
        else:
            place = self.channel(channel)
            holder = place.messages.get(ts) or self._fake.messages.ephemeral.get((place.id, ts))
            where = self._where(person, place, holder) if holder else {}
        if holder is None:
            raise CannotHappen(f"there is no message or view {ts or view_id}")
        block, element = find_element(holder.get("blocks", []), action_id, block_id, label)
        action = action_of(block, element, choose, self._fake.world.next_ts())
        trigger_id = self._fake.views.trigger(person.id, view_id)
        payload = payloads.block_actions(person, trigger_id, action, where)
        return self._fake.hub.deliver("interactive", payload, "block_actions", wanted=connection)

    def _where(self, user: User, channel: Channel, message: dict) -> dict:
        only_to = message.get("ephemeral_to")
        if only_to not in (None, user.id):
            raise CannotHappen(f"{user.name} cannot see this message")
        if user.id not in channel.members:
            raise CannotHappen(f"{user.name} is not in {channel.name}")
        container = {
            "type": "message",
            "message_ts": message["ts"],
            "channel_id": channel.id,
            "is_ephemeral": only_to is not None,
        }
        if message.get("thread_ts"):
            container["thread_ts"] = message["thread_ts"]
        name = "directmessage" if channel.kind == "im" else channel.name
        return {
            "container": container,
            "channel": {"id": channel.id, "name": name},
            "message": shown(message),
            "response_url": self._fake.response_urls.make(channel.id, user.id, message["ts"]),
        }

    def shortcut(self, user: str, callback_id: str) -> Delivery:
        person = self.user(user)
        payload = payloads.shortcut(person, callback_id, self._fake.views.trigger(person.id))
        return self._fake.hub.deliver("interactive", payload, "shortcut")

    def message_shortcut(self, user: str, callback_id: str, channel: str, ts: str) -> Delivery:
        person, place = self._present(user, channel)
        message = place.messages.get(ts)
        if message is None:
            raise CannotHappen(f"{place.name} has no message {ts}")
        url = self._fake.response_urls.make(place.id, person.id, ts)
        trigger_id = self._fake.views.trigger(person.id)
        payload = payloads.message_action(person, callback_id, trigger_id, place, shown(message), url)
        return self._fake.hub.deliver("interactive", payload, "message_action")

    def open_home(self, user: str, tab: str = "home") -> list:
        person = self.user(user)
        event = {
            "type": "app_home_opened",
            "user": person.id,
            "channel": self._fake.world.direct([person.id])[0].id,
            "event_ts": self._fake.world.next_ts(),
            "tab": tab,
        }
        home = self._fake.views.all.get(self._fake.views.homes.get(person.id, ""))
        if home and tab == "home":
            event["view"] = home
        if "app_home_opened" not in self._fake.settings.subscriptions:
            return []
        return [self._fake.events.send(event)]
