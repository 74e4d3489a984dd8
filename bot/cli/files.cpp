#include "cli/files.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

namespace plumb::cli {

namespace files = std::filesystem;

namespace {

Result<std::string> read_file(const files::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(in), {}};
    if (!in.is_open() || in.bad()) return refuse(path.string() + " cannot be read.");
    return text;
}

}  // namespace

namespace {

/// The tables of a folder. What else lies there may be of any size, or no file at all: it is named, not read.
Result<std::vector<storage::NamedFile>> read_folder(const files::path& folder) {
    std::error_code failed;
    std::vector<files::path> paths;
    for (files::directory_iterator at(folder, failed), end; !failed && at != end; at.increment(failed)) {
        std::error_code unknown;
        if (!at->is_directory(unknown)) paths.push_back(at->path());
    }
    if (failed) return refuse(folder.string() + " cannot be read: " + failed.message() + ".");
    std::sort(paths.begin(), paths.end());
    std::vector<storage::NamedFile> read;
    for (const files::path& path : paths) {
        const std::string name = path.filename().string();
        std::error_code unknown;
        if (!storage::is_table(name)) {
            read.push_back({name, {}});
            continue;
        }
        if (!files::is_regular_file(path, unknown))
            return refuse(path.string() + " cannot be read: it is no file.");
        auto text = read_file(path);
        if (!text) return tl::make_unexpected(text.error());
        read.push_back({name, std::move(*text)});
    }
    return read;
}

}  // namespace

Result<std::vector<storage::NamedFile>> read_files(const std::string& source) {
    std::error_code unknown;
    if (files::is_directory(source, unknown)) return read_folder(source);
    const files::path path = source;
    auto text = read_file(path);
    if (!text) return tl::make_unexpected(text.error());
    return std::vector<storage::NamedFile>{{path.filename().string(), std::move(*text)}};
}

bool holds_tables(const std::vector<storage::NamedFile>& read) {
    return std::any_of(read.begin(), read.end(),
                       [](const auto& file) { return file.name.ends_with(".csv"); });
}

bool say_report(const storage::ImportReport& report, bool notes) {
    // What a replay prints is its answer alone.
    for (const std::string& what : report.left_alone) (notes ? std::cout : std::cerr) << what << "\n";
    if (notes)
        for (const std::string& note : report.notes) std::cout << note << "\n";
    for (const std::string& error : report.errors) std::cerr << error << "\n";
    return report.errors.empty();
}

}  // namespace plumb::cli
