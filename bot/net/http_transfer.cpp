#include "net/http_transfer.hpp"

#include <boost/asio/execution/outstanding_work.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/prefer.hpp>

#include "core/base/spelling.hpp"
#include "net/redact.hpp"

namespace plumb::net {

namespace {

namespace asio = boost::asio;

/// The smallest that libcurl allows; its 64 KiB would be held for each request under way.
constexpr long kUploadBuffer = 16L * 1024;

/// Idle connections older than this are not used again: servers close them about then, and a request sent
/// into a closing connection has an unknown outcome.
constexpr long kOldestIdleSeconds = 55;

/// Whether carrying it out twice is the same as once (RFC 9110, section 9.2.2).
bool repeatable(std::string_view method) {
    return method == "GET" || method == "HEAD" || method == "PUT" || method == "DELETE";
}

long request_bytes_sent(CURL* easy) {
    long sent = 0;
    curl_easy_getinfo(easy, CURLINFO_REQUEST_SIZE, &sent);
    return sent;
}

std::size_t on_body(char* data, std::size_t size, std::size_t count, void* context) {
    auto& transfer = *static_cast<HttpTransfer*>(context);
    const std::size_t bytes = size * count;
    transfer.received += bytes;
    transfer.too_large = transfer.received > transfer.max_body;
    if (transfer.too_large) return CURL_WRITEFUNC_ERROR;
    transfer.response.body.append(data, bytes);
    return bytes;
}

/// Called for each header line; a status line begins the headers anew (after 100 Continue).
std::size_t on_header(char* data, std::size_t size, std::size_t count, void* context) {
    auto& response = static_cast<HttpTransfer*>(context)->response;
    const std::string_view line(data, size * count);
    const std::size_t colon = line.find(':');
    if (line.starts_with("HTTP/")) {
        response.headers.clear();
    } else if (colon != std::string_view::npos) {
        response.headers.emplace_back(lower(trimmed(line.substr(0, colon))), trimmed(line.substr(colon + 1)));
    }
    return line.size();
}

/// Called each time the request is about to be written to a connection.
int before_request(void* context, char*, char*, int, int) {
    auto& transfer = *static_cast<HttpTransfer*>(context);
    const bool again = transfer.attempts++ > 0 && request_bytes_sent(transfer.easy) > 0;
    return again && !repeatable(transfer.request.method) ? CURL_PREREQFUNC_ABORT : CURL_PREREQFUNC_OK;
}

HttpTrouble trouble_of(CURLcode code) {
    switch (code) {
        case CURLE_COULDNT_RESOLVE_HOST:
        case CURLE_COULDNT_RESOLVE_PROXY: return HttpTrouble::name_not_found;
        case CURLE_COULDNT_CONNECT: return HttpTrouble::not_connected;
        case CURLE_SSL_CONNECT_ERROR:
        case CURLE_PEER_FAILED_VERIFICATION:
        case CURLE_SSL_CERTPROBLEM:
        case CURLE_SSL_CIPHER:
        case CURLE_SSL_CACERT_BADFILE:
        case CURLE_SSL_ISSUER_ERROR: return HttpTrouble::tls_failed;
        case CURLE_OPERATION_TIMEDOUT: return HttpTrouble::timed_out;
        case CURLE_UNSUPPORTED_PROTOCOL:
        case CURLE_URL_MALFORMAT: return HttpTrouble::refused_request;
        default: return HttpTrouble::broken_off;
    }
}

}  // namespace

HttpTransfer::HttpTransfer(HttpClient::RequestId number, HttpRequest what, HttpClient::Callback then,
                           asio::any_io_executor where)
    : id(number),
      request(std::move(what)),
      done(std::move(then)),
      executor(asio::prefer(std::move(where), asio::execution::outstanding_work_t::tracked)) {}

HttpTransfer::~HttpTransfer() {
    if (easy != nullptr) curl_easy_cleanup(easy);
    curl_slist_free_all(header_lines);
}

bool HttpTransfer::prepare(const HttpClientSettings& settings, const TrustPaths& trust) {
    easy = curl_easy_init();
    if (easy == nullptr) return false;
    max_body = settings.max_body;
    curl_easy_setopt(easy, CURLOPT_URL, request.url.c_str());
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L);
    curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
    curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, static_cast<long>(request.total_timeout.count()));
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(request.connect_timeout.count()));
    curl_easy_setopt(easy, CURLOPT_UPLOAD_BUFFERSIZE, kUploadBuffer);
    curl_easy_setopt(easy, CURLOPT_MAXAGE_CONN, kOldestIdleSeconds);
    curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, error_text.data());
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, loopback ? "http,https" : "https");
    if (loopback) curl_easy_setopt(easy, CURLOPT_NOPROXY, "*");
    if (request.own_connection) curl_easy_setopt(easy, CURLOPT_FRESH_CONNECT, 1L);
    set_method();
    set_headers(settings);
    set_tls(trust);
    set_callbacks();
    return true;
}

void HttpTransfer::set_method() {
    const std::string& method = request.method;
    if (method == "HEAD") {
        curl_easy_setopt(easy, CURLOPT_NOBODY, 1L);
    } else if (method == "POST" || method == "PUT" || method == "PATCH" || !request.body.empty()) {
        curl_easy_setopt(easy, CURLOPT_POST, 1L);
        curl_easy_setopt(easy, CURLOPT_POSTFIELDS, request.body.data());
        curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
        if (method != "POST") curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, method.c_str());
    } else if (method != "GET") {
        curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, method.c_str());
    }
}

/// A header without a value is written `Name;`, or libcurl would take it for one to leave out. It would also
/// wait for `100 Continue` on large bodies and call every body a form unless told otherwise.
void HttpTransfer::set_headers(const HttpClientSettings& settings) {
    const auto add = [this](const std::string& line) {
        header_lines = curl_slist_append(header_lines, line.c_str());
    };
    add("Expect:");
    bool typed = false;
    for (const auto& [name, value] : request.headers) {
        std::string line = name;
        line.append(value.empty() ? ";" : ": ").append(value);
        add(line);
        typed = typed || same_word(name, "content-type");
    }
    if (!typed) add("Content-Type:");
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, header_lines);
    curl_easy_setopt(easy, CURLOPT_USERAGENT, settings.user_agent.c_str());
}

void HttpTransfer::set_tls(const TrustPaths& trust) {
    const auto path_or_none = [](const std::string& path) { return path.empty() ? nullptr : path.c_str(); };
    curl_easy_setopt(easy, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 2L);
    curl_easy_setopt(easy, CURLOPT_CAINFO, path_or_none(trust.file));
    curl_easy_setopt(easy, CURLOPT_CAPATH, path_or_none(trust.folder));
}

void HttpTransfer::set_callbacks() {
    curl_easy_setopt(easy, CURLOPT_PRIVATE, this);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, &on_body);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, this);
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, &on_header);
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, this);
    curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, &before_request);
    curl_easy_setopt(easy, CURLOPT_PREREQDATA, this);
}

bool HttpTransfer::maybe_sent() const { return easy != nullptr && request_bytes_sent(easy) > 0; }

HttpOutcome HttpTransfer::judge(CURLcode code) {
    if (code == CURLE_OK) {
        long status = 0;
        curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
        response.status = static_cast<int>(status);
        return std::move(response);
    }
    if (too_large) {
        HttpError large{HttpTrouble::too_large, true,
                        "the answer is over " + std::to_string(max_body) + " bytes"};
        return tl::make_unexpected(std::move(large));
    }
    const char* text = error_text.front() != '\0' ? error_text.data() : curl_easy_strerror(code);
    HttpError error{trouble_of(code), maybe_sent(), redact(text)};
    return tl::make_unexpected(std::move(error));
}

HttpOutcome HttpTransfer::cancelled() const {
    HttpError error{HttpTrouble::cancelled, maybe_sent(), "cancelled"};
    return tl::make_unexpected(std::move(error));
}

void HttpTransfer::answer(HttpOutcome outcome) {
    asio::post(executor,
               [then = std::move(done), result = std::move(outcome)]() mutable { then(std::move(result)); });
}

}  // namespace plumb::net
