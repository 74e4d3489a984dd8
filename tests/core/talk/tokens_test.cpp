#include "core/talk/tokens.hpp"

#include "core/base/utf8.hpp"
#include "tests/support/cpu_time.hpp"

#include <catch2/catch.hpp>
#include <fmt/core.h>

using namespace plumb;

namespace {

/// Pieces in a short form: `word`, `"quoted"`, `key=item|item`, `key=` for one that clears.
std::string shape(std::string_view text) {
    const auto pieces = pieces_of(text);
    if (!pieces) return "refused: " + pieces.error().wrong;
    std::string out;
    for (const Piece& piece : *pieces) {
        if (!out.empty()) out += " ";
        if (piece.is_word()) out += piece.text;
        if (piece.is_quoted()) out += "\"" + piece.text + "\"";
        if (!piece.is_key()) continue;
        out += piece.key + "=";
        for (std::size_t i = 0; i < piece.items.size(); ++i) out += (i ? "|" : "") + piece.items[i].text;
    }
    return out;
}

struct Refused {
    std::string text, wrong, example;
};

void check_refused(const Refused& c) {
    INFO(c.text);
    const auto pieces = pieces_of(c.text);
    REQUIRE_FALSE(pieces);
    CHECK(pieces.error().wrong == c.wrong);
    CHECK(pieces.error().example == c.example);
    CHECK_FALSE(pieces.error().expected.empty());
}

}  // namespace

TEST_CASE("words, quoted text and keys", "[tokens]") {
    const auto [text, expected] = GENERATE(table<std::string, std::string>({
        {"", ""},
        {"   ", ""},
        {"change list", "change list"},
        {"change new \"Offline mode\" release:2.0", "change new \"Offline mode\" release=2.0"},
        {"change  new\tOffline\nmode", "change new Offline mode"},
        {"WHY:x", "why=x"},
        {"launch set LE-1: tier:1", "launch set LE-1: tier=1"},
        {"\"C:\\dir\\\" why:\"x\"", "\"C:\\dir\\\" why=x"},
        {"why:", "why="},
        {"why: next", "why= next"},
        {"why:\"\"", "why="},
        {"owners:@ana,@ben", "owners=@ana|@ben"},
        {"features:F-1,\"Log in, twice\",F-3", "features=F-1|Log in, twice|F-3"},
        {"features:F-1,", "features=F-1|"},
        {"features:\"Log in\", F-3", "features=Log in F-3"},
        {"checklist.1:\"Sales training\"@T-7@inside,docs@T-3@outside",
         "checklist.1=Sales training@T-7@inside|docs@T-3@outside"},
        {"trade-off:x if-declined:y check-by:z", "trade-off=x if-declined=y check-by=z"},
        {"check_by:fri", "check-by=fri"},
        {"trade—off:x", "trade-off=x"},
        {"https://example.org/a:b", "https://example.org/a:b"},
        {"link:https://example.org/a?b=c,d", "link=https://example.org/a?b=c|d"},
        {"at 09:30 sharp", "at 09:30 sharp"},
        {"fix: login", "fix= login"},
        {"größe:5", "größe=5"},
        {"@ana:example.org", "@ana:example.org"},
        {"<@U1|Ana Berg> and <#C1|launch>", "<@U1|Ana Berg> and <#C1|launch>"},
        {"a < b > c", "a < b > c"},
        {"about:release:1.0", "about=release:1.0"},
        {"2.0: x", "2.0: x"},
        {":rocket: go", ":rocket: go"},
    }));
    CHECK(shape(text) == expected);
}

TEST_CASE("quotes of every kind", "[tokens]") {
    const auto [text, expected] = GENERATE(table<std::string, std::string>({
        {"“Offline mode”", "\"Offline mode\""},
        {"„Offline mode“", "\"Offline mode\""},
        {"„Offline mode”", "\"Offline mode\""},
        {"«Offline mode»", "\"Offline mode\""},
        {"»Offline mode«", "\"Offline mode\""},
        {"»Offline mode»", "\"Offline mode\""},
        {"'Offline mode'", "\"Offline mode\""},
        {"‘Offline mode’", "\"Offline mode\""},
        {"‚Offline mode‘", "\"Offline mode\""},
        {"‹Offline mode›", "\"Offline mode\""},
        {"”Offline mode”", "\"Offline mode\""},
        {"’Offline mode’", "\"Offline mode\""},
        // A phone that makes one of two.
        {"“Offline mode\"", "\"Offline mode\""},
        {"\"Offline mode”", "\"Offline mode\""},
        {"\"Offline” why:\"Crews lose it”", "\"Offline\" why=Crews lose it"},
        {"\"Offline” why:\"Crews lose it” customer:\"Acme\"", "\"Offline\" why=Crews lose it customer=Acme"},
        {"why:”Crews lose it”", "why=Crews lose it"},
        {"why:“Crews lose it”", "why=Crews lose it"},
        {"why:'it is late' to:fri", "why=it is late to=fri"},
        // A quote inside is of another kind.
        {"\"He said “no” twice\"", "\"He said “no” twice\""},
        {"“He said \"no\" twice”", "\"He said \"no\" twice\""},
        {"'He said \"no\"'", "\"He said \"no\"\""},
        {"“He said “no” twice”", "\"He said “no” twice\""},
        {"«a «b» c»", "\"a «b» c\""},
        // Quotes of another language inside: one mark opens here and closes there.
        {"“a „b“ c”", "\"a „b“ c\""},
        {"„a “b” c“", "\"a “b” c\""},
        {"“a „b“.”", "\"a „b“.\""},
        {"“„b“ c”", "\"„b“ c\""},
        {"‚a ‘b’ c‘", "\"a ‘b’ c\""},
        {"“a „b c” why:“x”", "\"a „b c\" why=x"},
        // Apostrophes are text.
        {"don't stop", "don't stop"},
        {"don’t stop", "don’t stop"},
        {"'don't stop'", "\"don't stop\""},
        {"‘don’t stop’", "\"don’t stop\""},
        {"the '90s", "the '90s"},
        {"'90s design", "'90s design"},
        {"'5 days'", "\"5 days\""},
        {"release:'2.0' effort:‘3d’", "release=2.0 effort=3d"},
        {"by:'1 apr' on:‘2 apr’", "by=1 apr on=2 apr"},
        {"'90s and 'more'", "'90s and \"more\""},
        {"the dogs' home", "the dogs' home"},
        {"why:don't", "why=don't"},
        {"O'Neill's 5\" disk and 6'2\" door", "O'Neill's 5\" disk and 6'2\" door"},
        {"<img src=\"x\">", "<img src=\"x\">"},
        // Line breaks stay inside of quotes.
        {"\"a\nb\"\nc", "\"a\nb\" c"},
        // A sentence's marks behind the quote belong to neither.
        {"\"Offline mode\". why:\"x\", on:fri", "\"Offline mode\" why=x on=fri"},
    }));
    CHECK(shape(text) == expected);
}

TEST_CASE("blanks and marks that nobody sees", "[tokens]") {
    CHECK(shape("change\u00A0list") == "change list");
    CHECK(shape("\uFEFFchange\u200B list\u2060") == "change list");
    CHECK(shape("\u2003on:\u2009fri") == "on= fri");
    CHECK(shape("rele\u200Base:2.0") == "release=2.0");
    // They mean something in text, so there they stay.
    CHECK(shape("\"👩\u200D💻 a\u00A0b\"") == "\"👩\u200D💻 a\u00A0b\"");
    CHECK(shape("a\u202Eb") == "a\u202Eb");
}

TEST_CASE("pieces know where they stand", "[tokens]") {
    const std::string text = "change new \"Off line\" why:“x y” z";
    const auto pieces = pieces_of(text);
    REQUIRE(pieces);
    std::vector<std::string> slices;
    for (const Piece& piece : *pieces) slices.push_back(text.substr(piece.from, piece.to - piece.from));
    CHECK(slices == std::vector<std::string>{"change", "new", "\"Off line\"", "why:“x y”", "z"});
}

TEST_CASE("a phone that opens at both ends", "[tokens]") {
    const auto [text, expected] = GENERATE(table<std::string, std::string>({
        {"“Export“ release:1.0", "\"Export\" release=1.0"},
        {"“No room“", "\"No room\""},
        {"‘No room‘", "\"No room\""},
        {"„No room„", "\"No room\""},
        {"why:“Sync conflicts“ to:fri", "why=Sync conflicts to=fri"},
        {"“Export“ why:“Crews“ quote:“We”", "\"Export\" why=Crews quote=We"},
        {"features:“Log in“,“Log out“", "features=Log in|Log out"},
    }));
    CHECK(shape(text) == expected);
}

TEST_CASE("quotes that do not add up are refused, and shown", "[tokens]") {
    const auto c = GENERATE(values<Refused>({
        {"change new \"Offline mode", "The quote before “Offline mode” is never closed.",
         "change new \"Offline mode\""},
        {"change new “Offline mode", "The quote before “Offline mode” is never closed.",
         "change new “Offline mode”"},
        {"change new 'Offline mode", "The quote before “Offline mode” is never closed.",
         "change new 'Offline mode'"},
        {"change new x why:„so", "The quote before “so” is never closed.", "change new x why:„so“"},
        // The text ends where a key's value opens.
        {"change new \"Offline why:\"Crews lose it\"",
         "The quote before “Offline why:\"Crews lose it\"” is never closed.",
         "change new \"Offline\" why:\"Crews lose it\""},
        {"change new “Offline why:\"Crews lose it\"",
         "The quote before “Offline why:\"Crews lose it\"” is never closed.",
         "change new “Offline” why:\"Crews lose it\""},
        {"change new “Offline why:”Crews lose it”",
         "The quote before “Offline why:”Crews lose it”” is never closed.",
         "change new “Offline” why:”Crews lose it”"},
        {"a \"", "The quote at the end opens, and nothing stands behind it.", "a \"text\""},
        {"launch new \"Webinar on:2027-04-01", "The quote before “Webinar on:2027-04-01” is never closed.",
         "launch new \"Webinar\" on:2027-04-01"},
        {"change new “He said “no”", "The quote before “He said “no”” is never closed.",
         "change new “He said “no””"},
        {"change new “He said “no“ twice”", "The quote before “He said “no“ twice”” is never closed.",
         "change new \"He said “no“ twice”\""},
        {"change new ““", "The quote before ““” is never closed.", "change new \"text\""},
        {"change new \"No room“", "The quote before “No room“” is never closed.", "change new \"No room\""},
        // One closed before another opens.
        {"release cancel \"Big Spring \"No money\"",
         "The quote before “Big Spring \"No money\"” is never closed.",
         "release cancel \"Big Spring\" \"No money\""},
        {"release cancel \"Big Spring\"No money\"", "“No money\"” stands right behind a closing quote.",
         "release cancel \"Big Spring\" \"No money\""},
        {"release move \"Big Spring \"Sync\" to:fri",
         "The quote before “Big Spring \"Sync\" to:fri” is never closed.",
         "release move \"Big Spring\" \"Sync\" to:fri"},
        {"change new \"Fix \"login\" page\"",
         "A quote ends before “login\" page\"”, in the middle of the text.",
         "change new “Fix \"login\" page”"},
        {"change new \"Offline\"release:2.0", "“release:2.0” stands right behind a closing quote.",
         "change new \"Offline\" release:2.0"},
        {"why:\"a\"b", "“b” stands right behind a closing quote.", "why:\"a\" b"},
        {"change new Offline\" mode", "The quote in “Offline\" mode” closes nothing.",
         "change new Offline mode"},
        {"change new x why :\"y\"", "There is a blank between a key and its colon.",
         "change new x why:\"y\""},
    }));
    check_refused(c);
}

TEST_CASE("quotes of other habits are refused, and mended", "[tokens]") {
    const auto c = GENERATE(values<Refused>({
        // There are no escapes.
        {"change new \"a \\\"b\\\" c\"", "There are no escapes, such as a backslash before a quote.",
         "change new “a \"b\" c”"},
        {"change new \"a\" why:\"he said \\\"no\\\"\"",
         "There are no escapes, such as a backslash before a quote.",
         "change new \"a\" why:“he said \"no\"”"},
        {"change new \\\"a b\\\"", "There are no escapes, such as a backslash before a quote.",
         "change new \"a b\""},
        {"change new \"\"Offline mode\"\" release:1.0",
         "“Offline mode\"\" release:1.0” stands right behind a closing quote.",
         "change new \"Offline mode\" release:1.0"},
        {"change new \"Offline\",release:1.0", "“,release:1.0” stands right behind a closing quote.",
         "change new \"Offline\" release:1.0"},
        // An equals sign for the colon.
        {"release move 1.0 why=\"Crash on start\" to:fri",
         "“why=\"Crash on start\" to:fri” has an equals sign for its colon.",
         "release move 1.0 why:\"Crash on start\" to:fri"},
        {"change new off\"line mode\" x", "The quote in “off\"line mode\" x” closes nothing.",
         "change new offline mode x"},
        // A key follows the mark.
        {"change new \"x\" why:\" release:1.0",
         "The quote before “release:1.0” opens, and a key stands behind it.",
         "change new \"x\" why:\"text\" release:1.0"},
        {"change new \"Away\" to:\" why:\"sync\"",
         "The quote before “why:\"sync\"” opens, and a key stands behind it.",
         "change new \"Away\" to:\"text\" why:\"sync\""},
    }));
    check_refused(c);
}

TEST_CASE("what can be read", "[tokens]") {
    CHECK(readable("a\r\nb\rc\td") == "a\nb\nc\td");
    CHECK(readable("a\u2028b\u2029c") == "a\nb\nc");
    CHECK(readable("שלום \u202E 🚀") == "שלום \u202E 🚀");
    const auto broken = GENERATE(values<std::string>({
        "a\xFF",
        "\xC3",
        "\xED\xA0\x80",
        std::string("a\0b", 3),
        "\x1B[2J",
        "a\x7F",
        "\u0085",
        "\x0B",
    }));
    const auto text = readable(broken);
    REQUIRE_FALSE(text);
    CHECK_FALSE(text.error().wrong.empty());
    CHECK_FALSE(text.error().expected.empty());
    for (const char c : text.error().wrong) CHECK(static_cast<unsigned char>(c) >= 0x20);
}

TEST_CASE("the longest command", "[tokens]") {
    CHECK(readable(std::string(kLongestCommand, 'x')));
    std::string wide;
    for (std::size_t i = 0; i < kLongestCommand; ++i) wide += "é";
    CHECK(readable(wide));
    CHECK_FALSE(readable(wide + "é"));
    CHECK_FALSE(readable(std::string(kLongestCommand + 1, 'x')));
}

TEST_CASE("time grows with the length, not faster", "[tokens]") {
    const std::vector<std::string> units{"\"",  "'",      "“",   "”",       "„a“", "a:",   "a:\"x\" ",
                                         "<@",  ",",      "\"a", "'a ",     "«",   "»",    "a,",
                                         ":\"", "\" \"",  "“ ”", "👩\u200D", "-",   "k:a,", "“a „b” ",
                                         "k:“", "k:'b' ", "\n",  " k:\"a"};
    for (const std::string& unit : units) {
        const auto reading = [&](std::size_t length) {
            std::string text;
            while (text.size() < length) text += unit;
            return cpu_time([&] { (void)pieces_of(text); });
        };
        INFO(unit);
        CHECK(grows_with_length(reading(kLongestCommand / 4), reading(kLongestCommand)));
    }
}
