#include "core/picture/lane.hpp"

#include <catch2/catch.hpp>
#include <set>

namespace plumb {
namespace {

constexpr double kSize = 30;
constexpr double kRight = 1600;

LaneItem item(int n, double from, double to, std::string name, int rank = 1) {
    LaneItem made;
    made.ref = {Kind::event, n};
    made.bar = {from, to};
    made.full = std::move(name);
    made.brief = "LE-" + std::to_string(n);
    made.rank = rank;
    return made;
}

/// What a placed item covers with its name.
Extent covered(const std::vector<LaneItem>& items, const Placed& placed) {
    const Extent& bar = items[placed.item].bar;
    return {std::min(bar.from, placed.name_from), std::max(bar.to, placed.name_from + placed.name_width)};
}

void check_apart(const std::vector<LaneItem>& items, const Arrangement& arrangement) {
    for (const Placed& a : arrangement.placed) {
        const Extent mine = covered(items, a);
        CHECK(mine.from >= 0);
        CHECK(mine.to <= kRight);
        for (const Placed& b : arrangement.placed) {
            if (&a == &b || a.row != b.row) continue;
            const Extent other = covered(items, b);
            CHECK((mine.to <= other.from || other.to <= mine.from));
        }
    }
}

std::vector<LaneItem> many(int n) {
    std::vector<LaneItem> items;
    for (int i = 1; i <= n; ++i) {
        const double from = (i * 97) % 1550;
        items.push_back(
            item(i, from, from + 20 + i % 30, "LE-" + std::to_string(i) + " An event of some length"));
    }
    return items;
}

}  // namespace

TEST_CASE("a name stands to the right, else to the left") {
    const std::vector<LaneItem> items{item(1, 100, 150, "LE-1 Fair"),
                                      item(2, 1500, 1590, "LE-2 Launch of it")};
    const Arrangement arrangement = arrange(items, 3, 0, kRight, kSize);
    REQUIRE(arrangement.placed.size() == 2);
    CHECK(arrangement.rows == 1);
    CHECK(arrangement.placed[0].name_from > 150);
    CHECK(arrangement.placed[1].name_from + arrangement.placed[1].name_width < 1500);
}

TEST_CASE("a name stands on a bar that is roomy enough") {
    std::vector<LaneItem> items{item(1, 100, 900, "LE-1 Fair")};
    items[0].roomy = true;
    const Placed placed = arrange(items, 1, 0, kRight, kSize).placed.at(0);
    CHECK(placed.name_from > 100);
    CHECK(placed.name_from + placed.name_width < 900);
}

TEST_CASE("nothing overlaps, and nothing is lost") {
    for (const int n : {1, 5, 20, 60, 200}) {
        INFO(n);
        const std::vector<LaneItem> items = many(n);
        const Arrangement arrangement = arrange(items, 8, 0, kRight, kSize);
        check_apart(items, arrangement);
        std::set<std::size_t> seen(arrangement.left_over.begin(), arrangement.left_over.end());
        for (const Placed& placed : arrangement.placed) seen.insert(placed.item);
        CHECK(seen.size() == items.size());
        CHECK(arrangement.placed.size() + arrangement.left_over.size() == items.size());
    }
}

TEST_CASE("names are cut before any is left out, and made brief before that") {
    const std::vector<LaneItem> items = many(40);
    const Arrangement arrangement = arrange(items, 8, 0, kRight, kSize);
    CHECK(arrangement.left_over.empty());
}

TEST_CASE("what matters most keeps its place and its name") {
    std::vector<LaneItem> items = many(300);
    items[250].rank = 0;
    const Arrangement arrangement = arrange(items, 6, 0, kRight, kSize);
    CHECK_FALSE(arrangement.left_over.empty());
    REQUIRE_FALSE(arrangement.placed.empty());
    CHECK(arrangement.placed.front().item == 250);
    CHECK(arrangement.placed.front().name == items[250].full);
}

TEST_CASE("rows are shared by what is wanted, within bounds as long as others want more") {
    CHECK(share_rows({1, 1, 1}, {4, 7, 2}, 12) == std::vector<int>{1, 1, 1});
    CHECK(share_rows({9, 9, 9}, {4, 7, 2}, 13) == std::vector<int>{4, 7, 2});
    CHECK(share_rows({2, 12, 0}, {4, 7, 2}, 13) == std::vector<int>{2, 11, 0});
    CHECK(share_rows({0, 0, 0}, {4, 7, 2}, 13) == std::vector<int>{0, 0, 0});
    CHECK(share_rows({9, 9, 9}, {4, 7, 2}, 3) == std::vector<int>{1, 1, 1});
}

}  // namespace plumb
