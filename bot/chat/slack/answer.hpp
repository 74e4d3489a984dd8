// What came of a Web API call (slack.md, section 2).
#pragma once

#include "chat/slack/json.hpp"
#include "net/http_message.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace plumb::slack {

// NOLINTNEXTLINE(bugprone-exception-escape): the check looks past the noexcept of JSON's own destructor.
struct Answer {
    enum class What : std::uint8_t {
        ok,
        /// Not carried out, and will not be: `error` says why.
        refused,
        /// Not carried out; worth another try.
        later,
        /// Too many: not before `retry_after`.
        limited,
        /// May have been carried out.
        unknown,
        /// The token is dead: nothing more will work.
        dead
    };
    What what = What::unknown;
    /// Slack's word (`channel_not_found`), or what went wrong on the way. Holds no secret.
    std::string error;
    /// Scope that is missing.
    std::string needed;
    std::optional<net::Span> retry_after;
    Json body;

    bool ok() const { return what == What::ok; }
};

Answer judged(const net::HttpOutcome& outcome);

/// Whether it is the method that is not to be had here, whatever it is asked.
bool is_about_method(std::string_view error);

/// Whether a token that is refused so is of no use any more.
bool is_dead_token(std::string_view error);

}  // namespace plumb::slack
