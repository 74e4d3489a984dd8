#include "core/base/unseen.hpp"

#include "core/base/utf8.hpp"

#include <algorithm>
#include <array>

namespace plumb {

namespace {

struct Unseen {
    char32_t first;
    char32_t last;
};

template <std::size_t N>
bool is_one_of(const std::array<Unseen, N>& ranges, char32_t code) {
    return std::any_of(ranges.begin(), ranges.end(),
                       [code](const Unseen& r) { return code >= r.first && code <= r.last; });
}

constexpr std::array kSpaces{Unseen{'\t', '\r'},     Unseen{' ', ' '},       Unseen{0xA0, 0xA0},
                             Unseen{0x1680, 0x1680}, Unseen{0x2000, 0x200A}, Unseen{0x2028, 0x2029},
                             Unseen{0x202F, 0x202F}, Unseen{0x205F, 0x205F}, Unseen{0x3000, 0x3000}};
constexpr std::array kNothings{Unseen{0xAD, 0xAD}, Unseen{0x200B, 0x200B}, Unseen{0x2060, 0x2060},
                               Unseen{0xFEFF, 0xFEFF}};
/// Joiners, fillers, an empty Braille cell, selectors of a form, and accents that stand on nothing.
constexpr std::array kUnseen{Unseen{0x0300, 0x036F}, Unseen{0x115F, 0x1160}, Unseen{0x180E, 0x180E},
                             Unseen{0x200C, 0x200F}, Unseen{0x2061, 0x2064}, Unseen{0x2800, 0x2800},
                             Unseen{0x3164, 0x3164}, Unseen{0xFE00, 0xFE0F}, Unseen{0xFFA0, 0xFFA0}};

}  // namespace

bool is_space(char32_t code) { return is_one_of(kSpaces, code); }
bool is_nothing(char32_t code) { return is_one_of(kNothings, code); }
bool shows_nothing(std::string_view text) {
    if (text.empty()) return false;
    while (!text.empty()) {
        const Character c = first_character(text);
        const bool unseen = is_space(c.code) || is_nothing(c.code) || is_bidi_control(c.code) ||
                            is_control(c.code) || is_one_of(kUnseen, c.code);
        if (!unseen) return false;
        text.remove_prefix(c.bytes);
    }
    return true;
}

}  // namespace plumb
