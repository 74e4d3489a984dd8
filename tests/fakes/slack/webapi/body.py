"""From an HTTP request's bytes to a call's arguments."""

import json

from yarl import URL

from .call import ApiError, invalid_arguments

NESTED = {"blocks", "metadata", "view", "files", "attachments"}
_BAD_NESTED = {
    "blocks": ApiError("invalid_blocks_format"),
    "metadata": ApiError("invalid_metadata_format"),
    "attachments": ApiError("invalid_attachments"),
    "view": invalid_arguments("invalid JSON [json-pointer:/view]"),
    "files": invalid_arguments("invalid JSON [json-pointer:/files]"),
}


def read_arguments(content_type: str, body: bytes, query: dict, reads_json: bool) -> tuple[dict, list[str]]:
    """The arguments and the warnings about how they came. Raises ApiError.

    A method that reads no JSON sees none of a JSON body, as Slack's read methods do.
    """
    kind, _, parameters = content_type.partition(";")
    kind, warnings = kind.strip().lower(), []
    args = dict(query)
    if kind == "application/json":
        if "charset" not in parameters.lower():
            warnings.append("missing_charset")
        given = _parse_json(body)
        if reads_json:
            args |= given
    elif kind == "application/x-www-form-urlencoded":
        if "charset" in parameters.lower():
            warnings.append("superfluous_charset")
        try:
            args |= _parse_form(body)
        except UnicodeDecodeError:
            raise ApiError("invalid_form_data") from None
    elif body:
        raise ApiError("invalid_post_type" if kind else "missing_post_type")
    return args, warnings


def _parse_form(body: bytes) -> dict:
    """A form's fields; yarl decodes them several times faster than urllib."""
    return dict(URL("/?" + body.decode("ascii").replace("#", "%23"), encoded=True).query)


def _parse_json(body: bytes) -> dict:
    try:
        given = json.loads(body.decode("utf-8")) if body else {}
    except (UnicodeDecodeError, json.JSONDecodeError):
        raise ApiError("invalid_json") from None
    if not isinstance(given, dict):
        raise ApiError("json_not_object")
    return given


def decode_nested(args: dict) -> None:
    """Parse in place what a form carries as JSON text. Raises ApiError."""
    for name in NESTED & args.keys():
        if not isinstance(args[name], str):
            continue
        if args[name] == "":
            del args[name]
            continue
        try:
            args[name] = json.loads(args[name])
        except json.JSONDecodeError:
            raise _BAD_NESTED[name] from None
