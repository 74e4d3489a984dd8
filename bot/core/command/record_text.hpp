// How records, their fields and what changed in them read in an answer.
#pragma once

#include "core/base/as_typed.hpp"
#include "core/base/phrases.hpp"
#include "core/records/field_text.hpp"
#include "core/records/world.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace plumb {

/// `CR-1 “Offline mode”`; a release, a product, a person and a customer by name.
std::string called(const World& world, Ref record);
/// Where a feature stands: a release by name, or `the backlog`.
std::string release_or_backlog(const World& world, ReleaseId release);
/// `Ana, Ben and Cleo`; empty for nobody.
std::string names_of(const World& world, const std::vector<PersonId>& people);
/// `CR-1, CR-2 and 3 more`.
std::string ids_of(const std::vector<Ref>& records, std::size_t most);

/// `Wed 30 Jun (in 119 days)`.
std::string day_phrase(Day day, Day today);
/// When something is held: `Mon 8 Mar (in 3 days)`; of several days, once they have begun, `on until Wed 10
/// Mar`, and `ended Wed 10 Mar (2 days ago)`.
std::string held_phrase(Day from, Day to, Day today);
/// `from Wed 30 Jun to Tue 6 Jul (6 days later)`.
std::string move_phrase(Day from, Day to, Day today);
/// `1 May to 1 Jun`, one day as itself.
std::string span_phrase(Day from, Day to, Day today);

/// A name in a command: bare where it is one plain word, else quoted.
std::string as_name(std::string_view name);

/// One field's value as people say it; empty when absent.
template <class T>
std::string spoken_value(const World& world, Day today, const T& value) {
    if constexpr (std::is_same_v<T, Day>) {
        return spoken(value, today);
    } else if constexpr (std::is_same_v<T, Effort>) {
        return effort_phrase(value);
    } else if constexpr (std::is_same_v<T, std::int64_t>) {
        return grouped(value);
    } else if constexpr (std::is_convertible_v<T, Ref>) {
        return Ref{value} ? name(world, Ref{value}) : std::string{};
    } else if constexpr (requires { value.has_value(); }) {
        return value ? spoken_value(world, today, *value) : std::string{};
    } else if constexpr (std::is_same_v<T, std::string>) {
        return value.empty() ? value : quoted(value);
    } else if constexpr (requires { typename T::value_type; }) {
        std::vector<std::string> items;
        for (const auto& item : value) items.push_back(spoken_value(world, today, item));
        return listed(items);
    } else {
        return field_text(world, value);
    }
}

/// A field and what it is now (empty: nothing any more), in the words of an answer: `goal is growth`, of a
/// list `owners are ana and ben`, `claims are cleared`. `items`: how many a list holds.
std::string change_phrase(std::string_view key, const std::string& now, std::optional<std::size_t> items);

/// What differs between two versions of a record, in one line: `goal is growth, reach is 400, place is
/// cleared`.
template <Record T>
std::string changes_phrase(const World& world, Day today, const T& before, const T& after) {
    std::vector<std::string> old;
    each_field(before, [&](std::string_view, const auto& field) {
        old.push_back(spoken_value(world, today, field));
    });
    std::vector<std::string> changes;
    std::size_t i = 0;
    each_field(after, [&]<class Field>(std::string_view key, const Field& field) {
        const std::string now = spoken_value(world, today, field);
        const std::string& was = old[i++];
        if (now == was) return;
        std::optional<std::size_t> items;
        if constexpr (
            requires { typename Field::value_type; } && requires { field.size(); } &&
            !std::is_same_v<Field, std::string>)
            items = field.size();
        changes.push_back(change_phrase(key, now, items));
    });
    return listed(changes);
}

}  // namespace plumb
