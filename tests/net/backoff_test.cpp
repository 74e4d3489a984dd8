#include "net/backoff.hpp"

#include <catch2/catch.hpp>

using namespace plumb::net;
using namespace std::chrono_literals;

TEST_CASE("a doubled wait stops at its cap, however many failures") {
    CHECK(doubled(0, 100ms, 30s) == 100ms);
    CHECK(doubled(3, 100ms, 30s) == 800ms);
    CHECK(doubled(9, 100ms, 30s) == 30s);
    CHECK(doubled(1'000'000, 100ms, 30s) == 30s);
}

TEST_CASE("full jitter reaches from nothing to just under the doubled wait") {
    CHECK(full_jitter(2, 100ms, 30s, 0.0) == 0s);
    CHECK(full_jitter(2, 100ms, 30s, 0.5) == 200ms);
    CHECK(full_jitter(2, 100ms, 30s, 0.999) < 400ms);
    CHECK(full_jitter(99, 100ms, 30s, 0.5) == 15s);
}

TEST_CASE("Retry-After may be a date, which is so far away, and not in the past") {
    const auto now = std::chrono::system_clock::from_time_t(1445412450);
    CHECK(parse_retry_after("Wed, 21 Oct 2015 07:28:00 GMT", now) == Span{30s});
    CHECK(parse_retry_after("Wed, 21 Oct 2015 07:27:00 GMT", now) == Span{0s});
    CHECK(parse_retry_after("Wed, 21 Oct 2026 07:28:00 GMT", now) == Span{1h});
}

TEST_CASE("Retry-After is seconds, whole or not, within an hour") {
    CHECK(parse_retry_after("30") == Span{30s});
    CHECK(parse_retry_after(" 1.5 ") == Span{1500ms});
    CHECK(parse_retry_after("0") == Span{0s});
    CHECK(parse_retry_after("999999999999") == Span{1h});
    for (const char* text : {"", "-1", "soon", "1e3", "5s", "some day GMT", "nan", "inf"}) {
        INFO(text);
        CHECK_FALSE(parse_retry_after(text));
    }
}
