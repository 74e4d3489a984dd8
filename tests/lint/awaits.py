"""Nothing is built inside a co_await expression, and no loop over one has an empty body: GCC 12 miscompiles both
(deploy/decisions, "name it, then await it")."""

import re
from collections.abc import Iterator
from pathlib import Path

from tree import blanked, cpp_files, line_at, name, text_of

CLOSES = {")": "(", "]": "[", "}": "{"}


def check(root: Path) -> Iterator[str]:
    for file in cpp_files(root):
        text = blanked(text_of(file))
        for match in re.finditer(r"\bco_await\b", text):
            built = built_inside(text[match.end():])
            if built:
                where = f"{name(root, file)}:{line_at(text, match.start())}"
                yield f"{where}: {built} inside a co_await expression; name it on the line before, then await it"
        for match in re.finditer(r"\bwhile\s*\([^;{}]*\bco_await\b[^;{}]*\)\s*\{\s*\}", text):
            where = f"{name(root, file)}:{line_at(text, match.start())}"
            yield f"{where}: a loop over co_await with an empty body; await into a name in its body"


def built_inside(rest: str) -> str | None:
    """What the expression at the start of `rest` builds: an aggregate, a capturing lambda or nothing."""
    depth = 0
    skip_to = 0
    for at, sign in enumerate(rest):
        if at < skip_to:
            continue
        if sign in "([":
            if sign == "[" and lambda_starts(rest[:at]):
                captures = rest[at:].partition("]")[0]
                if captures.strip("[ \n"):
                    return "a capturing lambda"
                skip_to = at + end_of_lambda(rest[at:])
                continue
            depth += 1
        elif sign == "{":
            return "a braced value"
        elif sign in CLOSES:
            depth -= 1
            if depth < 0:
                return None
        elif depth == 0 and sign in ";,":
            return None
    return None


def lambda_starts(before: str) -> bool:
    """A bracket after a name, a call or an index is an index itself."""
    return not re.search(r"[\w)\]]\s*$", before)


def end_of_lambda(text: str) -> int:
    """Where a lambda without captures ends; its body is a function of its own."""
    depth = 0
    for at, sign in enumerate(text):
        if sign == "{":
            depth += 1
        elif sign == "}":
            depth -= 1
            if depth == 0:
                return at + 1
    return len(text)
