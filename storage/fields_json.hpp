// Fields as JSON, driven by each record's own description. How a reference is written is the caller's choice:
// numbers in the database, labels (`release:1.30`) in an export.
#pragma once

#include "core/records/world.hpp"

#include <nlohmann/json.hpp>

#include <functional>
#include <stdexcept>
#include <type_traits>

namespace plumb::storage {

using Json = nlohmann::ordered_json;

/// What an export says of a request that displaces neither a feature nor a date.
inline constexpr const char* kDisplacesNothing = "none";

/// As every machine-readable output is written: two-space indented, with a line break at its end.
std::string json_text(const Json& json);

/// How references are written and read.
struct RefStyle {
    std::function<Json(Ref)> write;
    std::function<Ref(const Json&, std::optional<Kind>)> read;
};

/// References by kind and number (`release:7`): what the database holds.
const RefStyle& numbered_refs();

template <class T>
concept IsOptional = std::is_same_v<T, std::optional<typename T::value_type>>;

template <class T>
concept IsVector = std::is_same_v<T, std::vector<typename T::value_type>>;

/// A field's value; absent is null (an empty text too), lists are always lists.
template <class T>
Json field_json(const T& value, const RefStyle& refs) {
    if constexpr (std::is_same_v<T, std::string>) {
        return value.empty() ? Json() : Json(value);
    } else if constexpr (Named<T>) {
        return std::string(word(value));
    } else if constexpr (std::is_arithmetic_v<T>) {
        return value;
    } else if constexpr (std::is_same_v<T, Day> || std::is_same_v<T, Instant>) {
        return iso(value);
    } else if constexpr (std::is_same_v<T, Effort>) {
        const auto number = [](double d) {
            return d == static_cast<double>(static_cast<std::int64_t>(d)) ? Json(static_cast<std::int64_t>(d))
                                                                          : Json(d);
        };
        return Json{{"min", number(value.min)}, {"max", number(value.max)}};
    } else if constexpr (std::is_same_v<T, Ref> || is_id<T>) {
        return value ? refs.write(Ref{value}) : Json();
    } else if constexpr (IsOptional<T>) {
        return value ? field_json(*value, refs) : Json();
    } else if constexpr (IsVector<T>) {
        Json list = Json::array();
        for (const auto& item : value) list.push_back(field_json(item, refs));
        return list;
    } else {
        static_assert(Described<T>);
        Json object = Json::object();
        each_field(value, [&](std::string_view key, const auto& part) {
            object[std::string(key)] = field_json(part, refs);
        });
        return object;
    }
}

/// Sets a field from JSON; null and missing give the default. Throws std::invalid_argument, with the value,
/// on what it cannot be.
template <class T>
void field_from(const Json& json, T& value, const RefStyle& refs) {
    if (json.is_null()) {
        value = T{};
        return;
    }
    if constexpr (std::is_same_v<T, std::string>) {
        value = json.get<std::string>();
    } else if constexpr (Named<T>) {
        const auto known = named<T>(json.get<std::string>());
        if (!known) throw std::invalid_argument("unknown word " + json.dump());
        value = *known;
    } else if constexpr (std::is_arithmetic_v<T>) {
        value = json.get<T>();
    } else if constexpr (std::is_same_v<T, Day>) {
        const auto day = parse_iso_day(json.get<std::string>());
        if (!day) throw std::invalid_argument("not a day: " + json.dump());
        value = *day;
    } else if constexpr (std::is_same_v<T, Instant>) {
        const auto at = parse_instant(json.get<std::string>());
        if (!at) throw std::invalid_argument("not an instant: " + json.dump());
        value = *at;
    } else if constexpr (std::is_same_v<T, Effort>) {
        value = {json.at("min").get<double>(), json.at("max").get<double>()};
    } else if constexpr (std::is_same_v<T, Ref>) {
        value = refs.read(json, std::nullopt);
    } else if constexpr (is_id<T>) {
        value = refs.read(json, T::kind).template as<T>();
    } else if constexpr (IsOptional<T>) {
        typename T::value_type inner{};
        field_from(json, inner, refs);
        value = std::move(inner);
    } else if constexpr (IsVector<T>) {
        value.clear();
        for (const Json& item : json) {
            typename T::value_type inner{};
            field_from(item, inner, refs);
            value.push_back(std::move(inner));
        }
    } else {
        static_assert(Described<T>);
        each_field(value, [&](std::string_view key, auto& part) {
            const auto it = json.find(std::string(key));
            if (it != json.end()) field_from(*it, part, refs);
        });
    }
}

/// The stamps of when each function acted, as write_acts() writes them (field_writer.hpp).
Acts acts_from(const Json& json);

}  // namespace plumb::storage
