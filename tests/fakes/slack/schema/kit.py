"""The small language the tables of Block Kit are written in.

A *check* is ``check(report, path, value)``; what is wrong goes into the report in Slack's own form,
``must be less than 3001 characters [json-pointer:/blocks/0/text/text]``.
"""

import re


class Report:
    """The errors found so far."""

    def __init__(self) -> None:
        self.errors: list[str] = []

    def wrong(self, path: str, why: str) -> None:
        self.errors.append(f"{why} [json-pointer:{path}]")


class Shape:
    """An object's keys: those it must have, those it may have, and rules over the whole."""

    def __init__(self, required: dict, optional: dict | None = None, rules: tuple = ()) -> None:
        self.required = required
        self.optional = optional or {}
        self._rules = rules

    def __call__(self, report: Report, path: str, value) -> None:
        if not isinstance(value, dict):
            report.wrong(path, "must be an object")
            return
        for key, check in self.required.items():
            if key not in value:
                report.wrong(path, f"missing required field: {key}")
            else:
                check(report, f"{path}/{key}", value[key])
        for key, given in value.items():
            if key in self.required or key == "type":
                continue
            if key in self.optional:
                self.optional[key](report, f"{path}/{key}", given)
            else:
                report.wrong(path, f"invalid additional property: {key}")
        for rule in self._rules:
            rule(report, path, value)


def string(most: int, least: int = 1, pattern: str = ""):
    """A text of ``least`` to ``most`` code points."""

    def check(report: Report, path: str, value) -> None:
        if not isinstance(value, str):
            report.wrong(path, "must be a string")
        elif len(value) < least:
            report.wrong(path, f"must be more than {least - 1} characters")
        elif len(value) > most:
            report.wrong(path, f"must be less than {most + 1} characters")
        elif pattern and not re.fullmatch(pattern, value):
            report.wrong(path, f"must match {pattern}")

    return check


def one_of(*allowed):
    def check(report: Report, path: str, value) -> None:
        if value not in allowed:
            report.wrong(path, f"must be a valid enum value: {', '.join(map(str, allowed))}")

    return check


def boolean(report: Report, path: str, value) -> None:
    if not isinstance(value, bool):
        report.wrong(path, "must be a boolean")


def whole(least: int, most: int):
    def check(report: Report, path: str, value) -> None:
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            report.wrong(path, f"must be a whole number from {least} to {most}")

    return check


def many(item, most: int, least: int = 1):
    """A list of ``least`` to ``most`` things that each pass a check."""

    def check(report: Report, path: str, value) -> None:
        if not isinstance(value, list):
            report.wrong(path, "must be an array")
            return
        if len(value) < least:
            report.wrong(path, f"no less than {least} items allowed")
        if len(value) > most:
            report.wrong(path, f"no more than {most} items allowed")
            return
        for index, each in enumerate(value):
            item(report, f"{path}/{index}", each)

    return check


def typed(table: dict, allowed=None):
    """An object whose ``type`` chooses its shape from a table, perhaps only some of them here."""

    def check(report: Report, path: str, value) -> None:
        if not isinstance(value, dict):
            report.wrong(path, "must be an object")
            return
        kind = value.get("type")
        if kind is None:
            report.wrong(path, "missing required field: type")
        elif not isinstance(kind, str) or kind not in table or (allowed is not None and kind not in allowed):
            report.wrong(f"{path}/type", f"unsupported type: {kind}")
        else:
            table[kind](report, path, value)

    return check


def exactly_one(*keys):
    """A rule: one and only one of these keys."""

    def check(report: Report, path: str, value: dict) -> None:
        if sum(key in value for key in keys) != 1:
            report.wrong(path, f"must have exactly one of: {', '.join(keys)}")

    return check


def at_least_one(*keys):
    def check(report: Report, path: str, value: dict) -> None:
        if not any(key in value for key in keys):
            report.wrong(path, f"must have at least one of: {', '.join(keys)}")

    return check


def anything(_report: Report, _path: str, _value) -> None:
    """No rule of ours."""


ID = string(255)
LINK = string(3000, pattern=r"(?s)(https?|mailto|slack):.+")
