#include "core/picture/scene.hpp"

#include "core/base/utf8.hpp"

namespace plumb {

namespace {

// Widths in ems, of DejaVu Sans and rounded up: the widest of the common ones.
constexpr double kNarrow = 0.41;
constexpr double kUsual = 0.66;
constexpr double kCapital = 0.80;
constexpr double kWide = 1.03;
constexpr double kLine = 1.2;
constexpr double kBold = 1.13;
/// For the whole text, so that short ones are not cut by a hair.
constexpr double kSlack = 0.2;

/// From here on scripts are drawn in squares (Hangul, Han, kana, emoji); what
/// lies between is Arabic and its like.
constexpr char32_t kFirstSquare = 0x1100;
constexpr char32_t kLastHangulJamo = 0x115F;
constexpr char32_t kFirstHan = 0x2E80;

bool is_combining(char32_t c) {
    return (c >= 0x0300 && c <= 0x036F) || (c >= 0x0591 && c <= 0x05BD) || (c >= 0x064B && c <= 0x065F) ||
           (c >= 0x200B && c <= 0x200F) || c == 0x2060 || (c >= 0xFE00 && c <= 0xFE0F);
}

double ems(char32_t c) {
    if (is_combining(c)) return 0;
    if (c >= kFirstHan || (c >= kFirstSquare && c <= kLastHangulJamo)) return kWide;
    if (c == 'i' || c == 'j' || c == 'l' || c == ' ' || c == '.' || c == ',' || c == ':' || c == '-' ||
        c == 'I')
        return kNarrow;
    if ((c >= 'A' && c <= 'Z') || c == 'm' || c == 'w')
        return c == 'm' || c == 'w' || c == 'W' ? kWide : kCapital;
    return kUsual;
}

}  // namespace

double text_width(std::string_view text, double size, bool bold) {
    if (text.empty()) return 0;
    double width = kSlack;
    while (!text.empty()) {
        const Character c = first_character(text);
        width += ems(c.code);
        text.remove_prefix(c.bytes);
    }
    return width * size * (bold ? kBold : 1);
}

double line_height(double size) { return size * kLine; }

}  // namespace plumb
