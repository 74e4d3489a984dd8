"""chat.*"""

from ..messages import shown
from ..world import BOT_USER, TEAM_DOMAIN, Channel
from .call import ApiError, Call, method
from .content import read_content
from .places import by_id, joined, message_at, thread_of, to_post_in

UPDATE_TEXT_MAX = 4000


@method("chat.postMessage", "chat:write")
def post_message(fake, call: Call) -> dict:
    channel = to_post_in(fake, call)
    content = read_content(fake.settings, call.args, call.warnings)
    thread_ts = thread_of(fake, call, channel)
    _plain_habits(fake, call)
    if call.flag("reply_broadcast") and thread_ts:
        content["subtype"] = "thread_broadcast"
    message = fake.messages.post(channel, BOT_USER, content, "chat.postMessage", thread_ts)
    fake.echo(channel, message)
    return {"channel": channel.id, "ts": message["ts"], "message": shown(message, with_metadata=True)}


def _plain_habits(fake, call: Call) -> None:
    """Note what Slack lets pass but a good app does not do (slack.md §2.3)."""
    if call.flag("link_names") or call.args.get("parse") == "full":
        fake.log.violation("link_names", method=call.method)
    if call.args.get("blocks") and not call.args.get("text"):
        fake.log.violation("no_fallback_text", method=call.method)


@method("chat.update", "chat:write")
def update(fake, call: Call) -> dict:
    channel = by_id(fake, call)
    message = message_at(call, channel)
    if message.get("bot_id") is None or message["user"] != BOT_USER:
        raise ApiError("cant_update_message")
    if len(str(call.args.get("text") or "")) > UPDATE_TEXT_MAX:
        raise ApiError("msg_too_long")
    args = dict(call.args)
    if args.get("text") is None and args.get("blocks") is None and args.get("metadata"):
        args |= {"text": message["text"], "blocks": message.get("blocks", [])}
    content = read_content(fake.settings, args, call.warnings)
    _plain_habits(fake, call)
    before = fake.messages.edit(channel, message, content, "chat.update")
    fake.echo_change(channel, message, before)
    return {
        "channel": channel.id,
        "ts": message["ts"],
        "text": message["text"],
        "message": shown(message, True),
    }


@method("chat.delete", "chat:write")
def delete(fake, call: Call) -> dict:
    channel = by_id(fake, call)
    message = message_at(call, channel)
    if message.get("user") != BOT_USER:
        raise ApiError("cant_delete_message")
    fake.messages.remove(channel, message, "chat.delete")
    return {"channel": channel.id, "ts": message["ts"]}


@method("chat.postEphemeral", "chat:write")
def post_ephemeral(fake, call: Call) -> dict:
    channel = joined(to_post_in(fake, call))
    user = call.text("user")
    if user not in fake.world.users:
        raise ApiError("user_not_found")
    if user not in channel.members:
        raise ApiError("user_not_in_channel")
    content = read_content(fake.settings, call.args, call.warnings)
    thread_ts = thread_of(fake, call, channel)
    _plain_habits(fake, call)
    message = fake.messages.whisper(channel, user, content, "chat.postEphemeral", thread_ts)
    return {"message_ts": message["ts"]}


@method("chat.getPermalink", json=False)
def get_permalink(fake, call: Call) -> dict:
    channel = by_id(fake, call)
    message = message_at(call, channel, "message_ts")
    return {"channel": channel.id, "permalink": permalink(channel, message)}


def permalink(channel: Channel, message: dict) -> str:
    """The address of a message, as Slack writes it."""
    link = f"https://{TEAM_DOMAIN}.slack.com/archives/{channel.id}/p{message['ts'].replace('.', '')}"
    root = message.get("thread_ts")
    return f"{link}?thread_ts={root}&cid={channel.id}" if root and root != message["ts"] else link
