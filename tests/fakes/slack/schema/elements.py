"""Block elements: what each must and may have, and where it may stand (slack.md §2.2)."""

from .composition import (
    CONFIRM,
    DISPATCH,
    FILTER,
    OPTION,
    OPTION_GROUP,
    OVERFLOW_OPTION,
    RICH_OPTION,
    initial_among_options,
    plain,
    values_differ,
)
from .kit import ID, LINK, Shape, anything, boolean, exactly_one, many, one_of, string, whole

SELECT_OPTIONS_MAX = 100
PLACEHOLDER = plain(150)
DAY = string(10, pattern=r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
TIME_OF_DAY = string(5, pattern=r"([01]\d|2[0-3]):[0-5]\d")

_ACTS = {"action_id": ID}
_ASKS = _ACTS | {"placeholder": PLACEHOLDER, "focus_on_load": boolean}
_SELECTS = _ASKS | {"confirm": CONFIRM}
_TYPES = _ASKS | {"dispatch_action_config": DISPATCH, "initial_value": string(3000, least=0)}
_ONE_LIST = (exactly_one("options", "option_groups"), initial_among_options, values_differ)
_LISTS = {
    "options": many(OPTION, SELECT_OPTIONS_MAX),
    "option_groups": many(OPTION_GROUP, SELECT_OPTIONS_MAX),
}
_IDS = many(ID, 100)
_MOST = {"max_selected_items": whole(1, 100)}


def _boxes(initial: dict) -> Shape:
    return Shape(
        {"options": many(RICH_OPTION, 10)},
        _ACTS | {"confirm": CONFIRM, "focus_on_load": boolean} | initial,
        (initial_among_options, values_differ),
    )


ELEMENTS = {
    "button": Shape(
        {"text": plain(75)},
        _ACTS
        | {
            "url": LINK,
            "value": string(2000),
            "style": one_of("primary", "danger"),
            "confirm": CONFIRM,
            "accessibility_label": string(75),
        },
    ),
    "overflow": Shape({"options": many(OVERFLOW_OPTION, 5)}, _ACTS | {"confirm": CONFIRM}, (values_differ,)),
    "checkboxes": _boxes({"initial_options": many(RICH_OPTION, 10)}),
    "radio_buttons": _boxes({"initial_option": RICH_OPTION}),
    "static_select": Shape({}, _SELECTS | _LISTS | {"initial_option": OPTION}, _ONE_LIST),
    "multi_static_select": Shape(
        {}, _SELECTS | _LISTS | _MOST | {"initial_options": many(OPTION, 100)}, _ONE_LIST
    ),
    "external_select": Shape({}, _SELECTS | {"initial_option": OPTION, "min_query_length": whole(0, 255)}),
    "multi_external_select": Shape(
        {}, _SELECTS | _MOST | {"initial_options": many(OPTION, 100), "min_query_length": whole(0, 255)}
    ),
    "users_select": Shape({}, _SELECTS | {"initial_user": ID}),
    "multi_users_select": Shape({}, _SELECTS | _MOST | {"initial_users": _IDS}),
    "channels_select": Shape({}, _SELECTS | {"initial_channel": ID, "response_url_enabled": boolean}),
    "multi_channels_select": Shape({}, _SELECTS | _MOST | {"initial_channels": _IDS}),
    "conversations_select": Shape(
        {},
        _SELECTS
        | {
            "initial_conversation": ID,
            "default_to_current_conversation": boolean,
            "response_url_enabled": boolean,
            "filter": FILTER,
        },
    ),
    "multi_conversations_select": Shape(
        {},
        _SELECTS
        | _MOST
        | {"initial_conversations": _IDS, "default_to_current_conversation": boolean, "filter": FILTER},
    ),
    "datepicker": Shape({}, _SELECTS | {"initial_date": DAY}),
    "timepicker": Shape({}, _SELECTS | {"initial_time": TIME_OF_DAY, "timezone": string(255)}),
    "datetimepicker": Shape(
        {},
        _ACTS | {"initial_date_time": whole(10**9, 10**10 - 1), "confirm": CONFIRM, "focus_on_load": boolean},
    ),
    "plain_text_input": Shape(
        {},
        _TYPES | {"multiline": boolean, "min_length": whole(0, 3000), "max_length": whole(1, 3000)},
    ),
    "email_text_input": Shape({}, _TYPES),
    "url_text_input": Shape({}, _TYPES),
    "number_input": Shape(
        {"is_decimal_allowed": boolean}, _TYPES | {"min_value": string(20), "max_value": string(20)}
    ),
    "rich_text_input": Shape({}, _ASKS | {"initial_value": anything, "dispatch_action_config": DISPATCH}),
    "file_input": Shape({}, _ACTS | {"filetypes": many(string(20), 50), "max_files": whole(1, 10)}),
    "image": Shape(
        {"alt_text": string(2000)},
        {"image_url": LINK, "slack_file": anything},
        (exactly_one("image_url", "slack_file"),),
    ),
}

_TYPED_IN = {
    "plain_text_input",
    "email_text_input",
    "url_text_input",
    "number_input",
    "rich_text_input",
    "file_input",
}
IN_ACTIONS = set(ELEMENTS) - _TYPED_IN - {"image"} | {"rich_text_input"}
IN_SECTION = set(ELEMENTS) - _TYPED_IN
IN_INPUT = set(ELEMENTS) - {"button", "overflow", "image"}
