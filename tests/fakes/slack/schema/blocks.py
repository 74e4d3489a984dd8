"""Blocks and lists of blocks (slack.md §2.2)."""

from .composition import mrkdwn_shape, plain, plain_shape, text
from .elements import ELEMENTS, IN_ACTIONS, IN_INPUT, IN_SECTION
from .kit import (
    ID,
    LINK,
    Report,
    Shape,
    anything,
    at_least_one,
    boolean,
    exactly_one,
    many,
    one_of,
    string,
    typed,
)

MESSAGE_BLOCKS_MAX = 50
VIEW_BLOCKS_MAX = 100
MARKDOWN_MAX = 12_000
_NAMED = {"block_id": ID}


IN_CONTEXT = {"image": ELEMENTS["image"], "mrkdwn": mrkdwn_shape(3000), "plain_text": plain_shape(3000)}
RICH_PART = Shape(
    {"elements": many(anything, 1000, least=0)},
    {"border": anything, "style": one_of("bullet", "ordered"), "indent": anything, "offset": anything},
)
RICH_PARTS = {
    kind: RICH_PART
    for kind in ("rich_text_section", "rich_text_list", "rich_text_preformatted", "rich_text_quote")
}


def _actions_differ(report: Report, path: str, value: dict) -> None:
    seen = set()
    for index, element in enumerate(value.get("elements") or []):
        action = element.get("action_id") if isinstance(element, dict) else None
        if action is not None and action in seen:
            report.wrong(f"{path}/elements/{index}/action_id", f'`action_id` "{action}" already exists')
        seen.add(action)


def _rows(report: Report, path: str, value) -> None:
    many(many(anything, 20), 100)(report, path, value)


BLOCKS = {
    "section": Shape(
        {},
        _NAMED
        | {
            "text": text(3000),
            "fields": many(text(2000), 10),
            "accessory": typed(ELEMENTS, IN_SECTION),
            "expand": boolean,
        },
        (at_least_one("text", "fields"),),
    ),
    "divider": Shape({}, _NAMED),
    "image": Shape(
        {"alt_text": string(2000)},
        _NAMED | {"image_url": LINK, "slack_file": anything, "title": plain(2000)},
        (exactly_one("image_url", "slack_file"),),
    ),
    "actions": Shape({"elements": many(typed(ELEMENTS, IN_ACTIONS), 25)}, _NAMED, (_actions_differ,)),
    "context": Shape({"elements": many(typed(IN_CONTEXT), 10)}, _NAMED),
    "header": Shape({"text": plain(150)}, _NAMED | {"level": anything}),
    "input": Shape(
        {"label": plain(2000), "element": typed(ELEMENTS, IN_INPUT)},
        _NAMED | {"hint": plain(2000), "optional": boolean, "dispatch_action": boolean},
    ),
    "markdown": Shape({"text": string(MARKDOWN_MAX)}, _NAMED),
    "rich_text": Shape({"elements": many(typed(RICH_PARTS), 1000, least=0)}, _NAMED),
    "table": Shape({"rows": _rows}, _NAMED | {"column_settings": many(anything, 20)}),
    "file": Shape({"external_id": ID, "source": one_of("remote")}, _NAMED),
    "video": Shape(
        {"alt_text": string(2000), "title": plain(200), "thumbnail_url": LINK, "video_url": LINK},
        _NAMED
        | {
            key: anything
            for key in ("author_name", "description", "provider_icon_url", "provider_name", "title_url")
        },
    ),
}

IN_MESSAGE = set(BLOCKS)
IN_MODAL = set(BLOCKS) - {"markdown", "table", "file"}
IN_HOME = IN_MODAL


def check_blocks(report: Report, path: str, blocks, most: int, allowed: set) -> None:
    """Check a list of blocks; the block_ids must differ, the markdown blocks share one limit."""
    many(typed(BLOCKS, allowed), most, least=0)(report, path, blocks)
    if report.errors or not isinstance(blocks, list):
        return
    seen = set()
    for index, block in enumerate(blocks):
        name = block.get("block_id")
        if name is not None and name in seen:
            report.wrong(f"{path}/{index}/block_id", f'`block_id` "{name}" already exists')
        seen.add(name)
    if sum(len(block["text"]) for block in blocks if block["type"] == "markdown") > MARKDOWN_MAX:
        report.wrong(path, f"markdown blocks must be less than {MARKDOWN_MAX + 1} characters in all")


def wrong_in_message(blocks) -> list[str]:
    """What is wrong with a message's blocks; empty where nothing is."""
    report = Report()
    check_blocks(report, "/blocks", blocks, MESSAGE_BLOCKS_MAX, IN_MESSAGE)
    return report.errors
