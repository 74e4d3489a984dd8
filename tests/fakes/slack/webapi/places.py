"""Finding the channel or message a call means, with the errors Slack has for each miss."""

import re

from ..world import BOT_USER, IM, MPIM, PRIVATE, PUBLIC, Channel
from .call import ApiError, Call, invalid_arguments

READ_SCOPE = {PUBLIC: "channels:read", PRIVATE: "groups:read", IM: "im:read", MPIM: "mpim:read"}
HISTORY_SCOPE = {
    PUBLIC: "channels:history",
    PRIVATE: "groups:history",
    IM: "im:history",
    MPIM: "mpim:history",
}
_TS = re.compile(r"\d{9,11}\.\d{6}")


def by_id(fake, call: Call, name: str = "channel") -> Channel:
    """The channel with this id, if the bot can see it: a private one only as a member."""
    channel = fake.world.channels.get(call.text(name))
    if channel is None or (channel.kind != PUBLIC and BOT_USER not in channel.members):
        raise ApiError("channel_not_found")
    return channel


def to_post_in(fake, call: Call) -> Channel:
    """The channel to write in: an id, a name, or a person (whose direct messages are opened)."""
    wanted = call.text("channel")
    if wanted in fake.world.users:
        if wanted == BOT_USER or fake.world.users[wanted].is_bot:
            raise ApiError("channel_not_found")
        channel = fake.world.direct([wanted])[0]
    else:
        channel = fake.world.channels.get(wanted) or fake.world.channel_by_name(wanted.removeprefix("#"))
    if channel is None:
        raise ApiError("channel_not_found")
    if BOT_USER not in channel.members:
        if channel.kind != PUBLIC:
            raise ApiError("channel_not_found")
        if "chat:write.public" not in call.scopes:
            raise ApiError("not_in_channel")
    if channel.archived:
        raise ApiError("is_archived")
    return channel


def joined(channel: Channel) -> Channel:
    if BOT_USER not in channel.members:
        raise ApiError("not_in_channel")
    return channel


def thread_of(fake, call: Call, channel: Channel) -> str:
    """The thread asked for, or "". Raises ApiError where its root is not there."""
    ts = call.args.get("thread_ts")
    if ts is None or ts == "":
        return ""
    if not isinstance(ts, str) or not _TS.fullmatch(ts):
        message = f"[ERROR] {ts} is not a valid thread_ts"
        raise ApiError("invalid_thread_ts", response_metadata={"messages": [message]})
    message = channel.messages.get(ts)
    if message is None:
        raise ApiError("thread_not_found")
    if message.get("thread_ts", ts) != ts:
        fake.log.violation("thread_ts_of_a_reply", channel=channel.id, ts=ts)
    return ts


def message_at(call: Call, channel: Channel, name: str = "ts") -> dict:
    ts = call.args.get(name)
    if not isinstance(ts, str):
        raise invalid_arguments(f"missing required field: {name}")
    message = channel.messages.get(ts)
    if message is None:
        raise ApiError("message_not_found")
    return message
