"""Text, option and confirmation objects (slack.md §2.2)."""

from .kit import LINK, Report, Shape, boolean, many, one_of, string, typed

TEXT_MAX = 3000
OPTION_TEXT_MAX = 75
OPTION_VALUE_MAX = 75


def plain_shape(most: int) -> Shape:
    return Shape({"text": string(most)}, {"emoji": boolean})


def mrkdwn_shape(most: int) -> Shape:
    return Shape({"text": string(most)}, {"verbatim": boolean})


def plain(most: int = TEXT_MAX):
    """A plain_text object."""
    return typed({"plain_text": plain_shape(most)})


def text(most: int = TEXT_MAX):
    """A plain_text or mrkdwn object."""
    return typed({"plain_text": plain_shape(most), "mrkdwn": mrkdwn_shape(most)})


CONFIRM = Shape(
    {"title": plain(100), "text": text(300), "confirm": plain(30), "deny": plain(30)},
    {"style": one_of("primary", "danger")},
)


def option(label, url: bool = False) -> Shape:
    return Shape(
        {"text": label, "value": string(OPTION_VALUE_MAX)},
        {"description": label} | ({"url": LINK} if url else {}),
    )


OPTION = option(plain(OPTION_TEXT_MAX))
OVERFLOW_OPTION = option(plain(OPTION_TEXT_MAX), url=True)
RICH_OPTION = option(text(OPTION_TEXT_MAX))
OPTION_GROUP = Shape({"label": plain(OPTION_TEXT_MAX), "options": many(OPTION, 100)})
FILTER = Shape(
    {},
    {
        "include": many(one_of("im", "mpim", "private", "public"), 4),
        "exclude_external_shared_channels": boolean,
        "exclude_bot_users": boolean,
    },
)
DISPATCH = Shape({}, {"trigger_actions_on": many(one_of("on_enter_pressed", "on_character_entered"), 2)})


def all_options(value: dict) -> list[dict]:
    """The options of a select, groups flattened."""
    found = [each for each in value.get("options") or [] if isinstance(each, dict)]
    for group in value.get("option_groups") or []:
        if isinstance(group, dict):
            found += [each for each in group.get("options") or [] if isinstance(each, dict)]
    return found


def initial_among_options(report: Report, path: str, value: dict) -> None:
    """A rule: what is chosen at first must be one of the options, exactly."""
    options = all_options(value)
    single = [value["initial_option"]] if "initial_option" in value else []
    chosen = single + list(value.get("initial_options") or [])
    for each in chosen:
        if each not in options:
            report.wrong(path, "initial option must be exactly one of the options")


def values_differ(report: Report, path: str, value: dict) -> None:
    """A rule: no two options have the same value."""
    values = [each.get("value") for each in all_options(value)]
    if len(set(map(str, values))) != len(values):
        report.wrong(path, "options must have different values")
