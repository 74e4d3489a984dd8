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
        return tl::make_unexpected(Refusal{
            behind_key(key.name, person.error().wrong), person.error().expected,
            with_value(reading, piece,
                       suggestion_in(person.error()).value_or(reading.spec.records ? "@ana" : "me"))});
    return *person;
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
    auto person = reading.draft.person(text);
    // The refusal takes back whoever has just come into being.
    if (person && !reading.spec.records && !before.find(*person)) return known_person(before, text);
    return person;
}

Result<Value> person_value(Reading& reading, const KeySpec& key, const Piece& piece) {
    std::string_view text = trimmed(piece.text);
    // `+@dan` on a record that has one owner means him.
    if (take_sign(text) == '-') return refuse_taking_away(reading, key, piece, text);
    const auto person = one_person(reading, key, piece, text);
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
        const auto person = one_person(reading, *given.key, given.piece, text);
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
