#include "storage/archive.hpp"

#include "storage/lock.hpp"
#include "storage/open.hpp"
#include "storage/read_name.hpp"
#include "storage/schema.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <string_view>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace plumb::storage {

namespace {

namespace files = std::filesystem;

/// What SQLite keeps beside a database.
constexpr std::array kBeside{"-wal", "-shm"};

std::string without_dot(std::string text) {
    while (!text.empty() && text.back() == '.') text.pop_back();
    return text;
}

/// To the disk, so that a copy that is there survives a power cut.
void flush(const std::string& path) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) return;
    ::fsync(file);
    ::close(file);
}

void flush_with_folder(const std::string& path) {
    flush(path);
    const std::string folder = files::path(path).parent_path().string();
    flush(folder.empty() ? "." : folder);
}

/// Refused unless it is a whole database of a schema that this program knows.
Result<void> check(const std::string& path) {
    try {
        SQLite::Database database(path, SQLite::OPEN_READONLY);
        const std::string verdict = database.execAndGet("PRAGMA integrity_check").getString();
        if (verdict != "ok") return refuse(path + " is damaged: " + verdict + ".", "Take an older backup.");
        const int version = database.execAndGet("PRAGMA user_version").getInt();
        if (version < 1 || is_foreign(database))
            return refuse(path + " is no database of plumbline.", "Name a backup.");
        if (version > newest_schema())
            return refuse(path + " has schema " + std::to_string(version) +
                              ", and this program knows up to " + std::to_string(newest_schema()) + ".",
                          "Use the newer plumbline that wrote it.");
    } catch (const std::exception& error) {
        return refuse(path + " is no database of plumbline: " + without_dot(error.what()) + ".",
                      "Name a file that plumbline backup wrote.");
    }
    return {};
}

/// `PATH.before-restore`, or with a number behind it where that is taken.
std::string aside(const std::string& path) {
    const std::string name = path + ".before-restore";
    std::string free = name;
    for (int i = 2; files::exists(free); ++i) free = name + "-" + std::to_string(i);
    return free;
}

/// Beside the database, under the name `part`; nothing of it stays where it fails.
Result<void> copy_beside(const std::string& from, const std::string& part, const std::string& database) {
    std::error_code failed;
    std::error_code ignored;
    files::copy_file(from, part, files::copy_options::overwrite_existing, failed);
    if (failed) {
        files::remove(part, ignored);
        return refuse(database + " cannot be written: " + failed.message() + ".",
                      "Its folder must exist, be writable and have room for " + from + ".");
    }
    ::chmod(part.c_str(), S_IRUSR | S_IWUSR);
    flush(part);
    return {};
}

/// What is sent from now on gets numbers that the lost days did not use: homeservers take a message under a
/// known number for the one they have. One a second is more than any installation sends.
Result<void> number_anew(const std::string& path) {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    try {
        SQLite::Database database(path, SQLite::OPEN_READWRITE);
        database.exec(
            "INSERT INTO sqlite_sequence (name, seq) SELECT 'outbox', 0"
            " WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'outbox')");
        SQLite::Statement raise(database,
                                "UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = 'outbox'");
        raise.bind(1, static_cast<std::int64_t>(std::chrono::floor<std::chrono::seconds>(now).count()));
        raise.exec();
    } catch (const std::exception& error) {
        return refuse(path + " cannot be written: " + without_dot(error.what()) + ".");
    }
    flush(path);
    return {};
}

/// Refused where it cannot be read, or is another program's.
Result<void> check_ours(SQLite::Database& database, const std::string& path) {
    constexpr int kPrimaryCode = 0xff;
    try {
        if (is_foreign(database)) return no_database_of_ours(path);
    } catch (const SQLite::Exception& error) {
        if ((error.getErrorCode() & kPrimaryCode) == SQLITE_NOTADB) return no_database_of_ours(path);
        if (const auto damage = damage_of(path, error)) return tl::make_unexpected(*damage);
        return refuse(path + " cannot be read: " + without_dot(error.what()) + ".");
    }
    return {};
}

/// Whether a file is a SQLite database, and one that is worked with: those have a log, which SQLite gives no
/// copy (https://www.sqlite.org/fileformat.html, "File format version numbers").
std::pair<bool, bool> database_and_log(const std::string& path) {
    using std::string_view_literals::operator""sv;
    constexpr std::string_view kMagic = "SQLite format 3\0"sv;
    constexpr std::size_t kReadVersion = 19;
    constexpr char kWithLog = 2;
    std::array<char, kReadVersion + 1> head{};
    std::ifstream in(path, std::ios::binary);
    in.read(head.data(), head.size());
    const bool database = in.gcount() == static_cast<std::streamsize>(head.size()) &&
                          std::string_view(head.data(), kMagic.size()) == kMagic;
    return {database, database && head[kReadVersion] == kWithLog};
}

/// Of databases a copy replaces older copies only.
Result<void> check_replaced(const std::string& copy) {
    constexpr const char* kElsewhere = "Name another file.";
    if (Lock::held(copy))
        return refuse("The database " + copy + " belongs to another running plumbline.", kElsewhere);
    const auto [database, worked_with] = database_and_log(copy);
    if (!database) return {};
    if (worked_with)
        return refuse(copy + " is there and is no backup: it is a database that is worked with.", kElsewhere);
    try {
        const ReadName read = read_name(copy);
        SQLite::Database there(read.name, read.flags, kBusyMilliseconds);
        if (is_foreign(there))
            return refuse(copy + " is there and is another program’s database.", kElsewhere);
    } catch (const std::exception&) {
        // A copy that is damaged is worth nothing.
    }
    return {};
}

}  // namespace

std::string behind_links(const std::string& path) {
    constexpr int kMostLinks = 40;
    files::path file = path;
    std::error_code none;
    for (int i = 0; files::is_symlink(file, none); ++i) {
        if (i == kMostLinks || file.native().starts_with("/proc/")) return path;
        file = file.parent_path() / files::read_symlink(file, none);
    }
    return file.string();
}

bool is_of_database(const std::string& file, const std::string& database) {
    const auto same = [&](const std::string& one) {
        std::error_code none;
        return files::equivalent(file, one, none);
    };
    const std::string real = behind_links(database);
    return same(real) || std::any_of(kBeside.begin(), kBeside.end(),
                                     [&](const char* ending) { return same(real + ending); });
}

Result<void> backup(const std::string& database, const std::string& copy) {
    std::error_code ignored;
    if (!files::exists(database, ignored))
        return refuse("There is no database at " + database + ".",
                      "Name one with --db, or set PLUMBLINE_DB.");
    if (is_of_database(copy, database))
        return refuse(copy + " is the database itself.", "Name another file.");
    if (files::exists(copy, ignored) && !files::is_regular_file(copy, ignored))
        return refuse(copy + " is there and is no file.", "Name a file, or one that is not there yet.");
    if (auto free = check_replaced(copy); !free) return free;
    const std::string target = behind_links(copy);
    const std::string part = target + ".part";
    files::remove(part, ignored);
    try {
        const ReadName read = read_name(database);
        SQLite::Database source(read.name, read.flags, kBusyMilliseconds);
        if (auto ours = check_ours(source, database); !ours) return ours;
        SQLite::Statement write(source, "VACUUM INTO ?");
        write.bind(1, part);
        write.exec();
    } catch (const std::exception& error) {
        files::remove(part, ignored);
        if (const auto damage = damage_of(database, error)) return tl::make_unexpected(*damage);
        return refuse(copy + " cannot be written: " + without_dot(error.what()) + ".",
                      "Its folder must exist, be writable and have room for " + database + ".");
    }
    ::chmod(part.c_str(), S_IRUSR | S_IWUSR);
    flush(part);
    std::error_code failed;
    files::rename(part, target, failed);
    if (failed) {
        files::remove(part, ignored);
        return refuse(copy + " cannot be written: " + failed.message() + ".");
    }
    flush_with_folder(target);
    return {};
}

Result<std::string> restore(const std::string& named, const std::string& copy) {
    const std::string database = behind_links(named);
    std::error_code unknown;
    if (!files::exists(copy, unknown)) return refuse("There is no file " + copy + ".", "Name a backup.");
    if (const auto sound = check(copy); !sound) return tl::make_unexpected(sound.error());
    const bool there = files::exists(database, unknown);
    if (there && files::equivalent(database, copy, unknown))
        return refuse(copy + " is the database itself.", "Name a backup.");
    Lock lock;
    if (there) {
        auto taken = Lock::take(database);
        if (!taken) return tl::make_unexpected(taken.error());
        lock = std::move(*taken);
    }
    const std::string part = database + ".part";
    if (const auto copied = copy_beside(copy, part, database); !copied)
        return tl::make_unexpected(copied.error());
    std::error_code failed;
    if (const auto numbered = number_anew(part); !numbered) {
        files::remove(part, failed);
        return tl::make_unexpected(numbered.error());
    }
    const std::string old = there ? aside(database) : std::string{};
    if (there) files::rename(database, old, failed);
    if (failed) return refuse(database + " cannot be moved aside: " + failed.message() + ".");
    for (const char* ending : kBeside)
        if (files::exists(database + ending)) files::rename(database + ending, old + ending, failed);
    files::rename(part, database, failed);
    if (failed) return refuse(database + " cannot be written: " + failed.message() + ".");
    flush_with_folder(database);
    return old;
}

}  // namespace plumb::storage
