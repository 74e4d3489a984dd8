#include "chat/slack/reply.hpp"

#include "chat/slack/json.hpp"

namespace plumb::slack {

std::string written(const ReplyTo& reply) {
    Json json{{"user", reply.user}};
    if (!reply.url.empty()) json["url"] = reply.url;
    if (!reply.thread.empty()) json["thread"] = reply.thread;
    return written(json);
}

ReplyTo reply_from(std::string_view text) {
    const auto json = parsed(text);
    if (!json) return {};
    return {text_at(*json, "user"), text_at(*json, "url"), text_at(*json, "thread")};
}

}  // namespace plumb::slack
