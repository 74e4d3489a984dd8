// An ID within marks, behind a word, or with a slip of the finger: `*LE-1*`, `event LE-1`, `EL-1`.
#include "core/base/among.hpp"
#include "core/base/spelling.hpp"
#include "core/base/utf8.hpp"
#include "core/command/lookup.hpp"
#include "core/talk/example.hpp"
#include "core/talk/reading.hpp"
#include "core/talk/registry.hpp"
#include "core/talk/tokens.hpp"
#include "core/talk/verbs.hpp"
#include "core/time/typed.hpp"

#include <fmt/core.h>

#include <array>
#include <cctype>
#include <cstdint>

namespace plumb {

namespace {

/// The letters and digits of a word, full-width digits too: what an ID has within marks.
std::string without_marks(std::string_view text) {
    constexpr std::uint32_t kWideZero = 0xFF10;
    constexpr std::uint32_t kDigits = 10;
    std::string plain;
    while (!text.empty()) {
        const Character c = first_character(text);
        const bool wide = c.code >= kWideZero && c.code < kWideZero + kDigits;
        if (wide) plain += static_cast<char>('0' + (c.code - kWideZero));
        if (c.bytes == 1 && std::isalnum(static_cast<unsigned char>(text.front()))) plain += text.front();
        text.remove_prefix(c.bytes);
    }
    return plain;
}

/// `EL-1`, `L-1`: an ID whose letters are a slip of the kind's.
std::optional<Ref> id_with_slip(Kind kind, std::string_view plain) {
    std::string_view prefix = kPrefixes[static_cast<std::size_t>(kind)];
    prefix.remove_suffix(1);
    const std::size_t digit = plain.find_first_of("0123456789");
    if (digit == std::string_view::npos || digit == 0) return std::nullopt;
    const std::string_view letters = plain.substr(0, digit);
    // One letter for one other is no slip.
    const bool tells = letters.size() > 1 || prefix.size() > 1;
    if (!tells || edits_between(lower(letters), lower(prefix), 1) > 1) return std::nullopt;
    return typed_id(fmt::format("{}-{}", prefix, plain.substr(digit)));
}

/// Words that people put before what they ask about; so are nouns.
constexpr std::array<std::string_view, 7> kBefore{"of", "for", "about", "on", "the", "event", "request"};

}  // namespace

std::optional<Refusal> record_behind_word(const Reading& reading, ProductId product) {
    const Pieces& words = reading.words;
    if (words.size() < 2 || !words.front().is_word()) return std::nullopt;
    const std::string first = plain_word(words.front().text);
    if (!is_among(kBefore, first) && !is_among(nouns_of(commands()), first)) return std::nullopt;
    std::string named = words[1].text;
    for (std::size_t i = 2; i < words.size(); ++i) named += " " + words[i].text;
    if (!anything_called(reading.world(), product, named)) return std::nullopt;
    Piece gap = words.front();
    gap.to = words[1].from;
    return Refusal{fmt::format("“{}” names no record.", dates::shown(words.front().text)),
                   fmt::format("Did you mean {}?", named), with_replaced(reading, gap, "")};
}

std::optional<Refusal> id_inside(const Reading& reading) {
    const Kind kind = reading.spec.kind;
    const Piece& first = reading.words.front();
    // An ID of its own is answered as such.
    if (!first.is_word() || written_id(first.text)) return std::nullopt;
    const auto is_there = [&](const std::optional<Ref>& ref) {
        return ref && ref->kind == kind && exists(reading.world(), *ref);
    };
    const std::size_t comma = first.text.find(',');
    const auto one = comma == std::string::npos ? std::nullopt : typed_id(first.text.substr(0, comma));
    if (is_there(one))
        return Refusal{fmt::format("{} takes one record at a time.", reading.name()),
                       fmt::format("First that of {}:", to_string(*one)),
                       with_replaced(reading, first, to_string(*one))};
    const std::string plain = without_marks(first.text);
    auto ref = typed_id(plain);
    if (!is_there(ref)) ref = id_with_slip(kind, plain);
    if (!is_there(ref)) return std::nullopt;
    return Refusal{fmt::format("“{}” is no ID.", dates::shown(first.text)),
                   fmt::format("Did you mean {}?", to_string(*ref)),
                   with_replaced(reading, first, to_string(*ref))};
}

}  // namespace plumb
