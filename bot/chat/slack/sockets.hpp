// The sockets of one account: what the reconnect machine asks for, done; and frames handed on.
#pragma once

#include "chat/slack/envelope.hpp"
#include "chat/slack/web_api.hpp"
#include "net/bell.hpp"
#include "net/reconnect.hpp"
#include "net/websocket.hpp"
#include "ports/metrics.hpp"

#include <boost/asio/steady_timer.hpp>

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <string>

namespace plumb::slack {

/// One connection. Envelopes are acknowledged on the one they came from, as long as it is there.
class Connection {
  public:
    Connection(std::unique_ptr<net::WebSocket> socket, net::Generation generation)
        : socket_(std::move(socket)), generation_(generation) {}

    /// False if the connection is gone: the acknowledgement is lost.
    bool acknowledge(std::string_view envelope_id, const Json& payload) {
        return socket_->write(ack_frame(envelope_id, payload));
    }
    net::Generation generation() const { return generation_; }
    net::WebSocket& socket() { return *socket_; }

  private:
    std::unique_ptr<net::WebSocket> socket_;
    net::Generation generation_;
};

class Sockets {
  public:
    struct Events {
        std::function<void(const std::shared_ptr<Connection>&, Envelope, std::string raw)> envelope;
        /// A frame that is none of Slack's; acknowledged where it had an id.
        std::function<void(const std::string& why)> unreadable;
        /// The account needs an operator.
        std::function<void(const std::string& why)> stopped;
        /// Connections came or went.
        std::function<void()> changed;
    };

    Sockets(boost::asio::any_io_executor executor, net::WebSockets& factory, WebApi& api,
            std::string app_token, std::string name, net::ReconnectSettings settings, Metrics& metrics,
            Events events);
    ~Sockets();
    Sockets(const Sockets&) = delete;
    Sockets& operator=(const Sockets&) = delete;

    void start();
    /// Opens nothing more and closes what is open; `done` when all is closed.
    void stop(std::function<void()> done);

    int open() const { return machine_.open_slots(); }
    int live() const { return machine_.live(); }

  private:
    void feed(const net::Event& event);
    void tell_machine();
    void act(const net::action::OpenUrl& action);
    void act(const net::action::Dial& action);
    void act(const net::action::Close& action);
    void act(const net::action::Drain& action);
    void act(const net::action::SetTimer& action);
    void act(const net::action::Log& action);
    void act(const net::action::Alarm& action);
    void act(const net::action::StoppedForGood& action);
    void act(const net::action::DarkBegins& action);
    void act(const net::action::DarkEnds& action);
    void tick();
    net::Task<void> run(std::shared_ptr<Connection> line, std::string url);
    net::Task<void> close(std::shared_ptr<Connection> line);
    void frame(const std::shared_ptr<Connection>& line, net::WsFrame frame);
    void gone(const std::shared_ptr<Connection>& line, const std::string& why);

    boost::asio::any_io_executor executor_;
    net::WebSockets& factory_;
    WebApi& api_;
    std::string app_token_;
    std::string name_;
    Events events_;
    net::Reconnect machine_;
    /// What the machine is being told, and what it is told next.
    std::deque<net::Event> fed_;
    boost::asio::steady_timer timer_;
    std::map<net::Generation, std::shared_ptr<Connection>> lines_;
    std::function<void()> stopped_;
    Metrics& metrics_;
    const int slots_;
    /// Hellos so far; beyond the first of each slot they are reconnects.
    int hellos_ = 0;
    /// Why the next connection will be a new one, for the figures.
    std::string_view reason_ = "lost";
    std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

}  // namespace plumb::slack
