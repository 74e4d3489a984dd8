"""Message metadata: an event type and a flat payload (slack.md §2)."""

import json

SIZE_MAX = 8000


def wrong_in_metadata(metadata) -> str:
    """Slack's error for this metadata, or nothing.

    The size limit is not published (slack.md §8); ours is on the strict side.
    """
    if not isinstance(metadata, dict):
        return "invalid_metadata_format"
    kind, payload = metadata.get("event_type"), metadata.get("event_payload")
    if not isinstance(kind, str) or not kind or len(kind) > 255 or not isinstance(payload, dict):
        return "invalid_metadata_format"
    if set(metadata) - {"event_type", "event_payload", "entities"}:
        return "invalid_metadata_format"
    if not all(_allowed(value) for value in payload.values()):
        return "invalid_metadata_schema"
    if len(json.dumps(metadata)) > SIZE_MAX:
        return "metadata_too_large"
    return ""


def _scalar(value) -> bool:
    return isinstance(value, (str, int, float, bool)) or value is None


def _flat(value) -> bool:
    return isinstance(value, dict) and all(_scalar(each) for each in value.values())


def _allowed(value) -> bool:
    if isinstance(value, list):
        return all(_scalar(each) or _flat(each) for each in value)
    return _scalar(value) or _flat(value)
