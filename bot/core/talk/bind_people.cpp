// People: `@ana`, `me`, platforms' own ways to write them, and lists that are added to (`owner:+@dan`).
#include "core/base/among.hpp"
#include "core/base/spelling.hpp"
#include "core/base/utf8.hpp"
#include "core/command/lookup.hpp"
#include "core/talk/example.hpp"
#include "core/talk/marks.hpp"
#include "core/talk/reading.hpp"
#include "core/time/typed.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>

namespace plumb {

namespace {

/// Nobody is called so; `owner:` with nothing clears.
bool means_nobody(std::string_view text) {
    constexpr std::array<std::string_view, 4> kNobody{"none", "nobody", "no-one", "noone"};
    const std::string word = plain_word(text);
    return is_among(kNobody, word);
}

/// The names in a text, with the signs before them, whatever stands between: `@ben and @dan`, `+@ben;-@dan`.
std::vector<std::string> names_in(std::string_view text) {
    constexpr std::string_view kBetween = " \t\n,;&/|";
    std::vector<std::string> names;
    while (!text.empty()) {
        const std::size_t from = std::min(text.find_first_not_of(kBetween), text.size());
        text.remove_prefix(from);
        const std::string_view one = text.substr(0, text.find_first_of(kBetween));
        if (one.substr(0, 1) == "@" || one.substr(0, 2) == "+@" || one.substr(0, 2) == "-@")
            names.emplace_back(one);
        text.remove_prefix(one.size());
    }
    return names;
}

/// Several names in one: a list has commas between them, and one person is the first.
std::optional<Refusal> several_names(const Reading& reading, const KeySpec& key, const Piece& piece,
                                     std::string_view text) {
    if (names_in(text).size() < 2) return std::nullopt;
    const bool list = key.type == KeyType::people;
    const std::vector<std::string> names = names_in(list ? piece.text : text);
    std::string value = names.front();
    for (std::size_t i = 1; list && i < names.size(); ++i) value += "," + names[i];
    return Refusal{fmt::format("{}: “{}” is more than one name.", key.name, dates::shown(text)),
                   list ? "Names stand with commas between them:" : "It takes one person:",
                   with_value(reading, piece, value)};
}

/// `owner:ana, ben` where there is one owner: names without signs, told apart by their commas alone.
std::optional<Refusal> listed_names(const Reading& reading, const KeySpec& key, const Piece& piece) {
    if (key.type == KeyType::people || piece.items.empty() || piece.items.front().quoted) return std::nullopt;
    const auto slice = [&](std::size_t from, std::size_t to) {
        return reading.typed.substr(from, to - from);
    };
    Piece all = piece;
    while (slice(all.from, all.to).ends_with(',') && all.to < reading.typed.size()) {
        const std::size_t next = reading.typed.find_first_not_of(' ', all.to);
        all.to = std::min(reading.typed.find(' ', next), reading.typed.size());
    }
    const std::string_view typed = slice(all.from, all.to);
    const std::size_t comma = typed.find(',');
    if (comma >= typed.size() - 1) return std::nullopt;
    const std::string_view names = typed.substr(std::min(typed.find(':') + 1, comma));
    return Refusal{fmt::format("{}: “{}” is more than one name.", key.name, dates::shown(names)),
                   "It takes one person:", with_value(reading, all, names.substr(0, names.find(',')))};
}

/// The speaker, as sentences have them.
bool means_me(std::string_view text) {
    constexpr std::array<std::string_view, 4> kMe{"i", "my", "mine", "myself"};
    const std::string word = plain_word(text);
    return is_among(kMe, word);
}

/// What stands for a name that is nobody's: the nearest one among the others that were typed.
std::string instead_of(const Reading& reading, const Piece& piece, std::string_view text,
                       const Refusal& refusal) {
    const auto near = suggestion_in(refusal);
    std::string name = near ? *near : means_me(text) || !reading.spec.records ? "me" : "@ana";
    const std::size_t at = piece.text.find(text);
    if (!near || piece.items.size() < 2 || at == std::string::npos) return name;
    std::string list = piece.text;
    return list.replace(at, text.size(), name);
}

/// The only one whom answers and cards call so; a handle goes first.
const Person* shown_as(const World& world, std::string_view name) {
    if (name.empty() || person_by_handle(world, name)) return nullptr;
    const Person* found = nullptr;
    for (const Person& person : world.all<Person>()) {
        if (person.name.empty() || !same_word(person.name, name)) continue;
        if (found) return nullptr;
        found = &person;
    }
    return found;
}

Result<PersonId> one_person(Reading& reading, const KeySpec& key, const Piece& piece, std::string_view text) {
    if (means_nobody(text)) {
        if (key.clears && reading.spec.records)
            return refuse(
                fmt::format("{}: takes a person, not “{}”.", key.name, text),
                "With nothing behind it it is cleared:", with_replaced(reading, piece, piece.key + ":"));
        return refuse(fmt::format("{}: takes a person, not “{}”.", key.name, text),
                      "Write a person as @name:", with_value(reading, piece, "@ana"));
    }
    auto person = person_named(reading, text);
    if (auto several = person ? std::nullopt : several_names(reading, key, piece, text))
        return tl::make_unexpected(*std::move(several));
    if (auto listed = person ? std::nullopt : listed_names(reading, key, piece))
        return tl::make_unexpected(*std::move(listed));
    if (!person)
        return tl::make_unexpected(
            Refusal{behind_key(key.name, person.error().wrong), person.error().expected,
                    with_value(reading, piece, instead_of(reading, piece, text, person.error()))});
    return *person;
}

/// Whom a record names has to be able to do something about it.
Result<PersonId> taking_part(Reading& reading, const KeySpec& key, const Piece& piece,
                             std::string_view text) {
    Result<PersonId> person = one_person(reading, key, piece, text);
    if (!person || !reading.spec.records) return person;
    if (const auto refusal = takes_no_part(reading.world(), *person))
        return refuse(behind_key(key.name, refusal->wrong), refusal->expected,
                      with_value(reading, piece, "@ana"));
    return person;
}

/// `owner:-@dan` where there is one owner.
tl::unexpected<Refusal> refuse_taking_away(const Reading& reading, const KeySpec& key, const Piece& piece,
                                           std::string_view name) {
    const std::string wrong = fmt::format("{}: takes one person, and none away.", key.name);
    if (key.clears && reading.spec.records && !key.positional)
        return refuse(
            wrong, "With nothing behind it it is cleared:", with_replaced(reading, piece, piece.key + ":"));
    return refuse(wrong, "Write a person as @name:", with_value(reading, piece, name));
}

/// The sign before a name: `+` adds, any dash takes away.
char take_sign(std::string_view& text) {
    if (text.empty()) return 0;
    const Character first = first_character(text);
    if (first.code != '+' && !is_dash(first.code)) return 0;
    text.remove_prefix(first.bytes);
    return first.code == '+' ? '+' : '-';
}

/// The names of a list, those without a sign as ones to be added.
std::string all_signed(const Piece& piece) {
    std::string list;
    for (const std::string& item : items_of(piece)) {
        std::string_view name = item;
        const char sign = take_sign(name);
        list += fmt::format("{}{}{}", list.empty() ? "" : ",", sign == '-' ? '-' : '+', name);
    }
    return list;
}

/// Whether a word can only be a value that stands without its key (`approver`).
bool is_value_alone(const Reading& reading, const Piece& word) {
    const auto& keys = reading.spec.keys;
    return word.is_word() && std::any_of(keys.begin(), keys.end(), [&](const KeySpec& key) {
               return key.positional && is_among(key.choices, plain_word(word.text));
           });
}

/// `role add approver @dan`: the first word can only be a value, and the second only the person.
void put_person_first(Reading& reading) {
    Pieces& words = reading.words;
    if (words.empty() || !is_value_alone(reading, words[0])) return;
    // `role add approver to @dan`.
    auto person = std::find_if(words.begin(), words.end(),
                               [](const Piece& word) { return looks_like_person(word.text); });
    if (person == words.end() && words.size() == 2 && !is_value_alone(reading, words[1]))
        person = words.begin() + 1;
    if (person != words.end()) std::rotate(words.begin(), person, person + 1);
}

/// `role add approver`: who is meant was left out.
bool names_nobody(const Reading& reading) {
    return std::all_of(reading.words.begin(), reading.words.end(),
                       [&](const Piece& word) { return is_value_alone(reading, word); });
}

}  // namespace

bool looks_like_person(std::string_view text) {
    return text.substr(0, 1) == "@" || text.substr(0, 2) == "<@" || same_word(text, "me");
}

std::string first_name_in(std::string_view text) {
    const std::vector<std::string> names = names_in(text);
    return names.size() < 2 ? std::string{} : names.front();
}

Result<PersonId> person_named(Reading& reading, std::string_view text) {
    const World before = reading.world();
    if (const Person* shown = shown_as(before, text)) return id_of(*shown);
    if (reading.draft.is_nobodys(text)) return known_person(before, text);
    auto person = reading.draft.person(text);
    // The refusal takes back whoever has just come into being.
    if (person && !reading.spec.records && !before.find(*person)) return known_person(before, text);
    return person;
}

Result<void> take_person(Reading& reading) {
    put_person_first(reading);
    if (names_nobody(reading)) {
        if (reading.words.empty() && reading.spec.subject == SubjectType::person_optional) return {};
        return refuse_missing(reading, "a person");
    }
    const Piece first = reading.words.front();
    const auto person = person_named(reading, first.text);
    if (!person) {
        Refusal refusal = person.error();
        if (const std::string name = first_name_in(first.text); !name.empty())
            return refuse(fmt::format("{} takes one person at a time.", reading.name()),
                          "First for this one:", with_replaced(reading, first, name));
        refusal.example = with_replaced(
            reading, first, suggestion_in(refusal).value_or(reading.spec.records ? "@ana" : "me"));
        return tl::make_unexpected(std::move(refusal));
    }
    reading.command.subject = *person;
    reading.take_first();
    return {};
}

Result<Value> person_value(Reading& reading, const KeySpec& key, const Piece& piece) {
    std::string_view text = trimmed(piece.text);
    // `+@dan` on a record that has one owner means him.
    if (take_sign(text) == '-') return refuse_taking_away(reading, key, piece, text);
    const auto person = taking_part(reading, key, piece, text);
    if (!person) return tl::make_unexpected(person.error());
    return Value{Ref{*person}};
}

Result<void> read_people(Reading& reading, const Given& given) {
    std::vector<Ref> plain;
    std::vector<Ref> added;
    std::vector<Ref> taken;
    for (const std::string& item : items_of(given.piece)) {
        std::string_view text = item;
        const char sign = take_sign(text);
        const auto person = sign == '-' ? one_person(reading, *given.key, given.piece, text)
                                        : taking_part(reading, *given.key, given.piece, text);
        if (!person) return tl::make_unexpected(person.error());
        std::vector<Ref>& list = sign == '+' ? added : sign == '-' ? taken : plain;
        if (!is_among(list, Ref{*person})) list.emplace_back(*person);
    }
    const std::string name(given.key->name);
    if (!plain.empty() && !(added.empty() && taken.empty()))
        return refuse(
            fmt::format("{}: mixes a new list with names to add or take away.", name),
            "Give all with a sign, or none:", with_value(reading, given.piece, all_signed(given.piece)));
    if (!added.empty()) reading.command.keys[name + "+"] = std::move(added);
    if (!taken.empty()) reading.command.keys[name + "-"] = std::move(taken);
    if (!plain.empty()) reading.command.keys[name] = std::move(plain);
    return {};
}

}  // namespace plumb
