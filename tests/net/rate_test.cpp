#include "net/rate.hpp"

#include <catch2/catch.hpp>

#include <rapidcheck.h>

using namespace plumb::net;
using namespace std::chrono_literals;

namespace {

/// Sends everything the moment it may go and answers it at once, unless told otherwise.
struct Sender {
    Pacer pacer;
    Instant now = Instant{} + 1h;
    std::optional<Instant> wake;
    std::vector<std::pair<Ticket, Span>> sent;
    Instant start = now;

    std::vector<Ticket> say(const pace::Event& event) {
        std::vector<Ticket> out;
        for (const pace::Action& a : pacer.resume(event, now)) {
            if (const auto* send = std::get_if<pace::Send>(&a)) {
                out.push_back(send->ticket);
                sent.emplace_back(send->ticket, now - start);
            } else {
                wake = std::get<pace::WakeAt>(a).at;
            }
        }
        return out;
    }

    void run_lane(const std::string& lane, Span span) {
        const Instant end = now + span;
        while (!say(pace::Done{lane}).empty()) {
        }
        while (wake && *wake <= end) {
            now = std::max(now, *wake);
            wake.reset();
            auto out = say(pace::Tick{});
            while (!out.empty()) out = say(pace::Done{lane});
        }
        now = end;
    }
};

}  // namespace

TEST_CASE("twenty messages go at once, then one a second, in order") {
    Sender s;
    for (Ticket t = 1; t <= 25; ++t) s.say(pace::Ask{"C1", t, {}});
    s.run_lane("C1", 10s);
    REQUIRE(s.sent.size() == 25);
    for (std::size_t i = 0; i < 25; ++i) {
        CHECK(s.sent[i].first == i + 1);
        CHECK(s.sent[i].second == (i < 20 ? 0s : std::chrono::seconds{i - 19}));
    }
}

TEST_CASE("one of a lane is in flight at a time") {
    Sender s;
    CHECK(s.say(pace::Ask{"C1", 1, {}}) == std::vector<Ticket>{1});
    CHECK(s.say(pace::Ask{"C1", 2, {}}).empty());
    CHECK(s.say(pace::Done{"C1"}) == std::vector<Ticket>{2});
    CHECK(s.say(pace::Done{"C1"}).empty());
    CHECK(s.say(pace::Done{"C1"}).empty());
    CHECK(s.pacer.waiting() == 0);
}

TEST_CASE("a refused message goes first when the wait is over, then one a second follows") {
    Sender s;
    for (Ticket t = 1; t <= 4; ++t) s.say(pace::Ask{"C1", t, {}});
    CHECK(s.say(pace::Refused{"C1", 30s}).empty());
    CHECK(s.wake == s.now + 30s);
    CHECK(s.pacer.waiting() == 4);
    s.run_lane("C1", 29999ms);
    CHECK(s.sent.size() == 1);
    s.run_lane("C1", 10s);
    const std::vector<std::pair<Ticket, Span>> expected{{1, 0s}, {1, 30s}, {2, 31s}, {3, 32s}, {4, 33s}};
    CHECK(s.sent == expected);
}

TEST_CASE("a refusal without a wait takes the lane's own") {
    Sender s;
    s.say(pace::Ask{"!room", 1, {.burst = 5, .every = 1s, .when_unsaid = 5s}});
    s.say(pace::Refused{"!room", {}});
    CHECK(s.wake == s.now + 5s);
    s.run_lane("!room", 5s);
    CHECK(s.sent.back() == std::pair<Ticket, Span>{1, 5s});
}

TEST_CASE("a refusal does not hold up other channels or methods") {
    Sender s;
    s.say(pace::Ask{"chat.postMessage C1", 1, {}});
    s.say(pace::Refused{"chat.postMessage C1", 60s});
    CHECK(s.say(pace::Ask{"chat.postMessage C1", 2, {}}).empty());
    CHECK(s.say(pace::Ask{"chat.postMessage C2", 3, {}}) == std::vector<Ticket>{3});
    CHECK(s.say(pace::Ask{"chat.update C1", 4, {}}) == std::vector<Ticket>{4});
    CHECK(s.wake == s.now + 60s);
}

TEST_CASE("a lane earns its burst back at its own pace") {
    Sender s;
    for (Ticket t = 1; t <= 20; ++t) s.say(pace::Ask{"C1", t, {}});
    s.run_lane("C1", 10s);
    s.sent.clear();
    s.start = s.now;
    for (Ticket t = 21; t <= 33; ++t) s.say(pace::Ask{"C1", t, {}});
    s.run_lane("C1", 5s);
    CHECK(std::count_if(s.sent.begin(), s.sent.end(), [](const auto& m) { return m.second == 0s; }) == 10);
    CHECK(s.sent.size() == 13);
}

TEST_CASE("a waiting message can be dropped, one in flight cannot") {
    Sender s;
    for (Ticket t = 1; t <= 3; ++t) s.say(pace::Ask{"C1", t, {}});
    s.say(pace::Drop{"C1", 1});
    s.say(pace::Drop{"C1", 2});
    s.say(pace::Drop{"C9", 2});
    CHECK(s.say(pace::Done{"C1"}) == std::vector<Ticket>{3});
}

TEST_CASE("lanes that rest are forgotten, lanes in use are not") {
    Sender s;
    for (int i = 0; i < 1000; ++i) {
        const std::string lane = "C" + std::to_string(i);
        s.say(pace::Ask{lane, static_cast<Ticket>(i), {}});
        s.say(pace::Done{lane});
        s.now += 2s;
    }
    CHECK(s.pacer.lanes() <= kLanesKept + 1);
    Sender busy;
    for (int i = 0; i < 500; ++i) busy.say(pace::Ask{"C" + std::to_string(i), static_cast<Ticket>(i), {}});
    CHECK(busy.pacer.lanes() == 500);
}

TEST_CASE("answers that nothing waits for change nothing") {
    Sender s;
    CHECK(s.say(pace::Done{"none"}).empty());
    CHECK(s.say(pace::Refused{"none", 5s}).empty());
    CHECK(s.say(pace::Tick{}).empty());
    CHECK_FALSE(s.wake);
}

TEST_CASE("whatever is asked, each message goes once and in order, never above the pace") {
    rc::check([](const std::vector<std::uint8_t>& gaps) {
        Sender s;
        Ticket next = 0;
        for (const std::uint8_t gap : gaps) {
            s.say(pace::Ask{"C1", ++next, {.burst = 3, .every = 1s}});
            s.run_lane("C1", std::chrono::milliseconds{gap * 10});
        }
        s.run_lane("C1", std::chrono::seconds{gaps.size() + 1});
        RC_ASSERT(s.sent.size() == gaps.size());
        for (std::size_t i = 0; i < s.sent.size(); ++i) {
            RC_ASSERT(s.sent[i].first == i + 1);
            if (i >= 3) RC_ASSERT(s.sent[i].second - s.sent[i - 3].second >= 1s);
        }
    });
}
