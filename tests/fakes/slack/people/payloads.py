"""The payloads of envelopes, field by field as slack.md §1.4 has them."""

import time

from ..world import APP_ID, BOT_USER, TEAM_DOMAIN, TEAM_ID, Channel, User, fresh

VERIFICATION = "verification-token"
TEAM = {"id": TEAM_ID, "domain": TEAM_DOMAIN}
INSTALL = {"enterprise": None, "is_enterprise_install": False}


def slash(user: User, channel: Channel, command: str, text: str, response_url: str, trigger_id: str) -> dict:
    name = "directmessage" if channel.kind == "im" else channel.name
    if channel.kind == "group":
        name = "privategroup"
    return {
        "token": VERIFICATION,
        "team_id": TEAM_ID,
        "team_domain": TEAM_DOMAIN,
        "channel_id": channel.id,
        "channel_name": name,
        "user_id": user.id,
        "user_name": user.name,
        "command": command,
        "text": text,
        "api_app_id": APP_ID,
        "is_enterprise_install": "false",
        "response_url": response_url,
        "trigger_id": trigger_id,
    }


def event_callback(event: dict, event_id: str) -> dict:
    place = event.get("channel", "")
    place = place if isinstance(place, str) else place.get("id", "")
    return {
        "token": VERIFICATION,
        "team_id": TEAM_ID,
        "context_team_id": TEAM_ID,
        "context_enterprise_id": None,
        "api_app_id": APP_ID,
        "event": event,
        "type": "event_callback",
        "event_id": event_id,
        "event_time": int(time.time()),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": TEAM_ID,
                "user_id": BOT_USER,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": False,
        "event_context": f"4-{event.get('type', '')}-{TEAM_ID}-{place}",
    }


def _acting(user: User) -> dict:
    return {"id": user.id, "username": user.name, "name": user.name, "team_id": TEAM_ID}


def block_actions(user: User, trigger_id: str, action: dict, where: dict) -> dict:
    """``where`` has the container and either channel, message and response_url or the view."""
    return {
        "type": "block_actions",
        "user": _acting(user),
        "api_app_id": APP_ID,
        "token": VERIFICATION,
        "trigger_id": trigger_id,
        "team": TEAM,
        **INSTALL,
        "state": {"values": {}},
        **where,
        "actions": [action],
    }


def view_submission(user: User, trigger_id: str, view: dict) -> dict:
    return {
        "type": "view_submission",
        "team": TEAM,
        "user": _acting(user),
        "api_app_id": APP_ID,
        "token": VERIFICATION,
        "trigger_id": trigger_id,
        "view": view,
        "response_urls": [],
        **INSTALL,
    }


def view_closed(user: User, view: dict, is_cleared: bool) -> dict:
    return {
        "type": "view_closed",
        "team": TEAM,
        "user": _acting(user),
        "api_app_id": APP_ID,
        "token": VERIFICATION,
        "view": view,
        "is_cleared": is_cleared,
        **INSTALL,
    }


def shortcut(user: User, callback_id: str, trigger_id: str) -> dict:
    return {
        "type": "shortcut",
        "token": VERIFICATION,
        "action_ts": f"{time.time():.6f}",
        "team": TEAM,
        "user": {"id": user.id, "username": user.name, "team_id": TEAM_ID},
        **INSTALL,
        "callback_id": callback_id,
        "trigger_id": trigger_id,
    }


def message_action(
    user: User, callback_id: str, trigger_id: str, channel: Channel, message: dict, url: str
) -> dict:
    return {
        "type": "message_action",
        "token": VERIFICATION,
        "action_ts": f"{time.time():.6f}",
        "team": TEAM,
        "user": {"id": user.id, "name": user.name, "team_id": TEAM_ID},
        "channel": {"id": channel.id, "name": channel.name},
        **INSTALL,
        "callback_id": callback_id,
        "trigger_id": trigger_id,
        "message_ts": message["ts"],
        "message": message,
        "response_url": url,
    }


def block_suggestion(user: User, element: dict, block_id: str, value: str, where: dict) -> dict:
    return {
        "type": "block_suggestion",
        "user": _acting(user),
        "team": TEAM,
        **INSTALL,
        "api_app_id": APP_ID,
        "token": VERIFICATION,
        "action_id": element["action_id"],
        "block_id": block_id,
        "value": value,
        **where,
    }


def event_id() -> str:
    return fresh("Ev")
