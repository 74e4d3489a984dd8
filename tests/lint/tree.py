"""The repository's files, and C++ text with comments and literals blanked out."""

import re
from pathlib import Path

CPP = {".cpp", ".hpp", ".h"}
SCRIPTS = {".py", ".sh", ".mjs", ".cjs", ".js", ".cmake"}
GENERATED = {".git", "build", "node_modules", "__pycache__"}
# Written by others and kept byte for byte.
FIXTURES = "tests/fixtures/"


def files(root: Path) -> list[Path]:
    """Every file a person wrote, by path; dot-folders other than .ci are tools' own."""
    found: list[Path] = []

    def visit(folder: Path) -> None:
        for entry in sorted(folder.iterdir()):
            if entry.is_symlink() or entry.name in GENERATED:
                continue
            if entry.is_file():
                found.append(entry)
            elif entry.is_dir() and (entry.name == ".ci" or not entry.name.startswith(".")):
                visit(entry)

    visit(root)
    return found


def name(root: Path, file: Path) -> str:
    return file.relative_to(root).as_posix()


def is_shell(file: Path) -> bool:
    if file.suffix == ".sh":
        return True
    if file.suffix:
        return False
    with file.open("rb") as stream:
        return re.match(rb"#!.*\b(ba|da)?sh\b", stream.readline()) is not None


def is_source(file: Path) -> bool:
    return (file.suffix in CPP | SCRIPTS or file.name == "CMakeLists.txt" or is_shell(file))


def cpp_files(root: Path) -> list[Path]:
    return [f for f in files(root) if f.suffix in CPP and not name(root, f).startswith(FIXTURES)]


def text_of(file: Path) -> str:
    return file.read_text(encoding="utf-8", errors="replace")


LITERALS = re.compile(
    r"""//(?:\\\n|[^\n])*|/\*.*?\*/"""
    r"""|R"(?P<tag>[^()\s\\]{0,16})\(.*?\)(?P=tag)\""""
    r'''|"(?:\\.|[^"\\\n])*"'''
    r"""|(?<![0-9A-Za-z_])'(?:\\.|[^'\\\n])+'""",
    re.DOTALL,
)
DIRECTIVES = re.compile(r"^[ \t]*#(?:\\\n|[^\n])*", re.MULTILINE)


def blanked(text: str) -> str:
    """The same length and lines, but spaces for what is in comments and between quotes."""

    def spaces(match: re.Match[str]) -> str:
        whole = match.group()
        hidden = re.sub(r"[^\n]", " ", whole)
        return whole[0] + hidden[1:-1] + whole[-1] if whole[0] in "\"'" else hidden

    return LITERALS.sub(spaces, text)


def without_directives(text: str) -> str:
    """Blanked text with preprocessor lines, macros' bodies among them, blank too."""
    return DIRECTIVES.sub(lambda m: re.sub(r"[^\n]", " ", m.group()), text)


def line_at(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1
