// The free text of a command, and what is missing when all pieces have their place.
#include "core/base/spelling.hpp"
#include "core/base/utf8.hpp"
#include "core/talk/example.hpp"
#include "core/talk/marks.hpp"
#include "core/talk/reading.hpp"
#include "core/time/typed.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

namespace plumb {

namespace {

constexpr std::string_view kTitle = "title";

/// The free text of what is made is its title; behind a name (`glossary set TERM "…"`) it is none.
bool is_title(const CommandSpec& spec) {
    const bool named = spec.subject == SubjectType::text || spec.subject == SubjectType::word;
    return spec.verb == "new" || (spec.verb == "set" && !named);
}

/// Unquoted words with one blank between them. A quoted word within an unquoted sentence keeps its quotes, a
/// text that begins quoted has none.
std::string joined(const Reading& reading) {
    const bool sentence = reading.words.front().is_word();
    std::string text;
    for (const Piece& piece : reading.words) {
        if (!text.empty()) text += ' ';
        if (sentence && piece.is_quoted())
            text += reading.typed.substr(piece.from, piece.to - piece.from);
        else
            text += piece.text;
    }
    return text;
}

/// A value that was typed without its key: `release move 1.0 2027-07-06`. `all`: keys that may be left out,
/// too.
const KeySpec* key_that_takes(Reading& reading, const Piece& piece, bool all) {
    for (const bool required : {true, false}) {
        if (!required && !all) return nullptr;
        for (const KeySpec& key : reading.spec.keys) {
            const bool telling = key.type != KeyType::text && key.type != KeyType::person &&
                                 key.type != KeyType::people && key.type != KeyType::customer;
            if (key.required != required || !telling || reading.find(key.name)) continue;
            if (value_of(reading, key, piece)) return &key;
        }
    }
    return nullptr;
}

tl::unexpected<Refusal> suggest_key(const Reading& reading, std::string wrong, const KeySpec& key,
                                    const Piece& piece) {
    const std::string mended = fmt::format("{}:{}", key.name, as_value(piece.text));
    return refuse(std::move(wrong), fmt::format("Did you mean {}?", mended),
                  with_replaced(reading, piece, mended));
}

/// `feature new title:"Audit log"`: the text of what is made, by the name that it has in `set`.
Result<void> take_named_text(Reading& reading) {
    if (reading.spec.verb != "new" || reading.spec.text == TextUse::none) return {};
    const std::string_view name = reading.spec.subject == SubjectType::word ? "name" : kTitle;
    const auto named = std::find_if(reading.given.begin(), reading.given.end(),
                                    [&](const Given& g) { return g.key->name == name; });
    if (named == reading.given.end()) return {};
    Piece text = named->piece;
    if (!reading.words.empty() && !text.items.empty()) {
        for (std::size_t at = 0; at < reading.words.size(); ++at)
            if (auto refusal = unquoted_text(reading, at)) return tl::make_unexpected(*std::move(refusal));
        if (text.from > 0) --text.from;
        return refuse(fmt::format("The {} is given twice.", name),
                      fmt::format("Give it once. With “{}”:", dates::shown(joined(reading))),
                      with_replaced(reading, text, ""));
    }
    text.is = Piece::Is::quoted;
    if (!text.items.empty()) reading.words.push_back(std::move(text));
    reading.given.erase(named);
    return {};
}

/// `weekly at 09:00`, `market green`: a key's name without its colon and, where it stands behind, its value;
/// else one by which the key can be tried.
std::pair<Piece, std::string> key_and_value(Reading& reading, const Piece& name, const KeySpec& key) {
    const auto is_next = [&](const Piece& piece) {
        return piece.from >= name.to && trimmed(reading.typed.substr(name.to, piece.from - name.to)).empty();
    };
    Piece both = name;
    // A value that can stand alone has been taken by then.
    if (const Given* given = reading.find(key.name); given && is_next(given->piece)) {
        both.to = given->piece.to;
        return {both, as_value(given->piece.text)};
    }
    if (reading.words.size() > 1 && is_next(reading.words[1])) {
        Piece value = reading.words[1];
        value.items = {{value.text, value.is_quoted()}};
        if (value_of(reading, key, value)) {
            both.to = value.to;
            return {both, as_value(value.text)};
        }
    }
    return {both, example_value(reading, key)};
}

tl::unexpected<Refusal> refuse_rest(Reading& reading) {
    if (auto refusal = unquoted_text(reading, 0)) return tl::make_unexpected(*std::move(refusal));
    Piece piece = reading.words.front();
    piece.items = {{piece.text, piece.is_quoted()}};
    const std::string wrong =
        fmt::format("{} takes no “{}” there.", reading.name(), dates::shown(piece.text));
    if (const KeySpec* key = key_that_takes(reading, piece, true))
        return suggest_key(reading, wrong, *key, piece);
    if (auto ok = check_one_record(reading); !ok) return tl::make_unexpected(std::move(ok.error()));
    std::vector<std::string_view> names;
    for (const KeySpec& key : reading.spec.keys) names.push_back(key.name);
    if (const auto near = nearest(piece.text, names)) {
        const auto [both, value] =
            key_and_value(reading, piece,
                          *std::find_if(reading.spec.keys.begin(), reading.spec.keys.end(),
                                        [&](const KeySpec& k) { return k.name == *near; }));
        return refuse(wrong, fmt::format("{} is a key: a colon and its value follow.", *near),
                      with_replaced(reading, both, fmt::format("{}:{}", *near, value)));
    }
    return refuse(wrong,
                  "It is written so:", fresh_example(reading.world(), reading.context(), reading.spec));
}

/// What a value that stands alone is called: `inside or outside`, `a time of day`, `@who`.
std::string value_name(const KeySpec& key) {
    if (key.type == KeyType::time) return "a time of day";
    return key.choices.empty() ? "@" + std::string(key.name) : choice_of(key.choices);
}

/// `to:` alone is the backlog.
bool means_backlog(const KeySpec& key) { return key.type == KeyType::release && key.clears; }

/// The free text by another name.
bool is_reason(const KeySpec& key) { return key.name == "reason"; }

std::string missing_names(const Reading& reading, bool text) {
    std::vector<std::string> names;
    const bool reason = std::any_of(reading.spec.keys.begin(), reading.spec.keys.end(), is_reason);
    if (text) names.emplace_back(is_title(reading.spec) ? "a title" : reason ? "a reason" : "a text");
    for (const KeySpec& key : reading.spec.keys) {
        const Given* given = reading.find(key.name);
        if (!key.required || (given && (!given->piece.items.empty() || means_backlog(key)))) continue;
        names.push_back(key.positional ? value_name(key) : std::string(key.name) + ":");
    }
    std::string out;
    for (std::size_t i = 0; i < names.size(); ++i)
        out += (i == 0 ? "" : i + 1 == names.size() ? " and " : ", ") + names[i];
    return out;
}

}  // namespace

Result<std::string> title_text(std::string_view text, std::string_view what) {
    std::string line(trimmed(text));
    for (char& c : line)
        if (c == '\n' || c == '\t') c = ' ';
    if (shows_nothing(line))
        return refuse(fmt::format("That {} shows nothing.", what), "Letters or digits that can be read.");
    const std::size_t length = code_points(line);
    if (length > kLongestTitle)
        return refuse(fmt::format("That {} has {} characters.", what, length),
                      what == kTitle
                          ? fmt::format("At most {} are taken; the rest belongs into why: or the thread.",
                                        kLongestTitle)
                          : fmt::format("At most {} are taken.", kLongestTitle));
    return line;
}

Result<void> take_text(Reading& reading) {
    if (auto named = take_named_text(reading); !named) return named;
    if (auto ok = check_colons(reading); !ok) return ok;
    if (reading.words.empty()) return {};
    if (reading.spec.text == TextUse::none) return refuse_rest(reading);
    if (auto ok = check_one_record(reading); !ok) return ok;
    // `why:one A B` has its text behind the key, unless the why is the text; one before it has ended there.
    for (std::size_t at = text_by_key(reading) ? 0 : 1; at < reading.words.size(); ++at)
        if (auto refusal = unquoted_text(reading, at)) return tl::make_unexpected(*std::move(refusal));
    if (auto ok = check_one_text(reading); !ok) return ok;
    std::string text = joined(reading);
    if (is_title(reading.spec)) {
        auto title = title_text(text, kTitle);
        if (!title) return tl::make_unexpected(std::move(title.error()));
        text = std::move(*title);
    }
    reading.text_piece = reading.words.front();
    reading.text_piece.to = reading.words.back().to;
    reading.text_piece.text = text;
    reading.command.text = trimmed(text).empty() ? std::string{} : std::move(text);
    reading.words.clear();
    return {};
}

Result<void> check_complete(Reading& reading) {
    const bool text = needs_text(reading);
    const std::string missing = missing_names(reading, text);
    if (missing.empty() && sets_nothing(reading))
        return refuse(fmt::format("{} needs what is to be different.", reading.name()),
                      "A key and its value, for example:", completed(reading));
    if (missing.empty()) return {};
    const std::string wrong = fmt::format("{} needs {}.", reading.name(), missing);
    Piece piece = reading.text_piece;
    piece.items = {{piece.text, false}};
    if (const KeySpec* key = piece.text.empty() ? nullptr : key_that_takes(reading, piece, false))
        return suggest_key(reading, wrong, *key, piece);
    return refuse(wrong, "Complete, for example:", completed(reading));
}

}  // namespace plumb
