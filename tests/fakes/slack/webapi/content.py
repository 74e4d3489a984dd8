"""What a message may say: text, blocks, attachments and metadata, wherever they are sent."""

from ..messages import texts_of
from ..schema.blocks import wrong_in_message
from ..schema.metadata import wrong_in_metadata
from .call import ApiError

ATTACHMENTS_MAX = 100
MARKDOWN_TEXT_MAX = 12_000


def weight(blocks: list, overhead: int) -> int:
    """What Slack seems to count against its limit on a message's blocks.

    Not documented. Measured by others: markdown alone up to 13,297 characters, 125 fewer with one
    divider (slackapi/bolt-js#2509), 11,341 characters in many blocks refused (#2867).
    """
    return sum(len(text) for text in texts_of(blocks)) + overhead * len(blocks)


def read_content(settings, args: dict, warnings: list) -> dict:
    """The message to show. Raises ApiError for what Slack refuses; truncates as Slack does."""
    text = _read_text(settings, args, warnings)
    content = {"text": text}
    if args.get("blocks"):
        content["blocks"] = _read_blocks(settings, args["blocks"])
    if args.get("attachments"):
        if len(args["attachments"]) > ATTACHMENTS_MAX:
            raise ApiError("too_many_attachments")
        content["attachments"] = args["attachments"]
    if args.get("metadata"):
        wrong = wrong_in_metadata(args["metadata"])
        if wrong:
            raise ApiError(wrong)
        content["metadata"] = args["metadata"]
    if not text and "blocks" not in content and "attachments" not in content:
        raise ApiError("no_text")
    return content


def _read_text(settings, args: dict, warnings: list) -> str:
    text = args.get("text") or ""
    text = text if isinstance(text, str) else str(text)
    if args.get("markdown_text"):
        if text or args.get("blocks"):
            raise ApiError("markdown_text_conflict")
        text = args["markdown_text"]
        if len(text) > MARKDOWN_TEXT_MAX:
            raise ApiError("msg_too_long")
    if len(text) > settings.text_max:
        text = text[: settings.text_max]
        warnings.append("message_truncated")
    return text


def _read_blocks(settings, blocks) -> list:
    if not isinstance(blocks, list) or not all(isinstance(block, dict) for block in blocks):
        raise ApiError("invalid_blocks_format")
    wrong = wrong_in_message(blocks)
    if wrong:
        messages = [f"[ERROR] {each}" for each in wrong]
        raise ApiError("invalid_blocks", errors=wrong, response_metadata={"messages": messages})
    if weight(blocks, settings.block_overhead) > settings.blocks_budget:
        raise ApiError("msg_blocks_too_long")
    return blocks
