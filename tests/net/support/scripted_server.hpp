// A server on loopback that follows a script for each connection, misbehaviour included.
#pragma once

#include "tests/net/support/peer.hpp"
#include "tests/net/support/runner.hpp"

#include <functional>
#include <memory>
#include <string>

namespace plumb::net {

/// PEM of a server's key and certificate.
struct ServerIdentity {
    std::string key;
    std::string certificate;
};

class ScriptedServer {
  public:
    /// Runs for each connection; the connection ends when it returns. The closure lives as long as the
    /// server.
    using Script = std::function<Task<void>(std::shared_ptr<Peer>)>;

    ScriptedServer(Runner& runner, Script script, const ServerIdentity* identity = nullptr);
    ScriptedServer(const ScriptedServer&) = delete;
    ScriptedServer& operator=(const ScriptedServer&) = delete;
    ~ScriptedServer();

    std::uint16_t port() const;

    /// `http://127.0.0.1:PORT` and the like.
    std::string url(const std::string& scheme, const std::string& path = "/",
                    const std::string& host = "127.0.0.1") const;

    /// Connections taken so far, and those whose script has not ended.
    int taken() const;
    int open() const;

  private:
    struct State;
    std::shared_ptr<State> state_;
};

}  // namespace plumb::net
