#include "core/base/json_text.hpp"

#include <catch2/catch.hpp>

using namespace plumb;

namespace {

std::string quoted(std::string_view text) {
    std::string out;
    append_json_string(out, text);
    return out;
}

}  // namespace

TEST_CASE("a text stands in quotes, with what JSON escapes") {
    CHECK(quoted("") == R"("")");
    CHECK(quoted("plain") == R"("plain")");
    CHECK(quoted("a \"b\" c\\d") == R"("a \"b\" c\\d")");
    CHECK(quoted("one\ntwo\ttabs\x01") == R"("one\ntwo\u0009tabs\u0001")");
    CHECK(quoted(std::string_view("\0", 1)) == R"("\u0000")");
    CHECK(quoted("\x7F/") == "\"\x7F/\"");
}

TEST_CASE("characters beyond ASCII stay, bytes that are none are replaced") {
    CHECK(quoted("“Grüße” 🚀") == "\"“Grüße” 🚀\"");
    CHECK(quoted("a\xFF"
                 "b") ==
          "\"a\xEF\xBF\xBD"
          "b\"");
    CHECK(quoted("cut \xE2\x80") == "\"cut \xEF\xBF\xBD\xEF\xBF\xBD\"");
    CHECK(quoted("\xED\xA0\x80").find('\xED') == std::string::npos);
}

TEST_CASE("what has to be escaped is found wherever it stands") {
    constexpr std::size_t kLongest = 20;
    for (std::size_t at = 0; at < kLongest; ++at) {
        const std::string before(at, 'x');
        for (const std::string_view after : {"", "yyyyyyyyyyyy"}) {
            const std::string rest(after);
            CAPTURE(at, rest);
            CHECK(quoted(before + '"' + rest) == '"' + before + "\\\"" + rest + '"');
            CHECK(quoted(before + '\\' + rest) == '"' + before + "\\\\" + rest + '"');
            CHECK(quoted(before + '\n' + rest) == '"' + before + "\\n" + rest + '"');
            CHECK(quoted(before + '\x1F' + rest) == '"' + before + "\\u001f" + rest + '"');
            CHECK(quoted(before + " ]!#" + rest) == '"' + before + " ]!#" + rest + '"');
            CHECK(quoted(before + "é" + rest) == '"' + before + "é" + rest + '"');
            CHECK(quoted(before + '\xFF' + rest) == '"' + before + "\xEF\xBF\xBD" + rest + '"');
        }
    }
}
