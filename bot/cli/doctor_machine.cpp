// The doctor on this machine: the database, its disk, the clock.
#include "cli/doctor.hpp"

#include "config/zones.hpp"
#include "storage/inspect.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>

namespace plumb::cli {

namespace {

namespace files = std::filesystem;

/// Below this the next busy day may fill the disk.
constexpr std::uintmax_t kLeastFree = std::uintmax_t{200} * 1024 * 1024;
constexpr std::uintmax_t kMebibyte = std::uintmax_t{1024} * 1024;
/// No machine on which this program runs lives before it was written.
constexpr std::chrono::year kWritten{2026};

Check disk_space(const files::path& folder) {
    std::error_code failed;
    const auto space = files::space(folder, failed);
    if (failed) return {"disk", false, folder.string() + ": " + failed.message() + "; make this folder"};
    const std::string free = fmt::format("{} MiB free in {}", space.available / kMebibyte, folder.string());
    if (space.available < kLeastFree) return {"disk", false, free + "; make room: at least 200 MiB"};
    return {"disk", true, free};
}

Check database_file(const std::string& path, std::vector<std::string>& channels) {
    const auto found = storage::inspect(path);
    if (!found) return {"database", false, found.error().wrong + " " + found.error().expected};
    if (!found->damage.empty())
        return {"database", false,
                path + " is damaged (" + found->damage + "); restore a backup with “plumbline restore FILE”"};
    if (found->schema > found->newest)
        return {"database", false,
                fmt::format(
                    "{} has schema {}, this program knows up to {}; use the newer plumbline that wrote it",
                    path, found->schema, found->newest)};
    channels = found->channels;
    for (const std::string& needed : {path, files::absolute(path).parent_path().string()})
        if (::access(needed.c_str(), W_OK) != 0)
            return {"database", false, needed + " cannot be written to; let plumbline own it"};
    std::string says = fmt::format("{}: sound, schema {}", path, found->schema);
    if (found->schema < found->newest)
        says += fmt::format(", brought to {} at the next start", found->newest);
    if (found->in_use) says += ", a bot runs on it";
    return {"database", true, says};
}

}  // namespace

Checks check_database(const std::string& path, bool folder_is_made, std::vector<std::string>& channels) {
    const files::path folder = files::absolute(path).parent_path();
    std::error_code none;
    Checks checks;
    if (files::exists(path, none))
        checks.push_back(database_file(path, channels));
    else if (files::exists(folder, none) && !files::is_directory(folder, none))
        checks.push_back({"database", false, folder.string() + " is no folder; name another place"});
    else if (!files::exists(folder, none) && !folder_is_made)
        checks.push_back({"database", false, folder.string() + " is not there; make this folder"});
    else if (files::exists(folder, none) && ::access(folder.c_str(), W_OK) != 0)
        checks.push_back(
            {"database", false, folder.string() + " cannot be written to; let plumbline own it"});
    else
        checks.push_back({"database", true, path + ": made at the first start"});
    files::path there = folder;
    while (!files::exists(there, none) && there.has_parent_path() && there != there.parent_path())
        there = there.parent_path();
    checks.push_back(disk_space(there));
    return checks;
}

Checks check_clock() {
    const auto today = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
    if (std::chrono::year_month_day(today).year() < kWritten)
        return {{"clock", false, "the machine's clock is years behind; set it (timedatectl set-ntp true)"}};
    if (!make_zones()->find("Europe/Berlin"))
        return {{"clock", false, "there are no time zones; install the package tzdata"}};
    return {{"clock", true, "UTC " + iso(std::chrono::floor<Seconds>(std::chrono::system_clock::now()))}};
}

}  // namespace plumb::cli
