// What every record carries, and how its fields are described.
//
// Each record has one free function `each_field(record, visitor)` which calls `visitor("key", record.member)`
// for every field, in the order and under the keys of fields.md. Storage, export, journal, history and `set`
// all work from that one description. A visitor meets these types, and no others:
//   std::string (empty = absent), bool, int, std::int64_t, double, enums with Words, Day, Instant, Effort,
//   Id<K>, Ref, std::optional of these, std::vector of these, sub-records (they have an each_field of their
//   own) and vectors and std::optional of sub-records.
#pragma once

#include "core/base/effort.hpp"
#include "core/base/ids.hpp"
#include "core/records/words.hpp"
#include "core/time/calendar.hpp"

#include <array>
#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace plumb {

/// When each function last acted on a record or wrote in its thread; `function-drift` reads it.
/// Kept apart from the fields: it is neither exported as a field nor written to the journal.
using Acts = std::array<std::optional<Instant>, kFunctions>;

/// Common to all records. `n` is the number within the kind.
struct Meta {
    int n = 0;
    Instant created_at{};
    PersonId created_by;
    Instant updated_at{};
    Acts acts{};

    bool operator==(const Meta&) const = default;
};

struct AnyVisitor {
    template <class T>
    void operator()(std::string_view, T&) {}
};

/// A struct with an each_field: a record or a part of one.
template <class T>
concept Described = requires(T& t, AnyVisitor v) {
    each_field(t, v);
};

/// A record: described, with Meta and a kind.
template <class T>
concept Record = Described<T> && requires(T t) {
    { t.meta } -> std::same_as<Meta&>;
    { T::kind } -> std::convertible_to<Kind>;
};

template <Record T>
Id<T::kind> id_of(const T& record) {
    return Id<T::kind>{record.meta.n};
}

}  // namespace plumb

/// Defines each_field for const and mutable records: PLUMB_FIELDS(Feature, v("title", r.title); …).
#define PLUMB_FIELDS(Type, ...)             \
    template <class V>                      \
    void each_field(const Type& r, V&& v) { \
        __VA_ARGS__                         \
    }                                       \
    template <class V>                      \
    void each_field(Type& r, V&& v) {       \
        __VA_ARGS__                         \
    }
