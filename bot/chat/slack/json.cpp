#include "chat/slack/json.hpp"

namespace plumb::slack {

namespace {

bool nests_too_deep(std::string_view text) {
    int depth = 0;
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (quoted) {
            if (c == '\\')
                ++i;
            else if (c == '"')
                quoted = false;
            continue;
        }
        if (c == '"') quoted = true;
        if (c == '{' || c == '[') {
            if (++depth > kDeepest) return true;
        }
        if (c == '}' || c == ']') --depth;
    }
    return false;
}

std::optional<Json> parsed_where(const Json::parser_callback_t& wanted, std::string_view text) {
    if (nests_too_deep(text)) return std::nullopt;
    Json value = Json::parse(text, wanted, false);
    if (value.is_discarded()) return std::nullopt;
    return value;
}

}  // namespace

std::optional<Json> parsed(std::string_view text) { return parsed_where(nullptr, text); }

std::optional<Json> parsed_without(std::string_view key, std::string_view text) {
    const auto wanted = [key](int depth, Json::parse_event_t event, const Json& value) {
        const bool of_document = event == Json::parse_event_t::key && depth == 1;
        return !of_document || value.get_ref<const std::string&>() != key;
    };
    return parsed_where(wanted, text);
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

std::string written(const Json& value) { return value.dump(-1, ' ', false, Json::error_handler_t::replace); }

}  // namespace plumb::slack
