#include "core/talk/typed_text.hpp"

#include "core/talk/reading.hpp"

namespace plumb {

bool TypedText::loose_mark(std::size_t at) const {
    constexpr std::string_view kLoose = ".;!?),";
    return at < text_.size() && kLoose.find(text_[at]) != std::string_view::npos && blank(at + 1);
}

std::optional<std::size_t> TypedText::key_ends(std::size_t from) const {
    if (!is_letter(code(from))) return std::nullopt;
    for (std::size_t at = from;;) {
        const Character c = peek(at);
        if (c.code == ':') {
            if (text_.substr(at + 1, 2) == "//") return std::nullopt;
            const std::string_view word = text_.substr(from, at - from);
            const bool id =
                blank(at + 1) && is_digit(static_cast<unsigned char>(word.back())) && written_id(word);
            return id ? std::nullopt : std::optional{at};
        }
        const bool belongs = is_letter(c.code) || is_digit(c.code) || is_dash(c.code) || is_nothing(c.code) ||
                             c.code == '.' || c.code == '_';
        if (!belongs) return std::nullopt;
        at += c.bytes;
    }
}

std::optional<std::size_t> TypedText::next_closing(std::size_t from) const {
    constexpr std::string_view kBeforeOpening = " \t\n:,=";
    const std::size_t at = text_.find('"', from);
    if (at == std::string_view::npos || at == 0) return std::nullopt;
    return kBeforeOpening.find(text_[at - 1]) == std::string_view::npos ? std::optional{at} : std::nullopt;
}

bool TypedText::is_escaped(std::size_t at) const {
    return at > 0 && text_[at] == '"' && text_[at - 1] == '\\' && next_closing(at + 1).has_value();
}

}  // namespace plumb
