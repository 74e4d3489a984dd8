#include "chat/matrix/answer.hpp"

#include "core/base/among.hpp"

#include <algorithm>
#include <array>
#include <chrono>

namespace plumb::matrix {

namespace {

constexpr std::chrono::hours kLongestWait{1};
constexpr int kUnauthorized = 401;
constexpr int kNotFound = 404;
constexpr int kWrongMethod = 405;
constexpr int kTimedOut = 408;
constexpr int kTooLarge = 413;
constexpr int kTooMany = 429;
constexpr int kServerTrouble = 500;
/// Refusals that somebody on the server lifts again, of everything the account does.
constexpr std::array<std::string_view, 4> kPassing{"M_USER_LOCKED", "M_USER_SUSPENDED",
                                                   "M_RESOURCE_LIMIT_EXCEEDED", "M_CONSENT_NOT_GIVEN"};

/// The header, else the body's milliseconds, which are older.
std::optional<net::Span> wait_in(const net::HttpResponse& response, const Json& body) {
    if (const auto header = response.retry_after()) return header;
    const auto ms = number_at(body, "retry_after_ms");
    if (!ms || *ms < 0) return std::nullopt;
    return std::min<net::Span>(std::chrono::milliseconds(*ms), kLongestWait);
}

std::string why_of(const Answer& answer) {
    std::string why = "HTTP " + std::to_string(answer.status);
    if (!answer.errcode.empty()) why += " " + answer.errcode;
    const std::string said = text_at(answer.body, "error");
    if (!said.empty()) why += ": " + said;
    return why;
}

}  // namespace

bool Answer::names(std::string_view key) const { return ok() && !text_at(body, key).empty(); }

bool Answer::finds_too_large() const { return status == kTooLarge || errcode == "M_TOO_LARGE"; }

bool Answer::no_such_endpoint() const {
    const bool unknown = status == kNotFound || status == kWrongMethod;
    return unknown && (errcode.empty() || errcode == "M_UNRECOGNIZED");
}

Fate fate_of(const Answer& answer) {
    if (answer.ok()) return Fate::done;
    if (answer.status == 0) return answer.maybe_done ? Fate::unknown : Fate::later;
    if (answer.status == kTooMany || answer.errcode == "M_LIMIT_EXCEEDED") return Fate::limited;
    if (answer.errcode == "M_UNKNOWN_TOKEN" || answer.errcode == "M_MISSING_TOKEN") return Fate::unauthorized;
    if (answer.finds_too_large()) return Fate::refused;
    if (answer.status >= kServerTrouble || answer.status == kTimedOut) return Fate::unknown;
    if (is_among(kPassing, answer.errcode)) return Fate::later;
    // Somebody in between answered, or a redirect that is not followed.
    if (answer.errcode.empty()) return answer.status == kUnauthorized ? Fate::unauthorized : Fate::later;
    return Fate::refused;
}

Answer answered(net::HttpOutcome outcome, bool whole) {
    Answer answer;
    if (!outcome) {
        answer.maybe_done = outcome.error().maybe_sent;
        answer.too_large = outcome.error().what == net::HttpTrouble::too_large;
        answer.why = outcome.error().text;
        return answer;
    }
    answer.status = outcome->status;
    if (!whole || !answer.ok())
        if (auto body = parsed(outcome->body)) answer.body = *std::move(body);
    answer.retry_after = wait_in(*outcome, answer.body);
    if (whole) answer.text = std::move(outcome->body);
    if (answer.ok()) return answer;
    answer.errcode = text_at(answer.body, "errcode");
    answer.why = why_of(answer);
    return answer;
}

}  // namespace plumb::matrix
