// One process owns a database.
#pragma once

#include "core/base/result.hpp"

#include <string>

namespace plumb::storage {

/// An advisory lock on the database file, held until destroyed. (flock, which SQLite's own locks do not meet;
/// the file must be closed after SQLite has let go of it, so the lock outlives the database handle.)
class Lock {
  public:
    Lock() = default;
    Lock(const Lock&) = delete;
    Lock& operator=(const Lock&) = delete;
    Lock(Lock&& other) noexcept : file_(other.file_) { other.file_ = -1; }
    Lock& operator=(Lock&& other) noexcept;
    ~Lock();

    static Result<Lock> take(const std::string& path);
    /// Whether another process holds it. Works on a file that may only be read.
    static bool held(const std::string& path);

  private:
    explicit Lock(int file) : file_(file) {}
    int file_ = -1;
};

}  // namespace plumb::storage
