"""Who may stand at the top of the repository."""

from collections.abc import Iterator
from pathlib import Path

from tree import GENERATED

HOME = {"bot", "config", "storage", "tests", "deploy", "CMakeLists.txt", "CMakePresets.json", "README.md", "LICENSE"}


def check(root: Path) -> Iterator[str]:
    for entry in sorted(root.iterdir()):
        if entry.name not in HOME | GENERATED and not entry.name.startswith("."):
            yield f"{entry.name}:1: a stranger at the top; here are only {', '.join(sorted(HOME))} and dot-files"
