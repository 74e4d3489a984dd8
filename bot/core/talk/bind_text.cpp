// The free text of a command, and what is missing when all pieces have their place.
#include "core/base/among.hpp"
#include "core/base/spelling.hpp"
#include "core/base/unseen.hpp"
#include "core/base/utf8.hpp"
#include "core/change/loop_in.hpp"
#include "core/command/lookup.hpp"
#include "core/talk/example.hpp"
#include "core/talk/named_in_text.hpp"
#include "core/talk/reading.hpp"
#include "core/talk/verbs.hpp"
#include "core/time/typed.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
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

/// A person or a customer who is there, for a key that would take any word.
bool names_one(const Reading& reading, const KeySpec& key, const Piece& piece) {
    if (key.type == KeyType::person || key.type == KeyType::people)
        return piece.is_word() && (piece.text.starts_with("@") || piece.text.starts_with("<@"));
    const bool customer =
        key.type == KeyType::customer || (reading.spec.noun == "customer" && key.name == "into");
    return customer && customer_called(reading.world(), piece.text).has_value();
}

/// A value that was typed without its key: `release move 1.0 2027-07-06`. `all`: keys that may be left out,
/// too.
const KeySpec* key_that_takes(Reading& reading, const Piece& piece, bool all) {
    for (const bool required : {true, false}) {
        if (!required && !all) return nullptr;
        for (const KeySpec& key : reading.spec.keys) {
            const bool telling = key.type != KeyType::text && key.type != KeyType::person &&
                                 key.type != KeyType::people && key.type != KeyType::customer;
            const bool tells = telling || (all && names_one(reading, key, piece));
            if (key.required != required || !tells || reading.find(key.name)) continue;
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

/// What sentences put between a key and its value.
bool leads_to_value(const Piece& word) {
    constexpr std::array<std::string_view, 5> kLeads{"to", "is", "as", "at", "="};
    return word.is_word() && is_among(kLeads, plain_word(word.text));
}

/// `weekly at 09:00`, `market green`: a key's name without its colon and, where it stands behind, its value;
/// else the one that it has now, or one by which the key can be tried.
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
    std::size_t at = 1;
    // `owner to @ben`, `effort is 5d`.
    if (reading.words.size() > at + 1 && is_next(reading.words[at]) && leads_to_value(reading.words[at]))
        ++at;
    const bool follows =
        reading.words.size() > at && are_together(reading, 0, at) && is_next(reading.words[1]);
    if (follows) {
        Piece value = reading.words[at];
        // `market green, product red`.
        if (value.is_word() && value.text.size() > 1 && value.text.ends_with(',')) value.text.pop_back();
        value.items = {{value.text, value.is_quoted()}};
        if (value_of(reading, key, value)) {
            both.to = value.to;
            return {both, as_value(value.text)};
        }
    }
    return {both, value_now(reading, key).value_or(example_value(reading, key))};
}

/// `freeze 1 mar`, `on 2027-04-01`: the first word is a key's own name, and its value stands behind it; one
/// that cannot be read is offered as it is, for its own refusal to mend.
std::optional<Refusal> named_key(Reading& reading, const std::string& wrong) {
    const Pieces& words = reading.words;
    const KeySpec* key = words.front().is_word() ? free_key(reading, words.front().text) : nullptr;
    if (!key || words.size() < 2 || !are_together(reading, 0, 1)) return std::nullopt;
    // `owner to @ben`.
    const std::size_t at =
        words.size() > 2 && leads_to_value(words[1]) && are_together(reading, 1, 2) ? 1 : 0;
    const auto value = value_behind(reading, *key, at);
    const Piece& next = words[at + 1];
    if (!value && next.is_word() && goes_by(*key, plain_word(next.text))) return std::nullopt;
    Piece both = words.front();
    both.to = value ? value->to : next.to;
    std::string typed(reading.typed.substr(next.from, both.to - next.from));
    if (!value && typed.size() > 1 && typed.ends_with(',')) typed.pop_back();
    return Refusal{
        wrong, fmt::format("{} is a key: a colon and its value follow.", key->name),
        with_replaced(reading, both, fmt::format("{}:{}", key->name, value ? as_value(value->text) : typed))};
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

/// The words that belong to nothing left out, each with the blank before it.
std::string without_words(const Reading& reading) {
    std::string out(reading.typed);
    for (auto word = reading.words.rbegin(); word != reading.words.rend(); ++word)
        erase_with_blank(out, *word);
    return out;
}

/// `launch set LE-1 movable`: the opposite of a key.
bool is_opposite(const KeySpec& key, std::string_view word) {
    constexpr std::string_view kNot = "im";
    return key.type == KeyType::yes_no && key.name.starts_with(kNot) && key.name.substr(kNot.size()) == word;
}

/// Nobody has asked the speaker: the command says so itself, and completed it would lead to nothing.
bool has_nothing_to_answer(const Reading& reading) {
    const Ref subject = reading.command.subject;
    if (reading.spec.verb != "answer" || subject.kind != Kind::change) return false;
    const ChangeRequest* request = reading.world().find(subject.as<ChangeId>());
    const PersonId speaker = reading.context().actor;
    return request &&
           std::none_of(request->loop_ins.begin(), request->loop_ins.end(),
                        [&](const LoopIn& asked) { return asked.asked == speaker && pending(asked); });
}

/// Whether a verb is said of something that must be named.
bool is_about_one(std::string_view noun, std::string_view verb) {
    const Commands all = commands();
    return std::any_of(all.begin(), all.end(), [&](const CommandSpec* spec) {
        const bool can_do_without =
            spec->subject == SubjectType::none || spec->subject == SubjectType::any_optional ||
            spec->subject == SubjectType::word_optional || spec->subject == SubjectType::person_optional;
        return spec->noun == noun && spec->verb == verb && !can_do_without;
    });
}

/// `rule set crowded on`, `launch set LE-1 done`: another verb stands behind the record. `rule list off` has
/// none, and would be done to one that nobody named.
std::optional<Refusal> verb_behind(const Reading& reading, const std::string& wrong) {
    const Piece& piece = reading.words.front();
    if (reading.words.size() > 1 || !reading.given.empty() || !piece.is_word()) return std::nullopt;
    const std::string word = plain_word(piece.text);
    for (const std::string_view verb : verbs_of(commands(), reading.spec.noun)) {
        if (verb != word || verb == reading.spec.verb) continue;
        const std::string_view which =
            trimmed(reading.typed.substr(reading.behind, piece.from - reading.behind));
        if (which.empty() && is_about_one(reading.spec.noun, verb)) continue;
        const std::string mended =
            fmt::format("{} {}{}{}", reading.spec.noun, verb, which.empty() ? "" : " ", which);
        return Refusal{wrong, fmt::format("Did you mean {} {}?", reading.spec.noun, verb), mended};
    }
    return std::nullopt;
}

/// `displaces:1 may`: a number alone is nothing that can be displaced.
bool is_half_a_day(const Reading& reading) {
    const Given* displaced = reading.find("displaces");
    return displaced && !displaced->piece.text.empty() &&
           displaced->piece.text.find_first_not_of("0123456789") == std::string::npos;
}

/// A release is called what it is for, and has no title.
bool is_goal(const KeySpec& key) { return key.name == "goal" && key.type == KeyType::text; }

/// `release ready 1.0 market:green "Pricing agreed"`: what is said beside, which has a key of its own; of
/// what is set the free text is the title.
const KeySpec* note_left_out(const Reading& reading) {
    const auto& keys = reading.spec.keys;
    for (const KeySpec& key : keys)
        if (reading.spec.verb == "set" && (key.name == kTitle || is_goal(key)) && !reading.find(key.name))
            return &key;
    const auto note = std::find_if(keys.begin(), keys.end(), [&](const KeySpec& key) {
        return key.type == KeyType::text && is_text_key(key.name) && !reading.find(key.name);
    });
    return note == keys.end() ? nullptr : &*note;
}

/// `mute no-goal until:fri why:too early`: the words can only be what is muted, and nothing is called so.
bool names_no_subject(const Reading& reading) {
    if (reading.spec.noun != "mute" || !reading.find("why")) return false;
    std::string name;
    for (const Piece& word : reading.words) name += (name.empty() ? "" : " ") + word.text;
    return !anything_called(reading.world(), reading.product(), name);
}

/// `launch list please`: no key that is nearly spelt so is meant.
bool is_courtesy(const Piece& piece) {
    constexpr std::array<std::string_view, 4> kCourtesy{"please", "pls", "thanks", "now"};
    return piece.is_word() && is_among(kCourtesy, plain_word(piece.text));
}

tl::unexpected<Refusal> refuse_rest(Reading& reading) {
    Piece piece = reading.words.front();
    piece.items = {{piece.text, piece.is_quoted()}};
    const std::string wrong =
        fmt::format("{} takes no “{}” there.", reading.name(), dates::shown(piece.text));
    if (auto refusal = threshold_meant(reading, piece, wrong))
        return tl::make_unexpected(*std::move(refusal));
    // A threshold has no blanks in it.
    if (auto refusal = reading.spec.noun == "rule" ? named_key(reading, wrong) : std::nullopt)
        return tl::make_unexpected(*std::move(refusal));
    if (auto refusal = unquoted_text(reading, 0)) return tl::make_unexpected(*std::move(refusal));
    if (auto ok = check_one_record(reading); !ok) return tl::make_unexpected(std::move(ok.error()));
    if (auto refusal = named_key(reading, wrong)) return tl::make_unexpected(*std::move(refusal));
    if (const KeySpec* key = key_that_takes(reading, piece, true))
        return suggest_key(reading, wrong, *key, piece);
    if (const KeySpec* key = piece.is_quoted() ? note_left_out(reading) : nullptr)
        return suggest_key(reading, wrong, *key, piece);
    if (auto refusal = verb_behind(reading, wrong)) return tl::make_unexpected(*std::move(refusal));
    const bool whole = missing_names(reading, needs_text(reading)).empty() && !sets_no_key(reading);
    std::vector<std::string_view> names;
    for (const KeySpec& key : reading.spec.keys) names.push_back(key.name);
    if (const auto near = is_courtesy(piece) ? std::nullopt : nearest(piece.text, names)) {
        const KeySpec& key = *std::find_if(reading.spec.keys.begin(), reading.spec.keys.end(),
                                           [&](const KeySpec& k) { return k.name == *near; });
        auto [both, value] = key_and_value(reading, piece, key);
        if (is_opposite(key, plain_word(piece.text))) value = "no";
        // What is complete records nothing that was not typed.
        if (both.to != piece.to || !whole || !reading.spec.records)
            return refuse(wrong, fmt::format("{} is a key: a colon and its value follow.", *near),
                          with_replaced(reading, both, fmt::format("{}:{}", *near, value)));
    }
    if (auto refusal = rhythm_meant(reading, wrong)) return tl::make_unexpected(*std::move(refusal));
    constexpr std::size_t kRepeated = 300;
    if (whole && reading.typed.size() <= kRepeated)
        return refuse(wrong, "Without it:", without_words(reading));
    const std::size_t last = reading.words.size() - 1;
    const KeySpec* title = key_named(reading.spec, kTitle);
    // `feature set F-1 New title`.
    if (title && last > 0 && reading.spec.verb == "set" && !reading.find(kTitle) &&
        are_together(reading, 0, last))
        return suggest_key(reading, wrong, *title, as_one_value(reading, 0, last));
    return refuse(wrong, "It is written so:", fresh_example(reading));
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
    if (auto refusal = quoted_on(reading)) return tl::make_unexpected(*std::move(refusal));
    if (auto named = take_named_text(reading); !named) return named;
    if (auto ok = check_colons(reading); !ok) return ok;
    if (reading.words.empty()) return {};
    if (reading.spec.text == TextUse::none) return refuse_rest(reading);
    if (auto ok = check_one_record(reading); !ok) return ok;
    // `why:one A B` has its text behind the key, unless the why is the text; one before it has ended there.
    const bool from_first = text_by_key(reading) || is_half_a_day(reading) || names_no_subject(reading);
    for (std::size_t at = from_first ? 0 : 1; at < reading.words.size(); ++at)
        if (auto refusal = unquoted_text(reading, at)) return tl::make_unexpected(*std::move(refusal));
    if (auto ok = check_one_text(reading); !ok) return ok;
    std::string text = named_in_text(joined(reading), reading.world(), reading.context());
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
    if (has_nothing_to_answer(reading)) return {};
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
