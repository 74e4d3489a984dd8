#!/usr/bin/env python3
"""clang-tidy over the program's own sources: tidy.py BUILD_DIR. Exit status 1 where it has something to say.

A source that was found clean is not read again until it, a header of ours that it includes, the flags or the
checks change; the cache is keyed by all of these, so every checkout and build of this machine can share it.
"""

import hashlib
import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

from includes import FLOORED, INCLUDE, resolve
from tree import name, text_of

ROOT = Path(__file__).resolve().parents[2]
TIDY = "clang-tidy-14"


@cache
def ours(path: str) -> frozenset[str]:
    """The headers of ours that a file includes itself."""
    targets = (match[2] for match in INCLUDE.finditer(text_of(ROOT / path)) if match[1] == '"')
    return frozenset(found for target in targets if (found := resolve(ROOT, target)))


def closure(path: str) -> list[str]:
    seen: set[str] = set()
    ahead = [path]
    while ahead:
        at = ahead.pop()
        if at not in seen:
            seen.add(at)
            ahead += ours(at)
    return sorted(seen)


def key(path: str, command: str, settings: str) -> str:
    parts = [settings, command.replace(str(ROOT), ".")]
    parts += [f"{p}\n{text_of(ROOT / p)}" for p in closure(path)]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def read(path: str, build: Path) -> str:
    """What clang-tidy says about a source; empty when it is content."""
    done = subprocess.run(
        [TIDY, "--quiet", "-p", str(build), path], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return "" if done.returncode == 0 else done.stdout + (done.stderr if not done.stdout else "")


def main(arguments: list[str]) -> int:
    build = Path(arguments[0]).resolve()
    entries = json.loads((build / "compile_commands.json").read_text(encoding="utf-8"))
    commands = {name(ROOT, Path(e["file"])): e["command"] for e in entries}
    commands = {path: command for path, command in commands.items() if path.startswith(FLOORED)}
    version = subprocess.run([TIDY, "--version"], capture_output=True, text=True, check=True).stdout
    settings = version + text_of(ROOT / ".clang-tidy")
    store = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "plumbline-tidy"
    store.mkdir(parents=True, exist_ok=True)

    keys = {path: key(path, command, settings) for path, command in commands.items()}
    stale = [path for path in sorted(keys) if not (store / keys[path]).exists()]
    failed = 0
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for path, said in zip(stale, pool.map(lambda p: read(p, build), stale), strict=True):
            if said:
                failed += 1
                print(said)
            else:
                (store / keys[path]).touch()
    print(f"{len(keys)} sources, {len(stale)} of them new or changed, {failed} not clean")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
