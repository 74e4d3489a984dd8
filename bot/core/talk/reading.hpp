// A command while it is being read: what is known of it so far. Inside of the grammar only.
#pragma once

#include "core/command/draft.hpp"
#include "core/records/limits.hpp"
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
/// Whether that is the key's name, or another one of it; plain words are compared. (key_names.cpp)
bool goes_by(const KeySpec& key, std::string_view name);
/// A command's key by its name or another one of it; nullptr: it has none such. (key_names.cpp)
const KeySpec* key_named(const CommandSpec& spec, std::string_view name);
/// What a command's keys can be called. (key_names.cpp)
std::vector<std::string_view> known_names(const CommandSpec& spec);
/// A day, or one that can hang on another. (key_names.cpp)
bool is_date(const KeySpec& key);
/// Whether a command's text can be of any words: one without keys and without a text in its example knows a
/// word of its own (`change watch CR-4 stop`). (bind_unknown.cpp)
bool takes_free_text(const CommandSpec& spec);
/// Whether one of the pieces is a key whose value is the free text. (bind_unknown.cpp)
bool has_text_key(const CommandSpec& spec, const Pieces& pieces);
/// What the unknown key at `at` stands for, where its value tells. (bind_unknown.cpp)
std::optional<Refusal> meant_by_value(Reading& reading, const Pieces& pieces, std::size_t at,
                                      const std::string& wrong);
/// No date with slashes stands among the words where a date is missing, or behind the text.
/// (bind_slashes.cpp)
Result<void> check_slashes(Reading& reading);
/// No value goes on behind a blank without quotes (`on:1 may`), and no list without commas.
/// (bind_unquoted.cpp)
Result<void> check_unquoted(Reading& reading);
/// The record, name or word that the command is about. (bind_subject.cpp)
Result<void> take_subject(Reading& reading);
/// A record whose name is longer than that of the one that was found, and nearly what was typed; `before`:
/// the words before it was taken. (bind_longer_name.cpp)
std::optional<Refusal> longer_name(const Reading& reading, const Pieces& before);
/// A subject that is a word, or the name of what is made. (bind_word.cpp)
Result<void> take_word(Reading& reading);
/// Two customers to be joined, named one behind the other without quotes. (bind_customers.cpp)
std::optional<Refusal> two_customers(const Reading& reading);
/// `collateral list todo`: a word of a key, where a record that may be left out was looked for.
/// (bind_word.cpp)
std::optional<Refusal> value_for_subject(const Reading& reading, const Piece& piece);
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
/// `digest schedule weekly thurs 09:00`, `daily 9:00 pm`: a word that was left over says when a digest is to
/// come; nothing where none does.
std::optional<Refusal> rhythm_meant(const Reading& reading, const std::string& wrong);
/// Values that stand alone: `immovable`, `@who`, `inside`; lists end at a blank. (bind_alone.cpp)
Result<void> take_values_alone(Reading& reading);
/// No value that cannot be read goes on behind a blank. (bind_unread.cpp)
Result<void> check_unread(Reading& reading);
/// The rest of the words is free text. (bind_text.cpp)
Result<void> take_text(Reading& reading);
/// An ID with its dash: `CR-1`, and not `CR1`, which can be a title. (bind_twice.cpp)
std::optional<Ref> written_id(std::string_view text);
/// `*LE-1*`, `[LE-1]`, `LE#1`, `EL-1`: the ID that the first word is meant as; of `LE-1,LE-2` the first.
/// (bind_id.cpp)
std::optional<Refusal> id_inside(const Reading& reading);
/// `status release 1.0`, `history of CR-1`: a word too many before the record. (bind_id.cpp)
std::optional<Refusal> record_behind_word(const Reading& reading, ProductId product);
/// A release that is named behind the text, or in one text with it, where the first words name none.
/// (bind_release.cpp)
std::optional<Refusal> release_elsewhere(const Reading& reading, ProductId product);
/// A release that the product has not, and another one has: never the nearest of the product's own.
/// (bind_release.cpp)
std::optional<Refusal> release_of_another(const Reading& reading, ProductId product);
/// One record, and one text, where a command takes one. (bind_twice.cpp)
Result<void> check_one_record(const Reading& reading);
Result<void> check_one_text(const Reading& reading);
/// The keys by which a command's free text can be given, too; a title has none of these. (bind_twice.cpp)
bool is_text_key(std::string_view name);
/// The free text, given by such a key; nullptr: it is not. (bind_twice.cpp)
const Given* text_by_key(const Reading& reading);
/// No key stands among the words, or behind the text, without its colon. (bind_colon.cpp)
Result<void> check_colons(Reading& reading);
/// No key stands behind a title in quotes without its colon, and no word of one. (bind_behind_quote.cpp)
std::optional<Refusal> behind_quote(const Reading& reading);
/// The refusal of a key and its value without a colon between them, with what is meant. (bind_colon.cpp)
Refusal no_colon(const Reading& reading, const Piece& run, const std::string& mended);
/// Whether the words go on behind that one: another stands there that names no key. (bind_colon.cpp)
bool goes_on(const Reading& reading, std::size_t at);
/// The words from `first` to `last` as one value, as they were typed. (bind_colon.cpp)
Piece as_one_value(const Reading& reading, std::size_t first, std::size_t last);
/// Whether such a value tells what it is: of those that do not, a text of words could hold anything.
/// (bind_colon.cpp)
bool tells(KeyType type);
/// Whether the key must be given and is not; deferring needs its day as well, which the command itself asks
/// for. (bind_colon.cpp)
bool is_wanted(const Reading& reading, const KeySpec& key);
/// The value behind the word at `at`: the longest run of words that can be read, with the text's end, a key
/// or a quoted text behind it. (bind_colon.cpp)
std::optional<Piece> value_behind(Reading& reading, const KeySpec& key, std::size_t at);
/// Whether nothing but blanks is between the words from one to another. (bind_colon.cpp)
bool are_together(const Reading& reading, std::size_t first, std::size_t last);
/// The key that a word names; nullptr: none that is still to be given. (bind_colon.cpp)
const KeySpec* free_key(const Reading& reading, std::string_view word);
/// A key whose colon stands apart (`tier :1`), or is an equals sign, and keys that a comma joins.
/// (bind_sign.cpp)
std::optional<Refusal> colon_astray(Reading& reading);
/// What a setting of the product is now, as its key takes it; nothing where it has no such.
/// (bind_setting.cpp)
std::optional<std::string> value_now(const Reading& reading, const KeySpec& key);
/// A threshold of the rule at hand whose value stands without its key. (bind_setting.cpp)
std::optional<Refusal> threshold_meant(const Reading& reading, const Piece& piece, const std::string& wrong);
/// A `set` of fields or settings that gives none of them: without its other words it is nothing.
/// (bind_setting.cpp)
bool sets_no_key(const Reading& reading);
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
/// The person that a command is about. (bind_people.cpp)
Result<void> take_person(Reading& reading);
/// `@ana`, `<@U1>`, `me`: written as a person. (bind_people.cpp)
bool looks_like_person(std::string_view text);
/// The first of several names in a text (`@dan,@cleo`); empty where there are not several. (bind_people.cpp)
std::string first_name_in(std::string_view text);
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
/// `why:crews "lose" the forms`: a quoted text goes on with a value without quotes. (bind_quoted_on.cpp)
std::optional<Refusal> quoted_on(Reading& reading);
using BareWords = std::span<const Piece>;
/// Their texts with a blank between two. (bind_word.cpp)
std::string text_of_words(BareWords words);
/// The unquoted words that stand right behind a value, with nothing but blanks between them.
/// (bind_unquoted.cpp)
BareWords words_behind(const Reading& reading, const Piece& value);
/// The value with those words. (bind_unquoted.cpp)
Piece going_on(Piece value, BareWords words);
/// Names a value whole that cannot be read and that goes on behind a blank. (bind_unread.cpp)
std::optional<Refusal> unread_value(Reading& reading, const Given& given);
/// How many of the words are of a day, as somebody might name it: `31 jun`, `end of may`. (bind_unread.cpp)
std::size_t words_of_day(BareWords words);
/// The items of a list, those inside of one pair of quotes too; without empty ones.
std::vector<std::string> items_of(const Piece& piece);
/// The piece with another text, as one item without quotes. (bind_keys.cpp)
Piece with_text(Piece piece, std::string text);

/// On one line, without blanks at its ends; refused when longer than kLongestTitle. `what` is its name in the
/// refusal. (bind_text.cpp)
Result<std::string> title_text(std::string_view text, std::string_view what);

}  // namespace plumb
