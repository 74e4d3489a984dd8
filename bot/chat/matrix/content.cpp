#include "chat/matrix/content.hpp"

namespace plumb::matrix {

namespace {

constexpr const char* kHtml = "org.matrix.custom.html";
constexpr const char* kRow = "org.plumbline.row";

Json mentions(const std::vector<std::string>& users) {
    Json json = Json::object();
    if (!users.empty()) json["user_ids"] = users;
    return json;
}

Json text_content(const std::string& body, const std::string& html, const std::vector<std::string>& users) {
    return {{"msgtype", "m.notice"},
            {"body", body},
            {"format", kHtml},
            {"formatted_body", html},
            {"m.mentions", mentions(users)}};
}

void place(Json& content, const Spot& spot) {
    if (spot.thread.empty()) {
        if (!spot.answers.empty())
            content["m.relates_to"] = {{"m.in_reply_to", {{"event_id", spot.answers}}}};
        return;
    }
    // The reply is for programs that know no threads.
    const std::string& last = spot.answers.empty() ? spot.thread : spot.answers;
    content["m.relates_to"] = {{"rel_type", "m.thread"},
                               {"event_id", spot.thread},
                               {"is_falling_back", true},
                               {"m.in_reply_to", {{"event_id", last}}}};
}

}  // namespace

Json notice(const Drawn& message, const Spot& spot, std::string_view row) {
    Json content = text_content(message.body, message.html, message.mentions);
    place(content, spot);
    content[kRow] = row;
    return content;
}

Json edit(const Drawn& message, std::string_view edited, const std::vector<std::string>& newly,
          std::string_view row) {
    Json content = text_content("* " + message.body, "* " + message.html, newly);
    content["m.new_content"] = text_content(message.body, message.html, message.mentions);
    content["m.relates_to"] = {{"rel_type", "m.replace"}, {"event_id", edited}};
    content[kRow] = row;
    return content;
}

Json reaction(std::string_view on, std::string_view key) {
    return {{"m.relates_to", {{"rel_type", "m.annotation"}, {"event_id", on}, {"key", key}}}};
}

Json file(const UploadedFile& file, const Spot& spot, std::string_view row) {
    const bool picture = file.type.rfind("image/", 0) == 0;
    Json content = {{"msgtype", picture ? "m.image" : "m.file"},
                    {"body", file.alternative.empty() ? file.name : file.alternative},
                    {"filename", file.name},
                    {"url", file.address},
                    {"info", {{"mimetype", file.type}, {"size", file.bytes}}},
                    {"m.mentions", Json::object()}};
    place(content, spot);
    content[kRow] = row;
    return content;
}

std::string row_of(const Json& content) { return text_at(content, kRow); }

}  // namespace plumb::matrix
