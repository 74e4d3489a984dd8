#include "core/base/fold.hpp"

#include "core/base/utf8.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace plumb {

namespace {

struct Range {
    char32_t first;
    char32_t last;
};

/// Punctuation, spaces and marks that show nothing, beyond ASCII; sorted.
constexpr std::array kDropped{
    Range{0x0080, 0x00A9}, Range{0x00AB, 0x00B1}, Range{0x00B4, 0x00B4}, Range{0x00B6, 0x00B8},
    Range{0x00BB, 0x00BB}, Range{0x00BF, 0x00BF}, Range{0x00D7, 0x00D7}, Range{0x00F7, 0x00F7},
    Range{0x02B9, 0x02BF}, Range{0x037E, 0x037E}, Range{0x0387, 0x0387}, Range{0x055A, 0x055F},
    Range{0x0589, 0x058A}, Range{0x05BE, 0x05BE}, Range{0x05C0, 0x05C0}, Range{0x05C3, 0x05C3},
    Range{0x05F3, 0x05F4}, Range{0x0609, 0x060D}, Range{0x061B, 0x061F}, Range{0x066A, 0x066D},
    Range{0x06D4, 0x06D4}, Range{0x0964, 0x0965}, Range{0x0E2F, 0x0E2F}, Range{0x0E5A, 0x0E5B},
    Range{0x1680, 0x1680}, Range{0x2000, 0x206F}, Range{0x207D, 0x207E}, Range{0x208D, 0x208E},
    Range{0x2308, 0x230B}, Range{0x2329, 0x232A}, Range{0x2768, 0x2775}, Range{0x27E6, 0x27EF},
    Range{0x2983, 0x2998}, Range{0x2E00, 0x2E5D}, Range{0x3000, 0x3003}, Range{0x3008, 0x3011},
    Range{0x3014, 0x301F}, Range{0x3030, 0x3030}, Range{0x303D, 0x303D}, Range{0x30A0, 0x30A0},
    Range{0x30FB, 0x30FB}, Range{0xFE10, 0xFE19}, Range{0xFE30, 0xFE6F}, Range{0xFEFF, 0xFEFF},
    Range{0xFF01, 0xFF0F}, Range{0xFF1A, 0xFF20}, Range{0xFF3B, 0xFF40}, Range{0xFF5B, 0xFF65},
};

bool dropped(char32_t code) {
    const auto* range =
        std::find_if(kDropped.begin(), kDropped.end(), [code](const Range& r) { return code <= r.last; });
    return range != kDropped.end() && code >= range->first;
}

/// How the capitals of a stretch become small: so much further on, or, `paired`, the odd ones of each pair.
struct Capitals {
    Range range;
    int distance = 0;
    bool paired = false;
};

constexpr std::array kCapitals{
    Capitals{{0x00C0, 0x00DE}, 0x20, false}, Capitals{{0x0100, 0x0137}, 1, true},
    Capitals{{0x0139, 0x0148}, 1, true},     Capitals{{0x014A, 0x0177}, 1, true},
    Capitals{{0x0178, 0x0178}, -121, false}, Capitals{{0x0179, 0x017E}, 1, true},
    Capitals{{0x01CD, 0x01DC}, 1, true},     Capitals{{0x01DE, 0x01EF}, 1, true},
    Capitals{{0x01F8, 0x021F}, 1, true},     Capitals{{0x0222, 0x0233}, 1, true},
    Capitals{{0x0386, 0x0386}, 0x26, false}, Capitals{{0x0388, 0x038A}, 0x25, false},
    Capitals{{0x038C, 0x038C}, 0x40, false}, Capitals{{0x038E, 0x038F}, 0x3F, false},
    Capitals{{0x0391, 0x03AB}, 0x20, false}, Capitals{{0x03C2, 0x03C2}, 1, false},
    Capitals{{0x0400, 0x040F}, 0x50, false}, Capitals{{0x0410, 0x042F}, 0x20, false},
    Capitals{{0x0460, 0x0481}, 1, true},     Capitals{{0x048A, 0x04BF}, 1, true},
    Capitals{{0x04C1, 0x04CE}, 1, true},     Capitals{{0x04D0, 0x052F}, 1, true},
    Capitals{{0x0531, 0x0556}, 0x30, false}, Capitals{{0x1E00, 0x1E95}, 1, true},
    Capitals{{0x1EA0, 0x1EFF}, 1, true},     Capitals{{0xFF21, 0xFF3A}, 0x20, false},
};

char32_t small(char32_t code) {
    const auto* capitals = std::find_if(kCapitals.begin(), kCapitals.end(),
                                        [code](const Capitals& c) { return code <= c.range.last; });
    if (capitals == kCapitals.end() || code < capitals->range.first) return code;
    // In a stretch of pairs the capital comes first.
    if (capitals->paired && (code - capitals->range.first) % 2 != 0) return code;
    return static_cast<char32_t>(static_cast<long>(code) + capitals->distance);
}

/// Takes the next letter or digit off the text, in lower case; 0 at its end.
char32_t take_letter(std::string_view& text) {
    while (!text.empty()) {
        const auto lead = static_cast<unsigned char>(text.front());
        const Character c = lead < 0x80 ? Character{lead, 1} : first_character(text);
        text.remove_prefix(c.bytes);
        if (c.code < 0x80) {
            const int letter = static_cast<int>(c.code);
            if (std::isalnum(letter) != 0) return static_cast<char32_t>(std::tolower(letter));
        } else if (c.code != kBrokenCharacter && !dropped(c.code)) {
            return small(c.code);
        }
    }
    return 0;
}

}  // namespace

bool says_the_same(std::string_view a, std::string_view b) {
    for (;;) {
        const char32_t letter = take_letter(a);
        if (letter != take_letter(b)) return false;
        if (letter == 0) return true;
    }
}

}  // namespace plumb
