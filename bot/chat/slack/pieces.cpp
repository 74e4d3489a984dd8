#include "chat/slack/pieces.hpp"

#include "core/base/ids.hpp"
#include "core/base/utf8.hpp"

namespace plumb::slack {

namespace {

/// The longest of `&amp;`, `&lt;` and `&gt;`.
constexpr std::size_t kEntity = 5;

std::size_t cut_of(std::string_view text, std::size_t most) {
    const std::string_view front = front_of(text, most);
    if (front.size() == text.size()) return text.size();
    if (const std::size_t line = front.rfind('\n'); line != std::string_view::npos && line > 0) return line;
    if (const std::size_t blank = front.rfind(' '); blank != std::string_view::npos && blank > 0)
        return blank;
    const std::size_t entity = front.rfind('&');
    if (entity != std::string_view::npos && entity > 0 && front.size() - entity < kEntity &&
        front.find(';', entity) == std::string_view::npos)
        return entity;
    return front.size();
}

}  // namespace

std::vector<std::string> in_pieces(std::string_view text, std::size_t most) {
    std::vector<std::string> pieces;
    while (!text.empty()) {
        const std::size_t cut = cut_of(text, most);
        pieces.emplace_back(text.substr(0, cut));
        text.remove_prefix(cut);
        if (!text.empty() && (text.front() == '\n' || text.front() == ' ')) text.remove_prefix(1);
    }
    return pieces;
}

std::string shortened(std::string_view text, std::size_t most) {
    const std::string_view whole = front_of(text, most);
    if (whole.size() == text.size()) return std::string(text);
    return std::string(front_of(text, most - 1)) + "…";
}

std::string_view id_behind(std::string_view label) {
    const std::string_view last = label.substr(label.rfind(' ') + 1);
    return last.find('-') != std::string_view::npos && parse_ref(last) ? last : std::string_view{};
}

}  // namespace plumb::slack
