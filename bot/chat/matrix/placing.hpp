// Reactions that the bot places on its cards, to be pressed like buttons; one after another, when nothing
// else waits.
#pragma once

#include "chat/matrix/api.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/steady_timer.hpp>

#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <utility>

namespace plumb::matrix {

struct Placement {
    std::string room;
    std::string event;
    std::string key;
    std::string transaction;
};

class Placing : public std::enable_shared_from_this<Placing> {
  public:
    /// `busy` holds while messages are on their way: they come first. `keep` is told what still waits, as a
    /// note, so that a restart goes on with it.
    Placing(boost::asio::any_io_executor executor, std::shared_ptr<Api> api, std::function<bool()> busy,
            std::function<void(const std::string&)> keep);

    /// What this run placed already is passed over: an edited card offers again what it offered.
    void add(std::vector<Placement> placements);
    /// What an earlier run left.
    void load(std::string_view note);
    void stop();

  private:
    net::Task<void> run();
    void start();
    std::string note() const;
    net::Task<void> rest(net::Span span);

    boost::asio::any_io_executor executor_;
    std::shared_ptr<Api> api_;
    std::function<bool()> busy_;
    std::function<void(const std::string&)> keep_;
    boost::asio::steady_timer timer_;
    std::deque<Placement> waiting_;
    /// Event and key of what was added in this run, the oldest first.
    std::deque<std::pair<std::string, std::string>> placed_;
    bool running_ = false;
    bool over_ = false;
};

}  // namespace plumb::matrix
