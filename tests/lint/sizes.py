"""Files of at most 400 lines, functions of at most 60: one that outgrows that is two ideas."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tree import CPP, FIXTURES, blanked, files, is_source, line_at, name, text_of, without_directives

FILE_LINES = 400
FUNCTION_LINES = 60


def check(root: Path) -> Iterator[str]:
    for file in files(root):
        path = name(root, file)
        if path.startswith(FIXTURES) or not is_source(file):
            continue
        text = text_of(file)
        lines = len(text.splitlines())
        if lines > FILE_LINES:
            yield f"{path}:{FILE_LINES + 1}: {lines} lines; at most {FILE_LINES}"
        found = cpp_functions(text) if file.suffix in CPP else py_functions(text) if file.suffix == ".py" else []
        for what, first, last in found:
            if last - first + 1 > FUNCTION_LINES:
                yield f"{path}:{first}: {what} has {last - first + 1} lines; at most {FUNCTION_LINES}"


def py_functions(text: str) -> list[tuple[str, int, int]]:
    defs = (ast.FunctionDef, ast.AsyncFunctionDef)
    return [(n.name, n.lineno, n.end_lineno or n.lineno) for n in ast.walk(ast.parse(text)) if isinstance(n, defs)]


SCOPE = re.compile(r'\b(namespace|class|struct|union|enum)\b|\bextern\s*""|\bextern\s*"C"')


def cpp_functions(text: str) -> list[tuple[str, int, int]]:
    """Functions as (name, first line, last line), from the line of their parameters to the closing brace.

    A reading of the text, not a parser: a brace outside of functions opens a scope, a function's body or a list of
    values, and what stands before it since the last statement tells which.
    """
    text = without_directives(blanked(text))
    found: list[tuple[str, int, int]] = []
    stack: list[tuple[str, int]] = []
    head = 0
    for match in re.finditer(r"[{};]", text):
        at, sign = match.start(), match.group()
        inside = stack[-1][0] if stack else "scope"
        if sign == "{":
            opens = kind(text[head:at]) if inside == "scope" else "other"
            stack.append((opens, head))
            if opens == "scope":
                head = at + 1
        elif sign == "}" and stack:
            opened, start = stack.pop()
            if opened == "function":
                before = re.sub(r"^\s*((public|private|protected)\s*:\s*)*", "", text[start:at])
                start = at - len(before)
                called = re.search(r"([\w~:]+(?:\s*\(\))?|operator\S+)\s*\(", before)
                found.append((called[1] if called else "a function", line_at(text, start), line_at(text, at)))
            if opened in ("function", "scope"):
                head = at + 1
        elif sign == ";" and inside == "scope":
            head = at + 1
    return found


def kind(head: str) -> str:
    """What a brace opens after this text: scope, function, or values."""
    flat = re.sub(r"\b(public|private|protected)\s*:", " ", head)
    flat = re.sub(r"\[\[.*?\]\]", " ", flat)
    flat = peel(flat, "<", ">") if "template" in flat else flat
    parameters = flat.find("(")
    flat = re.sub(r"\{[^{}]*\}", "{}", peel(flat, "(", ")"))
    if SCOPE.search(flat):
        return "scope"
    if parameters < 0 or head.count("(") > head.count(")") or re.search(r"(?<!operator)(?<![<>=!])=(?!=)", flat):
        return "values"
    constructor = re.search(r"\)[^:]*(?<!:):(?!:)", flat)
    if constructor and flat.rstrip()[-1:] not in ")}":
        return "values"
    return "function"


def peel(text: str, left: str, right: str) -> str:
    """Empties every outermost pair of brackets."""
    out: list[str] = []
    depth = 0
    for sign in text:
        if sign == left:
            depth += 1
            if depth == 1:
                out.append(sign)
        elif sign == right and depth:
            depth -= 1
            if depth == 0:
                out.append(sign)
        elif depth == 0:
            out.append(sign)
    return "".join(out)
