"""conversations.*"""

import base64
from decimal import Decimal, InvalidOperation

from ..messages import shown
from ..world import BOT_USER, IM, MPIM, PRIVATE, PUBLIC
from .call import ApiError, Call, method
from .places import HISTORY_SCOPE, READ_SCOPE, by_id, joined

KINDS = {"public_channel": PUBLIC, "private_channel": PRIVATE, "im": IM, "mpim": MPIM}


def page(call: Call, items: list, default: int, most: int) -> tuple[list, str]:
    """One page of a list and the cursor of the next ("" at the end)."""
    limit = call.number("limit", default, most)
    start = 0
    cursor = call.text("cursor", "")
    if cursor:
        try:
            start = int(base64.b64decode(cursor.encode(), validate=True).decode().removeprefix("at:"))
        except ValueError:
            raise ApiError("invalid_cursor") from None
    end = start + limit
    following = base64.b64encode(f"at:{end}".encode()).decode() if end < len(items) else ""
    return items[start:end], following


@method("conversations.info", json=False)
def info(fake, call: Call) -> dict:
    channel = by_id(fake, call)
    call.need(READ_SCOPE[channel.kind])
    return {"channel": channel.public()}


@method("conversations.list", json=False)
def list_all(fake, call: Call) -> dict:
    kinds = []
    for name in call.text("types", "public_channel").split(","):
        if name.strip() not in KINDS:
            raise ApiError("invalid_types")
        kinds.append(KINDS[name.strip()])
        call.need(READ_SCOPE[kinds[-1]])
    seen = [
        channel.public()
        for channel in fake.world.channels.values()
        if channel.kind in kinds
        and (channel.kind == PUBLIC or BOT_USER in channel.members)
        and not (call.flag("exclude_archived") and channel.archived)
    ]
    found, following = page(call, seen, 100, 1000)
    return {"channels": found, "response_metadata": {"next_cursor": following}}


@method("conversations.members", json=False)
def members(fake, call: Call) -> dict:
    channel = by_id(fake, call)
    call.need(READ_SCOPE[channel.kind])
    found, following = page(call, channel.members, 100, 1000)
    return {"members": found, "response_metadata": {"next_cursor": following}}


def _moment(call: Call, name: str, default: str) -> Decimal:
    try:
        return Decimal(call.text(name, default))
    except InvalidOperation:
        raise ApiError(f"invalid_ts_{name}") from None


def _between(call: Call, messages: list) -> list:
    oldest, latest = _moment(call, "oldest", "0"), _moment(call, "latest", "99999999999")
    if call.flag("inclusive"):
        return [each for each in messages if oldest <= Decimal(each["ts"]) <= latest]
    return [each for each in messages if oldest < Decimal(each["ts"]) < latest]


def _readable(fake, call: Call):
    channel = by_id(fake, call)
    call.need(HISTORY_SCOPE[channel.kind])
    return joined(channel)


@method("conversations.history", json=False)
def history(fake, call: Call) -> dict:
    channel = _readable(fake, call)
    top = [
        each
        for each in channel.messages.values()
        if each.get("thread_ts", each["ts"]) == each["ts"] or each.get("subtype") == "thread_broadcast"
    ]
    found, following = page(call, _between(call, top)[::-1], 100, 999)
    return _listed(call, found, following) | {"pin_count": 0}


@method("conversations.replies", json=False)
def replies(fake, call: Call) -> dict:
    channel = _readable(fake, call)
    ts = call.text("ts")
    message = channel.messages.get(ts)
    if message is None:
        raise ApiError("thread_not_found")
    root = channel.messages.get(message.get("thread_ts", ts), message)
    others = [channel.messages[each] for each in channel.replies.get(root["ts"], [])]
    found, following = page(call, _between(call, others), 1000, 1000)
    return _listed(call, [root, *found], following)


def _listed(call: Call, messages: list, following: str) -> dict:
    with_metadata = call.flag("include_all_metadata")
    answer = {"messages": [shown(each, with_metadata) for each in messages], "has_more": bool(following)}
    if following:
        answer["response_metadata"] = {"next_cursor": following}
    return answer


@method("conversations.open")
def open_direct(fake, call: Call) -> dict:
    if call.args.get("channel"):
        channel, there = by_id(fake, call), True
    else:
        ids = [each.strip() for each in call.text("users", "").split(",") if each.strip()]
        if not ids:
            raise ApiError("users_list_not_supplied")
        for each in ids:
            if each not in fake.world.users:
                raise ApiError("user_not_found")
            if each == BOT_USER or fake.world.users[each].is_bot:
                raise ApiError("cannot_dm_bot")
        if len(ids) > 8:
            raise ApiError("too_many_users")
        call.need("im:write" if len(ids) == 1 else "mpim:write")
        channel, there = fake.world.direct(ids)
    known = {"no_op": True, "already_open": True} if there else {}
    return known | {"channel": channel.public() if call.flag("return_im") else {"id": channel.id}}


@method("conversations.join", "channels:join")
def join(fake, call: Call) -> dict:
    channel = by_id(fake, call)
    if channel.kind != PUBLIC:
        raise ApiError("method_not_supported_for_channel_type")
    if channel.archived:
        raise ApiError("is_archived")
    if BOT_USER in channel.members:
        call.warnings.append("already_in_channel")
    else:
        channel.members.append(BOT_USER)
    return {"channel": channel.public()}
