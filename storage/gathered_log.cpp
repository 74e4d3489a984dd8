#include "storage/gathered_log.hpp"

#include <sqlite3.h>

#include <array>
#include <cstring>
#include <memory>
#include <new>
#include <stdexcept>
#include <type_traits>
#include <utility>

namespace plumb::storage {

namespace {

constexpr const char* kName = "plumbline-gathered-log";
/// Thirty pages: what one group of commands changes. More is written in pieces of this size.
constexpr int kHeldBytes = 128 * 1024;

sqlite3_vfs* system_vfs() {
    static sqlite3_vfs* const system = sqlite3_vfs_find(nullptr);
    return system;
}

struct Held {
    std::array<unsigned char, kHeldBytes> bytes;
    int size = 0;
    sqlite3_int64 at = 0;
};

/// An open log. The system's file lies behind it in the memory that SQLite gave.
struct LogFile {
    sqlite3_file file;
    /// Owned, from opening to closing.
    Held* held;
};

static_assert(std::is_standard_layout_v<LogFile>, "SQLite knows it by its first member");
static_assert(sizeof(LogFile) % alignof(sqlite3_int64) == 0, "the system's file begins behind it");

LogFile& log_of(sqlite3_file* file) { return *reinterpret_cast<LogFile*>(file); }
sqlite3_file* system_file(sqlite3_file* file) { return reinterpret_cast<sqlite3_file*>(&log_of(file) + 1); }

/// Writes what is held. Where that fails it is held no longer: the commit fails, and SQLite takes it back.
int write_held(sqlite3_file* file) {
    Held& held = *log_of(file).held;
    if (held.size == 0) return SQLITE_OK;
    sqlite3_file* const system = system_file(file);
    const int size = std::exchange(held.size, 0);
    return system->pMethods->xWrite(system, held.bytes.data(), size, held.at);
}

int on_write(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 at) {
    Held& held = *log_of(file).held;
    const bool follows = held.size > 0 && at == held.at + held.size && held.size + size <= kHeldBytes;
    if (!follows) {
        if (const int failed = write_held(file); failed != SQLITE_OK) return failed;
        if (size > kHeldBytes) return system_file(file)->pMethods->xWrite(system_file(file), bytes, size, at);
        held.at = at;
    }
    std::memcpy(held.bytes.data() + held.size, bytes, static_cast<unsigned>(size));
    held.size += size;
    return SQLITE_OK;
}

int on_close(sqlite3_file* file) {
    const int written = write_held(file);
    const std::unique_ptr<Held> gone(log_of(file).held);
    const int closed = system_file(file)->pMethods->xClose(system_file(file));
    return written != SQLITE_OK ? written : closed;
}

/// Every other call is the system's, once it has seen what is held.
template <auto Method, class... Arguments>
int on_other(sqlite3_file* file, Arguments... arguments) {
    if (const int failed = write_held(file); failed != SQLITE_OK) return failed;
    sqlite3_file* const system = system_file(file);
    return (system->pMethods->*Method)(system, arguments...);
}

const sqlite3_io_methods* log_methods() {
    static const sqlite3_io_methods methods = [] {
        sqlite3_io_methods mine{};
        mine.iVersion = 1;
        mine.xClose = &on_close;
        mine.xWrite = &on_write;
        mine.xRead = &on_other<&sqlite3_io_methods::xRead, void*, int, sqlite3_int64>;
        mine.xTruncate = &on_other<&sqlite3_io_methods::xTruncate, sqlite3_int64>;
        mine.xSync = &on_other<&sqlite3_io_methods::xSync, int>;
        mine.xFileSize = &on_other<&sqlite3_io_methods::xFileSize, sqlite3_int64*>;
        mine.xLock = &on_other<&sqlite3_io_methods::xLock, int>;
        mine.xUnlock = &on_other<&sqlite3_io_methods::xUnlock, int>;
        mine.xCheckReservedLock = &on_other<&sqlite3_io_methods::xCheckReservedLock, int*>;
        mine.xFileControl = &on_other<&sqlite3_io_methods::xFileControl, int, void*>;
        mine.xSectorSize = [](sqlite3_file* file) {
            return system_file(file)->pMethods->xSectorSize(system_file(file));
        };
        mine.xDeviceCharacteristics = [](sqlite3_file* file) {
            return system_file(file)->pMethods->xDeviceCharacteristics(system_file(file));
        };
        return mine;
    }();
    return &methods;
}

int on_open(sqlite3_vfs*, sqlite3_filename name, sqlite3_file* file, int flags, int* opened_as) {
    sqlite3_vfs* const system = system_vfs();
    if ((flags & SQLITE_OPEN_WAL) == 0) return system->xOpen(system, name, file, flags, opened_as);
    file->pMethods = nullptr;
    std::unique_ptr<Held> held(new (std::nothrow) Held);
    if (!held) return SQLITE_NOMEM;
    const int failed = system->xOpen(system, name, system_file(file), flags, opened_as);
    if (failed == SQLITE_OK) log_of(file) = LogFile{{log_methods()}, held.release()};
    return failed;
}

void make_known() {
    static sqlite3_vfs mine = *system_vfs();
    mine.szOsFile += static_cast<int>(sizeof(LogFile));
    mine.pNext = nullptr;
    mine.zName = kName;
    mine.xOpen = &on_open;
    if (sqlite3_vfs_register(&mine, 0) != SQLITE_OK) throw std::runtime_error("SQLite takes no VFS");
}

}  // namespace

const char* gathered_log() {
    [[maybe_unused]] static const bool known = (make_known(), true);
    return kName;
}

}  // namespace plumb::storage
