#include "storage/lock.hpp"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>
#include <utility>

namespace plumb::storage {

namespace {

constexpr mode_t kPrivate = 0600;

}  // namespace

Lock& Lock::operator=(Lock&& other) noexcept {
    std::swap(file_, other.file_);
    return *this;
}

Lock::~Lock() {
    if (file_ >= 0) ::close(file_);
}

Result<Lock> Lock::take(const std::string& path) {
    const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, kPrivate);
    if (file < 0)
        return refuse("The database " + path + " cannot be opened: " + std::strerror(errno) + ".",
                      "Its folder must exist and be writable.");
    Lock lock(file);
    if (::flock(file, LOCK_EX | LOCK_NB) != 0)
        return refuse(
            "The database " + path + " belongs to another running plumbline.",
            "Stop that one first; export, align, figures, digest, doctor and backup work beside it.");
    return lock;
}

bool Lock::held(const std::string& path) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) return false;
    const Lock tried(file);
    return ::flock(file, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK;
}

}  // namespace plumb::storage
