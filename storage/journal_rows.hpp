// The journal's rows, written several at a time: a new record has one for each of its fields.
#pragma once

#include "ports/store.hpp"
#include "storage/statements.hpp"

#include <span>

namespace plumb::storage {

/// Adds `rows` in their order. Throws what SQLite refuses.
void put_journal(Statements& statements, std::span<const JournalRow> rows);

}  // namespace plumb::storage
