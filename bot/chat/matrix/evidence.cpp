#include "chat/matrix/evidence.hpp"

#include "core/base/among.hpp"
#include "core/base/spelling.hpp"
#include "core/base/utf8.hpp"
#include "core/talk/tokens.hpp"

#include <algorithm>
#include <array>

namespace plumb::matrix {

namespace {

constexpr std::array<std::string_view, 3> kNew{"new", "add", "create"};
constexpr std::size_t kLongestTitle = 80;

bool has_key(const Pieces& pieces, std::string_view key) {
    return std::any_of(pieces.begin(), pieces.end(), [&](const Piece& piece) { return piece.key == key; });
}

/// The first sentence or line, cut at a blank where it is long.
std::string first_sentence(std::string_view text) {
    std::size_t end = std::min(text.find('\n'), text.size());
    for (const std::string_view stop : {". ", "! ", "? "}) end = std::min(end, text.find(stop));
    std::string_view title = trimmed(text.substr(0, end));
    while (!title.empty() && (title.back() == '.' || title.back() == ',')) title.remove_suffix(1);
    if (code_points(title) <= kLongestTitle) return std::string(title);
    std::string_view front = front_of(title, kLongestTitle - 1);
    if (const std::size_t blank = front.rfind(' '); blank != std::string_view::npos && blank > 0)
        front = front.substr(0, blank);
    return std::string(front) + "…";
}

}  // namespace

bool opens_request(std::string_view command) {
    const auto text = readable(command);
    if (!text) return false;
    const auto pieces = pieces_of(*text);
    if (!pieces || pieces->size() < 2) return false;
    const std::string verb = plain_word((*pieces)[1].text);
    return (*pieces)[0].is_word() && plain_word((*pieces)[0].text) == "change" && (*pieces)[1].is_word() &&
           is_among(kNew, verb);
}

SpelledOut with_message(std::string_view command, std::string_view message, std::string_view link) {
    const auto typed = readable(command);
    const std::string heard = cleaned(message);
    const std::string_view text = trimmed(heard);
    if (!typed || text.empty()) return {std::string(command), {}};
    const auto pieces = pieces_of(*typed);
    if (!pieces || pieces->size() < 2) return {std::string(command), {}};
    SpelledOut out{std::string(trimmed(command)), {}};
    const bool titled =
        std::any_of(pieces->begin() + 2, pieces->end(), [](const Piece& piece) { return !piece.is_key(); });
    if (!titled) out.add("", first_sentence(text));
    if (!has_key(*pieces, "why")) out.add("why", text);
    if (!has_key(*pieces, "quote")) out.add("quote", text);
    if (!has_key(*pieces, "link") && !link.empty()) out.add("link", link);
    return out;
}

}  // namespace plumb::matrix
