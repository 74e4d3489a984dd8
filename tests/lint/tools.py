"""Checks by tools that Debian packages: clang-format, shellcheck, codespell."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

from tree import FIXTURES, cpp_files, files, is_shell, name

HERE = Path(__file__).parent


def check_format(root: Path) -> Iterator[str]:
    paths = [name(root, f) for f in cpp_files(root)]
    return run(root, ["clang-format-14", "--dry-run", "-Werror", "--ferror-limit=1"], paths)


def check_shell(root: Path) -> Iterator[str]:
    return run(root, ["shellcheck", "--format=gcc"], [name(root, f) for f in files(root) if is_shell(f)])


def check_spelling(root: Path) -> Iterator[str]:
    """Tests misspell on purpose between quotes, and scripts as people do; elsewhere people read what stands there."""
    paths = [name(root, f) for f in files(root) if f.suffix != ".json"]
    paths = [path for path in paths if not path.startswith((FIXTURES, "tests/scenarios/", "tests/fuzz/corpus/"))]
    command = ["codespell", f"--ignore-words={HERE / 'spelling.txt'}"]
    yield from run(root, command, [p for p in paths if not p.startswith("tests/")])
    quotes = r"""--ignore-regex="[^"\n]*"|'[^'\n]*'|`[^`\n]*`"""
    yield from run(root, [*command, quotes], [p for p in paths if p.startswith("tests/")])


def run(root: Path, command: list[str], paths: list[str]) -> Iterator[str]:
    """The tool's own lines where it is not content."""
    if not paths:
        return
    done = subprocess.run([*command, *paths], cwd=root, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        yield from (line for line in (done.stdout + done.stderr).splitlines() if ":" in line)
        yield f"{command[0]} ended with status {done.returncode}"
