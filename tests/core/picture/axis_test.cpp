#include "core/picture/axis.hpp"

#include <catch2/catch.hpp>
#include <string>

#include "core/picture/scene.hpp"

namespace plumb {
namespace {

constexpr double kSize = 30;

Day on(const char* day) { return parse_iso_day(day).value(); }

std::string labels(const char* from, const char* to) {
    std::string out;
    for (const AxisTick& tick : ticks(Axis(on(from), on(to), 0, 1600), kSize))
        out += (out.empty() ? "" : ", ") + tick.label;
    return out;
}

}  // namespace

TEST_CASE("days are as wide as each other, and what lies outside lies on the edge") {
    const Axis axis(on("2027-03-01"), on("2027-03-10"), 100, 1100);
    CHECK(axis.x(on("2027-03-01")) == 100);
    CHECK(axis.x(on("2027-03-02")) == 200);
    CHECK(axis.middle(on("2027-03-10")) == 1050);
    CHECK(axis.x(on("2027-02-01")) == 100);
    CHECK(axis.x(on("2028-01-01")) == 1100);
    CHECK(axis.shows(on("2027-03-10")));
    CHECK_FALSE(axis.shows(on("2027-03-11")));
}

TEST_CASE("a span of one day, and one that ends before it begins, have a width") {
    const Axis axis(on("2027-03-01"), on("2027-02-01"), 0, 100);
    CHECK(axis.x(on("2027-03-01")) == 0);
    CHECK(axis.x(on("2027-03-02")) == 100);
    CHECK_FALSE(ticks(axis, kSize).empty());
}

TEST_CASE("dates are as fine as there is room for") {
    CHECK(labels("2027-03-01", "2027-03-07") == "Mon 1, Tue 2, Wed 3, Thu 4, Fri 5, Sat 6, Sun 7");
    CHECK(labels("2027-03-01", "2027-04-15") == "1 Mar, 8 Mar, 15 Mar, 22 Mar, 29 Mar, 5 Apr, 12 Apr");
    CHECK(labels("2026-11-15", "2027-03-31") ==
          "16 Nov, 30 Nov, 14 Dec, 28 Dec, 11 Jan, 25 Jan, 8 Feb, 22 Feb, 8 Mar, 22 Mar");
    CHECK(labels("2026-11-15", "2027-07-31") == "Dec 2026, Jan 2027, Feb, Mar, Apr, May, Jun, Jul");
    CHECK(labels("2027-01-01", "2028-12-31") == "2027, Q2, Q3, Q4, 2028, Q2, Q3, Q4");
    CHECK(labels("2027-01-01", "2036-12-31") == "2027, 2028, 2029, 2030, 2031, 2032, 2033, 2034, 2035, 2036");
}

TEST_CASE("dates never touch each other, whatever the span") {
    for (int days = 1; days < 40'000; days += days / 7 + 1) {
        const Axis axis(on("2027-02-17"), on("2027-02-17") + Days{days}, 28, 1572);
        const auto all = ticks(axis, kSize);
        INFO(days);
        CHECK(all.size() <= 20);
        for (std::size_t i = 1; i < all.size(); ++i) {
            const double gap = axis.x(all[i].day) - axis.x(all[i - 1].day);
            CHECK(gap > (text_width(all[i].label, kSize) + text_width(all[i - 1].label, kSize)) / 2);
        }
    }
}

}  // namespace plumb
