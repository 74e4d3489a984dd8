#include "storage/read_name.hpp"

#include <SQLiteCpp/Database.h>
#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>

namespace plumb::storage {

namespace {

namespace files = std::filesystem;

bool is_unreserved(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '/' ||
           c == '.' || c == '-' || c == '_';
}

/// A path in a `file:` address (https://www.sqlite.org/uri.html).
std::string in_address(const std::string& path) {
    std::string out;
    for (const char c : path)
        out += is_unreserved(c) ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
    return out;
}

}  // namespace

ReadName read_name(const std::string& path) {
    std::error_code none;
    const files::path whole = files::absolute(path, none);
    const bool takes_files = ::access(whole.parent_path().c_str(), W_OK) == 0;
    if (takes_files || files::exists(path + "-wal", none)) return {path, SQLite::OPEN_READONLY};
    return {"file:" + in_address(whole.string()) + "?immutable=1", SQLite::OPEN_READONLY | SQLite::OPEN_URI};
}

}  // namespace plumb::storage
