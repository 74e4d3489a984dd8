#include "chat/console/keep_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string_view>

namespace plumb::console {

namespace files = std::filesystem;

namespace {

/// After as many files of one name somebody should tidy up.
constexpr int kMostOfOneName = 1000;

bool holds(const files::path& path, std::string_view bytes) {
    std::error_code failed;
    if (!files::is_regular_file(path, failed) || files::file_size(path, failed) != bytes.size() || failed)
        return false;
    std::ifstream in(path, std::ios::binary);
    return std::string{std::istreambuf_iterator<char>(in), {}} == bytes;
}

/// 0, or the error.
int write_all(int descriptor, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return errno;
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return 0;
}

/// 0, EEXIST, or another error. Creates the file or fails: nothing that is there is opened, not even through
/// a link.
int create(const files::path& path, std::string_view bytes) {
    constexpr mode_t kReadable = 0644;
    const int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, kReadable);
    if (descriptor < 0) return errno;
    int error = write_all(descriptor, bytes);
    if (::close(descriptor) != 0 && error == 0) error = errno;
    if (error != 0) ::unlink(path.c_str());
    return error;
}

}  // namespace

Result<std::string> keep_file(const std::string& folder, const File& file) {
    const files::path name = files::path(file.name).filename();
    for (int n = 1; n <= kMostOfOneName; ++n) {
        files::path numbered = name;
        if (n > 1) {
            numbered = name.stem();
            numbered += "-" + std::to_string(n);
            numbered += name.extension();
        }
        const files::path path = folder == "." ? numbered : files::path(folder) / numbered;
        const int error = create(path, file.bytes);
        if (error == 0 || (error == EEXIST && holds(path, file.bytes))) return path.string();
        if (error != EEXIST) return refuse(name.string() + " could not be saved: " + std::strerror(error));
    }
    return refuse(name.string() + " could not be saved: there are " + std::to_string(kMostOfOneName) +
                  " of that name.");
}

}  // namespace plumb::console
