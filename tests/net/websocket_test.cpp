#include "net/websocket.hpp"

#include <catch2/catch.hpp>
#include <dirent.h>

#include "tests/net/support/websocket_fixture.hpp"

using namespace plumb::net;
using namespace std::chrono_literals;

using Fixture = WebSocketFixture;

namespace {

/// Shakes hands and then neither reads nor writes.
Task<void> black_hole(PeerPtr peer) {
    co_await peer->accept_websocket();
    co_await peer->until_gone();
}

std::size_t open_files() {
    std::size_t count = 0;
    DIR* folder = opendir("/proc/self/fd");
    while (readdir(folder) != nullptr) ++count;
    closedir(folder);
    return count;
}

}  // namespace

TEST_CASE("frames go and come, masked, whole and in order") {
    Fixture f;
    ScriptedServer server(f.runner, echo);
    const auto socket = f.connected(server);
    const std::vector<std::string> texts{"",
                                         "a",
                                         std::string(125, 'b'),
                                         std::string(126, 'c'),
                                         std::string(70'000, 'd'),
                                         "gr\xc3\xbc\xc3\x9f"};
    for (const std::string& text : texts) CHECK(socket->write(text));
    for (const std::string& text : texts) {
        const auto frame = f.read(*socket);
        REQUIRE(frame);
        CHECK(frame->bytes == text);
        CHECK_FALSE(frame->binary);
    }
}

TEST_CASE("the handshake asks for what the address says") {
    Fixture f;
    PeerRequest asked;
    bool masked = false;
    ScriptedServer server(f.runner, [&](PeerPtr peer) -> Task<void> {
        asked = co_await peer->accept_websocket();
        const PeerFrame frame = co_await peer->frame();
        masked = frame.masked;
        co_await peer->send_frame(kText, "x");
        co_await peer->until_gone();
    });
    const auto socket = f.connected(server);
    socket->write("x");
    CHECK(f.read(*socket));
    CHECK(asked.line == "GET /link/?ticket=1 HTTP/1.1");
    CHECK(asked.headers["host"] == "127.0.0.1:" + std::to_string(server.port()));
    CHECK(asked.headers["user-agent"] == "plumbline");
    CHECK(asked.headers.count("sec-websocket-extensions") == 0);
    CHECK(masked);
}

TEST_CASE("fragments are put together, control frames between them answered") {
    Fixture f;
    std::string pong;
    ScriptedServer server(f.runner, [&](PeerPtr peer) -> Task<void> {
        co_await peer->accept_websocket();
        co_await peer->send_frame(kText, "one ", false);
        co_await peer->send_frame(kPing, "Ping from applink-2");
        const PeerFrame frame = co_await peer->frame();
        pong = frame.payload;
        co_await peer->send_frame(0, "two ", false);
        co_await peer->send_frame(0, "three");
        co_await peer->send_frame(kBinary, "\x01\x02");
        co_await peer->until_gone();
    });
    const auto socket = f.connected(server);
    CHECK(f.read(*socket)->bytes == "one two three");
    CHECK(pong == "Ping from applink-2");
    const auto binary = f.read(*socket);
    CHECK(binary->binary);
    CHECK(binary->bytes == "\x01\x02");
}

TEST_CASE("a frame that trickles in counts as life all the while") {
    Fixture f;
    ScriptedServer server(f.runner, [](PeerPtr peer) -> Task<void> {
        co_await peer->accept_websocket();
        co_await peer->raw("\x81\x05he");
        co_await peer->frame();
        co_await peer->raw("llo");
        co_await peer->until_gone();
    });
    const auto socket = f.connected(server);
    const Instant before = socket->last_heard();
    f.runner.until([&] { return socket->last_heard() > before; });
    socket->write("go on");
    CHECK(f.read(*socket)->bytes == "hello");
}

TEST_CASE("ten megabytes pass, more than the limit ends the connection") {
    Fixture f;
    std::size_t size = 10 * 1024 * 1024;
    ScriptedServer server(f.runner, [&](PeerPtr peer) -> Task<void> {
        co_await peer->accept_websocket();
        std::string big(size, 'x');
        co_await peer->send_frame(kText, std::move(big));
        co_await peer->send_frame(kText, "after");
        co_await peer->until_gone();
    });
    const auto socket = f.connected(server);
    CHECK(f.read(*socket)->bytes.size() == size);
    CHECK(f.read(*socket)->bytes == "after");
    size = kMaxMessage + 1;
    const auto second = f.connected(server);
    const auto out = f.read(*second);
    REQUIRE_FALSE(out);
    CHECK(out.error().what == WsTrouble::too_large);
}

TEST_CASE("text that is not UTF-8 ends the connection at once, though the peer keeps TCP open") {
    Fixture f;
    ScriptedServer server(f.runner, [](PeerPtr peer) -> Task<void> {
        co_await peer->accept_websocket();
        co_await peer->send_frame(kText, "good");
        co_await peer->send_frame(kText, "bad \xff\xfe");
        co_await peer->until_gone();
    });
    const auto socket = f.connected(server);
    CHECK(f.read(*socket)->bytes == "good");
    const auto before = clock_now();
    const auto out = f.read(*socket);
    REQUIRE_FALSE(out);
    CHECK(out.error().what == WsTrouble::bad_utf8);
    CHECK(clock_now() - before < 500ms);
    CHECK_FALSE(socket->write("x"));
    f.runner.until([&] { return server.open() == 0; });
}

TEST_CASE("frames against the protocol end the connection, nothing worse") {
    Fixture f;
    const std::string bytes =
        GENERATE(as<std::string>{}, "\x83\x01x", "\xf1\x01x", std::string("\x81\x81\0\0\0\0x", 7),
                 "\x80\x01x", std::string("\x88\x01x", 3), "\x09\x01x",
                 std::string("\x81\x7f\xff\xff\xff\xff\xff\xff\xff\xff", 10));
    ScriptedServer server(f.runner, [&](PeerPtr peer) -> Task<void> {
        co_await peer->accept_websocket();
        co_await peer->raw(bytes);
        co_await peer->until_gone();
    });
    const auto socket = f.connected(server);
    CHECK_FALSE(f.read(*socket));
    f.runner.until([&] { return server.open() == 0; });
}

TEST_CASE("the peer's close comes after its frames, with code and reason") {
    Fixture f;
    ScriptedServer server(f.runner, [](PeerPtr peer) -> Task<void> {
        co_await peer->accept_websocket();
        co_await peer->send_frame(kText, "last");
        co_await peer->send_frame(kClose, "\x03\xe9going away xoxb-1");
        co_await peer->until_gone();
    });
    const auto socket = f.connected(server);
    f.runner.until([&] { return server.open() == 0; });
    CHECK(f.read(*socket)->bytes == "last");
    for (int i = 0; i < 2; ++i) {
        const auto out = f.read(*socket);
        REQUIRE_FALSE(out);
        CHECK(out.error().what == WsTrouble::closed);
        CHECK(out.error().code == 1001);
        CHECK(out.error().text == "closed by the peer with code 1001: going away xoxb-***");
    }
}

TEST_CASE("a dropped connection ends the read, with FIN and with RST") {
    Fixture f;
    const bool abruptly = GENERATE(false, true);
    ScriptedServer server(f.runner, [&](PeerPtr peer) -> Task<void> {
        co_await peer->accept_websocket();
        co_await peer->frame();
        peer->end(abruptly);
    });
    const auto socket = f.connected(server);
    socket->write("x");
    const auto out = f.read(*socket);
    REQUIRE_FALSE(out);
    CHECK(out.error().what == WsTrouble::broken_off);
}

TEST_CASE("row 12: pings are answered and life is noticed while nobody reads (java#1409)") {
    Fixture f;
    int pongs = 0;
    ScriptedServer server(f.runner, [&](PeerPtr peer) -> Task<void> {
        co_await peer->accept_websocket();
        for (int i = 0; i < 50; ++i) co_await peer->send_frame(kText, "unread");
        for (; pongs < 3; ++pongs) {
            co_await peer->send_frame(kPing, "p");
            co_await peer->frame();
        }
        co_await peer->until_gone();
    });
    const auto socket = f.connected(server);
    const Instant before = socket->last_heard();
    f.runner.until([&] { return pongs == 3; });
    CHECK(socket->last_heard() > before);
    for (int i = 0; i < 50; ++i) CHECK(f.read(*socket));
}

TEST_CASE("after silence a ping is sent, and its pong counts as life") {
    Fixture f(with([](WebSocketSettings& s) { s.ping_every = 30ms; }));
    ScriptedServer server(f.runner, echo);
    const auto socket = f.connected(server);
    Instant heard = socket->last_heard();
    for (int i = 0; i < 3; ++i) {
        f.runner.until([&] { return socket->last_heard() > heard; });
        heard = socket->last_heard();
    }
}

TEST_CASE("a silent peer is pinged but not given up: that is for the caller to judge") {
    Fixture f(with([](WebSocketSettings& s) { s.ping_every = 10ms; }));
    int pings = 0;
    ScriptedServer server(f.runner, [&](PeerPtr peer) -> Task<void> {
        co_await peer->accept_websocket();
        for (PeerFrame frame = co_await peer->frame(); frame.opcode >= 0; frame = co_await peer->frame())
            pings += frame.opcode == kPing ? 1 : 0;
    });
    const auto socket = f.connected(server);
    const Instant heard = socket->last_heard();
    f.runner.until([&] { return pings == 5; });
    CHECK(socket->last_heard() == heard);
    CHECK(socket->write("still open"));
}

TEST_CASE("row 1: a close the peer ignores is over after the close wait, and the socket gone (node#2709)") {
    Fixture f(with([](WebSocketSettings& s) { s.close_wait = 100ms; }));
    ScriptedServer server(f.runner, black_hole);
    const auto socket = f.connected(server);
    const auto before = clock_now();
    f.runner.run(socket->close());
    CHECK(clock_now() - before >= 100ms);
    CHECK(clock_now() - before < 1s);
    f.runner.until([&] { return server.open() == 0; });
}

TEST_CASE("row 1: a thousand connections leave no descriptor behind (node#2709)") {
    Fixture f(with([](WebSocketSettings& s) { s.close_wait = 1ms; }));
    ScriptedServer polite(f.runner, echo);
    ScriptedServer deaf(f.runner, black_hole);
    std::size_t after_some = 0;
    for (int i = 0; i < 1000; ++i) {
        const ScriptedServer& server = i % 2 == 0 ? polite : deaf;
        const auto socket = f.connected(server);
        if (i % 3 == 0) socket->destroy();
        if (i % 3 == 1) f.runner.run(socket->close());
        f.runner.until([&] { return polite.open() + deaf.open() <= 1; });
        if (i == 20) after_some = open_files();
    }
    f.runner.until([&] { return polite.open() + deaf.open() == 0; });
    CHECK(open_files() <= after_some + 1);
}

TEST_CASE("a close says what is queued first, shakes hands, and the peer sees code 1000") {
    Fixture f;
    std::vector<PeerFrame> seen;
    ScriptedServer server(f.runner, [&](PeerPtr peer) -> Task<void> {
        co_await peer->accept_websocket();
        for (PeerFrame frame = co_await peer->frame(); frame.opcode >= 0; frame = co_await peer->frame()) {
            seen.push_back(frame);
            if (frame.opcode == kClose) co_await peer->send_frame(kClose, frame.payload);
        }
    });
    const auto socket = f.connected(server);
    for (int i = 0; i < 100; ++i) socket->write(std::to_string(i));
    const auto before = clock_now();
    f.runner.run(socket->close());
    CHECK(clock_now() - before < 500ms);
    CHECK_FALSE(socket->write("late"));
    f.runner.until([&] { return server.open() == 0; });
    REQUIRE(seen.size() == 101);
    for (std::size_t i = 0; i < 100; ++i) CHECK(seen[i].payload == std::to_string(i));
    CHECK(seen[100].opcode == kClose);
    CHECK(seen[100].payload == "\x03\xe8");
}

TEST_CASE("frames that cross the close are dropped, those before it are not") {
    Fixture f;
    ScriptedServer server(f.runner, [&](PeerPtr peer) -> Task<void> {
        co_await peer->accept_websocket();
        co_await peer->send_frame(kText, "before");
        PeerFrame frame = co_await peer->frame();
        co_await peer->send_frame(kText, "crossing");
        co_await peer->send_frame(kClose, frame.payload);
        co_await peer->until_gone();
    });
    const auto socket = f.connected(server);
    const Instant connected = socket->last_heard();
    f.runner.until([&] { return socket->last_heard() > connected; });
    f.runner.run(socket->close());
    CHECK(f.read(*socket)->bytes == "before");
    CHECK(f.read(*socket).error().what == WsTrouble::destroyed);
}

TEST_CASE("destroying ends a pending read, and the last reference may go at any time") {
    Fixture f;
    ScriptedServer server(f.runner, black_hole);
    std::optional<WsResult<WsFrame>> out;
    {
        const auto socket = f.connected(server);
        boost::asio::co_spawn(f.runner.context, socket->read(),
                              [&](std::exception_ptr, WsResult<WsFrame> r) { out = std::move(r); });
        f.runner.until([&] { return server.open() == 1; });
        socket->write("under way");
    }
    f.runner.until([&] { return out.has_value(); });
    CHECK(out->error().what == WsTrouble::destroyed);
    f.runner.until([&] { return server.open() == 0; });
}

TEST_CASE("a peer that stops reading is given up when too much waits to be written") {
    Fixture f;
    ScriptedServer server(f.runner, [](PeerPtr peer) -> Task<void> {
        co_await peer->accept_websocket();
        boost::asio::steady_timer never(co_await boost::asio::this_coro::executor, Instant::max());
        co_await never.async_wait(boost::asio::use_awaitable);
    });
    const auto socket = f.connected(server);
    bool open = true;
    for (int i = 0; i < 100 && open; ++i) open = socket->write(std::string(100'000, 'x'));
    CHECK_FALSE(open);
    CHECK(f.read(*socket).error().text == "the peer does not read what is written");
}
