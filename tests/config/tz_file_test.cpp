#include "config/tz_file.hpp"

#include "tests/core/time/times.hpp"

#include <catch2/catch.hpp>

#include <fstream>
#include <iterator>

using namespace plumb;
using namespace std::chrono_literals;

namespace {

std::string number(std::int64_t value, int size) {
    std::string bytes;
    for (int shift = 8 * (size - 1); shift >= 0; shift -= 8)
        bytes += static_cast<char>(value >> shift & 0xFF);
    return bytes;
}

struct Listed {
    std::int64_t at;
    int type;
};

/// A file without an old block, with types of one hour behind UTC, UTC, and one hour ahead.
std::string file_of(const std::vector<Listed>& listed, const std::string& footer) {
    const std::string head = "TZif2" + std::string(15, '\0');
    std::string bytes = head + std::string(24, '\0');
    bytes += head + number(0, 4) + number(0, 4) + number(0, 4) + number(static_cast<int>(listed.size()), 4) +
             number(3, 4) + number(4, 4);
    for (const auto& change : listed) bytes += number(change.at, 8);
    for (const auto& change : listed) bytes += static_cast<char>(change.type);
    for (const int offset : {-3600, 0, 3600}) bytes += number(offset, 4) + std::string(2, '\0');
    return bytes + "LMT" + '\0' + "\n" + footer + "\n";
}

std::string berlin_file() {
    std::ifstream file("/usr/share/zoneinfo/Europe/Berlin", std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

TEST_CASE("a zone file gives its first offset, its changes and its closing rule") {
    const auto file = parse_tz_file(file_of({{0, 2}, {86'400, 1}}, "WET0WEST,M3.5.0/1,M10.5.0"));
    REQUIRE(file);
    CHECK(file->first == -1h);
    REQUIRE(file->changes.size() == 2);
    CHECK(file->changes[0].at == utc("1970-01-01"));
    CHECK(file->changes[0].offset == 1h);
    CHECK(file->changes[1].at == utc("1970-01-02"));
    CHECK(file->changes[1].offset == 0h);
    REQUIRE(file->closing);
    CHECK(file->closing->summer);
}

TEST_CASE("changes before 1900 are folded into the first offset") {
    const auto file =
        parse_tz_file(file_of({{-(std::int64_t{1} << 59), 1}, {-3'000'000'000, 2}, {0, 0}}, "AAA1"));
    REQUIRE(file);
    CHECK(file->first == 1h);
    REQUIRE(file->changes.size() == 1);
    CHECK(file->changes[0].offset == -1h);
}

TEST_CASE("a file without changes or without a closing rule is one offset") {
    const auto file = parse_tz_file(file_of({}, ""));
    REQUIRE(file);
    CHECK(file->first == -1h);
    CHECK(file->changes.empty());
    CHECK_FALSE(file->closing);
}

TEST_CASE("a damaged file is refused") {
    CHECK_FALSE(parse_tz_file(""));
    CHECK_FALSE(parse_tz_file("# version 2026\n"));
    CHECK_FALSE(parse_tz_file(file_of({{0, 3}}, "UTC0")));
    CHECK_FALSE(parse_tz_file(file_of({{86'400, 1}, {0, 2}}, "UTC0")));
    std::string huge = file_of({{0, 1}}, "UTC0");
    huge.replace(44 + 32, 4, "\x7F\xFF\xFF\xFF");
    CHECK_FALSE(parse_tz_file(huge));
}

TEST_CASE("no beginning of a file and no flipped byte is read beyond its end") {
    const std::string whole = berlin_file();
    REQUIRE(parse_tz_file(whole));
    for (std::size_t size = 0; size < whole.size(); ++size) {
        // A view of a copy of just that size, so that the sanitizer sees what reads past it.
        const std::string part = whole.substr(0, size);
        const auto file = parse_tz_file(part);
        CHECK_FALSE((file && file->closing));
    }
    for (std::size_t i = 0; i < whole.size(); ++i) {
        std::string flipped = whole;
        flipped[i] = static_cast<char>(flipped[i] ^ 0xFF);
        parse_tz_file(flipped);
    }
}
