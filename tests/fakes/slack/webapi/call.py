"""One Web API call: who asks, what for, and the table of methods there are."""

from dataclasses import dataclass, field


class ApiError(Exception):
    """``{"ok": false, "error": …}``; ``more`` is what else the answer says."""

    def __init__(self, error: str, **more) -> None:
        super().__init__(error)
        self.error = error
        self.more = more


def invalid_arguments(*messages: str) -> ApiError:
    """Slack's complaint about arguments as such, one line each."""
    return ApiError(
        "invalid_arguments", response_metadata={"messages": [f"[ERROR] {each}" for each in messages]}
    )


@dataclass
class Method:
    """``run(fake, call)`` gives the answer without ``ok``, or raises ApiError."""

    name: str
    run: object
    scope: str
    json: bool
    app_token: bool


METHODS: dict[str, Method] = {}


def method(name: str, scope: str = "", json: bool = True, app_token: bool = False):
    """Enter a function into the table; ``json`` is whether Slack reads a JSON body here."""

    def enter(run):
        METHODS[name] = Method(name, run, scope, json, app_token)
        return run

    return enter


@dataclass
class Call:
    """The arguments as they came, from JSON, a form or the query; forms know only strings."""

    method: str
    args: dict
    scopes: list
    warnings: list = field(default_factory=list)

    def need(self, scope: str) -> None:
        """Raises ApiError where the token has not this scope."""
        if scope and scope not in self.scopes:
            raise ApiError("missing_scope", needed=scope, provided=",".join(self.scopes))

    def text(self, name: str, default: str | None = None) -> str:
        """A string argument; without a default it must be there."""
        value = self.args.get(name)
        if value is None or value == "":
            if default is None:
                raise invalid_arguments(f"missing required field: {name}")
            return default
        if isinstance(value, bool) or not isinstance(value, (str, int, float)):
            raise invalid_arguments(f"must be a string [json-pointer:/{name}]")
        return str(value)

    def flag(self, name: str) -> bool:
        value = self.args.get(name, False)
        return value.lower() in ("true", "1") if isinstance(value, str) else bool(value)

    def number(self, name: str, default: int, most: int) -> int:
        """A whole number from 1 to ``most``. Raises ApiError invalid_limit."""
        value = self.args.get(name, default)
        try:
            number = int(value)
        except (TypeError, ValueError):
            raise ApiError("invalid_limit") from None
        if not 1 <= number <= most:
            raise ApiError("invalid_limit")
        return number
