#include "chat/slack/answer.hpp"

using namespace plumb;
using namespace plumb::slack;

namespace {

Answer of(int status, std::string body, net::Headers headers = {}) {
    return judged(net::HttpResponse{status, std::move(headers), std::move(body)});
}

}  // namespace

TEST_CASE("slack: what came of a call", "[slack]") {
    using What = Answer::What;
    CHECK(of(200, R"({"ok":true,"ts":"1.2"})").what == What::ok);
    CHECK(of(200, R"({"ok":false,"error":"channel_not_found"})").what == What::refused);
    CHECK(of(200, R"({"ok":false,"error":"channel_not_found"})").error == "channel_not_found");
    CHECK(of(200, R"({"ok":false,"error":"missing_scope","needed":"users:read"})").needed == "users:read");
    CHECK(of(200, R"({"ok":false,"error":"internal_error"})").what == What::unknown);
    CHECK(of(200, R"({"ok":false,"error":"fatal_error"})").what == What::unknown);
    CHECK(of(200, R"({"ok":false,"error":"rate_limited"})").what == What::limited);
    CHECK(of(200, R"({"ok":false,"error":"service_unavailable"})").what == What::later);
    CHECK(of(200, R"({"ok":false,"error":"invalid_auth"})").what == What::dead);
    CHECK(of(200, R"({"ok":false,"error":"token_revoked"})").what == What::dead);
    CHECK(of(200, "<html>").what == What::unknown);
    CHECK(of(200, R"({"ok":"yes"})").what == What::unknown);
    CHECK(of(200, "null").what == What::unknown);
    CHECK(of(503, "busy").what == What::unknown);
    CHECK(of(503, R"({"ok":true})").what == What::unknown);
    CHECK(of(404, "").what == What::refused);
    CHECK(of(413, "too long").what == What::refused);
    for (const int on_the_way : {302, 400, 403, 407, 408})
        CHECK(of(on_the_way, "<html>").what == What::unknown);
    CHECK(of(403, R"({"ok":false,"error":"is_archived"})").what == What::refused);
}

TEST_CASE("slack: the message that Slack gives back is left where it is", "[slack]") {
    const Answer posted = of(
        200, R"({"ok":true,"message":{"ts":"9.9","blocks":[{"message":[1,{}]}]},"channel":"C1","ts":"1.2",)"
             R"("messages":[{"message":"inner"}]})");
    CHECK(posted.what == Answer::What::ok);
    CHECK_FALSE(posted.body.contains("message"));
    CHECK(text_at(posted.body, "ts") == "1.2");
    CHECK(text_at(posted.body, "channel") == "C1");
    CHECK(at(posted.body, "messages").at(0).at("message") == "inner");
    CHECK(of(200, R"({"ok":true,"message":{)").what == Answer::What::unknown);
}

TEST_CASE("slack: a 429 says how long to wait, or not", "[slack]") {
    const Answer said = of(429, "", {{"retry-after", "7"}});
    CHECK(said.what == Answer::What::limited);
    CHECK(said.retry_after == net::Span(std::chrono::seconds{7}));
    CHECK_FALSE(of(429, R"({"ok":false,"error":"ratelimited"})").retry_after);
}

TEST_CASE("slack: no answer is only harmless where nothing was sent", "[slack]") {
    const net::HttpError refused{net::HttpTrouble::not_connected, false, "refused"};
    const net::HttpError lost{net::HttpTrouble::broken_off, true, "reset"};
    CHECK(judged(tl::make_unexpected(refused)).what == Answer::What::later);
    CHECK(judged(tl::make_unexpected(lost)).what == Answer::What::unknown);
}
