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

Result<std::vector<storage::NamedFile>> read_files(const std::string& source) {
    std::vector<files::path> paths;
    std::error_code failed;
    if (files::is_directory(source, failed)) {
        for (const auto& entry : files::directory_iterator(source, failed))
            if (entry.is_regular_file()) paths.push_back(entry.path());
        std::sort(paths.begin(), paths.end());
    } else {
        paths.emplace_back(source);
    }
    const bool folder = files::is_directory(source, failed);
    std::vector<storage::NamedFile> read;
    for (const files::path& path : paths) {
        // What else lies there may be of any size: it is named, not read.
        if (folder && path.extension() != ".csv") {
            read.push_back({path.filename().string(), {}});
            continue;
        }
        auto text = read_file(path);
        if (!text) return tl::make_unexpected(text.error());
        read.push_back({path.filename().string(), std::move(*text)});
    }
    return read;
}

bool holds_tables(const std::vector<storage::NamedFile>& read) {
    return std::any_of(read.begin(), read.end(),
                       [](const auto& file) { return file.name.ends_with(".csv"); });
}

bool say_report(const storage::ImportReport& report, bool notes) {
    if (notes)
        for (const std::string& note : report.notes) std::cout << note << "\n";
    for (const std::string& error : report.errors) std::cerr << error << "\n";
    return report.errors.empty();
}

}  // namespace plumb::cli
