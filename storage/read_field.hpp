// Values of an export as they are read: each is checked for what it may be (fields.md, "Limits"), and what
// does not fit says where it stands, what it is and what is expected there.
#pragma once

#include "storage/fields_json.hpp"

#include <exception>
#include <fmt/format.h>
#include <string>

namespace plumb::storage {

/// A value that cannot stand where it does.
struct Misfit : std::exception {
    Misfit(std::string what_is_wrong, std::string what_is_expected)
        : wrong(std::move(what_is_wrong)), expected(std::move(what_is_expected)) {}
    const char* what() const noexcept override { return wrong.c_str(); }

    /// Keys and places down to it (`options[1].effort`); empty for the record itself.
    std::string path;
    std::string wrong;
    std::string expected;
};

/// A value that is something else: `it is a list, expected a day such as 2027-03-01`.
[[noreturn]] void misfit(const Json& json, std::string expected);

/// Does `read`, which concerns what stands under a key, or at a place (`[2]`).
template <class Read>
void in_part(std::string_view key, Read read) {
    try {
        read();
    } catch (Misfit& inner) {
        const bool joined = inner.path.empty() || inner.path.front() == '[';
        inner.path = std::string(key) + (joined ? "" : ".") + inner.path;
        throw;
    }
}

/// What stands under a key is there: `it is missing, expected …`.
void must_hold(const Json& json, std::string_view key, std::string_view expected);
const Json& read_list(const Json& json);
const Json& read_object(const Json& json);
/// Control characters but tab and line breaks are a misfit.
void check_controls(std::string_view text);
/// Titles and names as long as commands take them, and no control characters but in what chats call people
/// and channels, and in what was said with those names.
std::string read_text(const Json& json, std::string_view key);
std::int64_t read_number(const Json& json, std::int64_t from, std::int64_t to);
bool read_flag(const Json& json);
Day read_day(const Json& json);
Instant read_instant(const Json& json);
Effort read_effort(const Json& json);
/// `T-14`: days before the event, fewer than none after it.
int read_due_rule(const Json& json);
/// `{"engineering": instant, …}` under a key; absent leaves them as they are.
void read_acts(const Json& json, const char* key, Acts& acts);

/// What a number under a key may be.
struct Bounds {
    std::int64_t from = 0;
    std::int64_t to = 0;
};
Bounds bounds_of(std::string_view key, bool large);

/// How many items a list that people type may have; nothing for the other lists.
std::optional<std::size_t> most_items(std::string_view key);

template <Named E>
E read_word(const Json& json) {
    const auto known = json.is_string() ? named<E>(json.get<std::string>()) : std::nullopt;
    if (!known) misfit(json, fmt::format("one of {}", fmt::join(words<E>(), ", ")));
    return *known;
}

template <class T>
void read_field(const Json& json, std::string_view key, T& value, const RefStyle& refs);

/// Reads what stands under a key of an object; what is not there leaves the value as it is.
template <class T>
void read_part(const Json& json, std::string_view key, T& value, const RefStyle& refs) {
    const auto it = json.find(std::string(key));
    if (it != json.end()) in_part(key, [&] { read_field(*it, key, value, refs); });
}

/// Reads every field of what describes itself. A day or an instant that is always there must be.
template <class T>
void read_fields(const Json& json, T& value, const RefStyle& refs) {
    each_field(value, [&]<class Part>(std::string_view key, Part& part) {
        if constexpr (std::is_same_v<Part, Day>) must_hold(json, key, "a day such as 2027-03-01");
        if constexpr (std::is_same_v<Part, Instant>)
            must_hold(json, key, "an instant such as 2027-03-01T09:00:00Z");
        read_part(json, key, part, refs);
    });
}

/// Reads a value; absent leaves it as it is. Throws Misfit; `refs` does so for references.
template <class T>
void read_field(const Json& json, std::string_view key, T& value, const RefStyle& refs) {
    if (json.is_null()) return;
    if constexpr (std::is_same_v<T, std::string>) {
        value = read_text(json, key);
    } else if constexpr (Named<T>) {
        value = read_word<T>(json);
    } else if constexpr (std::is_same_v<T, bool>) {
        value = read_flag(json);
    } else if constexpr (std::is_integral_v<T>) {
        const Bounds bounds = bounds_of(key, sizeof(T) > sizeof(int));
        value = static_cast<T>(read_number(json, bounds.from, bounds.to));
    } else if constexpr (std::is_same_v<T, Day>) {
        value = read_day(json);
    } else if constexpr (std::is_same_v<T, Instant>) {
        value = read_instant(json);
    } else if constexpr (std::is_same_v<T, Effort>) {
        value = read_effort(json);
    } else if constexpr (std::is_same_v<T, Ref>) {
        value = refs.read(json, std::nullopt);
    } else if constexpr (is_id<T>) {
        value = refs.read(json, T::kind).template as<T>();
    } else if constexpr (IsOptional<T>) {
        typename T::value_type inner{};
        read_field(json, key, inner, refs);
        value = std::move(inner);
    } else if constexpr (IsVector<T>) {
        value.clear();
        const auto most = is_id<typename T::value_type> ? most_items(key) : std::nullopt;
        if (read_list(json).size() > most.value_or(json.size()))
            throw Misfit(fmt::format("it has {} items", json.size()), fmt::format("at most {}", *most));
        for (const Json& item : json) {
            typename T::value_type inner{};
            in_part(fmt::format("[{}]", value.size()), [&] {
                if (item.is_null()) misfit(item, "a value");
                read_field(item, {}, inner, refs);
            });
            value.push_back(std::move(inner));
        }
    } else {
        static_assert(Described<T>);
        read_fields(read_object(json), value, refs);
    }
}

}  // namespace plumb::storage
