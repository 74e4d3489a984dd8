#include "core/talk/marks.hpp"

#include "core/base/code_range.hpp"

#include <algorithm>
#include <array>

namespace plumb {

namespace {

constexpr std::array kDashes{CodeRange{'-', '-'},       CodeRange{0x2010, 0x2015}, CodeRange{0x2043, 0x2043},
                             CodeRange{0x2212, 0x2212}, CodeRange{0xFE58, 0xFE58}, CodeRange{0xFE63, 0xFE63},
                             CodeRange{0xFF0D, 0xFF0D}};
constexpr std::array kLetters{
    CodeRange{'a', 'z'},        CodeRange{'A', 'Z'},       CodeRange{0xAA, 0xAA},
    CodeRange{0xB5, 0xB5},      CodeRange{0xBA, 0xBA},     CodeRange{0xC0, 0xD6},
    CodeRange{0xD8, 0xF6},      CodeRange{0xF8, 0x1FFF},   CodeRange{0x2C00, 0x2DFF},
    CodeRange{0x3041, 0xD7FF},  CodeRange{0xF900, 0xFB4F}, CodeRange{0x10000, 0x1EFFF},
    CodeRange{0x20000, 0x3FFFF}};

/// A quotation mark: what ends what it begins, best first, and whether a second one inside needs its own end.
struct Mark {
    char32_t open;
    QuoteKind kind;
    std::u32string_view ends;
    std::string_view end;
    bool nests;
    bool opens_only;
};
constexpr std::array kMarks{
    Mark{U'"', QuoteKind::double_quote, U"\"", "\"", false, false},
    Mark{U'“', QuoteKind::double_quote, U"”", "”", true, true},
    // A phone that takes the place behind a colon for the end of a word opens with it.
    Mark{U'”', QuoteKind::double_quote, U"”", "”", false, false},
    Mark{U'„', QuoteKind::double_quote, U"“”", "“", false, true},
    Mark{U'‟', QuoteKind::double_quote, U"”", "”", false, true},
    Mark{U'«', QuoteKind::double_quote, U"»", "»", true, false},
    Mark{U'»', QuoteKind::double_quote, U"«»", "«", false, false},
    Mark{U'＂', QuoteKind::double_quote, U"＂", "＂", false, false},
    Mark{U'\'', QuoteKind::single_quote, U"'", "'", false, false},
    Mark{U'‘', QuoteKind::single_quote, U"’", "’", false, true},
    Mark{U'’', QuoteKind::single_quote, U"’", "’", false, false},
    Mark{U'‚', QuoteKind::single_quote, U"‘’", "‘", false, true},
    Mark{U'‹', QuoteKind::single_quote, U"›", "›", true, false},
    Mark{U'›', QuoteKind::single_quote, U"‹›", "‹", false, false},
};

const Mark* mark_of(char32_t code) {
    const auto* found =
        std::find_if(kMarks.begin(), kMarks.end(), [code](const Mark& m) { return m.open == code; });
    return found == kMarks.end() ? nullptr : found;
}

}  // namespace

bool is_dash(char32_t code) { return is_within(kDashes, code); }
bool is_digit(char32_t code) { return code >= '0' && code <= '9'; }
bool is_letter(char32_t code) { return is_within(kLetters, code); }

QuoteKind quote_kind(char32_t code) {
    const Mark* mark = mark_of(code);
    return mark ? mark->kind : QuoteKind::none;
}

bool closes(char32_t open, char32_t close) {
    const Mark* mark = mark_of(open);
    return mark && mark->ends.find(close) != std::u32string_view::npos;
}

bool nests(char32_t open) {
    const Mark* mark = mark_of(open);
    return mark && mark->nests;
}

bool opens_only(char32_t code) {
    const Mark* mark = mark_of(code);
    return mark && mark->opens_only;
}

std::string_view closing_for(char32_t open) {
    const Mark* mark = mark_of(open);
    return mark ? mark->end : "\"";
}

}  // namespace plumb
