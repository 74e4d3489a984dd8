// One case for each row of the reliability table (slack.md, section 3): what its thread reported, and what
// this machine has to do with it. Sockets, acknowledgement and de-duplication have their own cases where they
// live.
#include <catch2/catch.hpp>

#include "tests/net/support/reconnect_driver.hpp"

using namespace plumb::net;
using namespace std::chrono_literals;

using Driver = ReconnectDriver;

namespace {

event::Disconnect too_many(Generation g) { return {g, DisconnectReason::too_many_websockets}; }

}  // namespace

TEST_CASE("row 1: a thousand reconnects leave no connection behind (node#2709)") {
    Driver d({.sockets = 1});
    d.say(event::Start{});
    for (int i = 0; i < 1000; ++i) {
        const Generation g = d.open();
        d.run_hearing(6s, {g});
        d.run_for(25s);
        d.say(event::Closed{g, "close timed out, destroyed"});
        d.run_for(200ms);
        while (!d.asking()) d.run_for(100ms);
    }
    CHECK(d.count<action::Dial>() == 1000);
    CHECK(d.count<action::Close>() == 1000);
    CHECK(d.machine.live() == 0);
}

TEST_CASE("row 2: a refresh has no gap (node 3.2.0)") {
    Driver d({.sockets = 1});
    auto g = d.open_all()[0];
    d.forget();
    for (int i = 0; i < 10; ++i) {
        d.say(event::Disconnect{g, DisconnectReason::warning});
        d.say(event::Disconnect{g, DisconnectReason::refresh_requested});
        const Generation next = d.open();
        d.say(event::Closed{g, "closed by the server"});
        g = next;
        CHECK(d.machine.live() == 1);
    }
    CHECK(d.count<action::OpenUrl>() == 10);
    CHECK(d.count<action::DarkBegins>() == 0);
}

TEST_CASE("row 3: more connections than ours are told once, and every close is tried cleanly (py#1940)") {
    Driver d;
    d.say(event::Start{});
    d.open(9);
    CHECK(Driver::of<action::Alarm>(d.last) == std::vector{action::Alarm{9, 1}});
    CHECK(d.logged(LogLevel::warn, "the server counts 9 open connections of this app, 1 of them ours"));
    const Generation second = d.open(10);
    CHECK(Driver::of<action::Alarm>(d.last).empty());
    d.run_hearing(10s, {1, second});
    d.say(event::Closed{1, "reset"});
    d.run_for(100ms);
    d.open(2);
    CHECK(Driver::of<action::Alarm>(d.last) == std::vector{action::Alarm{2, 2}});
    CHECK(d.logged(LogLevel::info, "no connection but ours again"));
    d.forget();
    d.run_for(25s);
    const auto closes = Driver::of<action::Close>(d.all);
    CHECK(closes.size() == 2);
    CHECK(std::all_of(closes.begin(), closes.end(), [](const action::Close& c) { return c.politely; }));
}

TEST_CASE("row 4: too_many_websockets backs off in every state (boltjs#2225)") {
    Driver d;
    d.random = 0;
    const auto crowd = [&](Generation g) { d.say(too_many(g)); };
    SECTION("as the first frame, doubling from 1 s to 30 s") {
        d.say(event::Start{});
        for (const Span wait : {1s, 2s, 4s, 8s, 16s, 30s, 30s}) {
            const Generation g = d.give_url();
            d.say(event::Dialled{g});
            crowd(g);
            CHECK(d.logged(LogLevel::warn, "too_many_websockets"));
            CHECK(Driver::of<action::Close>(d.last) == std::vector{action::Close{g, true}});
            CHECK(d.asks_first_after(wait));
        }
    }
    SECTION("before the dial is reported") {
        d.say(event::Start{});
        crowd(d.give_url());
        CHECK(d.asks_first_after(1s));
    }
    SECTION("on an open connection: it is drained, not redialled at once") {
        const auto g = d.open_all();
        crowd(g[0]);
        CHECK(Driver::of<action::Drain>(d.last).size() == 1);
        d.say(event::Closed{g[0], "closed by the server"});
        CHECK(d.asks_first_after(1s));
    }
    SECTION("while an address is being asked for: that address is not used") {
        d.say(event::Start{});
        const Generation g = d.open();
        crowd(g);
        d.say(event::UrlOpened{2, "wss://late"});
        CHECK(Driver::of<action::Dial>(d.last).empty());
        CHECK(d.asks_first_after(1s));
    }
    SECTION("on a connection that is being drained, and on both at once") {
        const auto g = d.open_all();
        crowd(g[0]);
        crowd(g[1]);
        crowd(g[0]);
        CHECK(d.asks_first_after(1s));
    }
    SECTION("while waiting for another reason: the longer wait holds") {
        const auto g = d.open_all();
        d.run_hearing(6s, g);
        d.random = 0.9;
        d.say(event::Closed{g[0], "reset"});
        d.random = 0;
        crowd(g[1]);
        CHECK(d.asks_first_after(1s));
    }
}

TEST_CASE("row 4: too_many_websockets beside other waits and attempts") {
    Driver d;
    d.random = 0;
    d.say(event::Start{});
    SECTION("a longer wait that the server asked for holds") {
        const Generation g = d.open();
        d.say(event::UrlRefused{2, false, 20s, "ratelimited"});
        d.say(too_many(g));
        CHECK(d.asks_first_after(20s));
    }
    SECTION("an attempt under way that then fails is not repeated at once") {
        const Generation g = d.open();
        const Generation trying = d.give_url();
        d.say(too_many(g));
        d.say(event::Closed{trying, "connection refused"});
        CHECK(d.asks_first_after(1s));
    }
    SECTION("after a connection has settled it begins with 1 s again") {
        d.say(too_many(d.give_url()));
        CHECK(d.asks_first_after(1s));
        d.say(too_many(d.give_url()));
        CHECK(d.asks_first_after(2s));
        const Generation g = d.open();
        d.run_hearing(5s, {g, d.open()});
        d.say(too_many(g));
        CHECK(d.asks_first_after(1s));
    }
}

TEST_CASE("row 4: too_many_websockets after a stop changes nothing") {
    Driver d;
    const auto g = d.open_all();
    d.say(event::Stop{});
    d.say(too_many(g[0]));
    CHECK(d.last.empty());
}

TEST_CASE("row 5: one killed socket makes exactly one new connection (java#1256)") {
    Driver d;
    const auto g = d.open_all();
    d.run_hearing(10s, g);
    d.forget();
    d.run_for(25s);
    d.say(event::Closed{g[0], "reset"});
    d.say(event::Closed{g[0], "reset, told twice"});
    d.run_for(5s);
    CHECK(d.count<action::OpenUrl>() == 1);
}

TEST_CASE("row 6: triggers that come together share one attempt (py#1065)") {
    Driver d;
    const auto g = d.open_all();
    d.run_hearing(10s, g);
    d.forget();
    d.say(event::Disconnect{g[0], DisconnectReason::warning});
    d.say(event::Disconnect{g[0], DisconnectReason::refresh_requested});
    d.say(event::Closed{g[0], "reset"});
    d.say(event::Closed{g[1], "reset"});
    d.run_for(20s);
    CHECK(d.count<action::OpenUrl>() == 1);
    d.open();
    d.open();
    CHECK(d.count<action::OpenUrl>() == 2);
    CHECK(d.machine.open_slots() == 2);
}

TEST_CASE("row 7: every dial has an address of its own (py#1379)") {
    Driver d({.sockets = 1});
    d.say(event::Start{});
    for (int i = 0; i < 20; ++i) {
        const Generation g = d.give_url("wss://ticket-" + std::to_string(i));
        d.say(event::Closed{g, "handshake refused with status 408"});
        d.run_for(30s);
    }
    const auto dials = Driver::of<action::Dial>(d.all);
    REQUIRE(dials.size() == 20);
    for (std::size_t i = 0; i < dials.size(); ++i) CHECK(dials[i].url == "wss://ticket-" + std::to_string(i));
    CHECK(d.count<action::OpenUrl>() == 21);
}

TEST_CASE("row 8: five internal errors, then it opens (node#1495)") {
    Driver d;
    d.say(event::Start{});
    for (int i = 0; i < 5; ++i) {
        d.say(event::UrlRefused{d.requests(), false, {}, "internal_error"});
        CHECK(d.logged(LogLevel::warn, "internal_error"));
        d.run_for(30s);
    }
    d.open();
    CHECK(d.machine.live() == 1);
}

TEST_CASE("row 9: an outage of ten minutes, of names, TLS or connections, is outlived (py#1446)") {
    Driver d;
    const auto g = d.open_all();
    d.say(event::Closed{g[0], "reset"});
    d.say(event::Closed{g[1], "reset"});
    const std::vector<std::string> faults{"name not found", "TLS handshake failed", "connection refused"};
    const Instant end = d.now + 10min;
    std::size_t tries = 0;
    while (d.now < end) {
        d.run_for(100ms);
        if (d.asking()) d.say(event::Closed{d.give_url(), faults[tries++ % faults.size()]});
    }
    CHECK(tries > 15);
    CHECK(tries < 80);
    while (!d.asking()) d.run_for(100ms);
    CHECK(d.now < end + 31s);
    d.open();
    d.open();
    CHECK(d.machine.open_slots() == 2);
}

TEST_CASE("row 10: a black-holed socket is replaced within twice the timeout (node#1243)") {
    Driver d({.sockets = 1, .dead_after = 5s});
    d.random = 0.999;
    const auto g = d.open_all();
    d.run_hearing(60s, g);
    d.forget();
    d.run_for(5s + 200ms);
    CHECK(d.count<action::OpenUrl>() == 1);
    const auto logs = Driver::of<action::Log>(d.all);
    REQUIRE(logs.size() == 1);
    CHECK(logs[0].text == "socket 1 lost: silent for 5.0 s");
}

TEST_CASE("row 11: a pong ten seconds late disconnects nothing (boltjs#2496)") {
    Driver d;
    const auto g = d.open_all();
    for (int i = 0; i < 20; ++i) {
        d.run_for(10s);
        for (const Generation each : g) d.say(event::Heard{each, d.now});
    }
    CHECK(d.count<action::Close>() == 0);
    CHECK(d.machine.live() == 2);
}

TEST_CASE("row 12: frames keep a connection alive whether or not any handler finishes (java#1409)") {
    Driver d;
    const auto g = d.open_all();
    d.run_hearing(10min, g);
    CHECK(d.machine.live() == 2);
    CHECK(d.count<action::OpenUrl>() == 2);
}

TEST_CASE(
    "row 13: a drained connection is still the one to answer on, under its own generation (boltjs#2487)") {
    Driver d({.sockets = 1});
    const auto old = d.open_all()[0];
    d.say(event::Disconnect{old, DisconnectReason::warning});
    const Generation next = d.open();
    CHECK(next != old);
    CHECK(Driver::of<action::Close>(d.last).empty());
    CHECK(d.machine.live() == 2);
}

TEST_CASE("row 14: a stop ends connections with a close handshake, after what is queued (vercel/chat#666)") {
    Driver d;
    const auto g = d.open_all();
    d.say(event::Stop{});
    CHECK(d.last == Actions{action::Close{g[0], true}, action::Close{g[1], true}});
}

TEST_CASE(
    "row 15: after a stop in any state nothing is opened and stale callbacks change nothing (node#2656)") {
    Driver d;
    const auto stale = [&](Generation g) {
        d.forget();
        d.say(event::UrlOpened{1, "wss://late"});
        d.say(event::UrlRefused{1, true, {}, "invalid_auth"});
        d.say(event::Dialled{g});
        d.say(event::Hello{g, 9, 1s});
        d.say(event::Disconnect{g, DisconnectReason::refresh_requested});
        d.say(event::Heard{g, d.now});
        d.say(event::Closed{g, "closed"});
        d.say(event::Closed{g, "closed again"});
        d.run_for(1h);
        d.say(event::Tick{});
        d.say(event::Start{});
        d.say(event::Stop{});
        CHECK(d.all.empty());
    };
    SECTION("before the start") {
        d.say(event::Stop{});
        stale(1);
    }
    SECTION("while asking") {
        d.say(event::Start{});
        d.say(event::Stop{});
        CHECK(d.last == Actions{action::DarkEnds{0s}});
        stale(1);
    }
    SECTION("while dialling: destroyed at once") {
        d.say(event::Start{});
        const Generation g = d.give_url();
        d.say(event::Stop{});
        CHECK(Driver::of<action::Close>(d.last) == std::vector{action::Close{g, false}});
        stale(g);
    }
    SECTION("while waiting for hello") {
        d.say(event::Start{});
        const Generation g = d.give_url();
        d.say(event::Dialled{g});
        d.say(event::Stop{});
        CHECK(Driver::of<action::Close>(d.last) == std::vector{action::Close{g, true}});
        stale(g);
    }
    SECTION("while open") {
        const auto g = d.open_all();
        d.say(event::Stop{});
        CHECK(Driver::of<action::Close>(d.last).size() == 2);
        stale(g[0]);
    }
    SECTION("while waiting to redial") {
        const auto g = d.open_all();
        d.say(event::Closed{g[0], "reset"});
        d.say(event::Stop{});
        stale(g[1]);
    }
}

TEST_CASE("row 15: without a stop, an unknown generation changes nothing either (node#2656)") {
    Driver d;
    d.open_all();
    d.forget();
    d.say(event::Closed{99, "late"});
    d.say(event::Hello{99, 50, 1s});
    d.say(event::Disconnect{99, DisconnectReason::link_disabled});
    CHECK(d.all.empty());
}
