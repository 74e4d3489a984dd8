#include "core/talk/tokens.hpp"

#include "core/base/spelling.hpp"
#include "core/base/utf8.hpp"
#include "core/talk/marks.hpp"
#include "core/talk/quotes_refused.hpp"
#include "core/talk/typed_text.hpp"

#include <algorithm>
#include <optional>

namespace plumb {

namespace {

/// How far the end of `<@U1|Ana Berg>` is looked for.
constexpr std::size_t kLongestReference = 400;
/// Quotes one in the other: deeper than that nobody writes them, and looking on would take long.
constexpr std::size_t kDeepest = 8;

/// Text between quotes, and the byte behind the closing mark.
struct Inside {
    std::string_view text;
    std::size_t end = 0;
};

class Scanner : TypedText {
  public:
    explicit Scanner(std::string_view text) : TypedText(text) {}

    Result<Pieces> run() {
        while (skip_blanks(), at_ < text_.size()) {
            auto piece = next();
            if (!piece) return tl::make_unexpected(std::move(piece.error()));
            pieces_.push_back(std::move(*piece));
        }
        return std::move(pieces_);
    }

  private:
    void skip_blanks() {
        for (Character c = peek(at_); c.bytes && (is_space(c.code) || is_nothing(c.code)); c = peek(at_))
            at_ += c.bytes;
    }

    Result<Piece> next() {
        if (quote_kind(code(at_)) != QuoteKind::none && !is_apostrophe(at_)) return quoted_piece();
        if (const auto colon = key_ends(at_)) return key_piece(*colon);
        return word_piece();
    }

    /// `'90s`: a single mark before a digit, unless it is closed (`'2.0'`) before another one opens.
    bool is_apostrophe(std::size_t at) const {
        const Character c = peek(at);
        return quote_kind(c.code) == QuoteKind::single_quote && is_digit(code(at + c.bytes)) &&
               !is_closed_soon(at + c.bytes);
    }

    bool is_closed_soon(std::size_t from) const {
        bool at_start = false;
        for (std::size_t at = from; at < text_.size();) {
            const Character c = peek(at);
            const bool mark = quote_kind(c.code) == QuoteKind::single_quote;
            if (mark && ends_quote(at + c.bytes)) return true;
            if (mark && at_start) return false;
            at_start = is_space(c.code) || c.code == ',' || c.code == ':';
            at += c.bytes;
        }
        return false;
    }

    Result<Piece> quoted_piece() {
        Piece piece;
        piece.is = Piece::Is::quoted;
        piece.from = at_;
        const auto inside = between_quotes(at_);
        if (!inside) return tl::make_unexpected(inside.error());
        piece.text = inside->text;
        at_ = piece.to = inside->end;
        if (loose_mark(at_)) ++at_;
        if (!blank(at_)) return refuse_glued(text_, piece.from, inside->end);
        return piece;
    }

    Result<Piece> word_piece() {
        Piece piece;
        piece.from = at_;
        if (text_[at_] == ':' && quote_kind(code(at_ + 1)) == QuoteKind::double_quote)
            return refuse_lost_colon(text_, at_);
        auto word = unquoted(false);
        if (!word) return tl::make_unexpected(std::move(word.error()));
        piece.text = std::move(*word);
        piece.to = at_;
        return piece;
    }

    Result<Piece> key_piece(std::size_t colon) {
        Piece piece;
        piece.is = Piece::Is::key;
        piece.from = at_;
        piece.key = plain_word(text_.substr(at_, colon - at_));
        at_ = colon + 1;
        const std::size_t value = at_;
        if (!blank(at_)) {
            if (auto read = items(piece); !read) return tl::make_unexpected(std::move(read.error()));
        }
        piece.to = at_;
        if (piece.items.size() == 1) piece.text = piece.items.front().text;
        if (piece.items.size() > 1) piece.text = visible(text_.substr(value, piece.to - value));
        if (loose_mark(at_)) ++at_;
        return piece;
    }

    Result<void> items(Piece& piece) {
        for (;; ++at_) {
            Item item;
            if (quote_kind(code(at_)) != QuoteKind::none && !is_apostrophe(at_)) {
                const std::size_t from = at_;
                const auto inside = between_quotes(at_);
                if (!inside) return tl::make_unexpected(inside.error());
                item = {std::string(inside->text), true};
                at_ = inside->end;
                // `"Sales training"@T-7@inside` goes on behind its quote.
                if (!ends_quote(at_) && code(at_) != '@') return refuse_glued(text_, from, at_);
            }
            if (!ends_quote(at_) || !item.quoted) {
                auto rest = unquoted(true);
                if (!rest) return tl::make_unexpected(std::move(rest.error()));
                item.text += *rest;
            }
            piece.items.push_back(std::move(item));
            if (code(at_) != ',' || (piece.items.back().quoted && blank(at_ + 1))) break;
        }
        return {};
    }

    /// To the next blank, or in a value the next comma. Slack's `<@U1|Ana Berg>` counts as one word.
    Result<std::string> unquoted(bool value) {
        const std::size_t from = at_;
        std::size_t quotes = 0;
        std::size_t last_quote = 0;
        bool digit = false;
        while (!blank(at_)) {
            const Character c = peek(at_);
            if (value && c.code == ',') break;
            if (quote_kind(c.code) == QuoteKind::double_quote && !digit) {
                ++quotes;
                last_quote = at_;
            }
            digit = is_digit(c.code);
            at_ = c.code == '<' ? reference_end(at_) : at_ + c.bytes;
        }
        if (quotes % 2 != 0) return refuse_stray(text_, last_quote);
        return visible(text_.substr(from, at_ - from));
    }

    std::size_t reference_end(std::size_t at) const {
        constexpr std::string_view kSigns = "@#!hm";
        if (at + 1 >= text_.size() || kSigns.find(text_[at + 1]) == std::string_view::npos) return at + 1;
        // None stands in another: where the next begins this one was none.
        const std::string_view near = text_.substr(at + 1, kLongestReference);
        const std::size_t end = near.find_first_of("<>\n\"");
        return end == std::string_view::npos || near[end] != '>' ? at + 1 : at + 1 + end + 1;
    }

    static std::string visible(std::string_view text) {
        std::string out;
        while (!text.empty()) {
            const Character c = first_character(text);
            if (!is_nothing(c.code)) out += text.substr(0, c.bytes);
            text.remove_prefix(c.bytes);
        }
        return out;
    }

    Result<Inside> between_quotes(std::size_t open) const {
        const Character mark = peek(open);
        const std::size_t from = open + mark.bytes;
        if (opens_only(mark.code)) {
            for (const auto look : {&Scanner::end_with_nested, &Scanner::opening_mark_at_end})
                if (const auto end = (this->*look)(mark.code, from))
                    return Inside{text_.substr(from, *end - from), *end + peek(*end).bytes};
        }
        for (const bool careful : {true, false})
            if (const auto end = closing_mark(mark.code, from, careful)) {
                if (is_escaped(*end)) return refuse_escaped(text_, open);
                if (const auto last = closed_again(mark.code, *end))
                    return refuse_apostrophe(text_, open, *end, *last);
                return Inside{text_.substr(from, *end - from), *end + peek(*end).bytes};
            }
        return refuse_unclosed(text_, open);
    }

    /// The byte of the mark that closes where quotes of other languages stand inside: `“` closes `„` and
    /// opens for itself, so what it does is told by what is open and by where it stands.
    std::optional<std::size_t> end_with_nested(char32_t open, std::size_t from) const {
        std::u32string opened{open};
        bool at_start = true;
        for (std::size_t at = from; at < text_.size();) {
            const Character c = peek(at);
            const char32_t top = opened.back();
            const char32_t next = code(at + c.bytes);
            const bool outermost = opened.size() == 1;
            const bool inner_end = !outermost && !is_letter(next) && !is_digit(next);
            const bool before_end = ends_quote(at + c.bytes) || next == '@' || inner_end;
            const bool apostrophe = quote_kind(open) == QuoteKind::single_quote && !before_end;
            const bool at_word = at_start && !blank(at + c.bytes);
            if (outermost && closes(top, c.code) && opens_value(from, at)) return std::nullopt;
            if (closes(top, c.code) && !at_word && !apostrophe) {
                if (outermost) return before_end || !opens_only(c.code) ? std::optional{at} : std::nullopt;
                opened.pop_back();
            } else if (quote_kind(c.code) == quote_kind(open) &&
                       ((opens_only(c.code) && at_word) || (nests(top) && c.code == top))) {
                if (opened.size() == kDeepest) return std::nullopt;
                opened.push_back(c.code);
            }
            at_start = is_space(c.code) || c.code == '(';
            at += c.bytes;
        }
        return std::nullopt;
    }

    /// `“Export“`: a phone that opens at both ends. The first mark that only opens closes where a text ends
    /// with it; where it opens another text it does not.
    std::optional<std::size_t> opening_mark_at_end(char32_t open, std::size_t from) const {
        bool at_start = true;
        for (std::size_t at = from; at < text_.size();) {
            const Character c = peek(at);
            if (opens_only(c.code) && quote_kind(c.code) == quote_kind(open))
                return !at_start && ends_quote(at + c.bytes) ? std::optional{at} : std::nullopt;
            at_start = is_space(c.code) || c.code == '(' || c.code == ':' || c.code == ',';
            at += c.bytes;
        }
        return std::nullopt;
    }

    /// The byte of the mark that closes. Carefully: of the kind that belongs to the opening one. Else any of
    /// the same strength, before a blank, that no opening mark inside claims.
    std::optional<std::size_t> closing_mark(char32_t open, std::size_t from, bool careful) const {
        const QuoteKind kind = quote_kind(open);
        std::size_t depth = 1;
        for (std::size_t at = from; at < text_.size();) {
            const Character c = peek(at);
            const bool before_end = ends_quote(at + c.bytes) || code(at + c.bytes) == '@';
            const bool mere_apostrophe = kind == QuoteKind::single_quote && !before_end;
            const bool opening = careful ? nests(open) && c.code == open : opens_only(c.code);
            bool closing = careful ? closes(open, c.code) : quote_kind(c.code) == kind && before_end;
            closing = closing && !mere_apostrophe;
            const bool ending = careful ? closing : quote_kind(c.code) == kind && !opens_only(c.code);
            if (ending && opens_value(from, at)) return std::nullopt;
            if (opening && quote_kind(c.code) == kind)
                ++depth;
            else if (closing && --depth == 0)
                return at;
            at += c.bytes;
        }
        return std::nullopt;
    }

    /// `'the users' list'`: another single mark behind a word, where one has closed the text behind a word
    /// and none has opened another: either can be the apostrophe.
    std::optional<std::size_t> closed_again(char32_t open, std::size_t end) const {
        if (quote_kind(open) != QuoteKind::single_quote) return std::nullopt;
        bool at_start = false;
        for (std::size_t at = end + peek(end).bytes; at < text_.size();) {
            const Character c = peek(at);
            const QuoteKind kind = quote_kind(c.code);
            if (kind == QuoteKind::double_quote || (at_start && (kind != QuoteKind::none || key_ends(at))))
                return std::nullopt;
            if (kind == QuoteKind::single_quote && ends_quote(at + c.bytes)) return at;
            at_start = is_space(c.code) || c.code == ',' || c.code == ':';
            at += c.bytes;
        }
        return std::nullopt;
    }

    /// Whether the mark there, in a text that begins at `from`, opens the value of a key: `Offline
    /// why:"Crews`. Then the text before the key was never closed.
    bool opens_value(std::size_t from, std::size_t at) const {
        constexpr std::size_t kKeyReach = 40;
        const Character mark = peek(at);
        if (quote_kind(mark.code) != QuoteKind::double_quote || text_[at - 1] != ':') return false;
        const std::size_t next = at + mark.bytes;
        const std::size_t near = std::max(from, at - std::min(at, kKeyReach));
        const std::size_t word = text_.substr(near, at - near).find_last_of(" \t\n");
        return word != std::string_view::npos && !ends_quote(next) && code(next) != '@' &&
               key_ends(near + word + 1) == at - 1;
    }

    std::size_t at_ = 0;
    Pieces pieces_;
};

}  // namespace

Result<Pieces> pieces_of(std::string_view text) { return Scanner(text).run(); }

std::size_t blank_before(std::string_view typed, std::size_t at) {
    if (at == 0) return 0;
    const Character last = last_character(typed.substr(0, at));
    return is_space(last.code) ? last.bytes : 0;
}

void erase_with_blank(std::string& typed, const Piece& piece) {
    const std::size_t blank = blank_before(typed, piece.from);
    typed.erase(piece.from - blank, piece.to - piece.from + blank);
}

std::string plain_word(std::string_view word) {
    std::string out;
    while (!word.empty()) {
        const Character c = first_character(word);
        constexpr char32_t kJoiners[]{0x200C, 0x200D};
        const bool nothing =
            is_nothing(c.code) || is_bidi_control(c.code) || c.code == kJoiners[0] || c.code == kJoiners[1];
        if (is_dash(c.code) || c.code == '_')
            out += '-';
        else if (!nothing)
            out += word.substr(0, c.bytes);
        word.remove_prefix(c.bytes);
    }
    return lower(out);
}

}  // namespace plumb
