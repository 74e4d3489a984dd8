"""Modals on people's screens, home tabs, and the triggers that open them."""

import secrets
from dataclasses import dataclass

from .messages import elements_of, with_ids
from .webapi.call import ApiError
from .world import APP_ID, BOT_ID, TEAM_ID, fresh

STACK_MAX = 3

# Per element type: the key of its value in a view's state, and the element's key of its first value.
STATE_KEYS = {
    "plain_text_input": ("value", "initial_value"),
    "email_text_input": ("value", "initial_value"),
    "url_text_input": ("value", "initial_value"),
    "number_input": ("value", "initial_value"),
    "rich_text_input": ("rich_text_value", "initial_value"),
    "static_select": ("selected_option", "initial_option"),
    "external_select": ("selected_option", "initial_option"),
    "radio_buttons": ("selected_option", "initial_option"),
    "checkboxes": ("selected_options", "initial_options"),
    "multi_static_select": ("selected_options", "initial_options"),
    "multi_external_select": ("selected_options", "initial_options"),
    "users_select": ("selected_user", "initial_user"),
    "multi_users_select": ("selected_users", "initial_users"),
    "channels_select": ("selected_channel", "initial_channel"),
    "multi_channels_select": ("selected_channels", "initial_channels"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "multi_conversations_select": ("selected_conversations", "initial_conversations"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
    "file_input": ("files", ""),
}


def state_of(blocks: list, kept: dict | None = None) -> dict:
    """The ``state.values`` of blocks: what was typed before where the ids are the same, else first values."""
    values: dict = {}
    for block in blocks:
        for element in elements_of(block):
            keys = STATE_KEYS.get(element.get("type"))
            if keys is None:
                continue
            old = (kept or {}).get(block["block_id"], {}).get(element["action_id"])
            empty = [] if keys[0].endswith("s") else None
            new = {"type": element["type"], keys[0]: element.get(keys[1], empty)}
            same_kind = old is not None and old["type"] == new["type"]
            values.setdefault(block["block_id"], {})[element["action_id"]] = old if same_kind else new
    return values


@dataclass
class Trigger:
    user: str
    until: float
    view_id: str = ""
    used: bool = False


class Views:
    """Every view by id, each person's stack of modals, and each person's home."""

    def __init__(self, settings, log) -> None:
        self._settings = settings
        self._log = log
        self._triggers: dict[str, Trigger] = {}
        self.all: dict[str, dict] = {}
        self.stacks: dict[str, list[str]] = {}
        self.homes: dict[str, str] = {}

    def trigger(self, user: str, view_id: str = "") -> str:
        """A fresh trigger_id for something this person just did."""
        trigger_id = f"{secrets.randbelow(10**13)}.{secrets.randbelow(10**12)}.{secrets.token_hex(16)}"
        self._triggers[trigger_id] = Trigger(user, self._log.now() + self._settings.trigger_life, view_id)
        return trigger_id

    def take(self, trigger_id: str) -> Trigger:
        """Use a trigger up. Raises ApiError for one that is none, is used or is too old."""
        trigger = self._triggers.get(trigger_id)
        if trigger is None:
            raise ApiError("invalid_trigger_id")
        if trigger.used:
            raise ApiError("exchanged_trigger_id")
        if self._log.now() > trigger.until:
            raise ApiError("expired_trigger_id")
        trigger.used = True
        return trigger

    def open(self, user: str, given: dict, over: str = "") -> dict:
        """Show a modal, alone or over another one of the same stack."""
        stack = self.stacks.get(user, []) if over else []
        if len(stack) >= STACK_MAX:
            raise ApiError("push_limit_reached")
        view = self._make(given)
        view["previous_view_id"] = stack[-1] if stack else None
        view["root_view_id"] = stack[0] if stack else view["id"]
        self.stacks[user] = [*stack, view["id"]]
        self._note("pushed" if over else "opened", user, view)
        return view

    def publish(self, user: str, given: dict, known_hash: str) -> dict:
        """Put a view on somebody's home tab."""
        old = self.all.get(self.homes.get(user, ""))
        if old:
            self._same_hash(old, known_hash)
            return self.replace(user, old, given)
        view = self._make(given) | {"previous_view_id": None}
        view["root_view_id"] = view["id"]
        self.all[view["id"]] = view
        self.homes[user] = view["id"]
        self._note("published", user, view)
        return view

    def update(self, view: dict, given: dict, known_hash: str) -> dict:
        """Change a modal that is still on the screen. Raises ApiError hash_conflict, not_found."""
        self._same_hash(view, known_hash)
        return self.replace(self.owner(view["id"]), view, given)

    def replace(self, user: str, view: dict, given: dict) -> dict:
        """Put other content in a view's place; typed values stay where the ids are the same."""
        kept = view["state"]["values"]
        new = self._make(given, known=view["id"])
        view.update({**new, "id": view["id"]})
        view["state"] = {"values": state_of(view["blocks"], kept)}
        self._note("updated", user, view)
        return view

    def owner(self, view_id: str) -> str:
        """Whose screen a modal is on. Raises ApiError not_found."""
        for user, stack in self.stacks.items():
            if view_id in stack:
                return user
        raise ApiError("not_found")

    def close(self, user: str, view_id: str, clear: bool = False) -> list[str]:
        """Take a modal (and those over it, or all) away; the ids gone."""
        stack = self.stacks.get(user, [])
        at = 0 if clear or view_id not in stack else stack.index(view_id)
        gone, self.stacks[user] = stack[at:], stack[:at]
        self._log.add("view", action="closed", user=user, view_id=view_id, gone=gone)
        return gone

    def _same_hash(self, view: dict, known_hash: str) -> None:
        if known_hash and known_hash != view["hash"]:
            raise ApiError("hash_conflict")

    def _make(self, given: dict, known: str = "") -> dict:
        external_id = given.get("external_id", "")
        if external_id and any(
            view["external_id"] == external_id and view["id"] != known for view in self.all.values()
        ):
            raise ApiError("duplicate_external_id")
        blocks = with_ids(given["blocks"])
        view = {
            "id": fresh("V"),
            "team_id": TEAM_ID,
            "type": given["type"],
            "blocks": blocks,
            "private_metadata": given.get("private_metadata", ""),
            "callback_id": given.get("callback_id", ""),
            "external_id": external_id,
            "state": {"values": state_of(blocks)},
            "hash": f"{int(self._log.now() * 1000)}.{secrets.token_hex(4)}",
            "title": given.get("title"),
            "submit": given.get("submit"),
            "close": given.get("close"),
            "clear_on_close": given.get("clear_on_close", False),
            "notify_on_close": given.get("notify_on_close", False),
            "app_id": APP_ID,
            "bot_id": BOT_ID,
            "app_installed_team_id": TEAM_ID,
        }
        if not known:
            self.all[view["id"]] = view
        return view

    def _note(self, action: str, user: str, view: dict) -> None:
        self._log.add(
            "view",
            action=action,
            user=user,
            view_id=view["id"],
            callback_id=view["callback_id"],
            view=dict(view),
        )
