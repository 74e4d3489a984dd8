// A TCP client that sends what it is told and shows what comes.
#pragma once

#include "tests/net/support/runner.hpp"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <string>

namespace plumb::net {

class RawClient {
  public:
    RawClient(Runner& runner, std::uint16_t port) : runner_(runner), socket_(runner.context) {
        socket_.connect({boost::asio::ip::address_v4::loopback(), port});
    }

    void send(const std::string& bytes) { boost::asio::write(socket_, boost::asio::buffer(bytes)); }

    /// Everything up to the end of the connection.
    std::string rest() { return runner_.run(read_all()); }

    /// Everything up to and with `mark`.
    std::string until(const std::string& mark) { return runner_.run(read_until(mark)); }

  private:
    Task<bool> more() {
        boost::system::error_code error;
        std::string bytes(4096, '\0');
        const std::size_t size = co_await socket_.async_read_some(
            boost::asio::buffer(bytes), boost::asio::redirect_error(boost::asio::use_awaitable, error));
        read_ += bytes.substr(0, size);
        co_return !error;
    }

    Task<std::string> read_all() {
        bool open = true;
        while (open) open = co_await more();
        co_return std::exchange(read_, {});
    }

    Task<std::string> read_until(std::string mark) {
        bool open = true;
        while (open && read_.find(mark) == std::string::npos) open = co_await more();
        const std::size_t end = std::min(read_.find(mark), read_.size());
        std::string out = read_.substr(0, end + mark.size());
        read_.erase(0, out.size());
        co_return out;
    }

    Runner& runner_;
    boost::asio::ip::tcp::socket socket_;
    std::string read_;
};

}  // namespace plumb::net
