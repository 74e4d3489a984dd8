// How one field reads in the journal and in history: the words of the export.
#pragma once

#include "core/records/world.hpp"

#include <string>

namespace plumb {

std::string number_text(double value);
std::string effort_text(Effort effort);

/// A field's value as one line of text; empty when absent. Lists are joined with ", ", parts are `key:
/// value`.
template <class T>
std::string field_text(const World& world, const T& value) {
    if constexpr (std::is_same_v<T, std::string>) {
        return value;
    } else if constexpr (std::is_same_v<T, bool>) {
        return value ? "yes" : "no";
    } else if constexpr (Named<T>) {
        return std::string(word(value));
    } else if constexpr (std::is_integral_v<T>) {
        return std::to_string(value);
    } else if constexpr (std::is_same_v<T, double>) {
        return number_text(value);
    } else if constexpr (std::is_same_v<T, Day> || std::is_same_v<T, Instant>) {
        return iso(value);
    } else if constexpr (std::is_same_v<T, Effort>) {
        return effort_text(value);
    } else if constexpr (std::is_same_v<T, Ref>) {
        return value ? label(world, value) : std::string{};
    } else if constexpr (std::is_convertible_v<T, Ref>) {
        return value ? label(world, Ref{value}) : std::string{};
    } else if constexpr (requires { value.has_value(); }) {
        return value ? field_text(world, *value) : std::string{};
    } else if constexpr (Described<T>) {
        std::string out;
        each_field(value, [&](std::string_view key, const auto& part) {
            const std::string text = field_text(world, part);
            if (text.empty()) return;
            if (!out.empty()) out += "; ";
            out += key;
            out += ": ";
            out += text;
        });
        return out;
    } else {
        std::string out;
        for (const auto& item : value) {
            if (!out.empty()) out += ", ";
            out += field_text(world, item);
        }
        return out;
    }
}

}  // namespace plumb
