#include "net/bell.hpp"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace plumb::net {

Task<void> Bell::wait(Instant until) {
    boost::system::error_code rung;
    timer_.expires_at(until);
    co_await timer_.async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, rung));
}

}  // namespace plumb::net
