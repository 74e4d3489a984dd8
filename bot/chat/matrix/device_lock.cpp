#include "chat/matrix/device_lock.hpp"

#include <boost/asio/local/stream_protocol.hpp>
#include <spdlog/spdlog.h>

#include <functional>
#include <map>

namespace plumb::matrix {

namespace asio = boost::asio;

namespace {

using Acceptor = asio::local::stream_protocol::acceptor;

/// A name that stands in no folder and goes with its process; it gives the token away to nobody.
std::string name_of(const std::string& homeserver, const std::string& access_token) {
    const std::size_t device = std::hash<std::string>{}(homeserver + '\n' + access_token);
    return std::string(1, '\0') + "plumbline/matrix/" + std::to_string(device);
}

}  // namespace

std::shared_ptr<void> device_lock(const asio::any_io_executor& executor, const std::string& homeserver,
                                  const std::string& access_token) {
    // A configuration that is read again makes the new account before the old one is through.
    static std::map<std::string, std::weak_ptr<Acceptor>> held;
    const std::string name = name_of(homeserver, access_token);
    if (auto mine = held[name].lock()) return mine;
    auto acceptor = std::make_shared<Acceptor>(executor);
    boost::system::error_code error;
    acceptor->open({}, error);
    if (!error) acceptor->bind(name, error);
    if (error == asio::error::address_in_use) return nullptr;
    if (error)
        spdlog::warn("matrix: whether another bot is on this device cannot be told: {}", error.message());
    held[name] = acceptor;
    return acceptor;
}

}  // namespace plumb::matrix
