// The client-server API: one call, and what came of it.
#pragma once

#include "chat/matrix/answer.hpp"
#include "net/http_client.hpp"
#include "net/task.hpp"
#include "ports/metrics.hpp"

#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plumb::matrix {

struct Call {
    std::string method = "GET";
    /// Behind the homeserver, with its query: `/_matrix/client/v3/…`.
    std::string path;
    std::string body;
    std::string type = "application/json";
    std::chrono::milliseconds timeout = std::chrono::seconds{30};
    bool with_token = true;
    /// The answer is wanted as text (Answer::text).
    bool whole = false;
    /// For the figures: `send`, `sync`.
    std::string_view kind = "other";
};

Call get(std::string path);
Call put(std::string path, const Json& body);
Call post(std::string path, const Json& body);

/// A path of the API from its segments, each encoded: `{"rooms", "!r:x", "join"}`.
std::string client_path(const std::vector<std::string_view>& segments);

/// Names are not worth waiting longer.
inline constexpr std::chrono::seconds kNameWithin{5};

class Api {
  public:
    Api(boost::asio::any_io_executor executor, std::unique_ptr<net::HttpClient> http, std::string homeserver,
        std::string account, Metrics& metrics);

    /// Never throws for what the network does.
    net::Task<Answer> call(Call call);
    /// The same for one call at a time that stop_polling() ends.
    net::Task<Answer> poll(Call call);
    void stop_polling();
    /// What a user goes by; empty where it cannot be had within that time.
    net::Task<std::string> display_name(std::string user, std::chrono::milliseconds within = kNameWithin);
    /// Ends every call; what is called later fails at once.
    void stop() { http_->stop(); }

    /// When something was put into a room last: it comes back with /sync.
    net::Instant last_put() const { return last_put_; }

    /// No answer's why repeats it. The newest of each kind: those before are worth nothing.
    void hide(std::string_view kind, std::string secret) { secrets_[std::string(kind)] = std::move(secret); }

    void set_token(std::string token) { token_ = std::move(token); }
    const std::string& token() const { return token_; }

  private:
    net::HttpRequest request_of(Call& call) const;
    Answer counted(net::HttpOutcome outcome, const Call& call);

    boost::asio::any_io_executor executor_;
    std::unique_ptr<net::HttpClient> http_;
    std::optional<net::HttpClient::RequestId> polling_;
    std::string homeserver_;
    std::string account_;
    Metrics& metrics_;
    std::string token_;
    std::map<std::string, std::string> secrets_;
    net::Instant last_put_{};
};

}  // namespace plumb::matrix
