// One request on libcurl: its handle set up, its answer collected, its failure judged.
#pragma once

#include "net/http_client.hpp"

#include <curl/curl.h>

#include <array>

namespace plumb::net {

struct HttpTransfer {
    HttpTransfer(HttpClient::RequestId number, HttpRequest what, HttpClient::Callback then,
                 boost::asio::any_io_executor where);
    HttpTransfer(const HttpTransfer&) = delete;
    HttpTransfer& operator=(const HttpTransfer&) = delete;
    ~HttpTransfer();

    /// Makes the libcurl handle; false if there is no memory for it.
    bool prepare(const HttpClientSettings& settings, const TrustPaths& trust);

    /// The answer, or why there is none.
    HttpOutcome judge(CURLcode code);
    HttpOutcome cancelled() const;

    /// Posts the outcome to the executor of whoever asked.
    void answer(HttpOutcome outcome);

    HttpClient::RequestId id;
    HttpRequest request;
    HttpClient::Callback done;

    /// Counts as work outstanding, so that `io_context::run` does not return meanwhile.
    boost::asio::any_io_executor executor;

    bool loopback = false;
    CURL* easy = nullptr;
    curl_slist* header_lines = nullptr;
    HttpResponse response;
    std::size_t received = 0;
    std::size_t max_body = 0;
    int attempts = 0;
    bool too_large = false;
    std::array<char, CURL_ERROR_SIZE> error_text{};

  private:
    bool maybe_sent() const;
    void set_method();
    void set_headers(const HttpClientSettings& settings);
    void set_tls(const TrustPaths& trust);
    void set_callbacks();
};

}  // namespace plumb::net
