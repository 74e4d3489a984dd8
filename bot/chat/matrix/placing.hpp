// Reactions that the bot places on its cards, to be pressed like buttons: each card carries those of what it
// offers, and no others. One request after another, when nothing else waits.
#pragma once

#include "chat/matrix/placed.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/steady_timer.hpp>

#include <functional>
#include <memory>
#include <string>

namespace plumb::matrix {

class Placing : public std::enable_shared_from_this<Placing> {
  public:
    /// `busy` holds while messages are on their way: they come first. `keep` is told what still waits, as a
    /// note, so that a restart goes on with it.
    Placing(boost::asio::any_io_executor executor, std::shared_ptr<Api> api, std::function<bool()> busy,
            std::function<void(const std::string&)> keep);

    void add(Wanted wanted);
    /// What an earlier run left, of the reactions of this user.
    void load(const std::string& self, std::string_view note);
    void stop();

  private:
    net::Task<void> run();
    void start();
    net::Task<void> rest(net::Span span);

    boost::asio::any_io_executor executor_;
    std::shared_ptr<Api> api_;
    std::function<bool()> busy_;
    std::function<void(const std::string&)> keep_;
    boost::asio::steady_timer timer_;
    Placed placed_;
    bool running_ = false;
    bool over_ = false;
};

}  // namespace plumb::matrix
