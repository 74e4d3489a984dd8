"""What includes what: bot, config and storage against the table in floors.py, and the core against the world."""

import re
from collections.abc import Iterator
from pathlib import Path

from floors import FOLDERS, IMPURE_CALLS, IMPURE_HEADERS, Folder
from tree import blanked, cpp_files, line_at, name, text_of

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"\n]+)[>"]', re.MULTILINE)
FLOORED = ("bot/", "config/", "storage/")
STANDARD = re.compile(r"[a-z_0-9]+")


def folder_of(path: str) -> str | None:
    """The folder of the table that holds a file; the nearest one when it is in a folder below."""
    parts = path.split("/")[:-1]
    while parts:
        if "/".join(parts) in FOLDERS:
            return "/".join(parts) if len(parts) > 1 or path.count("/") == 1 else None
        parts.pop()
    return None


def resolve(root: Path, target: str) -> str | None:
    """The path from the root of a quoted include, written from bot/ or from the root; CMake makes some from an x.in."""
    for path in (f"bot/{target}", target, f"bot/{target}.in"):
        if ".." not in target and (root / path).is_file():
            return path
    return None


def outside(folder: Folder, target: str) -> str | None:
    """What is wrong with an include between angle brackets; nothing when it is allowed."""
    if STANDARD.fullmatch(target):
        if folder.pure and target in IMPURE_HEADERS:
            return f"<{target}> reaches outside of the program; this folder takes such things as arguments"
        return None
    if target.startswith(folder.outside or ("\0",)):
        return None
    if not folder.pure and re.fullmatch(r"(sys/|net/|netinet/|arpa/)?[a-z_0-9]+\.h", target) and "sqlite" not in target:
        return None
    return f"<{target}> is not among the headers of this folder: {', '.join(folder.outside) or 'std alone'}"


def check(root: Path) -> Iterator[str]:
    edges: dict[str, dict[str, str]] = {}
    for file in cpp_files(root):
        path = name(root, file)
        if not path.startswith(FLOORED):
            continue
        own = folder_of(path)
        if own is None:
            yield f"{path}:1: its folder stands on no floor; give it a line in tests/lint/floors.py"
            continue
        text = text_of(file)
        for match in INCLUDE.finditer(text):
            where = f"{path}:{line_at(text, match.start())}"
            problem = quoted(root, own, match[2], where, edges) if match[1] == '"' else outside(FOLDERS[own], match[2])
            if problem:
                yield f"{where}: {problem}"
        if FOLDERS[own].pure:
            for match in re.finditer(IMPURE_CALLS, blanked(text)):
                yield f"{path}:{line_at(text, match.start())}: {match.group()} in the core; pass its result in"
    yield from circles(edges)


def quoted(root: Path, own: str, target: str, where: str, edges: dict[str, dict[str, str]]) -> str | None:
    path = resolve(root, target)
    if path is None:
        return f'"{target}" is no file from bot/ or the root; write "core/base/ids.hpp", or <…> for a library'
    other = folder_of(path)
    if other is None or other not in FOLDERS[own].below | {own}:
        return f'{own} may not include "{target}"; below it are {", ".join(sorted(FOLDERS[own].below)) or "none"}'
    if other != own:
        edges.setdefault(own, {}).setdefault(other, where)
    return None


def circles(edges: dict[str, dict[str, str]]) -> Iterator[str]:
    done: set[str] = set()
    stack: list[str] = []

    def visit(folder: str) -> Iterator[str]:
        if folder in stack:
            circle = " → ".join([*stack[stack.index(folder):], folder])
            yield f"{edges[stack[-1]][folder]}: folders include one another in a circle: {circle}"
            return
        if folder in done:
            return
        stack.append(folder)
        for other in sorted(edges.get(folder, {})):
            yield from visit(other)
        stack.pop()
        done.add(folder)

    for folder in sorted(edges):
        yield from visit(folder)
