// A command while it is being read: what is known of it so far. Inside of the grammar only.
#pragma once

#include "core/command/draft.hpp"
#include "core/talk/registry.hpp"
#include "core/talk/tokens.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace plumb {

/// A key as given, with what it may be. List keys that were repeated are one.
struct Given {
    const KeySpec* key = nullptr;
    Piece piece;
};

struct Reading {
    Draft& draft;
    const CommandSpec& spec;
    /// What was typed, without the bot's prefix; the pieces' places are in it.
    std::string_view typed;
    /// The byte of `typed` behind noun and verb.
    std::size_t behind = 0;
    /// Pieces behind noun and verb that are no keys, taken away one by one.
    Pieces words;
    std::vector<Given> given;
    /// Where the free text stood, once it is taken.
    Piece text_piece;
    Command command;

    const World& world() const { return draft.world(); }
    const Context& context() const { return draft.context(); }
    ProductId product() const { return command.product; }
    /// In the speaker's zone, else the product's.
    Day today() const { return today_of_speaker(context(), world(), command.product); }
    const Given* find(std::string_view key) const {
        for (const Given& g : given)
            if (g.key->name == key) return &g;
        return nullptr;
    }
    /// Takes the first of the words away.
    Piece take_first() {
        Piece first = std::move(words.front());
        words.erase(words.begin());
        return first;
    }
    /// Noun and verb, as one says them: `change new`, `undo`.
    std::string name() const {
        return spec.verb.empty() ? std::string(spec.noun)
                                 : std::string(spec.noun) + " " + std::string(spec.verb);
    }
};

// Each step takes what is its own from the reading, or refuses; in this order. (talk/grammar.cpp)

/// Sorts pieces into keys and words: aliases, repeated lists, values behind a blank. (bind_keys.cpp)
Result<void> take_keys(Reading& reading, const Pieces& pieces);
/// No value goes on behind a blank without quotes (`on:1 may`), and no list without commas.
/// (bind_unquoted.cpp)
Result<void> check_unquoted(Reading& reading);
/// The record, name or word that the command is about. (bind_subject.cpp)
Result<void> take_subject(Reading& reading);
/// A subject that is a word, or the name of what is made. (bind_word.cpp)
Result<void> take_word(Reading& reading);
/// The product: of the record, `product:`, of the channel, else the only one. (bind_product.cpp)
Result<void> find_product(Reading& reading);
/// The product that names are looked up in before it is settled: the one named, that of the thread, that of
/// the channel; none: any.
ProductId likely_product(const Reading& reading);
/// Whether the speaker may at all. (may.cpp)
Result<void> check_may(const Reading& reading);
/// A digest is scheduled in a rhythm, and comes on a weekday: judged before anything is missed.
/// (bind_rhythm.cpp)
Result<void> check_rhythm(Reading& reading);
/// Values that stand alone: `immovable`, `@who`, `inside`; lists end at a blank. (bind_alone.cpp)
Result<void> take_values_alone(Reading& reading);
/// The rest of the words is free text. (bind_text.cpp)
Result<void> take_text(Reading& reading);
/// An ID with its dash: `CR-1`, and not `CR1`, which can be a title. (bind_twice.cpp)
std::optional<Ref> written_id(std::string_view text);
/// One record, and one text, where a command takes one. (bind_twice.cpp)
Result<void> check_one_record(const Reading& reading);
Result<void> check_one_text(const Reading& reading);
/// The keys by which a command's free text can be given, too; a title has none of these. (bind_twice.cpp)
bool is_text_key(std::string_view name);
/// The free text, given by such a key; nullptr: it is not. (bind_twice.cpp)
const Given* text_by_key(const Reading& reading);
/// No key that must be given stands among the words without its colon. (bind_colon.cpp)
Result<void> check_colons(Reading& reading);
/// What must be given and is not is named. (bind_text.cpp)
Result<void> check_complete(Reading& reading);
/// Reads the values of all keys. (bind_values.cpp)
Result<void> read_values(Reading& reading);

/// One value, typed; monostate clears. `piece` has a text. (bind_values.cpp)
Result<Value> value_of(Reading& reading, const KeySpec& key, const Piece& piece);
/// Values that are records. (bind_records.cpp)
Result<Value> record_value(Reading& reading, const KeySpec& key, const Piece& piece);
/// The person that a text names: made where nobody is called so yet, unless the command only asks.
/// (bind_people.cpp)
Result<PersonId> person_named(Reading& reading, std::string_view text);
/// People; those to add and to take away stand under `KEY+` and `KEY-`. (bind_people.cpp)
Result<Value> person_value(Reading& reading, const KeySpec& key, const Piece& piece);
Result<void> read_people(Reading& reading, const Given& given);
/// Days, `T-14`, lengths of time, hours. (bind_dates.cpp)
Result<Value> time_value(Reading& reading, const KeySpec& key, const Piece& piece);
/// Whole numbers and amounts. (bind_numbers.cpp)
Result<Value> number_value(Reading& reading, const KeySpec& key, const Piece& piece);

/// The day `T-14` is counted from: the event at hand's start. (bind_dates.cpp)
std::optional<Day> event_day(Reading& reading);

bool is_list(KeyType type);
/// Whether a value can be told from what it is: a text, a name can be anything. (bind_unquoted.cpp)
bool has_form(KeyType type);
/// `place:Hall 7`: the words from `at` on stand behind a text without quotes, and go on with it.
/// (bind_unquoted.cpp)
std::optional<Refusal> unquoted_text(const Reading& reading, std::size_t at);
/// The items of a list, those inside of one pair of quotes too; without empty ones.
std::vector<std::string> items_of(const Piece& piece);

/// Longest title, name or key, in code points (fields.md, "Limits").
inline constexpr std::size_t kLongestTitle = 200;

/// On one line, without blanks at its ends; refused when longer than kLongestTitle. `what` is its name in the
/// refusal. (bind_text.cpp)
Result<std::string> title_text(std::string_view text, std::string_view what);

}  // namespace plumb
