#include "chat/slack/envelope.hpp"

using namespace plumb;
using namespace plumb::slack;

TEST_CASE("slack: a hello may say much or nothing", "[slack]") {
    const Frame full = read_frame(
        R"({"type":"hello","num_connections":2,"debug_info":{"host":"applink-1","build_number":10,"approximate_connection_time":18060},"connection_info":{"app_id":"A111"}})");
    const auto* hello = std::get_if<HelloFrame>(&full);
    REQUIRE(hello);
    CHECK(hello->num_connections == 2);
    CHECK(hello->approximate_connection_time == std::chrono::seconds{18060});
    const Frame bare = read_frame(R"({"type":"hello"})");
    REQUIRE(std::holds_alternative<HelloFrame>(bare));
    CHECK_FALSE(std::get<HelloFrame>(bare).num_connections);
    const Frame odd = read_frame(R"({"type":"hello","num_connections":"two","debug_info":7})");
    REQUIRE(std::holds_alternative<HelloFrame>(odd));
    CHECK_FALSE(std::get<HelloFrame>(odd).num_connections);
}

TEST_CASE("slack: every reason of a disconnect", "[slack]") {
    using Reason = net::DisconnectReason;
    const auto reason = [](const std::string& word) {
        return std::get<DisconnectFrame>(read_frame(R"({"type":"disconnect","reason":")" + word + "\"}"))
            .reason;
    };
    CHECK(reason("warning") == Reason::warning);
    CHECK(reason("refresh_requested") == Reason::refresh_requested);
    CHECK(reason("link_disabled") == Reason::link_disabled);
    CHECK(reason("too_many_websockets") == Reason::too_many_websockets);
    CHECK(reason("something new") == Reason::other);
    CHECK(std::get<DisconnectFrame>(read_frame(R"({"type":"disconnect"})")).reason == Reason::other);
}

TEST_CASE("slack: an envelope, and its flags in either form", "[slack]") {
    const Frame frame = read_frame(
        R"({"envelope_id":"e-1","type":"events_api","accepts_response_payload":"true","retry_attempt":2,"retry_reason":"timeout","payload":{"a":1}})");
    const auto* envelope = std::get_if<Envelope>(&frame);
    REQUIRE(envelope);
    CHECK(envelope->id == "e-1");
    CHECK(envelope->type == "events_api");
    CHECK(envelope->accepts_payload);
    CHECK(envelope->retry_attempt == 2);
    CHECK(envelope->payload["a"] == 1);
}

TEST_CASE("slack: what cannot be read is survived, and its id found where it can be", "[slack]") {
    const auto bad = [](const std::string& text) {
        const Frame frame = read_frame(text);
        const auto* unreadable = std::get_if<UnreadableFrame>(&frame);
        REQUIRE(unreadable);
        return unreadable->id;
    };
    CHECK(bad("") == "");
    CHECK(bad("null") == "");
    CHECK(bad("[1,2]") == "");
    CHECK(bad("{\"type\":") == "");
    CHECK(bad(R"({"type":"slash_commands"})") == "");
    CHECK(bad(R"({"envelope_id":17,"type":"slash_commands","payload":{}})") == "");
    CHECK(bad(R"({"envelope_id":"e-1","type":"slash_commands"})") == "e-1");
    CHECK(bad(R"({"envelope_id":"e-2","type":"slash_commands","payload":null})") == "e-2");
    CHECK(bad(R"({"envelope_id" : "e-3","payload":{"text":"\ud800"}})") == "e-3");
    CHECK(bad(R"({"envelope_id":"e-4","payload":{)") == "e-4");
    CHECK(bad(R"({"envelope_id":"e\u0001","payload":{)") == "");
    const std::string deep = R"({"envelope_id":"e-5","payload":)" + std::string(100'000, '[');
    CHECK(bad(deep + std::string(100'000, ']') + "}") == "e-5");
}

TEST_CASE("slack: an acknowledgement has a payload only where there is one", "[slack]") {
    CHECK(ack_frame("e-1", {}) == R"({"envelope_id":"e-1"})");
    CHECK(ack_frame("e-1", {{"text", "x"}}) == R"({"envelope_id":"e-1","payload":{"text":"x"}})");
    CHECK_NOTHROW(ack_frame("e-1", {{"text", "\xff"}}));
}
