// What cases of websockets share: a peer that echoes, and sockets on a loop of the test's own.
#pragma once

#include "net/websocket.hpp"
#include "tests/net/support/scripted_server.hpp"

#include <catch2/catch.hpp>

#include <chrono>
#include <functional>
#include <memory>

namespace plumb::net {

using PeerPtr = std::shared_ptr<Peer>;

inline std::chrono::steady_clock::time_point clock_now() { return std::chrono::steady_clock::now(); }

/// Answers each text or binary frame with itself, and a close with a close.
inline Task<void> echo(PeerPtr peer) {
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

struct WebSocketFixture {
    explicit WebSocketFixture(WebSocketSettings settings = {})
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

inline WebSocketSettings with(const std::function<void(WebSocketSettings&)>& change) {
    WebSocketSettings out;
    change(out);
    return out;
}

}  // namespace plumb::net
