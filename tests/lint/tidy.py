#!/usr/bin/env python3
"""clang-tidy over the program's own sources: tidy.py BUILD_DIR. Exit status 1 where it has something to say.

What the build compiles together is read together (build/check: a third of the time). What was found clean is not
read again until it, a header of ours that it includes, the flags or the checks change; the cache is keyed by all
of these, so every checkout and build of this machine can share it.
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
# Sources that others include, too.
REPORTED = "/(bot|config|storage)/.*\\.[ch]pp$"


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


def members(file: Path) -> list[str]:
    """The program's own sources in what is compiled at once: the file itself, or those that CMake put together."""
    if file.suffix != ".cxx":
        return [path for path in [name(ROOT, file)] if path.startswith(FLOORED)]
    included = [Path(match[2]) for match in INCLUDE.finditer(text_of(file)) if match[1] == '"']
    return [path for path in (name(ROOT, source) for source in included) if path.startswith(FLOORED)]


def key(sources: list[str], command: str, settings: str) -> str:
    parts = [settings, command.replace(str(ROOT), ".")]
    for source in sources:
        parts += [f"{p}\n{text_of(ROOT / p)}" for p in closure(source)]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def read(file: str, build: Path) -> str:
    """What clang-tidy says about what is compiled at once; empty when it is content."""
    call = [TIDY, "--quiet", f"--header-filter={REPORTED}", "-p", str(build), file]
    done = subprocess.run(call, cwd=ROOT, capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else done.stdout + (done.stderr if not done.stdout else "")


def main(arguments: list[str]) -> int:
    build = Path(arguments[0]).resolve()
    entries = json.loads((build / "compile_commands.json").read_text(encoding="utf-8"))
    commands = {e["file"]: e["command"] for e in entries}
    sources = {file: found for file in commands if (found := members(Path(file)))}
    version = subprocess.run([TIDY, "--version"], capture_output=True, text=True, check=True).stdout
    settings = version + text_of(ROOT / ".clang-tidy") + REPORTED
    store = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "plumbline-tidy"
    store.mkdir(parents=True, exist_ok=True)

    keys = {file: key(found, commands[file], settings) for file, found in sources.items()}
    stale = [file for file in sorted(keys) if not (store / keys[file]).exists()]
    failed = 0
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for file, said in zip(stale, pool.map(lambda f: read(f, build), stale), strict=True):
            if said:
                failed += 1
                print(said)
            else:
                (store / keys[file]).touch()
    count = sum(len(found) for found in sources.values())
    again = sum(len(sources[file]) for file in stale)
    print(f"{count} sources, {again} of them new or changed or beside one; {failed} of {len(keys)} readings not clean")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
