#include "core/records/numbers.hpp"

#include <catch2/catch.hpp>
#include <set>

namespace plumb {

namespace {

std::vector<int> of(const Numbers& numbers) {
    std::vector<int> out;
    numbers.each([&](int n) { out.push_back(n); });
    return out;
}

}  // namespace

TEST_CASE("numbers: a set in ascending order, whatever comes in what order") {
    constexpr int kMany = 3000;
    constexpr int kStride = 1009;
    Numbers numbers;
    std::set<int> expected;
    for (int i = 0; i < kMany; ++i) {
        const int n = 1 + i * kStride % kMany;
        numbers.add(n);
        numbers.add(n);
        expected.insert(n);
    }
    CHECK(of(numbers) == std::vector<int>(expected.begin(), expected.end()));
    for (int n = 1; n <= kMany; n += 2) {
        numbers.remove(n);
        expected.erase(n);
    }
    numbers.remove(1);
    CHECK(of(numbers) == std::vector<int>(expected.begin(), expected.end()));
    for (const int n : expected) numbers.remove(n);
    CHECK(numbers.empty());
    numbers.remove(1);
    numbers.add(7);
    CHECK(of(numbers) == std::vector{7});
}

TEST_CASE("numbers: a copy that is changed leaves the original as it was") {
    Numbers numbers;
    for (int n = 1; n <= 1500; ++n) numbers.add(n);
    Numbers copy = numbers;
    copy.remove(700);
    copy.add(2000);
    numbers.remove(3);
    CHECK(of(numbers).size() == 1499);
    CHECK(of(copy).size() == 1500);
    CHECK(of(copy)[2] == 3);
    CHECK(of(numbers)[698] == 700);
}

}  // namespace plumb
