"""The README's map of the code names every folder that holds sources, and no other."""

import re
from collections.abc import Iterator
from pathlib import Path

from tree import files, is_source, line_at, name, text_of

ROW = re.compile(r"^\| `([\w/]+)` \|", re.MULTILINE)


def check(root: Path) -> Iterator[str]:
    text = text_of(root / "README.md")
    mapped = {match[1]: line_at(text, match.start()) for match in ROW.finditer(text)}
    folders = {shown(name(root, file)) for file in files(root) if is_source(file)} - {""}
    for folder in sorted(folders - set(mapped)):
        yield f"README.md:1: the map of the code does not name {folder}"
    for folder in sorted(mapped):
        if not (root / folder).is_dir():
            yield f"README.md:{mapped[folder]}: the map names {folder}, which is not there"


def shown(path: str) -> str:
    """The folder under which a file stands in the map: below tests and deploy that is one level."""
    parts = path.split("/")[:-1]
    if parts[:1] in (["tests"], ["deploy"]):
        below = "/".join(parts[:2])
        return parts[0] if below in MIRRORED else below
    return "" if parts in ([], ["bot"], ["bot", "core"], ["bot", "chat"], [".ci"]) else "/".join(parts)


# Test folders that mirror the program's.
MIRRORED = {f"tests/{folder}" for folder in ("app", "chat", "cli", "config", "core", "http", "net", "picture", "ports", "storage")}
