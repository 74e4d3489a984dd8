// Sends HTTP requests: libcurl on a thread of its own, outcomes handed back to the caller's executor.
#pragma once

#include "net/http_message.hpp"
#include "net/task.hpp"
#include "net/tls_trust.hpp"

#include <boost/asio/any_io_executor.hpp>

#include <functional>
#include <memory>

namespace plumb::net {

/// A body over this ends the request (operation.md, section 5: 10 MB must pass).
inline constexpr std::size_t kMaxBody = std::size_t{16} * 1024 * 1024;

struct HttpClientSettings {
    TlsTrust trust;
    std::size_t max_body = kMaxBody;

    /// Each costs memory; requests above wait their turn, which counts towards their total timeout.
    long connections_per_host = 8;
    std::string user_agent = "plumbline";
};

/// TLS 1.2 or newer and verified for every host; plain `http` only for loopback hosts. Redirects are not
/// followed. Connections are kept alive. A request other than GET, HEAD, PUT and DELETE of which a byte has
/// left is never repeated behind the caller's back, as libcurl would on a connection that the server had just
/// closed.
class HttpClient {
  public:
    using RequestId = std::uint64_t;
    using Callback = std::function<void(HttpOutcome)>;

    virtual ~HttpClient() = default;

    /// Never throws for what the network does. Cancelling the coroutine cancels the request.
    virtual Task<HttpOutcome> send(HttpRequest request) = 0;

    /// The same with a callback, which is posted to the client's executor exactly once, also after `cancel`
    /// and `stop`.
    virtual RequestId start(HttpRequest request, Callback done) = 0;

    /// Ends a request with `cancelled`, soon; nothing happens if it is over. Any thread.
    virtual void cancel(RequestId id) = 0;

    /// Ends all requests with `cancelled` and the thread; what is started later is refused. Does not wait for
    /// names being looked up. The destructor does the same; the executor's context must still exist.
    virtual void stop() = 0;
};

std::unique_ptr<HttpClient> make_http_client(boost::asio::any_io_executor executor,
                                             HttpClientSettings settings = {});

}  // namespace plumb::net
