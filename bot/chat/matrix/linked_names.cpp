#include "chat/matrix/linked_names.hpp"

#include "chat/matrix/names.hpp"

#include <optional>

namespace plumb::matrix {

namespace {

/// Links to people are shorter; in what is longer no end is looked for.
constexpr std::size_t kLongestLink = 1000;

/// How long the address is that text begins with, up to its bracket; nothing where it leads to nobody.
std::optional<std::size_t> person_link(std::string_view text) {
    const std::size_t end = text.substr(0, kLongestLink).find(')');
    if (end == std::string_view::npos || !is_user_id(linked_id(text.substr(0, end)))) return std::nullopt;
    return end;
}

}  // namespace

std::string with_linked_names(std::string_view text) {
    constexpr std::string_view kBetween = "](";
    std::string out;
    // Where the last bracket was opened in what came out.
    std::optional<std::size_t> opened;
    for (std::size_t at = 0; at < text.size();) {
        const bool between = opened && text.substr(at).starts_with(kBetween);
        const std::size_t address = at + kBetween.size();
        if (const auto length = between ? person_link(text.substr(address)) : std::nullopt) {
            out.erase(*opened, 1);
            opened.reset();
            at = address + *length + 1;
            continue;
        }
        if (text[at] == '[') opened = out.size();
        out += text[at++];
    }
    return out;
}

}  // namespace plumb::matrix
