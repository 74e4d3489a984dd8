"""Finding the element a person uses, and what Slack says was done with it."""

from ..messages import elements_of
from ..schema.composition import all_options
from ..views import STATE_KEYS


class CannotHappen(Exception):
    """No person could have done this in Slack."""


def find_element(blocks: list, action_id: str, block_id: str, label: str) -> tuple[dict, dict]:
    """The block and the one element meant. Raises CannotHappen where there is none, or more than one."""
    found = [
        (block, element)
        for block in blocks
        for element in elements_of(block)
        if element.get("action_id") == action_id
        and block_id in ("", block["block_id"])
        and label
        in ("", element.get("text", {}).get("text") if isinstance(element.get("text"), dict) else "")
    ]
    if len(found) != 1:
        there = sorted(
            {each["action_id"] for block in blocks for each in elements_of(block) if "action_id" in each}
        )
        raise CannotHappen(f"{len(found)} elements are {action_id!r}; there are {', '.join(there) or 'none'}")
    return found[0]


def action_of(block: dict, element: dict, choose, now: str) -> dict:
    """The entry of ``actions`` for this use of this element. Raises CannotHappen for a choice not offered."""
    kind = element["type"]
    action = {
        "type": kind,
        "action_id": element["action_id"],
        "block_id": block["block_id"],
        "action_ts": now,
    }
    if kind == "button":
        shared = {key: element[key] for key in ("text", "value", "style", "url") if key in element}
        shared["text"] = {"emoji": True, **shared["text"]}
        return action | shared
    if kind == "overflow":
        return action | {"selected_option": option_with(element, choose)}
    return action | chosen(element, choose)


def option_with(element: dict, value) -> dict:
    for option in all_options(element):
        if option.get("value") == value:
            return option
    values = ", ".join(str(option.get("value")) for option in all_options(element))
    raise CannotHappen(f"{element['type']} {element['action_id']} does not offer {value!r}, but {values}")


def chosen(element: dict, value) -> dict:
    """The element's part of a view's state for what somebody typed or chose."""
    kind = element["type"]
    key = STATE_KEYS[kind][0]
    if kind in ("static_select", "radio_buttons"):
        return {key: option_with(element, value) if value is not None else None}
    if kind in ("checkboxes", "multi_static_select"):
        return {key: [option_with(element, each) for each in value or []]}
    if kind in ("external_select",) and isinstance(value, str):
        return {key: {"text": {"type": "plain_text", "text": value}, "value": value}}
    if isinstance(value, str) and key == "value":
        _check_typed(element, value)
    return {key: value}


def _check_typed(element: dict, value: str) -> None:
    """Slack's clients let nobody submit what breaks the element's own limits."""
    least, most = element.get("min_length", 0), element.get("max_length", 3000)
    if value and not least <= len(value) <= most:
        raise CannotHappen(f"{element['action_id']} takes {least} to {most} characters, not {len(value)}")
    if element["type"] == "number_input" and value:
        _check_number(element, value)


def _check_number(element: dict, value: str) -> None:
    try:
        number = float(value)
    except ValueError:
        raise CannotHappen(f"{element['action_id']} takes a number, not {value!r}") from None
    if not element["is_decimal_allowed"] and number != int(number):
        raise CannotHappen(f"{element['action_id']} takes whole numbers")
    low, high = element.get("min_value"), element.get("max_value")
    if (low is not None and number < float(low)) or (high is not None and number > float(high)):
        raise CannotHappen(f"{element['action_id']} takes numbers from {low} to {high}")
