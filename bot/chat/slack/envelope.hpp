// What comes over a socket, frame by frame (slack.md, sections 1.2 to 1.5).
#pragma once

#include "chat/slack/json.hpp"
#include "net/reconnect_words.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace plumb::slack {

struct HelloFrame {
    std::optional<int> num_connections;
    std::optional<std::chrono::seconds> approximate_connection_time;
};

struct DisconnectFrame {
    net::DisconnectReason reason = net::DisconnectReason::other;
};

// NOLINTNEXTLINE(bugprone-exception-escape): the check looks past the noexcept of JSON's own destructor.
struct Envelope {
    std::string id;
    /// `events_api`, `slash_commands`, `interactive`, or a word that is not known yet.
    std::string type;
    bool accepts_payload = false;
    int retry_attempt = 0;
    Json payload;
};

/// Counted and survived; acknowledged where an id could still be made out.
struct UnreadableFrame {
    std::string id;
    std::string why;
};

using Frame = std::variant<HelloFrame, DisconnectFrame, Envelope, UnreadableFrame>;

/// Never throws, whatever the bytes.
Frame read_frame(std::string_view text);

/// The acknowledgement; `payload` null for none.
std::string ack_frame(std::string_view envelope_id, const Json& payload);

}  // namespace plumb::slack
