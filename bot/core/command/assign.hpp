// Sets fields of any record from a command's keys, by the record's own description.
#pragma once

#include "core/command/spec.hpp"

#include <span>
#include <string_view>
#include <type_traits>

namespace plumb {

namespace detail {

template <class T>
struct Inner {
    using type = T;
};
template <class T>
struct Inner<std::optional<T>> {
    using type = T;
};

template <class Field>
void assign_value(Field& field, const Value& value) {
    using T = typename Inner<Field>::type;
    if (std::holds_alternative<std::monostate>(value)) {
        if constexpr (requires { field = Field{}; }) field = Field{};
        return;
    }
    if constexpr (std::is_same_v<T, bool>) {
        if (const auto* b = std::get_if<bool>(&value)) field = *b;
    } else if constexpr (Named<T>) {
        if (const auto* s = std::get_if<std::string>(&value))
            if (const auto e = named<T>(*s)) field = *e;
        if constexpr (std::is_same_v<T, YesNo>)
            if (const auto* b = std::get_if<bool>(&value)) field = *b ? YesNo::yes : YesNo::no;
    } else if constexpr (std::is_integral_v<T>) {
        if (const auto* n = std::get_if<std::int64_t>(&value)) field = static_cast<T>(*n);
    } else if constexpr (is_id<T>) {
        if (const auto* ref = std::get_if<Ref>(&value)) field = ref->template as<T>();
    } else if constexpr (std::is_same_v<T, std::string> || std::is_same_v<T, Day> ||
                         std::is_same_v<T, Effort> || std::is_same_v<T, Ref>) {
        if (const auto* same = std::get_if<T>(&value)) field = *same;
    } else if constexpr (requires { typename T::value_type; }) {
        using E = typename T::value_type;
        if constexpr (is_id<E>) {
            if (const auto* refs = std::get_if<std::vector<Ref>>(&value)) {
                field.clear();
                for (const Ref ref : *refs) field.push_back(ref.template as<E>());
            }
        } else if constexpr (Named<E>) {
            if (const auto* words = std::get_if<std::vector<std::string>>(&value)) {
                field.clear();
                for (const std::string& w : *words)
                    if (const auto e = named<E>(w)) field.push_back(*e);
            }
        } else if constexpr (std::is_same_v<E, std::string>) {
            if (const auto* words = std::get_if<std::vector<std::string>>(&value)) field = *words;
        }
    }
}

}  // namespace detail

/// Sets the field of that key (as each_field calls it); false when the record has none of that name. A value
/// that clears gives the field's default.
template <Record T>
bool assign(T& record, std::string_view key, const Value& value) {
    bool found = false;
    each_field(record, [&](std::string_view name, auto& field) {
        if (name != key) return;
        found = true;
        detail::assign_value(field, value);
    });
    return found;
}

/// Sets every given key that the record has a field for, leaving out those named in `but`.
template <Record T>
void assign_all(T& record, const Command& command, std::span<const std::string_view> but = {}) {
    for (const auto& [key, value] : command.keys) {
        bool skip = false;
        for (const auto name : but) skip = skip || name == key;
        if (!skip) assign(record, key, value);
    }
}

}  // namespace plumb
