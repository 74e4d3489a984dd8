#include "core/talk/quotes_refused.hpp"

#include "core/base/as_typed.hpp"
#include "core/base/spelling.hpp"
#include "core/talk/typed_text.hpp"
#include "core/time/typed.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <optional>
#include <string>

namespace plumb {

namespace {

/// A refusal repeats a command, mended, up to this many bytes.
constexpr std::size_t kRepeatedQuotes = 300;
constexpr std::string_view kCloseIt = "Close it where that text ends:";
constexpr std::string_view kOtherKind = "A quote inside is written in another kind:";

std::string if_short(std::string_view text, std::string example) {
    return text.size() <= kRepeatedQuotes ? std::move(example) : std::string{};
}

/// Where the text that begins there ends before the first key with a value behind it, else at the end.
std::size_t before_keys(std::string_view text, std::size_t from) {
    const TypedText typed(text);
    std::size_t end = from;
    bool at_start = false;
    for (std::size_t at = from; at < text.size();) {
        const Character c = typed.peek(at);
        const auto colon = at_start && end > from ? typed.key_ends(at) : std::nullopt;
        if (colon && !typed.blank(*colon + 1)) return end;
        at_start = is_space(c.code);
        at += c.bytes;
        if (!at_start) end = at;
    }
    return end;
}

/// Whether the text that begins there begins with a key that has a value.
bool begins_with_key(std::string_view text, std::size_t from) {
    const TypedText typed(text);
    while (from < text.size() && typed.blank(from)) from += typed.peek(from).bytes;
    const auto colon = typed.key_ends(from);
    return colon && !typed.blank(*colon + 1);
}

/// The text between `from` and `to` in quotes of another kind than `"`.
std::string quoted_anew(std::string_view text, std::size_t open, std::size_t to, std::size_t behind) {
    return fmt::format("{}“{}”{}", text.substr(0, open), text.substr(open + 1, to - open - 1),
                       text.substr(behind));
}

std::string without_backslashes(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at)
        if (text.substr(at, 2) != "\\\"") out += text[at];
    return out;
}

/// `""Offline mode""`: what stands between two marks of each end, with one.
std::string doubled_once(std::string_view text, std::size_t open, std::size_t end) {
    const std::size_t twice = text.find("\"\"", end);
    const std::size_t once = text.find('"', end);
    if (once == std::string_view::npos) return fmt::format("{}{}", text.substr(0, open), text.substr(end));
    const std::size_t to = twice == std::string_view::npos ? once : twice;
    return fmt::format("{}\"{}\"{}", text.substr(0, open), text.substr(end, to - end),
                       text.substr(to + (twice == std::string_view::npos ? 1 : 2)));
}

/// `why="Crash on start"`: the key before the sign; nothing where that is no key, or the text is not closed.
bool is_equals_for_colon(std::string_view text, std::size_t word, std::size_t mark) {
    if (mark < word + 2 || text[mark - 1] != '=' || !TypedText(text).next_closing(mark + 1)) return false;
    return std::all_of(text.begin() + static_cast<std::ptrdiff_t>(word),
                       text.begin() + static_cast<std::ptrdiff_t>(mark - 1),
                       [](char c) { return c == '-' || is_letter(static_cast<unsigned char>(c)); });
}

/// `“He said “no“ twice`: a text in which a mark that only opens stands behind a word. Whatever is put behind
/// it, another of its kind would be asked for; straight quotes end it. At its end, alone, the mark was meant
/// to close.
std::optional<std::string> closed_straight(std::string_view text, std::size_t open, std::size_t end) {
    const TypedText typed(text);
    const Character mark = typed.peek(open);
    const std::size_t from = open + mark.bytes;
    std::size_t marks = 0;
    std::size_t behind_words = 0;
    std::size_t to = end;
    bool at_start = true;
    for (std::size_t at = from; at < end;) {
        const Character c = typed.peek(at);
        if (c.code == '"') return std::nullopt;
        if (opens_only(c.code) && quote_kind(c.code) == quote_kind(mark.code)) {
            ++marks;
            const bool opens_word = at_start && !typed.blank(at + c.bytes);
            behind_words += opens_word ? 0 : 1;
            to = !opens_word && at + c.bytes == end ? at : end;
        }
        at_start = is_space(c.code);
        at += c.bytes;
    }
    if (behind_words == 0) return std::nullopt;
    const std::string_view inside = trimmed(text.substr(from, (marks == 1 ? to : end) - from));
    return fmt::format("{}\"{}\"{}", text.substr(0, open), inside.empty() ? "text" : inside,
                       text.substr(end));
}

bool come_in_pairs(std::string_view text, std::size_t open) {
    return std::count(text.begin() + static_cast<std::ptrdiff_t>(open), text.end(), '"') % 2 == 0;
}

/// `"Big Spring "No money"`: where the text that opens there ends, if the mark that closes it by its place
/// opens another one. Marks that go in pairs are quotes inside.
std::optional<std::size_t> end_before_next(std::string_view text, std::size_t open, std::size_t end) {
    const TypedText typed(text);
    if (come_in_pairs(text, open) || text[open] != '"' || end < open + 3 || !is_space(typed.code(end - 2)))
        return std::nullopt;
    const std::string_view inside = trimmed(text.substr(open + 1, end - open - 2));
    return inside.empty() ? std::nullopt : std::optional{open + 1 + inside.size()};
}

}  // namespace

tl::unexpected<Refusal> refuse_unclosed(std::string_view text, std::size_t open) {
    const Character mark = TypedText(text).peek(open);
    const std::size_t from = open + mark.bytes;
    const std::string_view behind = text.substr(from);
    const std::string filled =
        fmt::format("{}text{}{}", text.substr(0, from), closing_for(mark.code), behind);
    // Closed where it stands it would hold nothing.
    if (trimmed(behind).empty())
        return refuse("The quote at the end opens, and nothing stands behind it.",
                      "A text stands between two quotes:", filled.substr(0, filled.size() - behind.size()));
    if (begins_with_key(text, from))
        return refuse(fmt::format("The quote before “{}” opens, and a key stands behind it.",
                                  dates::shown(trimmed(behind))),
                      "A text stands between two quotes:", if_short(text, filled));
    const std::size_t end = before_keys(text, from);
    const std::string closed =
        fmt::format("{}{}{}", text.substr(0, end), closing_for(mark.code), text.substr(end));
    return refuse(fmt::format("The quote before “{}” is never closed.", dates::shown(behind)),
                  std::string(kCloseIt), if_short(text, closed_straight(text, open, end).value_or(closed)));
}

tl::unexpected<Refusal> refuse_glued(std::string_view text, std::size_t open, std::size_t end) {
    const TypedText typed(text);
    const std::size_t last = text.find_last_of('"');
    const bool straight = text[open] == '"';
    const std::string rest = dates::shown(text.substr(end));
    if (const auto before = end_before_next(text, open, end))
        return refuse(
            fmt::format("The quote before “{}” is never closed.", dates::shown(text.substr(open + 1))),
            std::string(kCloseIt),
            if_short(text, fmt::format("{}\" {}", text.substr(0, *before), text.substr(end - 1))));
    // `"Fix "login" page"`: the inner quotes are of the outer kind.
    if (straight && last > end && is_space(typed.code(end - 2)) && text.size() <= kRepeatedQuotes)
        return refuse(fmt::format("A quote ends before “{}”, in the middle of the text.", rest),
                      std::string(kOtherKind), quoted_anew(text, open, last, last + 1));
    const std::string wrong = fmt::format("“{}” stands right behind a closing quote.", rest);
    if (straight && end == open + 2)
        return refuse(wrong,
                      "One quote at each end is enough:", if_short(text, doubled_once(text, open, end)));
    // `"5' 6""`: the first of the two is a sign for inches.
    if (straight && text.substr(end, 1) == "\"" && typed.ends_quote(end + 1))
        return refuse(wrong, std::string(kOtherKind), if_short(text, quoted_anew(text, open, end, end + 1)));
    // `"Big Spring"No money"`: another text, whose opening mark was left out.
    if (straight && is_letter(typed.code(end)) && !typed.key_ends(end) && typed.next_closing(end) &&
        !come_in_pairs(text, open))
        return refuse(wrong, "Put a blank and a quote between them:",
                      if_short(text, fmt::format("{} \"{}", text.substr(0, end), text.substr(end))));
    const bool mark = text.substr(end, 1) == "," || text.substr(end, 1) == ";";
    return refuse(
        wrong, "Put a blank between them:",
        if_short(text, fmt::format("{} {}", text.substr(0, end), text.substr(mark ? end + 1 : end))));
}

tl::unexpected<Refusal> refuse_escaped(std::string_view text, std::size_t open) {
    const TypedText typed(text);
    std::size_t end = text.find_last_of('"');
    for (std::size_t at = text.find('"', open + 1); at < end; at = text.find('"', at + 1))
        if (text[at - 1] != '\\' && (typed.ends_quote(at + 1) || typed.code(at + 1) == '@')) end = at;
    const std::string example =
        fmt::format("{}“{}”{}", text.substr(0, open),
                    without_backslashes(text.substr(open + 1, end - open - 1)), text.substr(end + 1));
    return refuse("There are no escapes, such as a backslash before a quote.", std::string(kOtherKind),
                  if_short(text, example));
}

tl::unexpected<Refusal> refuse_apostrophe(std::string_view text, std::size_t open, std::size_t end,
                                          std::size_t last) {
    const TypedText typed(text);
    const std::size_t from = open + typed.peek(open).bytes;
    const std::string_view behind = trimmed(text.substr(end + typed.peek(end).bytes));
    const std::string whole = as_typed(text.substr(from, last - from));
    return refuse(fmt::format("A quote ends before “{}”, in the middle of the text.", dates::shown(behind)),
                  std::string(kOtherKind),
                  if_short(text, fmt::format("{}{}{}", text.substr(0, open), whole,
                                             text.substr(last + typed.peek(last).bytes))));
}

tl::unexpected<Refusal> refuse_stray(std::string_view text, std::size_t at) {
    const TypedText typed(text);
    const std::string_view before = text.substr(0, at);
    const std::size_t word = before.find_last_of(" \n\t") + 1;
    const std::string shown = dates::shown(text.substr(word));
    const std::size_t behind = at + typed.peek(at).bytes;
    if (at > word && text[at - 1] == '\\')
        return refuse("There are no escapes, such as a backslash before a quote.",
                      "Quotes stand around a whole text:", if_short(text, without_backslashes(text)));
    if (is_equals_for_colon(text, word, at))
        return refuse(fmt::format("“{}” has an equals sign for its colon.", shown),
                      "A key and its value stand with a colon between them:",
                      if_short(text, fmt::format("{}:{}", text.substr(0, at - 1), text.substr(at))));
    // The mark that it was meant to go with goes, too.
    const auto other = typed.next_closing(behind);
    const std::string rest =
        other ? fmt::format("{}{}", text.substr(behind, *other - behind), text.substr(*other + 1))
              : std::string(text.substr(behind));
    return refuse(
        fmt::format("The quote in “{}” closes nothing.", shown),
        "Quotes stand around a whole text. Without it:", if_short(text, fmt::format("{}{}", before, rest)));
}

tl::unexpected<Refusal> refuse_lost_colon(std::string_view text, std::size_t at) {
    return refuse("There is a blank between a key and its colon.", "A key and its value stand together:",
                  if_short(text, fmt::format("{}{}", trimmed(text.substr(0, at)), text.substr(at))));
}

}  // namespace plumb
