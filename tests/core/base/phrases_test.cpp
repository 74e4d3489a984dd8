#include "core/base/phrases.hpp"

namespace plumb {

TEST_CASE("one thing is singular, none and several are plural") {
    CHECK(counted(0, "customer") == "0 customers");
    CHECK(counted(1, "customer") == "1 customer");
    CHECK(counted(2, "customer") == "2 customers");
    CHECK(counted(1, "person", "people") == "1 person");
    CHECK(counted(2, "person", "people") == "2 people");
}

TEST_CASE("a list ends in and, or in how many more there are") {
    const std::vector<std::string> none;
    const std::vector<std::string> one{"a"};
    const std::vector<std::string> two{"a", "b"};
    const std::vector<std::string> four{"a", "b", "c", "d"};
    CHECK(listed(none).empty());
    CHECK(listed(one) == "a");
    CHECK(listed(two) == "a and b");
    CHECK(listed(four) == "a, b, c and d");
    CHECK(listed(four, 4) == "a, b, c and d");
    CHECK(listed(four, 3) == "a, b, c and 1 more");
    CHECK(listed(four, 1) == "a and 3 more");
    CHECK(listed(four, 0) == "4 more");
    CHECK(listed(std::vector<Text>{Text("a"), Text("b")}) == (Text("a") << " and "
                                                                        << "b"));
}

TEST_CASE("efforts and amounts are read aloud") {
    CHECK(effort_phrase({5, 8}) == "5–8 days");
    CHECK(effort_phrase({1, 1}) == "1 day");
    CHECK(effort_phrase({0.5, 0.5}) == "0.5 days");
    CHECK(effort_phrase({4.4, 4.4}) == "4.4 days");
    CHECK(effort_phrase({10'000, 10'000}) == "10000 days");
    CHECK(effort_phrase({22 * 0.2, 22 * 0.2}) == "4.4 days");
    CHECK(grouped(0) == "0");
    CHECK(grouped(999) == "999");
    CHECK(grouped(1'000) == "1,000");
    CHECK(grouped(1'234'567) == "1,234,567");
    CHECK(grouped(-1'000) == "-1,000");
}

TEST_CASE("an ordinal has the ending of its number") {
    for (const auto& [n, text] : std::vector<std::pair<int, std::string>>{{1, "1st"},
                                                                          {2, "2nd"},
                                                                          {3, "3rd"},
                                                                          {4, "4th"},
                                                                          {11, "11th"},
                                                                          {12, "12th"},
                                                                          {13, "13th"},
                                                                          {21, "21st"},
                                                                          {112, "112th"}})
        CHECK(ordinal(n) == text);
}

}  // namespace plumb
