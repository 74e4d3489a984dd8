#include "chat/slack/answer.hpp"

#include "core/base/among.hpp"

#include <array>

namespace plumb::slack {

namespace {

constexpr std::array<std::string_view, 9> kDead{
    "not_authed",    "invalid_auth",           "account_inactive",   "token_revoked",         "token_expired",
    "team_disabled", "user_removed_from_team", "org_login_required", "not_allowed_token_type"};
/// These may have taken effect (slack.md, section 2.4).
constexpr std::array<std::string_view, 3> kUnknown{"internal_error", "fatal_error", "request_timeout"};
constexpr std::array<std::string_view, 5> kLater{"service_unavailable", "team_added_to_org",
                                                 "message_limit_exceeded", "temporarily_unavailable",
                                                 "accesslimited"};
constexpr std::array<std::string_view, 3> kMethod{"unknown_method", "missing_scope", "method_deprecated"};
constexpr std::array<std::string_view, 2> kLimited{"ratelimited", "rate_limited"};

constexpr int kTooMany = 429;
constexpr int kServerTrouble = 500;
constexpr int kFine = 200;
constexpr int kNotFine = 300;
/// Without Slack's own word these two say of the call that it will never be carried out: its address is not
/// there (any more), and it is too long. All others may come from anything on the way.
constexpr int kNotThere = 404;
constexpr int kTooLong = 413;

Answer judged_error(Json body) {
    Answer answer;
    answer.error = text_at(body, "error");
    answer.needed = text_at(body, "needed");
    if (is_dead_token(answer.error))
        answer.what = Answer::What::dead;
    else if (is_among(kLimited, answer.error))
        answer.what = Answer::What::limited;
    else if (is_among(kUnknown, answer.error) || answer.error.empty())
        answer.what = Answer::What::unknown;
    else
        answer.what = is_among(kLater, answer.error) ? Answer::What::later : Answer::What::refused;
    answer.body = std::move(body);
    return answer;
}

}  // namespace

bool is_about_method(std::string_view error) { return is_among(kMethod, error); }

bool is_dead_token(std::string_view error) { return is_among(kDead, error); }

Answer judged(const net::HttpOutcome& outcome) {
    Answer answer;
    if (!outcome) {
        answer.what = outcome.error().maybe_sent ? Answer::What::unknown : Answer::What::later;
        answer.error = outcome.error().text;
        return answer;
    }
    const net::HttpResponse& response = *outcome;
    if (response.status == kTooMany) {
        answer.what = Answer::What::limited;
        answer.error = "ratelimited";
        answer.retry_after = response.retry_after();
        return answer;
    }
    // Slack gives back the whole message that it was given.
    auto body = parsed_without("message", response.body);
    const bool fine = response.status >= kFine && response.status < kNotFine;
    if (body && body->is_object() && at(*body, "ok").is_boolean()) {
        if (at(*body, "ok") == true && fine) {
            answer.what = Answer::What::ok;
            answer.body = std::move(*body);
            return answer;
        }
        if (at(*body, "ok") == false && response.status < kServerTrouble) {
            answer = judged_error(std::move(*body));
            answer.retry_after = response.retry_after();
            return answer;
        }
    }
    answer.error = "HTTP " + std::to_string(response.status);
    const bool never = response.status == kNotThere || response.status == kTooLong;
    answer.what = never ? Answer::What::refused : Answer::What::unknown;
    return answer;
}

}  // namespace plumb::slack
