#include "chat/slack/envelope.hpp"

#include <limits>

namespace plumb::slack {

namespace {

/// An id longer than this is none of Slack's (they are UUIDs).
constexpr std::size_t kLongestId = 255;

/// The envelope's id in a text that is no sound JSON: the value that follows its key, if it is plain.
std::string salvaged_id(std::string_view text) {
    constexpr std::string_view kKey = "\"envelope_id\"";
    std::size_t at = text.find(kKey);
    if (at == std::string_view::npos) return {};
    at = text.find_first_not_of(" \t\r\n:", at + kKey.size());
    if (at == std::string_view::npos || text[at] != '"') return {};
    const std::size_t end = text.find('"', at + 1);
    if (end == std::string_view::npos || end - at - 1 > kLongestId) return {};
    const std::string_view id = text.substr(at + 1, end - at - 1);
    for (const char c : id)
        if (static_cast<unsigned char>(c) < 0x21 || static_cast<unsigned char>(c) > 0x7e || c == '\\')
            return {};
    return std::string(id);
}

net::DisconnectReason reason_of(const std::string& word) {
    using Reason = net::DisconnectReason;
    if (word == "warning") return Reason::warning;
    if (word == "refresh_requested") return Reason::refresh_requested;
    if (word == "link_disabled") return Reason::link_disabled;
    if (word == "too_many_websockets") return Reason::too_many_websockets;
    return Reason::other;
}

std::optional<int> small_number(const Json& from, std::initializer_list<std::string_view> path) {
    const auto number = number_at(from, path);
    if (!number || *number < 0 || *number > std::numeric_limits<int>::max()) return std::nullopt;
    return static_cast<int>(*number);
}

HelloFrame hello_of(const Json& frame) {
    HelloFrame hello;
    hello.num_connections = small_number(frame, {"num_connections"});
    if (const auto life = small_number(frame, {"debug_info", "approximate_connection_time"}))
        hello.approximate_connection_time = std::chrono::seconds{*life};
    return hello;
}

}  // namespace

Frame read_frame(std::string_view text) {
    auto frame = parsed(text);
    if (!frame) return UnreadableFrame{salvaged_id(text), "no JSON, or nested too deep"};
    if (!frame->is_object()) return UnreadableFrame{{}, "no object"};
    std::string type = text_at(*frame, "type");
    if (type == "hello") return hello_of(*frame);
    if (type == "disconnect") return DisconnectFrame{reason_of(text_at(*frame, "reason"))};
    Envelope envelope;
    envelope.id = text_at(*frame, "envelope_id");
    if (envelope.id.size() > kLongestId) envelope.id.clear();
    if (envelope.id.empty())
        return UnreadableFrame{{}, "neither hello, disconnect nor an envelope with an id"};
    envelope.type = std::move(type);
    envelope.accepts_payload = truth_at(*frame, "accepts_response_payload");
    envelope.retry_attempt = small_number(*frame, {"retry_attempt"}).value_or(0);
    if (const auto payload = frame->find("payload"); payload != frame->end())
        envelope.payload = std::move(*payload);
    if (!envelope.payload.is_object()) return UnreadableFrame{envelope.id, "an envelope without payload"};
    return envelope;
}

std::string ack_frame(std::string_view envelope_id, const Json& payload) {
    Json frame{{"envelope_id", envelope_id}};
    if (!payload.is_null()) frame["payload"] = payload;
    return written(frame);
}

}  // namespace plumb::slack
