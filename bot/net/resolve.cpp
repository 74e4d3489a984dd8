#include "net/resolve.hpp"

#include <netdb.h>

#include <boost/asio/ip/address.hpp>
#include <boost/asio/post.hpp>

#include <algorithm>
#include <mutex>

#include "net/quiet_thread.hpp"

namespace plumb::net {

namespace asio = boost::asio;
using tcp = asio::ip::tcp;

namespace {

std::vector<tcp::endpoint> look_up(const std::string& host, std::uint16_t port) {
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = AI_ADDRCONFIG;
    addrinfo* found = nullptr;
    std::vector<tcp::endpoint> out;
    if (getaddrinfo(host.c_str(), nullptr, &hints, &found) != 0) return out;
    for (const addrinfo* a = found; a != nullptr; a = a->ai_next) {
        tcp::endpoint endpoint;
        if (a->ai_addrlen > endpoint.capacity()) continue;
        std::copy_n(reinterpret_cast<const unsigned char*>(a->ai_addr), a->ai_addrlen,
                    reinterpret_cast<unsigned char*>(endpoint.data()));
        endpoint.resize(a->ai_addrlen);
        endpoint.port(port);
        out.push_back(endpoint);
    }
    freeaddrinfo(found);
    return out;
}

}  // namespace

/// Shared with the thread, which may outlive everything else. While `wanted`, the resolver and the executor's
/// context exist; neither is touched otherwise.
struct Resolver::Lookup {
    std::mutex mutex;
    bool wanted = true;
    bool done = false;
    std::vector<tcp::endpoint> endpoints;

    void drop() {
        const std::lock_guard lock(mutex);
        wanted = false;
    }
};

Resolver::Resolver(const asio::any_io_executor& executor) : executor_(executor), bell_(executor) {}

Resolver::~Resolver() {
    if (lookup_) lookup_->drop();
}

void Resolver::cancel() {
    if (!lookup_) return;
    lookup_->drop();
    bell_.ring();
}

Task<std::vector<tcp::endpoint>> Resolver::resolve(std::string host, std::uint16_t port, Instant until) {
    boost::system::error_code not_numeric;
    const asio::ip::address address = asio::ip::make_address(host, not_numeric);
    if (!not_numeric) co_return std::vector<tcp::endpoint>(1, tcp::endpoint(address, port));
    if (host == "localhost") {
        std::vector<tcp::endpoint> own;
        own.emplace_back(asio::ip::address_v4::loopback(), port);
        own.emplace_back(asio::ip::address_v6::loopback(), port);
        co_return own;
    }
    cancel();
    const auto lookup = std::make_shared<Lookup>();
    lookup_ = lookup;
    const auto work = [this, lookup, host, port, executor = executor_] {
        std::vector<tcp::endpoint> found = look_up(host, port);
        const std::lock_guard lock(lookup->mutex);
        if (!lookup->wanted) return;
        lookup->endpoints = std::move(found);
        lookup->done = true;
        asio::post(executor, [this, lookup] {
            if (lookup->wanted) bell_.ring();
        });
    };
    quiet_thread(work).detach();
    while (true) {
        {
            const std::lock_guard lock(lookup->mutex);
            if (lookup->done || std::chrono::steady_clock::now() >= until) lookup->wanted = false;
            if (!lookup->wanted) co_return std::move(lookup->endpoints);
        }
        co_await bell_.wait(until);
    }
}

}  // namespace plumb::net
