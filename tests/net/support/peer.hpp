// The other end of a connection, with or without TLS, which a test script drives byte by byte.
#pragma once

#include "net/task.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace plumb::net {

/// Bytes in and out; the end of the connection, whatever its cause, is an empty read.
class Channel {
  public:
    virtual ~Channel() = default;
    virtual Task<std::string> read_some() = 0;
    virtual Task<bool> write(std::string bytes) = 0;

    /// Ends the connection: with RST if `abruptly`.
    virtual void end(bool abruptly) = 0;
};

struct PeerRequest {
    std::string line;
    std::map<std::string, std::string> headers;
    std::string body;
};

struct PeerFrame {
    int opcode = 0;
    bool fin = true;
    bool masked = false;
    std::string payload;
};

inline constexpr int kText = 1;
inline constexpr int kBinary = 2;
inline constexpr int kClose = 8;
inline constexpr int kPing = 9;
inline constexpr int kPong = 10;

class Peer {
  public:
    Peer(std::unique_ptr<Channel> channel, int nth) : number(nth), channel_(std::move(channel)) {}

    /// The next HTTP request with its body; an empty line once the connection is over.
    Task<PeerRequest> request();

    /// A whole answer: status line, headers, Content-Length, body.
    Task<bool> answer(std::string status, std::string body = {}, std::string headers = {});

    /// Takes a websocket handshake; the request it came with.
    Task<PeerRequest> accept_websocket();

    /// The next frame, unmasked; opcode -1 once the connection is over.
    Task<PeerFrame> frame();

    /// The next frame that is no ping or pong.
    Task<PeerFrame> message();
    Task<bool> send_frame(int opcode, std::string payload, bool fin = true);

    Task<bool> raw(std::string bytes) { return channel_->write(std::move(bytes)); }

    /// Waits until the other side ends the connection, reading nothing into account.
    Task<void> until_gone();
    void end(bool abruptly = false) { channel_->end(abruptly); }

    /// Which connection to the server this is, from 1.
    const int number;

  private:
    Task<bool> fill(std::size_t bytes);

    std::unique_ptr<Channel> channel_;
    std::string read_;
};

}  // namespace plumb::net
