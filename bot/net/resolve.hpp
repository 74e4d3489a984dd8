// Looks up names without ever holding up a stop.
#pragma once

#include "net/bell.hpp"

#include <boost/asio/ip/tcp.hpp>

#include <memory>
#include <string>
#include <vector>

namespace plumb::net {

/// One look-up. Asio's own resolver joins its thread when the context ends, which may take a dead name
/// server's whole timeout; here the thread is left behind and its answer thrown away. For use on a
/// single-threaded executor.
class Resolver {
  public:
    explicit Resolver(const boost::asio::any_io_executor& executor);
    Resolver(const Resolver&) = delete;
    Resolver& operator=(const Resolver&) = delete;
    ~Resolver();

    /// The addresses in the order in which they should be tried; none if the name is unknown, `until` has
    /// come or `cancel` was called. Numeric addresses and `localhost` (which is always this machine) are not
    /// looked up.
    Task<std::vector<boost::asio::ip::tcp::endpoint>> resolve(std::string host, std::uint16_t port,
                                                              Instant until);
    void cancel();

  private:
    struct Lookup;

    boost::asio::any_io_executor executor_;
    Bell bell_;
    std::shared_ptr<Lookup> lookup_;
};

}  // namespace plumb::net
