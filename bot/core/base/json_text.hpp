// JSON as text, written in one go: for what is written with every message and every command.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace plumb {

/// Appends `text` in quotes, with its escapes; bytes that are no UTF-8 become U+FFFD.
void append_json_string(std::string& out, std::string_view text);

/// Behind the text in quotes that begins at a quote, or the end where it does not end.
std::size_t after_json_string(std::string_view text, std::size_t quote);

/// Whether lists and objects stand in one another more than so many deep: a parser's tree is freed and copied
/// by recursion, so it is counted first. `text` may be no JSON.
bool nests_deeper(std::string_view json, int most);

/// Appends a tree of JSON without blanks. `Json` is nlohmann's, which the core does not know; its own `dump`
/// looks at every byte of every text as a character, which took a fifth of what a Slack command costs.
template <class Json>
void append_json(std::string& out, const Json& value) {
    char separator = 0;
    const auto separate = [&] {
        if (separator != 0) out += separator;
        separator = ',';
    };
    if (value.is_object()) {
        out += '{';
        for (auto member = value.begin(); member != value.end(); ++member) {
            separate();
            append_json_string(out, member.key());
            out += ':';
            append_json(out, *member);
        }
        out += '}';
    } else if (value.is_array()) {
        out += '[';
        for (const auto& item : value) {
            separate();
            append_json(out, item);
        }
        out += ']';
    } else if (value.is_string()) {
        append_json_string(out, value.template get_ref<const std::string&>());
    } else if (value.is_boolean()) {
        out += value.template get<bool>() ? "true" : "false";
    } else {
        out += value.dump();
    }
}

}  // namespace plumb
