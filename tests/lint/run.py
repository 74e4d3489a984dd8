#!/usr/bin/env python3
"""Runs one check over the repository: run.py CHECK [ROOT]. A line for every violation; exit status 1 if any."""

import sys
from pathlib import Path

import awaits
import includes
import readme_map
import sizes
import tools
import top_level
import words

CHECKS = {
    "includes": includes.check,
    "sizes": sizes.check,
    "map": readme_map.check,
    "top_level": top_level.check,
    "awaits": awaits.check,
    "notes": words.check_notes,
    "paths": words.check_paths,
    "format": tools.check_format,
    "shell": tools.check_shell,
    "spelling": tools.check_spelling,
}


def main(arguments: list[str]) -> int:
    if not arguments or arguments[0] not in CHECKS:
        print(f"run.py takes one of {', '.join(CHECKS)}, then perhaps a folder. For example: run.py sizes")
        return 2
    root = Path(arguments[1]) if len(arguments) > 1 else Path(__file__).parents[2]
    violations = list(CHECKS[arguments[0]](root.resolve()))
    for line in violations:
        print(line)
    return 1 if violations else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
