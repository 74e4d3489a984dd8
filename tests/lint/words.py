"""What a finished text does not hold: notes to oneself, and paths that exist on one machine only."""

import re
from collections.abc import Iterator
from pathlib import Path

from tree import FIXTURES, files, line_at, name, text_of

# Written so that these lines do not find themselves.
NOTES = re.compile(r"\b(T[O]DO|F[I]XME|X[X]X|H[A]CK)\b")
ELSEWHERE = re.compile(r"\.\./shar[e]d\b|(?<![\w.])/wor[k]/")


def check_notes(root: Path) -> Iterator[str]:
    return find(root, NOTES, "do it, or file it")


def check_paths(root: Path) -> Iterator[str]:
    return find(root, ELSEWHERE, "the repository stands alone")


def find(root: Path, pattern: re.Pattern[str], expected: str) -> Iterator[str]:
    for file in files(root):
        if name(root, file).startswith(FIXTURES):
            continue
        text = text_of(file)
        for match in pattern.finditer(text):
            yield f"{name(root, file)}:{line_at(text, match.start())}: {match.group()}; {expected}"
