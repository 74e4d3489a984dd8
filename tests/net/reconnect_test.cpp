#include "net/reconnect.hpp"

#include <catch2/catch.hpp>

#include "tests/net/support/reconnect_driver.hpp"

using namespace plumb::net;
using namespace std::chrono_literals;

using Driver = ReconnectDriver;

namespace {

/// A connection that has settled after eight refusals in four minutes.
Generation settled_after_refusals(Driver& d) {
    d.random = 0.999;
    d.say(event::Start{});
    for (int i = 0; i < 8; ++i) {
        d.say(event::UrlRefused{d.requests(), false, {}, "internal_error"});
        d.run_for(30s);
    }
    const Generation g = d.open();
    d.run_hearing(5s, {g});
    return g;
}

}  // namespace

TEST_CASE("the sockets are opened one after the other, each with its own address") {
    Driver d;
    d.say(event::Start{});
    CHECK(d.last == Actions{action::OpenUrl{1}, action::DarkBegins{}, action::SetTimer{d.now + 30s}});
    const Generation first = d.give_url("wss://one");
    CHECK(Driver::of<action::Dial>(d.last) == std::vector{action::Dial{0, first, "wss://one"}});
    d.pass(200ms);
    d.say(event::Dialled{first});
    CHECK(d.machine.live() == 0);
    d.say(event::Hello{first, 1, {}});
    CHECK(d.last == Actions{action::Log{LogLevel::info, "socket 1 open (connection 1)"}, action::OpenUrl{2},
                            action::DarkEnds{200ms}});
    const Generation second = d.give_url("wss://two");
    CHECK(Driver::of<action::Dial>(d.last) == std::vector{action::Dial{1, second, "wss://two"}});
    CHECK(d.machine.open_slots() == 1);
    d.say(event::Hello{second, 2, {}});
    CHECK(d.machine.open_slots() == 2);
    CHECK_FALSE(d.asking());
    CHECK(d.count<action::Alarm>() == 0);
}

TEST_CASE("any number of sockets is kept") {
    for (const int sockets : {1, 2, 5}) {
        Driver d({.sockets = sockets});
        CHECK(d.open_all().size() == static_cast<std::size_t>(sockets));
        CHECK(d.machine.open_slots() == sockets);
    }
}

TEST_CASE("hello is awaited ten seconds, not longer") {
    Driver d;
    d.say(event::Start{});
    const Generation g = d.give_url();
    d.pass(2s);
    d.say(event::Dialled{g});
    d.run_for(9999ms);
    CHECK(d.count<action::Close>() == 0);
    d.run_for(1ms);
    CHECK(Driver::of<action::Close>(d.all) == std::vector{action::Close{g, true}});
    CHECK(d.logged(LogLevel::warn, "socket 1 did not open: no hello within 10.0 s; next try in 0.1 s"));
    d.say(event::Hello{g, {}, {}});
    CHECK(d.machine.live() == 0);
}

TEST_CASE("a dial that the shell never answers is given up and destroyed") {
    Driver d;
    d.say(event::Start{});
    const Generation g = d.give_url();
    d.run_for(15s);
    CHECK(Driver::of<action::Close>(d.all) == std::vector{action::Close{g, false}});
    d.run_for(100ms);
    CHECK(d.requests() == 2);
}

TEST_CASE("an address that does not come is asked for again, and the late answer ignored") {
    Driver d;
    d.say(event::Start{});
    d.run_for(30s);
    CHECK(d.logged(LogLevel::warn, "no socket address within 30.0 s"));
    d.run_for(100ms);
    CHECK(d.requests() == 2);
    d.say(event::UrlOpened{1, "wss://late"});
    CHECK(d.last.empty());
    d.say(event::UrlOpened{2, "wss://fresh"});
    CHECK(Driver::of<action::Dial>(d.last).size() == 1);
}

TEST_CASE("retries wait a random part of 0.1 s, doubled with each failure up to 30 s") {
    Driver d;
    d.random = 0.999999;
    d.say(event::Start{});
    std::vector<double> waits;
    for (int i = 0; i < 12; ++i) {
        const Instant failed = d.now;
        d.say(event::UrlRefused{d.requests(), false, {}, "internal_error"});
        d.forget();
        while (!d.asking()) d.run_for(*d.timer_at - d.now);
        waits.push_back(std::chrono::duration<double>(d.now - failed).count());
    }
    const std::vector<double> expected{0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 12.8, 25.6, 30, 30, 30};
    for (std::size_t i = 0; i < expected.size(); ++i) CHECK(waits[i] == Approx(expected[i]).epsilon(0.001));
    d.random = 0;
    d.say(event::UrlRefused{d.requests(), false, {}, "internal_error"});
    CHECK(d.asking());
}

TEST_CASE("Retry-After on the address is kept to, however short the wait would be") {
    Driver d;
    d.random = 0;
    d.say(event::Start{});
    d.say(event::UrlRefused{1, false, 30s, "ratelimited"});
    CHECK(d.logged(LogLevel::warn, "no socket address: ratelimited; next try in 30.0 s"));
    d.run_for(29999ms);
    CHECK(d.requests() == 1);
    d.run_for(1ms);
    CHECK(d.requests() == 2);
}

TEST_CASE("a fatal answer stops the account and closes what is open") {
    Driver d;
    d.say(event::Start{});
    const Generation g = d.open();
    d.say(event::UrlRefused{2, true, {}, "invalid_auth"});
    CHECK(d.last == Actions{action::Close{g, true},
                            action::Log{LogLevel::error, "account stopped: invalid_auth"},
                            action::StoppedForGood{"invalid_auth"}});
    CHECK(d.machine.stopped());
    d.say(event::Closed{g, "closed"});
    d.run_for(1h);
    CHECK(d.requests() == 2);
}

TEST_CASE("an announced refresh opens the successor first and drains the old for fifteen seconds") {
    const auto reason =
        GENERATE(DisconnectReason::warning, DisconnectReason::refresh_requested, DisconnectReason::other);
    Driver d;
    const auto g = d.open_all();
    d.forget();
    d.say(event::Disconnect{g[0], reason});
    CHECK(d.asking());
    const Generation next = d.give_url();
    CHECK(Driver::of<action::Dial>(d.last)[0].slot == 0);
    d.say(event::Dialled{next});
    CHECK(d.count<action::Close>() == 0);
    d.say(event::Hello{next, 3, {}});
    CHECK(Driver::of<action::Drain>(d.last) == std::vector{action::Drain{g[0], d.now + 15s}});
    CHECK(d.count<action::Alarm>() == 0);
    CHECK(d.machine.live() == 3);

    SECTION("and closes it then") {
        d.run_hearing(14s, {g[0], g[1], next});
        CHECK(d.count<action::Close>() == 0);
        d.run_hearing(1s, {g[0], g[1], next});
        CHECK(Driver::of<action::Close>(d.all) == std::vector{action::Close{g[0], true}});
    }
    SECTION("or lets it close by itself") {
        d.say(event::Closed{g[0], "closed by the server"});
        CHECK(d.logged(LogLevel::info, "connection 1 drained"));
        d.run_hearing(20s, {g[1], next});
        CHECK(d.count<action::Close>() == 0);
    }
    CHECK(d.count<action::OpenUrl>() == 1);
    CHECK(d.count<action::DarkBegins>() == 0);
}

TEST_CASE("a connection is refreshed at nine tenths of its announced life") {
    Driver d({.sockets = 1});
    d.say(event::Start{});
    const Generation g = d.open(1, 18060s);
    d.run_hearing(16253s, {g});
    CHECK(d.requests() == 1);
    d.run_hearing(1s, {g});
    CHECK(d.requests() == 2);
    const Generation next = d.open(2, 18060s);
    CHECK(Driver::of<action::Drain>(d.last).size() == 1);
    CHECK(next != g);
}

TEST_CASE("a life that is missing, zero or negative plans no refresh; a tiny one a second ahead") {
    for (const std::optional<std::chrono::seconds> life :
         {std::optional<std::chrono::seconds>{}, {0s}, {-5s}}) {
        Driver d({.sockets = 1});
        d.say(event::Start{});
        d.run_hearing(24h, {d.open(1, life)});
        CHECK(d.requests() == 1);
    }
    Driver d({.sockets = 1});
    d.say(event::Start{});
    const Generation g = d.open(1, 1s);
    d.run_hearing(999ms, {g});
    CHECK(d.requests() == 1);
    d.run_hearing(1ms, {g});
    CHECK(d.requests() == 2);
}

TEST_CASE("the old connection stays while its successor fails, and the successor is tried again") {
    Driver d({.sockets = 1});
    const auto g = d.open_all();
    d.say(event::Disconnect{g[0], DisconnectReason::refresh_requested});
    const Generation failed = d.give_url();
    d.say(event::Closed{failed, "handshake refused with status 409"});
    CHECK(d.logged(LogLevel::warn, "socket 1 did not open: handshake refused with status 409"));
    CHECK(d.machine.live() == 1);
    d.run_hearing(1s, {g[0]});
    CHECK(d.requests() == 3);
    d.open();
    CHECK(Driver::of<action::Drain>(d.last).size() == 1);
    CHECK(d.count<action::DarkBegins>() == 1);
}

TEST_CASE("an old connection that closes before its successor's hello is no failure") {
    Driver d({.sockets = 1});
    const auto g = d.open_all();
    d.say(event::Disconnect{g[0], DisconnectReason::warning});
    const Generation next = d.give_url();
    d.say(event::Closed{g[0], "closed by the server"});
    CHECK(d.logs() == std::vector<std::string>{"socket 1 closed as announced"});
    CHECK(Driver::of<action::DarkBegins>(d.last).size() == 1);
    d.pass(30ms);
    d.say(event::Hello{next, {}, {}});
    CHECK(Driver::of<action::DarkEnds>(d.last) == std::vector{action::DarkEnds{30ms}});
}

TEST_CASE("a reset socket is redialled within 0.1 s, and nothing is dark while another lives") {
    Driver d;
    d.random = 0.999;
    const auto g = d.open_all();
    d.run_hearing(60s, g);
    d.forget();
    d.say(event::Closed{g[0], "connection reset"});
    CHECK(d.logged(LogLevel::warn, "socket 1 lost: connection reset"));
    SECTION("one of two") {
        d.run_for(100ms);
        CHECK(d.count<action::OpenUrl>() == 1);
        CHECK(d.count<action::DarkBegins>() == 0);
    }
    SECTION("both at once: dark until the first is back, the second follows at once") {
        d.say(event::Closed{g[1], "connection reset"});
        CHECK(d.count<action::DarkBegins>() == 1);
        d.run_for(100ms);
        d.open();
        CHECK(d.count<action::DarkEnds>() == 1);
        CHECK(d.asking());
    }
}

TEST_CASE("silence is death after dead_after, to the millisecond and not before") {
    Driver d({.sockets = 1, .dead_after = 25s});
    const auto g = d.open_all();
    d.run_for(10s);
    d.say(event::Heard{g[0], d.now});
    d.run_for(24999ms);
    CHECK(d.machine.live() == 1);
    d.run_for(1ms);
    CHECK(d.machine.live() == 0);
    CHECK(d.count<action::Close>() == 1);
    d.run_for(100ms);
    CHECK(d.requests() == 2);
}

TEST_CASE("a connection that opens and falls at once is redialled ever more slowly") {
    Driver d;
    d.random = 0.999;
    d.say(event::Start{});
    int opened = 0;
    for (Span passed{}; passed < 60s; passed += 10ms) {
        if (d.asking()) {
            const Generation g = d.open();
            ++opened;
            d.say(event::Closed{g, "closed by the server"});
        }
        d.run_for(10ms);
    }
    CHECK(opened < 30);
}

TEST_CASE("a fall soon after a calm hour is redialled quickly again") {
    Driver d({.sockets = 1});
    const Generation g = settled_after_refusals(d);
    d.forget();
    d.say(event::Closed{g, "reset"});
    d.run_for(100ms);
    CHECK(d.count<action::OpenUrl>() == 1);
}

TEST_CASE("failures of the past do not slow a refresh down once a connection has settled") {
    Driver d({.sockets = 1});
    const Generation g = settled_after_refusals(d);
    d.say(event::Disconnect{g, DisconnectReason::warning});
    d.say(event::Closed{d.give_url(), "handshake refused with status 409"});
    CHECK(d.logged(LogLevel::warn, "next try in 0.1 s"));
}

TEST_CASE("word of an earlier frame does not make a connection older") {
    Driver d({.sockets = 1});
    const auto g = d.open_all();
    d.run_for(20s);
    d.say(event::Heard{g[0], d.now});
    d.say(event::Heard{g[0], d.now - 15s});
    d.run_for(24s);
    CHECK(d.machine.live() == 1);
}

TEST_CASE("the machine is a value: the same state and event give the same actions") {
    Driver d;
    d.open_all();
    Reconnect copy = d.machine;
    CHECK(copy.resume(event::Closed{1, "reset"}, d.now, 0.3) ==
          d.machine.resume(event::Closed{1, "reset"}, d.now, 0.3));
}

TEST_CASE("the timer is set again only when something falls due earlier, or after it went off") {
    Driver d({.sockets = 1});
    const auto g = d.open_all();
    d.run_for(1s);
    d.forget();
    d.say(event::Heard{g[0], d.now});
    CHECK(d.last.empty());
    d.say(event::Tick{});
    CHECK(d.last == Actions{action::SetTimer{d.now + 25s}});
}

TEST_CASE("link_disabled stops the account in every state, with the reason") {
    Driver d;
    const auto check_stopped = [&] {
        CHECK(d.machine.stopped());
        CHECK(d.logged(LogLevel::error, "Socket Mode is switched off in the app's settings (link_disabled)"));
        CHECK(Driver::of<action::StoppedForGood>(d.last).size() == 1);
        d.forget();
        d.run_for(1h);
        CHECK(d.all.empty());
    };
    SECTION("before hello") {
        d.say(event::Start{});
        const Generation g = d.give_url();
        d.say(event::Disconnect{g, DisconnectReason::link_disabled});
        check_stopped();
    }
    SECTION("when open") {
        const auto g = d.open_all();
        d.say(event::Disconnect{g[1], DisconnectReason::link_disabled});
        CHECK(Driver::of<action::Close>(d.last).size() == 2);
        check_stopped();
    }
    SECTION("when draining") {
        const auto g = d.open_all();
        d.say(event::Disconnect{g[0], DisconnectReason::warning});
        d.open();
        d.say(event::Disconnect{g[0], DisconnectReason::link_disabled});
        check_stopped();
    }
}
