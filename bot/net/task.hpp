// The coroutine type of everything that waits.
#pragma once

#include <boost/asio/awaitable.hpp>

namespace plumb::net {

template <class T>
using Task = boost::asio::awaitable<T>;

}  // namespace plumb::net
