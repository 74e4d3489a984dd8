#include "core/base/unseen.hpp"

#include "core/base/code_range.hpp"
#include "core/base/utf8.hpp"

namespace plumb {

namespace {

constexpr std::array kSpaces{CodeRange{'\t', '\r'},     CodeRange{' ', ' '},       CodeRange{0xA0, 0xA0},
                             CodeRange{0x1680, 0x1680}, CodeRange{0x2000, 0x200A}, CodeRange{0x2028, 0x2029},
                             CodeRange{0x202F, 0x202F}, CodeRange{0x205F, 0x205F}, CodeRange{0x3000, 0x3000}};
constexpr std::array kNothings{CodeRange{0xAD, 0xAD}, CodeRange{0x200B, 0x200B}, CodeRange{0x2060, 0x2060},
                               CodeRange{0xFEFF, 0xFEFF}};
/// Joiners, fillers, an empty Braille cell, selectors of a form, and accents that stand on nothing.
constexpr std::array kUnseen{CodeRange{0x0300, 0x036F}, CodeRange{0x115F, 0x1160}, CodeRange{0x180E, 0x180E},
                             CodeRange{0x200C, 0x200F}, CodeRange{0x2061, 0x2064}, CodeRange{0x2800, 0x2800},
                             CodeRange{0x3164, 0x3164}, CodeRange{0xFE00, 0xFE0F}, CodeRange{0xFFA0, 0xFFA0}};

}  // namespace

bool is_space(char32_t code) { return is_within(kSpaces, code); }
bool is_nothing(char32_t code) { return is_within(kNothings, code); }
bool shows_nothing(std::string_view text) {
    if (text.empty()) return false;
    while (!text.empty()) {
        const Character c = first_character(text);
        const bool unseen = is_space(c.code) || is_nothing(c.code) || is_bidi_control(c.code) ||
                            is_control(c.code) || is_within(kUnseen, c.code);
        if (!unseen) return false;
        text.remove_prefix(c.bytes);
    }
    return true;
}

}  // namespace plumb
