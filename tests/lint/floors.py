"""The floors of the house: which folder may include which, and whose headers from outside.

A folder that is not here has no place yet, and the check says so.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Folder:
    """`below` are folders it may include beside itself; `outside` are beginnings of third-party headers."""

    below: frozenset[str]
    outside: tuple[str, ...] = ()
    # Knows no operating system: no clock, file, environment, thread or random source.
    pure: bool = False


# Each line may include the lines above it, and its own neighbours as long as they go in no circle.
CORE = (
    ("bot/core/base",),
    ("bot/core/time",),
    ("bot/core/records",),
    ("bot/core/align",),
    ("bot/core/command",),
    ("bot/core/plan", "bot/core/change", "bot/core/launch", "bot/core/people", "bot/core/picture"),
    ("bot/core/digest",),
    ("bot/core/talk",),
)
EXPECTED = ("tl/expected.hpp",)
LOG = EXPECTED + ("fmt/", "spdlog/")
JSON = ("nlohmann/",)
ASIO = ("boost/asio", "boost/system")


def _table() -> dict[str, Folder]:
    table: dict[str, Folder] = {}
    core: list[str] = []
    for line in CORE:
        core += line
        for folder in line:
            table[folder] = Folder(frozenset(core), EXPECTED + ("fmt/",), pure=True)
    inner = frozenset([*core, "bot/ports"])
    table["bot/ports"] = Folder(frozenset(core), EXPECTED, pure=True)
    table["bot/app"] = Folder(inner, ASIO + LOG)

    table["bot/net"] = Folder(inner, ("boost/", "curl/", "openssl/") + LOG)
    for chat in ("bot/chat/slack", "bot/chat/matrix"):
        table[chat] = Folder(inner | {"bot/net"}, ASIO + JSON + LOG)
    table["bot/picture"] = Folder(inner, JSON + EXPECTED + ("cairo/", "pango/"))
    table["bot/chat/console"] = Folder(inner, ASIO + LOG)
    table["bot/http"] = Folder(
        inner | {"bot/net"}, ASIO + JSON + LOG + ("boost/beast", "prometheus/")
    )
    table["storage"] = Folder(inner, JSON + LOG + ("SQLiteCpp/", "sqlite3.h", "date/", "libical/"))
    table["config"] = Folder(inner, LOG + ("toml++/", "date/"))

    everything = frozenset(table)
    table["bot/cli"] = Folder(everything, ASIO + JSON + LOG + ("CLI/", "boost/crc", "date/", "editline/"))
    table["bot"] = Folder(everything | {"bot/cli"}, ASIO + LOG + ("CLI/",))
    return table


FOLDERS = _table()

# Standard headers that reach the clock, files, the environment, threads or chance.
IMPURE_HEADERS = frozenset(
    "atomic barrier condition_variable cstdio ctime filesystem fstream future iostream latch mutex random "
    "semaphore shared_mutex stop_token thread".split()
)
IMPURE_CALLS = r"\b(getenv|rand|localtime|gmtime|random_device|mt19937|current_zone)\b|_clock\s*::\s*now\b"
