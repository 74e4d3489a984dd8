#include "chat/slack/json.hpp"

#include "core/base/json_text.hpp"

#include <algorithm>

namespace plumb::slack {

namespace {

/// Where something stands in a text: from `begin` to before `end`.
struct Span {
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// The value of a member of the document itself; empty where it has none of that name. The value is passed
/// over, not read: only its brackets and texts are told apart.
Span value_of(std::string_view key, std::string_view text) {
    Span value;
    int depth = 0;
    bool name_next = false;
    for (std::size_t i = 0; i < text.size();) {
        const char c = text[i];
        if (c == '"') {
            const std::size_t after = after_json_string(text, i);
            const bool named =
                depth == 1 && name_next && text.substr(i + 1, key.size() + 1) == std::string(key) + '"';
            name_next = false;
            i = after;
            if (!named || value.begin != 0) continue;
            i = std::min(text.find_first_not_of(" \t\r\n", i), text.size());
            if (i == text.size() || text[i] != ':') return {};
            value.begin = ++i;
            continue;
        }
        if (c == '}' || c == ']') --depth;
        const bool ends = (depth == 1 && c == ',') || (depth == 0 && c == '}');
        if (ends && value.begin != 0) return {value.begin, i};
        if (c == '{' || c == '[') ++depth;
        if (depth == 1 && (c == '{' || c == ',')) name_next = true;
        ++i;
    }
    return {};
}

}  // namespace

std::optional<Json> parsed(std::string_view text) {
    if (nests_deeper(text, kDeepest)) return std::nullopt;
    Json value = Json::parse(text, nullptr, false);
    if (value.is_discarded()) return std::nullopt;
    return value;
}

std::optional<Json> parsed_without(std::string_view key, std::string_view text) {
    const Span gone = value_of(key, text);
    if (gone.end == 0) return parsed(text);
    std::string rest(text.substr(0, gone.begin));
    rest.append("null").append(text.substr(gone.end));
    auto value = parsed(rest);
    if (value && value->is_object()) value->erase(std::string(key));
    return value;
}

const Json& at(const Json& from, std::initializer_list<std::string_view> path) {
    static const Json nothing;
    const Json* here = &from;
    for (const std::string_view key : path) {
        if (!here->is_object()) return nothing;
        const auto found = here->find(key);
        if (found == here->end()) return nothing;
        here = &*found;
    }
    return *here;
}

std::string text_at(const Json& from, std::initializer_list<std::string_view> path) {
    const auto* text = at(from, path).get_ptr<const std::string*>();
    return text ? *text : std::string{};
}

bool truth_at(const Json& from, std::string_view key) {
    const Json& value = at(from, key);
    return value == true || value == "true";
}

std::optional<std::int64_t> number_at(const Json& from, std::initializer_list<std::string_view> path) {
    const Json& value = at(from, path);
    if (!value.is_number_integer()) return std::nullopt;
    return value.get<std::int64_t>();
}

std::string written(const Json& value) {
    std::string text;
    append_json(text, value);
    return text;
}

}  // namespace plumb::slack
