"""Modals and App Home views (slack.md §2.2)."""

import json

from .blocks import IN_HOME, IN_MODAL, VIEW_BLOCKS_MAX, check_blocks
from .composition import plain
from .kit import Report, Shape, anything, boolean, string, typed

VIEW_BYTES_MAX = 250_000
_BOTH = {
    "private_metadata": string(3000, least=0),
    "callback_id": string(255, least=0),
    "external_id": string(255, least=0),
}
_VIEWS = typed(
    {
        "modal": Shape(
            {"title": plain(24), "blocks": anything},
            _BOTH
            | {
                "submit": plain(24),
                "close": plain(24),
                "clear_on_close": boolean,
                "notify_on_close": boolean,
            },
        ),
        "home": Shape({"blocks": anything}, _BOTH),
    }
)


def wrong_in_view(view, kind: str) -> list[str]:
    """What is wrong with a view of this kind, in Slack's words; empty where nothing is."""
    report = Report()
    _VIEWS(report, "/view", view)
    if report.errors:
        return ["failed to match all allowed schemas [json-pointer:/view]", *report.errors]
    if view["type"] != kind:
        report.wrong("/view/type", f"must be a valid enum value: {kind}")
    allowed = IN_MODAL if kind == "modal" else IN_HOME
    check_blocks(report, "/view/blocks", view["blocks"], VIEW_BLOCKS_MAX, allowed)
    if report.errors:
        return report.errors
    if kind == "modal" and "submit" not in view:
        for index, block in enumerate(view["blocks"]):
            if block["type"] == "input":
                report.wrong(f"/view/blocks/{index}/input", "must define `submit` to use `input` block")
    if sum(bool(block.get("element", {}).get("focus_on_load")) for block in view["blocks"]) > 1:
        report.wrong("/view/blocks", "only one element may have `focus_on_load`")
    return report.errors


def too_large(view) -> bool:
    return len(json.dumps(view, ensure_ascii=False).encode()) > VIEW_BYTES_MAX
