#include "core/command/paging.hpp"

#include <catch2/catch.hpp>

using namespace plumb;

namespace {

std::vector<std::string> rows(std::size_t n) {
    std::vector<std::string> made;
    for (std::size_t i = 1; i <= n; ++i) made.push_back("row " + std::to_string(i));
    return made;
}

}  // namespace

TEST_CASE("a list of one page has no buttons and no file") {
    for (const std::size_t n : {std::size_t{1}, kPageRows}) {
        const Card card = list_card("Features", rows(n), 1, "feature list");
        CHECK(card.lines.size() == n);
        CHECK(card.buttons.empty());
        CHECK_FALSE(card.file);
    }
}

TEST_CASE("a longer list is paged with complete commands") {
    const Card first = list_card("Features", rows(kPageRows + 1), 1, "feature list release:1.0");
    REQUIRE(first.buttons.size() == 1);
    CHECK(first.buttons[0].command == "feature list release:1.0 page:2");
    const Card second = list_card("Features", rows(kPageRows + 1), 2, "feature list release:1.0");
    CHECK(second.lines.front().text == Text("row 21"));
    REQUIRE(second.buttons.size() == 1);
    CHECK(second.buttons[0].command == "feature list release:1.0 page:1");
}

TEST_CASE("a page that is not there is said, and the nearest is shown") {
    const Card last = list_card("Features", rows(kPageRows + 1), 9, "feature list");
    CHECK(last.lines.front().text == Text("row 21"));
    CHECK(last.lines[1].text == Text("There is no page 9."));
    const Card first = list_card("Features", rows(kPageRows + 1), 0, "feature list");
    CHECK(first.lines.front().text == Text("row 1"));
    CHECK(first.lines[kPageRows].text == Text("There is no page 0."));
}

TEST_CASE("more than fifty rows come as a file, too") {
    CHECK_FALSE(list_card("Features", rows(kFileRows), 1, "feature list").file);
    const Card card = list_card("Features", rows(kFileRows + 1), 1, "feature list release:1.0");
    REQUIRE(card.file);
    CHECK(card.file->name == "feature-list.txt");
    CHECK(card.file->text.substr(0, 12) == "row 1\nrow 2\n");
    CHECK(card.file->text.find("row 51\n") != std::string::npos);
    CHECK(list_card("Found", rows(kFileRows + 1), 1, "search ../../etc/“x”").file->name == "search-etcx.txt");
    CHECK(list_card("Found", rows(kFileRows + 1), 1, "search ../..").file->name == "search.txt");
}
