"""auth.test, apps.connections.open, users.* and reactions.*"""

import re

from ..world import APP_ID, BOT_ID, BOT_USER, TEAM_DOMAIN, TEAM_ID
from .call import ApiError, Call, method
from .conversations import page
from .places import by_id, message_at

_EMOJI = re.compile(r"[a-z0-9_+'\-]{1,100}(::skin-tone-[2-6])?")


@method("auth.test")
def auth_test(_fake, _call: Call) -> dict:
    return {
        "url": f"https://{TEAM_DOMAIN}.slack.com/",
        "team": "Fake",
        "user": "plumbline",
        "team_id": TEAM_ID,
        "user_id": BOT_USER,
        "bot_id": BOT_ID,
        "app_id": APP_ID,
        "is_enterprise_install": False,
    }


@method("apps.connections.open", "connections:write", app_token=True)
def connections_open(fake, _call: Call) -> dict:
    return {"url": f"{fake.socket_url}/link/?ticket={fake.hub.ticket()}&app_id={APP_ID}"}


@method("users.info", "users:read", json=False)
def users_info(fake, call: Call) -> dict:
    user = fake.world.users.get(call.text("user"))
    if user is None:
        raise ApiError("user_not_found")
    if user.is_stranger:
        raise ApiError("user_not_visible")
    locale = {"locale": "en-US"} if call.flag("include_locale") else {}
    return {"user": user.public() | locale}


@method("users.list", "users:read", json=False)
def users_list(fake, call: Call) -> dict:
    everyone = [user.public() for user in fake.world.users.values() if not user.is_stranger]
    found, following = page(call, everyone, 200, 1000)
    return {"members": found, "cache_ts": 0, "response_metadata": {"next_cursor": following}}


def _reacted(fake, call: Call) -> tuple:
    channel = by_id(fake, call)
    message = message_at(call, channel, "timestamp")
    name = call.text("name").strip(":")
    if not _EMOJI.fullmatch(name):
        raise ApiError("invalid_name")
    return channel, message, name


@method("reactions.add", "reactions:write")
def reactions_add(fake, call: Call) -> dict:
    channel, message, name = _reacted(fake, call)
    if not fake.messages.react(channel, message, BOT_USER, name):
        raise ApiError("already_reacted")
    return {}


@method("reactions.remove", "reactions:write")
def reactions_remove(fake, call: Call) -> dict:
    channel, message, name = _reacted(fake, call)
    if not fake.messages.unreact(channel, message, BOT_USER, name):
        raise ApiError("no_reaction")
    return {}
