// Following invitations and upgraded rooms: a join may fail for a while before it works (matrix.md, section
// 3, row 9).
#pragma once

#include "chat/matrix/api.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/steady_timer.hpp>

#include <functional>
#include <map>
#include <memory>
#include <string>

namespace plumb::matrix {

/// How long to wait after so many failures; nothing once it is enough.
std::optional<net::Span> next_join(int failures);

class Joins : public std::enable_shared_from_this<Joins> {
  public:
    Joins(boost::asio::any_io_executor executor, std::shared_ptr<Api> api)
        : executor_(std::move(executor)), api_(std::move(api)) {}

    /// Told at the end, joined or not, with why not.
    using Done = std::function<void(bool joined, const std::string& why)>;

    /// Joins a room by the server named, again and again; nothing happens where it is being joined already.
    void follow(const std::string& room, const std::string& via, Done done);
    /// The invitation was taken back, or the room is joined.
    void drop(const std::string& room);
    void stop();

  private:
    struct Following {
        boost::asio::steady_timer timer;
        bool over = false;
    };
    net::Task<void> join(std::string room, std::string via, std::shared_ptr<Following> following, Done done);

    boost::asio::any_io_executor executor_;
    std::shared_ptr<Api> api_;
    std::map<std::string, std::shared_ptr<Following>> following_;
};

}  // namespace plumb::matrix
