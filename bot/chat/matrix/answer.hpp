// What came of a request to the homeserver (matrix.md, section 1.3).
#pragma once

#include "chat/matrix/json.hpp"
#include "net/http_message.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace plumb::matrix {

// NOLINTNEXTLINE(bugprone-exception-escape): the check looks past the noexcept of JSON's own destructor.
struct Answer {
    /// 0 where none came.
    int status = 0;
    /// The body as it came; `body` is it read, null where it is no JSON.
    std::string text;
    Json body;
    /// The server's word (`M_FORBIDDEN`), empty where it is not the homeserver that answered.
    std::string errcode;
    /// For logs and answers; holds no secret.
    std::string why;
    std::optional<net::Span> retry_after;
    /// Where no answer came: it may have been carried out all the same.
    bool maybe_done = false;
    /// One came, and was larger than is taken.
    bool too_large = false;

    bool ok() const { return status >= 200 && status < 300; }
    /// Good, and its body has a text of that name (`event_id`). A good answer without it was cut off, or is
    /// somebody's in between: what was asked for may not have been done.
    bool names(std::string_view key) const;
    /// What was sent is larger than the server, or what stands before it, takes.
    bool finds_too_large() const;
    /// The server, or what stands before it, knows no such address.
    bool no_such_endpoint() const;
};

/// What is to be done about an answer that is not ok.
enum class Fate : std::uint8_t {
    done,
    /// Not carried out, too many: later.
    limited,
    /// Not carried out: later.
    later,
    /// May have been carried out.
    unknown,
    /// The access token is dead.
    unauthorized,
    /// Will never be carried out.
    refused
};

Fate fate_of(const Answer& answer);

/// The answer in an outcome; where `whole` its body is kept as text and not read.
Answer answered(net::HttpOutcome outcome, bool whole);

}  // namespace plumb::matrix
