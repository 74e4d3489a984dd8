#include "core/command/said.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cctype>
#include <optional>

namespace plumb {

namespace {

/// Longer texts are not repeated in a refusal.
constexpr std::size_t kRepeated = 300;
constexpr std::string_view kBlanks = " \t\n";

/// The byte behind the colon of a key as it was typed.
std::optional<std::size_t> behind_key(std::string_view said, std::string_view key) {
    const std::string wanted = " " + std::string(key) + ":";
    const auto same = [](char a, char b) {
        return std::tolower(static_cast<unsigned char>(a)) == std::tolower(static_cast<unsigned char>(b));
    };
    const auto at = std::search(said.begin(), said.end(), wanted.begin(), wanted.end(), same);
    if (at == said.end()) return std::nullopt;
    return static_cast<std::size_t>(at - said.begin()) + wanted.size();
}

/// Where a value ends that begins the text: behind its quote, or before the next blank.
std::size_t end_of_value(std::string_view rest) {
    return rest.starts_with('"') ? rest.find('"', 1) + 1 : std::min(rest.find_first_of(kBlanks), rest.size());
}

}  // namespace

std::string said_with(const Command& command, std::string_view key, std::string_view value,
                      std::string instead) {
    const std::string_view said = command.said;
    if (said.empty() || said.size() > kRepeated) return instead;
    if (key.empty()) return fmt::format("{} {}", said, value);
    if (!command.has(key)) return fmt::format("{} {}:{}", said, key, value);
    const auto from = behind_key(said, key);
    if (!from) return instead;
    const std::string_view rest = said.substr(*from);
    // Quotes of other kinds are left to the writer.
    constexpr std::string_view kPlain = "\"+-<@#";
    const bool plain = rest.empty() || kPlain.find(rest.front()) != std::string_view::npos ||
                       kBlanks.find(rest.front()) != std::string_view::npos ||
                       std::isalnum(static_cast<unsigned char>(rest.front())) != 0;
    if (!plain) return instead;
    return fmt::format("{}{}{}", said.substr(0, *from), value, rest.substr(end_of_value(rest)));
}

std::string asked_again(const Command& command, std::string list) {
    for (const auto& [key, value] : command.keys) {
        if (key == "page") continue;
        const auto from = behind_key(command.said, key);
        const std::string_view rest =
            from ? std::string_view(command.said).substr(*from) : std::string_view{};
        // Under another name the value is all that is known.
        const std::string typed(from ? rest.substr(0, end_of_value(rest)) : command.text_of(key));
        if (!typed.empty()) list += fmt::format(" {}:{}", key, typed);
    }
    return list;
}

Text nothing_like(const Command& command, std::string_view one, std::string_view list, Text first) {
    if (asked_again(command, {}).empty()) return first;
    Text none(fmt::format("No {} is like that. All of them: ", one));
    return none.code(std::string(list));
}

}  // namespace plumb
