// Small worlds for tests, record by record.
#pragma once

#include "core/records/world.hpp"
#include "tests/core/time/times.hpp"

#include <utility>

namespace plumb {

/// Gives the record its number and puts it.
template <Record T>
Id<T::kind> put(World& world, T record) {
    record.meta.n = world.next(T::kind);
    const Id<T::kind> id = id_of(record);
    world.all<T>().put(std::move(record));
    return id;
}

inline PersonId put_person(World& world, std::string handle, std::optional<Function> function = {}) {
    Person person;
    person.handle = std::move(handle);
    person.function = function;
    return put(world, std::move(person));
}

}  // namespace plumb
