#include "net/websocket.hpp"

#include <catch2/catch.hpp>
#include <dirent.h>

#include "tests/net/support/scripted_server.hpp"
#include "tests/net/support/test_ca.hpp"

using namespace plumb::net;
using namespace std::chrono_literals;

namespace {

using PeerPtr = std::shared_ptr<Peer>;

std::chrono::steady_clock::time_point clock_now() { return std::chrono::steady_clock::now(); }

/// Answers each text or binary frame with itself, and a close with a close.
Task<void> echo(PeerPtr peer) {
    co_await peer->accept_websocket();
    while (true) {
        PeerFrame frame = co_await peer->frame();
        if (frame.opcode == kPing) co_await peer->send_frame(kPong, frame.payload);
        if (frame.opcode == kText || frame.opcode == kBinary)
            co_await peer->send_frame(frame.opcode, frame.payload);
        if (frame.opcode == kClose) co_await peer->send_frame(kClose, frame.payload);
        if (frame.opcode == kClose || frame.opcode < 0) co_return;
    }
}

/// Shakes hands and then neither reads nor writes.
Task<void> black_hole(PeerPtr peer) {
    co_await peer->accept_websocket();
    co_await peer->until_gone();
}

struct Fixture {
    explicit Fixture(WebSocketSettings settings = {})
        : sockets(runner.context.get_executor(), std::move(settings)) {}

    std::unique_ptr<WebSocket> connected(const ScriptedServer& server) {
        auto socket = sockets.make();
        const auto out = runner.run(socket->connect(server.url("ws", "/link/?ticket=1")));
        INFO((out ? std::string{} : out.error().text));
        REQUIRE(out);
        return socket;
    }
    WsResult<WsFrame> read(WebSocket& socket) { return runner.run(socket.read()); }

    Runner runner;
    WebSockets sockets;
};

WebSocketSettings with(const std::function<void(WebSocketSettings&)>& change) {
    WebSocketSettings out;
    change(out);
    return out;
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

TEST_CASE("a handshake that does not come is given up in time") {
    Fixture f(with([](WebSocketSettings& s) { s.handshake_wait = 100ms; }));
    const std::string scheme = GENERATE(as<std::string>{}, "ws", "wss");
    ScriptedServer server(f.runner, [](PeerPtr peer) -> Task<void> { co_await peer->until_gone(); });
    const auto socket = f.sockets.make();
    const auto before = clock_now();
    const auto out = f.runner.run(socket->connect(server.url(scheme)));
    REQUIRE_FALSE(out);
    CHECK(out.error().what == WsTrouble::timed_out);
    CHECK(clock_now() - before < 2s);
    f.runner.until([&] { return server.open() == 0; });
}

TEST_CASE("a refused handshake tells the status") {
    Fixture f;
    const std::string status = GENERATE(as<std::string>{}, "408 Request Timeout", "409 Conflict", "500 Oops");
    ScriptedServer server(f.runner, [&](PeerPtr peer) -> Task<void> {
        co_await peer->request();
        co_await peer->answer(status);
        co_await peer->until_gone();
    });
    const auto socket = f.sockets.make();
    const auto out = f.runner.run(socket->connect(server.url("ws")));
    REQUIRE_FALSE(out);
    CHECK(out.error().what == WsTrouble::handshake_refused);
    CHECK(out.error().code == std::stoi(status));
    CHECK(out.error().text == "handshake refused with status " + status.substr(0, 3));
}

TEST_CASE("an answer that is no handshake, or a dropped one, is an error") {
    Fixture f;
    const std::string answer =
        GENERATE(as<std::string>{}, "", "nonsense\r\n\r\n",
                 "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                 "Sec-WebSocket-Accept: AAAA\r\n\r\n");
    ScriptedServer server(f.runner, [&](PeerPtr peer) -> Task<void> {
        co_await peer->request();
        co_await peer->raw(answer);
    });
    const auto socket = f.sockets.make();
    CHECK_FALSE(f.runner.run(socket->connect(server.url("ws"))));
}

TEST_CASE("addresses that may not be dialled are refused, unknown names and closed ports told apart") {
    Fixture f;
    const auto trouble = [&](const std::string& url) {
        const auto socket = f.sockets.make();
        return f.runner.run(socket->connect(url)).error().what;
    };
    CHECK(trouble("ws://slack.com/") == WsTrouble::refused_address);
    CHECK(trouble("https://slack.com/") == WsTrouble::refused_address);
    CHECK(trouble("wss://no-such-host.invalid/") == WsTrouble::name_not_found);
    std::string closed;
    {
        const ScriptedServer gone(f.runner, echo);
        closed = gone.url("ws", "/", "localhost");
    }
    CHECK(trouble(closed) == WsTrouble::not_connected);
}

TEST_CASE("a websocket is used once") {
    Fixture f;
    ScriptedServer server(f.runner, echo);
    const auto socket = f.connected(server);
    CHECK(f.runner.run(socket->connect(server.url("ws"))).error().what == WsTrouble::refused_address);
    socket->write("still");
    CHECK(f.read(*socket)->bytes == "still");
}

TEST_CASE("a connection can be given up while it is being opened") {
    Fixture f;
    ScriptedServer server(f.runner, [](PeerPtr peer) -> Task<void> { co_await peer->until_gone(); });
    std::optional<WsResult<void>> out;
    const auto socket = f.sockets.make();
    SECTION("during the handshake") {
        boost::asio::co_spawn(f.runner.context, socket->connect(server.url("ws")),
                              [&](std::exception_ptr, WsResult<void> r) { out = std::move(r); });
        f.runner.until([&] { return server.open() == 1; });
    }
    SECTION("during the look-up") {
        boost::asio::co_spawn(f.runner.context, socket->connect("wss://no-such-host.invalid/"),
                              [&](std::exception_ptr, WsResult<void> r) { out = std::move(r); });
        f.runner.context.poll();
    }
    const auto before = clock_now();
    f.runner.run(socket->close());
    f.runner.until([&] { return out.has_value(); });
    CHECK(clock_now() - before < 500ms);
    CHECK_FALSE(*out);
    f.runner.until([&] { return server.open() == 0; });
}

TEST_CASE("certificates of websockets are verified: authority and name") {
    const TestCa ca;
    Fixture f(with([&](WebSocketSettings& s) { s.trust.ca_file = ca.file(); }));
    const ServerIdentity good = ca.issue("DNS:localhost,IP:127.0.0.1");
    ScriptedServer server(f.runner, echo, &good);
    for (const char* host : {"127.0.0.1", "localhost"}) {
        const auto socket = f.sockets.make();
        REQUIRE(f.runner.run(socket->connect(server.url("wss", "/", host))));
        socket->write(std::string(100'000, 's'));
        CHECK(f.read(*socket)->bytes.size() == 100'000);
        f.runner.run(socket->close());
    }
    const auto trouble = [&](const WebSockets& sockets, const std::string& url) {
        const auto socket = sockets.make();
        return f.runner.run(socket->connect(url)).error().what;
    };
    const WebSockets stranger(f.runner.context.get_executor());
    CHECK(trouble(stranger, server.url("wss")) == WsTrouble::tls_failed);
    const ServerIdentity other = ca.issue("DNS:other.example");
    ScriptedServer impostor(f.runner, echo, &other);
    CHECK(trouble(f.sockets, impostor.url("wss")) == WsTrouble::tls_failed);
    CHECK(trouble(f.sockets, impostor.url("wss", "/", "localhost")) == WsTrouble::tls_failed);
}
