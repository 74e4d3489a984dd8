// The schema as numbered migrations; each is applied once, in one transaction.
#pragma once

#include <span>

namespace plumb::storage {

struct Migration {
    int number;
    /// SQL scripts, run in order.
    std::span<const char* const> scripts;
};

/// All of them, in order. The schema's number is `PRAGMA user_version`.
std::span<const Migration> migrations();
int newest_schema();

extern const char* const kSchema1Plan;
extern const char* const kSchema1Launch;
extern const char* const kSchema1Work;
extern const char* const kSchema2;
extern const char* const kSchema3;
extern const char* const kSchema4;

}  // namespace plumb::storage
