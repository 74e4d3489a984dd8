#include "net/http_client.hpp"

#include <boost/asio/associated_cancellation_slot.hpp>
#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>

#include "net/http_worker.hpp"

namespace plumb::net {

namespace {

namespace asio = boost::asio;

bool fits_header(std::string_view text) {
    return std::none_of(text.begin(), text.end(), [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
}

/// Where the request goes, unless something is wrong with the request itself.
Result<Url> check(const HttpRequest& request) {
    Result<Url> url = parse_url(request.url);
    if (!url) return url;
    if (!url->scheme.starts_with("http")) return refuse("the address is for a websocket");
    const bool method = !request.method.empty() && std::all_of(request.method.begin(), request.method.end(),
                                                               [](char c) { return c >= 'A' && c <= 'Z'; });
    if (!method) return refuse("the method is not a word in capitals");
    for (const auto& [name, value] : request.headers)
        if (name.empty() || !fits_header(name) || !fits_header(value))
            return refuse("a header has no name or holds a line break");
    return url;
}

class CurlClient final : public HttpClient {
  public:
    CurlClient(asio::any_io_executor executor, HttpClientSettings settings)
        : executor_(std::move(executor)), worker_(std::make_shared<HttpWorker>(std::move(settings))) {}
    CurlClient(const CurlClient&) = delete;
    CurlClient& operator=(const CurlClient&) = delete;
    ~CurlClient() override { worker_->stop(); }

    Task<HttpOutcome> send(HttpRequest request) override {
        return asio::async_initiate<const asio::use_awaitable_t<>&, void(HttpOutcome)>(
            [this](auto handler, HttpRequest r) { initiate(std::move(handler), std::move(r)); },
            asio::use_awaitable, std::move(request));
    }

    RequestId start(HttpRequest request, Callback done) override {
        return begin(std::move(request), std::move(done), executor_);
    }

    void cancel(RequestId id) override { worker_->cancel(id); }
    void stop() override { worker_->stop(); }

  private:
    template <class Handler>
    void initiate(Handler handler, HttpRequest request) {
        asio::any_io_executor executor = asio::get_associated_executor(handler, executor_);
        auto slot = asio::get_associated_cancellation_slot(handler);
        auto shared = std::make_shared<Handler>(std::move(handler));
        Callback resume = [shared](HttpOutcome outcome) {
            Handler resumed = std::move(*shared);
            std::move(resumed)(std::move(outcome));
        };
        const RequestId id = begin(std::move(request), std::move(resume), std::move(executor));
        if (slot.is_connected())
            slot.assign([id, worker = std::weak_ptr<HttpWorker>(worker_)](asio::cancellation_type) {
                if (const auto held = worker.lock()) held->cancel(id);
            });
    }

    RequestId begin(HttpRequest request, Callback done, asio::any_io_executor executor) {
        const Result<Url> url = check(request);
        return worker_->start(std::move(request), url, std::move(done), std::move(executor));
    }

    asio::any_io_executor executor_;
    std::shared_ptr<HttpWorker> worker_;
};

}  // namespace

std::unique_ptr<HttpClient> make_http_client(asio::any_io_executor executor, HttpClientSettings settings) {
    return std::make_unique<CurlClient>(std::move(executor), std::move(settings));
}

}  // namespace plumb::net
