// Opening a websocket: the handshake, what refuses it, and who is at the other end.
#include <catch2/catch.hpp>

#include "tests/net/support/test_ca.hpp"
#include "tests/net/support/websocket_fixture.hpp"

using namespace plumb::net;
using namespace std::chrono_literals;

using Fixture = WebSocketFixture;

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
