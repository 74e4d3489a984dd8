#!/usr/bin/env python3
"""Every check finds a planted violation, where it stands, and leaves alone what only looks like one."""

import tempfile
import unittest
from pathlib import Path

from run import CHECKS

CLEAN = {
    "README.md": "# A bot\n| `bot/core/base` | values |\n| `bot/core/time` | days |\n| `storage` | |\n| `deploy` | |\n",
    ".gitignore": "/build/\n",
    "bot/core/base/ids.hpp": "#pragma once\n\n#include <string>\n#include <tl/expected.hpp>\n",
    "bot/core/time/zone.cpp": '#include "core/base/ids.hpp"\n\n#include <fmt/core.h>\n',
    "storage/store.cpp": '#include "core/base/ids.hpp"\n\n#include <SQLiteCpp/SQLiteCpp.h>\n#include <unistd.h>\n',
    "deploy/run": "#!/bin/sh\nset -eu\n",
}


class Tree(unittest.TestCase):
    def find(self, check: str, planted: dict[str, str]) -> list[str]:
        """The violations in a clean tree to which these files were added."""
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            for path, text in (CLEAN | planted).items():
                (root / path).parent.mkdir(parents=True, exist_ok=True)
                (root / path).write_text(text, encoding="utf-8")
            return list(CHECKS[check](root))

    def assert_found(self, check: str, path: str, text: str, line: int, *words: str) -> None:
        found = self.find(check, {path: text})
        self.assertTrue(found, f"{check} is content with {text!r}")
        self.assertTrue(found[0].startswith(f"{path}:{line}:"), found)
        for word in words:
            self.assertIn(word, " ".join(found))

    def assert_content(self, check: str, path: str, text: str) -> None:
        self.assertEqual(self.find(check, {path: text}), [])

    def test_a_clean_tree_is_clean(self) -> None:
        for check in CHECKS:
            with self.subTest(check):
                self.assertEqual(self.find(check, {}), [])


class Includes(Tree):
    def test_a_floor_above(self) -> None:
        up = '#include "core/time/zone.hpp"\n'
        planted = {"bot/core/time/zone.hpp": "#pragma once\n", "bot/core/base/day.hpp": "#pragma once\n" + up}
        found = self.find("includes", planted)
        self.assertEqual(len(found), 1)
        self.assertTrue(found[0].startswith("bot/core/base/day.hpp:2: bot/core/base may not include"), found)

    def test_neighbours_on_the_outer_floor(self) -> None:
        header = {"storage/store.hpp": "#pragma once\n", "bot/net/http.hpp": "#pragma once\n"}
        across = header | {"bot/chat/slack/api.cpp": '#include "net/http.hpp"\n#include "storage/store.hpp"\n'}
        self.assertEqual([f.split(":")[1] for f in self.find("includes", across)], ["2"])
        self.assertEqual(self.find("includes", header | {"bot/main.cpp": '#include "storage/store.hpp"\n'}), [])

    def test_libraries_by_folder(self) -> None:
        for path, header in (
            ("bot/ports/a.hpp", "fmt/core.h"),
            ("bot/core/talk/a.cpp", "nlohmann/json.hpp"),
            ("bot/core/talk/a.cpp", "spdlog/spdlog.h"),
            ("bot/core/talk/a.cpp", "unistd.h"),
            ("bot/core/talk/a.cpp", "fstream"),
            ("bot/ports/a.hpp", "boost/asio/awaitable.hpp"),
            ("bot/app/a.cpp", "SQLiteCpp/SQLiteCpp.h"),
            ("bot/app/a.cpp", "sqlite3.h"),
            ("bot/chat/slack/a.cpp", "curl/curl.h"),
        ):
            with self.subTest(header):
                self.assert_found("includes", path, f"\n#include <{header}>\n", 2, header)
        self.assert_content("includes", "bot/chat/slack/a.cpp", "#include <nlohmann/json.hpp>\n#include <fstream>\n")

    def test_the_core_asks_nobody(self) -> None:
        for call in ('std::getenv("HOME")', "std::chrono::system_clock::now()", "std::random_device seed;"):
            self.assert_found("includes", "bot/core/talk/a.cpp", f"\n\nauto a = {call};\n", 3, "in the core")
        self.assert_content("includes", "bot/core/talk/a.cpp", '// Not system_clock::now().\nauto a = "getenv";\n')
        self.assert_content("includes", "bot/app/a.cpp", "auto a = std::chrono::steady_clock::now();\n")

    def test_circles(self) -> None:
        planted = {
            "bot/core/plan/a.hpp": '#pragma once\n#include "core/change/b.hpp"\n',
            "bot/core/change/b.hpp": "#pragma once\n",
        }
        self.assertEqual(self.find("includes", planted), [])
        found = self.find("includes", planted | {"bot/core/change/c.cpp": '#include "core/plan/a.hpp"\n'})
        self.assertEqual(len(found), 1)
        self.assertIn("bot/core/change → bot/core/plan → bot/core/change", found[0])

    def test_places(self) -> None:
        self.assert_found("includes", "bot/core/new/a.cpp", "\n", 1, "no floor")
        made = {"bot/app/version.hpp.in": "", "bot/app/a.cpp": "#include \"app/version.hpp\"\n"}
        self.assertEqual(self.find("includes", made), [])
        self.assert_found("includes", "bot/core/base/a.cpp", '#include "ids.hpp"\n', 1, "is no file")
        self.assert_found("includes", "bot/core/base/a.cpp", '#include "../base/ids.hpp"\n', 1, "is no file")


def function(lines: int, opening: str = "int a(int b) {") -> str:
    return opening + "\n" + "    b++;\n" * (lines - 2) + "}\n"


class Sizes(Tree):
    def test_files(self) -> None:
        for path in ("bot/app/a.cpp", "tests/a.py", "tests/a.mjs", "deploy/a.cmake", "tests/CMakeLists.txt"):
            self.assert_content("sizes", path, "\n" * 400)
            self.assert_found("sizes", path, "\n" * 401, 401, "401 lines")
        self.assert_found("sizes", "deploy/go", "#!/usr/bin/env bash\n" + "\n" * 400, 401, "401 lines")
        self.assert_content("sizes", "tests/fixtures/a.py", "\n" * 500)

    def test_functions(self) -> None:
        for opening in (
            "int a(int b) {",
            "template <class T = int>\nstd::vector<int> Named::a(std::string b = {}, int c = 0) const noexcept {",
            "Named::Named(int b) : b_(b), c_{b}, d_{{b}} {",
            'TEST_CASE("a brace { in quotes", "[net]") {',
            "bool operator==(const A& a, const A& b) {",
            "auto a = 1;\nauto f() -> std::vector<int> {",
            "namespace x {\nstruct A : B<int> {\n  public:\n    A(int b) : b_{b} {}\n    void a() override {",
        ):
            closing = "}\n" * opening.count("struct") + "}\n" * opening.count("namespace")
            extra = opening.count("\n") - (1 if "template" in opening else 0)
            size = 60 - (1 if "template" in opening else 0)
            with self.subTest(opening):
                self.assert_content("sizes", "bot/app/a.cpp", function(size, opening) + closing)
                longer = function(size + 1, opening) + closing
                self.assert_found("sizes", "bot/app/a.cpp", longer, extra + 1, "61 lines; at most 60")

    def test_tables_are_no_functions(self) -> None:
        rows = '    {"a", [](int b) { return b; }},\n' * 70
        self.assert_content("sizes", "bot/app/a.cpp", f"const std::array<Row, 70> kRows{{{{\n{rows}}}}};\n")
        self.assert_content("sizes", "bot/app/a.cpp", f"const auto kRows = make({{\n{rows}}});\n")
        self.assert_content("sizes", "bot/app/a.cpp", function(90, "struct A final : public B<int()> {") + ";")

    def test_python_functions(self) -> None:
        self.assert_content("sizes", "tests/a.py", "def f():\n" + "    pass\n" * 59)
        self.assert_found("sizes", "tests/a.py", "\ndef f():\n" + "    pass\n" * 60, 2, "f has 61 lines")


class Awaits(Tree):
    def test_built_inside(self) -> None:
        for expression in (
            "co_await f({.a = s, .b = s});",
            "co_await f(Agg{s, s});",
            "co_await f(on ? Agg{s, s} : Agg());",
            "co_await f([s] { return s; });",
            "co_await co_spawn(ex, [v = std::move(v)]() -> awaitable<void> { co_return; }, use);",
            "auto a = co_await f(\n    one,\n    Agg{s});",
            "if (co_await f(Agg{s})) {\n}",
            "co_await f([] { return 1; }, [&] { return 2; });",
        ):
            with self.subTest(expression):
                self.assert_found("awaits", "bot/net/a.cpp", "\n" + expression + "\n", 2, "name it")

    def test_empty_loop(self) -> None:
        for expression in ("while (co_await f()) {\n}", "while (a && co_await f(b)) {}"):
            with self.subTest(expression):
                self.assert_found("awaits", "bot/net/a.cpp", "\n" + expression + "\n", 2, "empty body")

    def test_harmless(self) -> None:
        for expression in (
            "while (co_await f()) g();",
            "auto [a, b] = co_await f(s);",
            "const Agg agg{s, s};\nco_await f(agg);",
            "if (co_await f(s)) {\n    g({s, s});\n}",
            "co_await f(list[0], *list[i]);",
            "co_await f([](int a) { return Agg{a}; }, s);",
            "// co_await f(Agg{s});",
            'log("co_await f({})");',
            "for (int i = co_await f(); i < 2; ++i) {\n}",
        ):
            with self.subTest(expression):
                self.assert_content("awaits", "bot/net/a.cpp", expression + "\n")


class Others(Tree):
    def test_top_level(self) -> None:
        self.assertIn("src", self.find("top_level", {"src/a.cpp": ""})[0])
        self.assertIn("NOTES.md", self.find("top_level", {"NOTES.md": ""})[0])
        self.assert_content("top_level", ".clang-tidy", "")
        self.assert_content("top_level", "build/dev/a.o", "")

    def test_map(self) -> None:
        self.assertIn("does not name bot/net", self.find("map", {"bot/net/a.cpp": ""})[0])
        self.assertIn("does not name tests/fakes", self.find("map", {"tests/fakes/slack/a.py": ""})[0])
        self.assert_found("map", "README.md", CLEAN["README.md"] + "| `bot/gone` | |\n", 6, "bot/gone")
        self.assert_content("map", "deploy/notes.md", "")

    def test_notes_and_paths(self) -> None:
        for note in ("TO" + "DO", "FIX" + "ME"):
            self.assert_found("notes", "bot/app/a.cpp", f"\n// {note}: later\n", 2, note)
        self.assert_content("notes", "bot/app/a.cpp", "// todos are a word people use.\n")
        for path in (".." + "/shared/spec", "cd /" + "work/main"):
            self.assert_found("paths", "README.md", f"\n{path}\n", 2)
        self.assert_content("paths", "README.md", "at /home/work/a, in x/work/ and ../shared_mutex\n")

    def test_tools(self) -> None:
        self.assert_found("shell", "deploy/b", "#!/bin/sh\nrm $1\n", 2, "SC2086")
        self.assert_found("spelling", "README.md", "\nIt is " + "accom" + "odated.\n", 2)
        self.assert_found("spelling", "tests/a.py", "\n# It is " + "accom" + "odated.\n", 2)
        self.assert_content("spelling", "tests/a.py", 'say("' + "accom" + 'odated")\n')
        style = {".clang-format": "BasedOnStyle: Google\n", "bot/app/a.cpp": "int  a;\n"}
        self.assertIn("bot/app/a.cpp:1", self.find("format", style)[0])


if __name__ == "__main__":
    unittest.main()
