// The thread behind the HTTP client: one libcurl multi handle and what is under way on it.
#pragma once

#include "net/http_client.hpp"
#include "net/url.hpp"

#include <map>
#include <mutex>
#include <thread>

namespace plumb::net {

struct HttpTransfer;

class HttpWorker {
  public:
    explicit HttpWorker(HttpClientSettings settings);
    HttpWorker(const HttpWorker&) = delete;
    HttpWorker& operator=(const HttpWorker&) = delete;
    ~HttpWorker();

    /// `url` is the request's address, or why the request is refused without being tried.
    HttpClient::RequestId start(HttpRequest request, const Result<Url>& url, HttpClient::Callback done,
                                boost::asio::any_io_executor executor);
    void cancel(HttpClient::RequestId id);
    void stop();

  private:
    void run();
    bool take_orders();
    void begin(std::unique_ptr<HttpTransfer> transfer);
    void collect_finished();
    void finish(HttpClient::RequestId id, HttpOutcome outcome);
    void end_all();
    void wake();

    const HttpClientSettings settings_;
    const TrustPaths trust_;
    void* multi_ = nullptr;

    /// Under `mutex_`: what other threads ask for.
    std::mutex mutex_;
    std::vector<std::unique_ptr<HttpTransfer>> to_begin_;
    std::vector<HttpClient::RequestId> to_cancel_;
    HttpClient::RequestId last_id_ = 0;
    bool stopping_ = false;

    /// Of the worker's thread alone.
    std::map<HttpClient::RequestId, std::unique_ptr<HttpTransfer>> under_way_;
    std::thread thread_;
};

}  // namespace plumb::net
