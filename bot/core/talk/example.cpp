#include "core/talk/example.hpp"

#include "core/base/among.hpp"
#include "core/base/spelling.hpp"
#include "core/base/utf8.hpp"
#include "core/command/lookup.hpp"
#include "core/records/forgotten.hpp"
#include "core/talk/marks.hpp"
#include "core/talk/verbs.hpp"
#include "core/time/natural_date.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cctype>

namespace plumb {

namespace {

/// Longer texts are not repeated in a refusal.
constexpr std::size_t kRepeatedPieces = 300;
constexpr Days kExampleAhead{14};

bool is_plain_word(std::string_view text) {
    if (text.empty()) return false;
    for (std::size_t at = 0; at < text.size();) {
        const Character c = first_character(text.substr(at));
        if (is_space(c.code) || quote_kind(c.code) != QuoteKind::none || c.code == ',') return false;
        at += c.bytes;
    }
    return true;
}

/// The release that a feature is moved from.
ReleaseId left_release(const Reading& reading) {
    const Feature* feature = reading.world().find(reading.command.subject.as<FeatureId>());
    return feature && reading.command.subject.kind == Kind::feature ? feature->release : ReleaseId{};
}

std::string example_record(const Reading& reading, KeyType type) {
    switch (type) {
        case KeyType::release: return a_release_but(reading, left_release(reading));
        case KeyType::feature:
        case KeyType::features: return newest_id(reading, Kind::feature);
        case KeyType::event:
        case KeyType::events: return newest_id(reading, Kind::event);
        default: {
            const Ref subject = reading.command.subject;
            return a_request_but(reading,
                                 subject ? subject : typed_id(example_subject(reading)).value_or(Ref{}));
        }
    }
}

/// The free text of a command's own example.
std::string example_text(const Reading& reading) {
    const auto pieces = pieces_of(reading.spec.example);
    if (pieces)
        for (auto it = pieces->rbegin(); it != pieces->rend(); ++it)
            if (it->is_quoted()) return in_quotes(it->text);
    return reading.spec.verb == "new" ? "\"Title\"" : "\"why\"";
}

/// A value of a key that gives none of its own.
std::string by_type(const Reading& reading, const KeySpec& key) {
    switch (key.type) {
        case KeyType::word:
        case KeyType::words: return key.choices.empty() ? "…" : std::string(key.choices.front());
        case KeyType::due: return "T-14";
        case KeyType::days: return "3d";
        case KeyType::effort: return "5-8d";
        case KeyType::number: return "100";
        case KeyType::amount: return "50000";
        case KeyType::yes_no: return "yes";
        case KeyType::person:
        case KeyType::people: return "me";
        case KeyType::zone: return "Europe/Berlin";
        case KeyType::time: return "09:00";
        case KeyType::hours: return "18:00-08:00";
        case KeyType::customer: return a_customer_but(reading, reading.command.word);
        case KeyType::product: return "atlas";
        case KeyType::channel: return "#atlas";
        default: return "\"…\"";
    }
}

std::optional<Day> day_given(const Reading& reading, std::string_view key) {
    const Given* given = reading.find(key);
    if (!given) return std::nullopt;
    const auto day = parse_day(given->piece.text, DateContext{reading.today(), std::nullopt});
    return day ? std::optional(*day) : std::nullopt;
}

/// The release that the command is about, or names.
const Release* release_meant(const Reading& reading) {
    const World& world = reading.world();
    if (const Release* release = world.find(reading.command.subject.as<ReleaseId>())) return release;
    const Given* given = reading.find("release");
    if (given) return release_by_name(world, likely_product(reading), given->piece.text);
    const ChangeRequest* request = world.find(reading.command.subject.as<ChangeId>());
    return request ? world.find(request->release) : nullptr;
}

/// What an end comes after: the start that is given, else that of the event at hand.
std::optional<Day> start_meant(const Reading& reading) {
    for (const std::string_view key : {"on", "from"})
        if (const auto day = day_given(reading, key)) return day;
    const LaunchEvent* event = reading.world().find(reading.command.subject.as<EventId>());
    return event ? std::optional(event->on) : std::nullopt;
}

bool has_value(const Reading& reading, const KeySpec& key) {
    const Given* given = reading.find(key.name);
    return given && !given->piece.items.empty();
}

/// What was typed, without the required keys that have nothing behind them, without a text of nothing (`""`)
/// and without blanks at its end.
std::string without_empty_pieces(const Reading& reading) {
    std::string out(reading.typed);
    std::vector<const Piece*> empty;
    for (const Given& g : reading.given)
        if (g.key->required && g.piece.items.empty()) empty.push_back(&g.piece);
    const Piece& text = reading.text_piece;
    if (text.to > text.from && trimmed(text.text).empty()) empty.push_back(&text);
    std::sort(empty.begin(), empty.end(), [](const Piece* a, const Piece* b) { return a->from > b->from; });
    for (const Piece* piece : empty) erase_with_blank(out, *piece);
    while (!out.empty() && (out.back() == ' ' || out.back() == '\n')) out.pop_back();
    return out;
}

/// The keys of a command's own example, each with a blank before it.
std::string example_keys(const Reading& reading) {
    std::string keys;
    const std::string example = fresh_example(reading.world(), reading.context(), reading.spec);
    if (const auto pieces = pieces_of(example))
        for (const Piece& piece : *pieces)
            if (piece.is_key()) keys += " " + example.substr(piece.from, piece.to - piece.from);
    return keys;
}

/// The key that `out` ends with and that has nothing behind it: what is put there would be read as its value.
const KeySpec* open_key(const Reading& reading, std::string_view out) {
    for (const Given& given : reading.given) {
        const Piece& piece = given.piece;
        const std::string_view typed = reading.typed.substr(piece.from, piece.to - piece.from);
        if (piece.items.empty() && typed.ends_with(':') && out.ends_with(typed)) return given.key;
    }
    return nullptr;
}

/// Whether the key is another name for the free text; what is made has a title, which has none.
bool is_its_text(const Reading& reading, const KeySpec& key) {
    return is_text_key(key.name) && reading.spec.verb != "new" && reading.spec.subject != SubjectType::word;
}

/// Puts a text or a value behind the rest; a key that is open there gets a value of its own first, or the
/// text as its value.
void put_behind(const Reading& reading, std::string& out, const std::string& what) {
    const KeySpec* open = open_key(reading, out);
    const bool takes_it = open && is_its_text(reading, *open);
    if (open && !takes_it) out += example_value(reading, *open);
    out += (takes_it ? "" : " ") + what;
}

/// A value that stands alone stands before the free text.
void insert_alone(const Reading& reading, std::string& out, const std::string& value) {
    const std::size_t text =
        reading.text_piece.to > reading.text_piece.from ? reading.text_piece.from : out.size();
    const bool in_place = text < out.size() && out.substr(0, text) == reading.typed.substr(0, text);
    if (in_place)
        out.insert(text, value + " ");
    else
        put_behind(reading, out, value);
}

/// A person that the text names: `do they, @ana?`. Empty where it names none.
std::string person_in_text(const Reading& reading) {
    const Piece& piece = reading.text_piece;
    const std::string_view text = reading.typed.substr(piece.from, piece.to - piece.from);
    const std::size_t at = text.find('@');
    if (at == std::string_view::npos || (at > 0 && text[at - 1] != ' ' && text[at - 1] != '<')) return {};
    const bool marked = at > 0 && text[at - 1] == '<';
    const std::string_view name = text.substr(marked ? at - 1 : at);
    if (marked) return std::string(name.substr(0, std::min(name.find('>'), name.size() - 1) + 1));
    return std::string(name.substr(0, std::min(name.find_first_of(" ,;:.!?\"'"), name.size())));
}

/// The value of a key that stands alone, by example: whoever the text names is meant.
std::string value_alone(const Reading& reading, const KeySpec& key) {
    const std::string named = key.type == KeyType::person ? person_in_text(reading) : std::string{};
    return named.empty() || named == "@" ? example_value(reading, key) : named;
}

/// `@ben` or `approver` among words that nobody has looked at yet is the value that the key wants.
bool stands_among_words(const Reading& reading, const KeySpec& key) {
    return std::any_of(reading.words.begin(), reading.words.end(), [&](const Piece& word) {
        if (key.type == KeyType::person) return word.text.starts_with("@");
        return word.is_word() && is_among(key.choices, plain_word(word.text));
    });
}

}  // namespace

bool needs_text(const Reading& reading) {
    const Given* reason = reading.find("reason");
    const bool by_name = reason && !reason->piece.items.empty();
    return reading.spec.text == TextUse::required && reading.command.text.empty() && !by_name;
}

bool sets_nothing(const Reading& reading) {
    const CommandSpec& spec = reading.spec;
    const bool of_record = spec.subject == SubjectType::id || spec.subject == SubjectType::release;
    return spec.verb == "set" && of_record && spec.text == TextUse::none && reading.given.empty();
}

std::string in_quotes(std::string_view text) {
    if (text.find('"') == std::string_view::npos) return fmt::format("\"{}\"", text);
    if (text.find("“") == std::string_view::npos && text.find("”") == std::string_view::npos)
        return fmt::format("“{}”", text);
    return fmt::format("«{}»", text);
}

std::string as_value(std::string_view text) {
    return is_plain_word(text) ? std::string(text) : in_quotes(text);
}

std::string replaced(std::string_view typed, const Piece& piece, std::string_view instead) {
    return fmt::format("{}{}{}", typed.substr(0, piece.from), instead, typed.substr(piece.to));
}

std::string with_replaced(const Reading& reading, const Piece& piece, std::string_view instead) {
    if (reading.typed.size() > kRepeatedPieces) return std::string(reading.spec.example);
    return replaced(reading.typed, piece, instead);
}

/// Whether the value of a key was typed without the key (`launch signoff LE-1 inside`).
bool stands_alone(const Reading& reading, const Piece& piece) {
    const std::string_view typed = reading.typed.substr(piece.from, piece.to - piece.from);
    const std::size_t colon = typed.find(':');
    return colon == std::string_view::npos || std::isdigit(static_cast<unsigned char>(typed.front())) != 0;
}

std::string with_value(const Reading& reading, const Piece& piece, std::string_view value) {
    value = trimmed(value);
    const bool as_it_is = value.find(' ') == std::string_view::npos || value.front() == '"';
    const std::string shown = as_it_is ? std::string(value) : as_value(value);
    return with_replaced(reading, piece,
                         piece.is_key() && !stands_alone(reading, piece) ? piece.key + ":" + shown : shown);
}

std::optional<Day> day_with_room(const Reading& reading, const KeySpec& key) {
    const Day today = reading.today();
    if (key.name == "since") return today - kExampleAhead;
    const Release* release = release_meant(reading);
    // A release is moved to behind where it is: earlier it could come before its freeze.
    const bool moves = (reading.spec.verb == "move" && key.name == "to") || key.name == "date";
    if (moves && release) return std::max(release->date, today) + kExampleAhead;
    const auto date = release ? std::optional(release->date) : day_given(reading, "date");
    if (key.name == "freeze" && date) return *date - kExampleAhead;
    const auto start = key.name == "to" ? start_meant(reading) : std::nullopt;
    return start ? std::optional(std::max(*start, today) + kExampleAhead) : std::nullopt;
}

std::string with_known_person(const Reading& reading, std::string_view text) {
    const std::size_t at = text.find('@');
    const World& world = reading.world();
    if (at == std::string_view::npos || text.find(',') != std::string_view::npos ||
        person_by_handle(world, text.substr(at + 1)))
        return std::string(text);
    std::string known(text);
    for (const Person& person : world.all<Person>())
        if (id_of(person) != reading.context().actor && person.function && !is_forgotten(person))
            known = fmt::format("{}@{}", text.substr(0, at), person.handle);
    return known;
}

std::string example_value(const Reading& reading, const KeySpec& key) {
    switch (key.type) {
        case KeyType::day: return iso(day_with_room(reading, key).value_or(reading.today() + kExampleAhead));
        case KeyType::release:
        case KeyType::feature:
        case KeyType::features:
        case KeyType::event:
        case KeyType::events:
        case KeyType::change: return example_record(reading, key.type);
        case KeyType::customer: return a_customer_but(reading, reading.command.word);
        case KeyType::person:
        case KeyType::people:
            return key.example.empty() ? by_type(reading, key) : with_known_person(reading, key.example);
        default: return key.example.empty() ? by_type(reading, key) : std::string(key.example);
    }
}

std::string example_subject(const Reading& reading) {
    switch (reading.spec.subject) {
        case SubjectType::id:
            return reading.spec.kind == Kind::change ? example_request(reading)
                                                     : newest_id(reading, reading.spec.kind);
        case SubjectType::any: return newest_id(reading, Kind::change);
        case SubjectType::any_optional:
            return reading.spec.noun == noun_of(Kind::collateral) ? newest_id(reading, Kind::event)
                                                                  : a_release(reading);
        case SubjectType::release: return a_release(reading);
        case SubjectType::person:
        case SubjectType::person_optional: return "@ana";
        case SubjectType::release_new: return free_release_name(reading);
        default: break;
    }
    // What a name or word may be is known to the command's own example: what follows noun and verb there.
    const auto pieces = pieces_of(reading.spec.example);
    const std::size_t behind = reading.spec.verb.empty() ? 1 : 2;
    return pieces && pieces->size() > behind ? as_value((*pieces)[behind].text) : "…";
}

std::string completed(const Reading& reading) {
    if (reading.typed.size() > kRepeatedPieces) return std::string(reading.spec.example);
    std::string out = without_empty_pieces(reading);
    const bool names_word =
        reading.spec.subject == SubjectType::word || reading.spec.subject == SubjectType::text;
    const bool needs_subject = reading.spec.subject == SubjectType::id ||
                               reading.spec.subject == SubjectType::any ||
                               reading.spec.subject == SubjectType::release;
    const bool bare = trimmed(out.substr(std::min(out.size(), reading.behind))).empty();
    // Two requests that differ are named below, even where there is but one.
    const bool joins = reading.spec.noun == noun_of(Kind::change) && reading.spec.verb == "merge";
    if (bare && !joins && (names_word || (needs_subject && !reading.command.subject)))
        return fresh_example(reading.world(), reading.context(), reading.spec);
    const bool needs_word = reading.spec.subject == SubjectType::word ||
                            reading.spec.subject == SubjectType::text ||
                            reading.spec.subject == SubjectType::release_new;
    const bool needs_person = reading.spec.subject == SubjectType::person;
    const bool missing = (needs_subject && !reading.command.subject) ||
                         (needs_word && reading.command.word.empty()) ||
                         (needs_person && !reading.command.subject);
    if (missing) {
        out.insert(std::min(out.size(), reading.behind), " " + example_subject(reading));
    }
    const auto missing_key = [&](const KeySpec& key) { return key.required && !has_value(reading, key); };
    for (const KeySpec& key : reading.spec.keys)
        if (missing_key(key) && key.positional && !stands_among_words(reading, key))
            insert_alone(reading, out, value_alone(reading, key));
    if (needs_text(reading) && reading.words.empty()) put_behind(reading, out, example_text(reading));
    for (const KeySpec& key : reading.spec.keys)
        if (missing_key(key) && !key.positional)
            out += fmt::format(" {}:{}", key.name, example_value(reading, key));
    if (sets_nothing(reading)) out += example_keys(reading);
    return out;
}

tl::unexpected<Refusal> refuse_missing(const Reading& reading, std::string_view what) {
    return refuse(fmt::format("{} needs {}.", reading.name(), what),
                  "Complete, for example:", completed(reading));
}

Refusal with_example(Refusal refusal, std::string example) {
    if (refusal.example.empty()) refusal.example = std::move(example);
    return refusal;
}

std::string behind_key(std::string_view key, std::string wrong) {
    // Behind a colon a sentence goes on; a name keeps its capital.
    for (const std::string_view word : {"There ", "Nobody "})
        if (wrong.starts_with(word)) wrong.front() = static_cast<char>(wrong.front() - 'A' + 'a');
    return fmt::format("{}: {}", key, wrong);
}

}  // namespace plumb
