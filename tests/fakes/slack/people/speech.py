"""What people type, as Slack passes it on."""

import re

from ..world import World, fresh

_CONTROL = re.compile(r"<(?:@[UW][A-Z0-9]+|#[CG][A-Z0-9]+|![a-z]+[^<>]*|https?://[^<>]*)(?:\|[^<>]*)?>")
_MENTION = re.compile(r"<@([UW][A-Z0-9]+)")


def escaped(text: str) -> str:
    """Typed text in Slack's form: ``&<>`` as entities, control sequences such as <@U…> left alone."""
    parts, at = [], 0
    for found in _CONTROL.finditer(text):
        parts += [_entities(text[at : found.start()]), found.group()]
        at = found.end()
    return "".join([*parts, _entities(text[at:])])


def _entities(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def with_labels(world: World, text: str) -> str:
    """Mentions with their labels, as should_escape gives them to slash commands."""

    def label(found: re.Match) -> str:
        user = world.users.get(found.group(1))
        return f"<@{found.group(1)}|{user.name}>" if user else found.group()

    return re.sub(r"<@([UW][A-Z0-9]+)>", label, text)


def mentioned(text: str) -> set[str]:
    return set(_MENTION.findall(text))


def rich_text(text: str) -> list:
    """The blocks Slack's own clients send along: mentions and plain stretches."""
    elements, at = [], 0
    for found in re.finditer(r"<@([UW][A-Z0-9]+)>", text):
        if found.start() > at:
            elements.append({"type": "text", "text": text[at : found.start()]})
        elements.append({"type": "user", "user_id": found.group(1)})
        at = found.end()
    if at < len(text):
        elements.append({"type": "text", "text": text[at:]})
    section = {"type": "rich_text_section", "elements": elements}
    return [{"type": "rich_text", "block_id": fresh("b").lower(), "elements": [section]}]
