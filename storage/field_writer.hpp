// Fields as JSON written straight into a text, references by number: what field_json() makes a tree of.
#pragma once

#include "storage/fields_json.hpp"
#include "storage/json_writer.hpp"

namespace plumb::storage {

/// Reads back with field_from() and numbered_refs().
template <class T>
void write_field(JsonWriter& out, const T& value) {
    if constexpr (std::is_same_v<T, std::string>) {
        if (value.empty()) return out.null();
        out.value(value);
    } else if constexpr (Named<T>) {
        out.value(word(value));
    } else if constexpr (std::is_same_v<T, bool> || std::is_floating_point_v<T>) {
        out.value(value);
    } else if constexpr (std::is_integral_v<T>) {
        out.value(static_cast<std::int64_t>(value));
    } else if constexpr (std::is_same_v<T, Day> || std::is_same_v<T, Instant>) {
        out.value(iso(value));
    } else if constexpr (std::is_same_v<T, Effort>) {
        out.begin();
        out.key("min").value(value.min);
        out.key("max").value(value.max);
        out.end();
    } else if constexpr (std::is_same_v<T, Ref> || is_id<T>) {
        if (!value) return out.null();
        out.value(to_string(Ref{value}));
    } else if constexpr (IsOptional<T>) {
        if (!value) return out.null();
        write_field(out, *value);
    } else if constexpr (IsVector<T>) {
        out.begin_list();
        for (const auto& item : value) write_field(out, item);
        out.end_list();
    } else {
        static_assert(Described<T>);
        out.begin();
        each_field(value, [&](std::string_view key, const auto& part) { write_field(out.key(key), part); });
        out.end();
    }
}

/// Reads back with acts_from(); an empty object where no function has acted.
void write_acts(JsonWriter& out, const Acts& acts);

}  // namespace plumb::storage
