#include "net/http_worker.hpp"

#include <new>

#include "net/http_transfer.hpp"
#include "net/quiet_thread.hpp"

namespace plumb::net {

namespace {

/// Connections held open to hosts beside the one that most requests go to (uploads).
constexpr long kOtherHosts = 2;

/// libcurl shortens this to whatever falls due; an order interrupts it.
constexpr int kLongestPollMs = 60'000;

/// Once in a process, before any other thread uses libcurl or OpenSSL.
void start_curl() {
    static const CURLcode started = curl_global_init(CURL_GLOBAL_DEFAULT);
    if (started != CURLE_OK) throw std::bad_alloc();
}

CURLM* make_multi(long connections_per_host) {
    start_curl();
    CURLM* multi = curl_multi_init();
    if (multi == nullptr) throw std::bad_alloc();
    curl_multi_setopt(multi, CURLMOPT_MAX_HOST_CONNECTIONS, connections_per_host);
    // The limit counts those in use, too: one that is lower closes what the next request would use again.
    curl_multi_setopt(multi, CURLMOPT_MAXCONNECTS, connections_per_host + kOtherHosts);
    curl_multi_setopt(multi, CURLMOPT_PIPELINING, static_cast<long>(CURLPIPE_NOTHING));
    return multi;
}

}  // namespace

HttpWorker::HttpWorker(HttpClientSettings settings)
    : settings_(std::move(settings)),
      trust_(trust_paths(settings_.trust)),
      multi_(make_multi(settings_.connections_per_host)),
      thread_(quiet_thread([this] { run(); })) {}

HttpWorker::~HttpWorker() {
    stop();
    curl_multi_cleanup(multi_);
}

HttpClient::RequestId HttpWorker::start(HttpRequest request, const Result<Url>& url,
                                        HttpClient::Callback done, boost::asio::any_io_executor executor) {
    std::unique_lock lock(mutex_);
    const HttpClient::RequestId id = ++last_id_;
    auto transfer =
        std::make_unique<HttpTransfer>(id, std::move(request), std::move(done), std::move(executor));
    if (!url) {
        HttpError refused{HttpTrouble::refused_request, false, url.error().wrong};
        transfer->answer(tl::make_unexpected(std::move(refused)));
    } else if (stopping_) {
        transfer->answer(transfer->cancelled());
    } else {
        transfer->loopback = is_loopback(url->host);
        to_begin_.push_back(std::move(transfer));
        lock.unlock();
        wake();
    }
    return id;
}

void HttpWorker::cancel(HttpClient::RequestId id) {
    {
        const std::lock_guard lock(mutex_);
        if (stopping_) return;
        to_cancel_.push_back(id);
    }
    wake();
}

void HttpWorker::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    wake();
    if (thread_.joinable()) thread_.join();
}

/// Not while holding what the thread takes first when it wakes.
void HttpWorker::wake() { curl_multi_wakeup(multi_); }

void HttpWorker::run() {
    while (take_orders()) {
        int running = 0;
        curl_multi_perform(multi_, &running);
        collect_finished();
        curl_multi_poll(multi_, nullptr, 0, kLongestPollMs, nullptr);
    }
    end_all();
}

/// False when it is time to stop.
bool HttpWorker::take_orders() {
    std::vector<std::unique_ptr<HttpTransfer>> beginning;
    std::vector<HttpClient::RequestId> cancelled;
    {
        const std::lock_guard lock(mutex_);
        if (stopping_) return false;
        beginning.swap(to_begin_);
        cancelled.swap(to_cancel_);
    }
    for (auto& transfer : beginning) begin(std::move(transfer));
    for (const HttpClient::RequestId id : cancelled) {
        const auto found = under_way_.find(id);
        if (found != under_way_.end()) finish(id, found->second->cancelled());
    }
    return true;
}

void HttpWorker::begin(std::unique_ptr<HttpTransfer> transfer) {
    if (!transfer->prepare(settings_, trust_) || curl_multi_add_handle(multi_, transfer->easy) != CURLM_OK)
        return transfer->answer(transfer->judge(CURLE_OUT_OF_MEMORY));
    const HttpClient::RequestId id = transfer->id;
    under_way_.emplace(id, std::move(transfer));
}

void HttpWorker::collect_finished() {
    int left = 0;
    while (const CURLMsg* message = curl_multi_info_read(multi_, &left)) {
        if (message->msg != CURLMSG_DONE) continue;
        void* context = nullptr;
        curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &context);
        auto& transfer = *static_cast<HttpTransfer*>(context);
        finish(transfer.id, transfer.judge(message->data.result));
    }
}

void HttpWorker::finish(HttpClient::RequestId id, HttpOutcome outcome) {
    const auto node = under_way_.extract(id);
    HttpTransfer& transfer = *node.mapped();
    curl_multi_remove_handle(multi_, transfer.easy);
    transfer.answer(std::move(outcome));
}

void HttpWorker::end_all() {
    while (!under_way_.empty()) {
        const auto& [id, transfer] = *under_way_.begin();
        finish(id, transfer->cancelled());
    }
    std::vector<std::unique_ptr<HttpTransfer>> never_begun;
    {
        const std::lock_guard lock(mutex_);
        never_begun.swap(to_begin_);
    }
    for (auto& transfer : never_begun) transfer->answer(transfer->cancelled());
}

}  // namespace plumb::net
