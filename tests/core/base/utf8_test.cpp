#include "core/base/utf8.hpp"

#include <catch2/catch.hpp>

using namespace plumb;

TEST_CASE("characters are read whole, and broken ones byte by byte", "[utf8]") {
    const auto [text, code, bytes] = GENERATE(table<std::string, char32_t, std::size_t>({
        {"a", U'a', 1},
        {"é", U'é', 2},
        {"€", U'€', 3},
        {"🚀", U'🚀', 4},
        {"\xF4\x8F\xBF\xBF", 0x10FFFF, 4},
        {"\x80", kBrokenCharacter, 1},
        {"\xC0\xAF", kBrokenCharacter, 1},
        {"\xC3", kBrokenCharacter, 1},
        {"\xC3(", kBrokenCharacter, 1},
        {"\xE0\x80\xAF", kBrokenCharacter, 1},
        {"\xED\xA0\x80", kBrokenCharacter, 1},
        {"\xF4\x90\x80\x80", kBrokenCharacter, 1},
        {"\xFF", kBrokenCharacter, 1},
    }));
    const Character c = first_character(text);
    CHECK(c.code == code);
    CHECK(c.bytes == bytes);
    if (code == kBrokenCharacter) return;
    std::string again;
    append(again, c.code);
    CHECK(again == text);
}

TEST_CASE("code points are counted, not bytes", "[utf8]") {
    CHECK(code_points("") == 0);
    CHECK(code_points("añ€🚀") == 4);
    CHECK(code_points("a\xFF\xFE") == 3);
    CHECK(front_of("añ€🚀", 2) == "añ");
    CHECK(front_of("añ", 9) == "añ");
    CHECK(front_of("añ", 0).empty());
}

TEST_CASE("the last character of a text", "[utf8]") {
    CHECK(last_character("añ").code == U'ñ');
    CHECK(last_character("ña").code == U'a');
    CHECK(last_character("a🚀").bytes == 4);
    CHECK(last_character("€").bytes == 3);
    CHECK(last_character("a\xFF").code == kBrokenCharacter);
    CHECK(last_character("a\xFF").bytes == 1);
}

TEST_CASE("bidi controls are shown, not obeyed", "[utf8]") {
    CHECK(with_bidi_escaped("a\u202Eb\u2066c") == "a\\u202eb\\u2066c");
    CHECK(with_bidi_escaped("שלום é") == "שלום é");
}

TEST_CASE("what came in can be kept once it is cleaned", "[utf8]") {
    CHECK(cleaned("one\r\ntwo\rthree\n\tfour") == "one\ntwo\nthree\n\tfour");
    CHECK(cleaned(std::string("a\0b\x1B[31m\x7F", 9)) == "ab[31m");
    CHECK(cleaned("a\xFFz") == "a\uFFFDz");
    CHECK(cleaned("\u0085x") == "x");
}
