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
/// Unicode's Default_Ignorable_Code_Point (joiners, fillers, selectors, tags), an empty Braille cell, and
/// accents that stand on nothing.
constexpr std::array kUnseen{
    CodeRange{0xAD, 0xAD},       CodeRange{0x0300, 0x036F},   CodeRange{0x061C, 0x061C},
    CodeRange{0x115F, 0x1160},   CodeRange{0x17B4, 0x17B5},   CodeRange{0x180B, 0x180F},
    CodeRange{0x200B, 0x200F},   CodeRange{0x202A, 0x202E},   CodeRange{0x2060, 0x206F},
    CodeRange{0x2800, 0x2800},   CodeRange{0x3164, 0x3164},   CodeRange{0xFE00, 0xFE0F},
    CodeRange{0xFEFF, 0xFEFF},   CodeRange{0xFFA0, 0xFFA0},   CodeRange{0xFFF0, 0xFFF8},
    CodeRange{0x1BCA0, 0x1BCA3}, CodeRange{0x1D173, 0x1D17A}, CodeRange{0xE0000, 0xE0FFF}};

}  // namespace

bool is_space(char32_t code) { return is_within(kSpaces, code); }
bool is_nothing(char32_t code) { return is_within(kNothings, code); }
bool is_unseen(char32_t code) {
    return is_space(code) || is_control(code) || is_bidi_control(code) || is_within(kUnseen, code);
}
bool shows_nothing(std::string_view text) {
    if (text.empty()) return false;
    while (!text.empty()) {
        const Character c = first_character(text);
        if (!is_unseen(c.code)) return false;
        text.remove_prefix(c.bytes);
    }
    return true;
}

}  // namespace plumb
