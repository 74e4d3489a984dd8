#include "config/zones.hpp"

#include "config/tz_file.hpp"

#include <date/tz.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>

namespace plumb {

namespace {

/// Where Debian's tzdata lies, and where date looks for it.
constexpr std::string_view kFolder = "/usr/share/zoneinfo/";
/// Files in that folder which are no zones of the database: the machine's own setting, and copies with leap
/// seconds.
constexpr std::string_view kNoZones[] = {"localtime", "posixrules", "posix/", "right/"};
/// One year of changes more than a date may need, for hours about the turn of the year.
constexpr std::chrono::year kEnd{kLastYear + 1};

bool may_be_name(std::string_view name) {
    const auto allowed = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '/' ||
               c == '_' || c == '-' || c == '+';
    };
    const auto begins = [name](std::string_view other) { return name.starts_with(other); };
    return !name.empty() && name.front() != '/' && std::all_of(name.begin(), name.end(), allowed) &&
           std::none_of(std::begin(kNoZones), std::end(kNoZones), begins);
}

/// Reads the one file. date would list the folder's 600 files before it opened the first, which takes longer
/// than everything else in a start; it stops at the last change that a file lists (2037) and knows no closing
/// rule.
std::optional<TzFile> read_file(std::string_view name) {
    if (!may_be_name(name)) return std::nullopt;
    const std::string path = std::string(kFolder).append(name);
    std::error_code none;
    if (!std::filesystem::is_regular_file(path, none)) return std::nullopt;
    std::ifstream file(path, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    return parse_tz_file(bytes);
}

/// The zone that a file describes, its closing rule written out year by year.
Zone zone_of(std::string name, const TzFile& file) {
    std::vector<Zone::Change> changes;
    const auto change = [&](const Zone::Change& next) {
        const Seconds offset = changes.empty() ? file.first : changes.back().offset;
        if (next.offset != offset) changes.push_back(next);
    };
    for (const auto& listed : file.changes) change(listed);
    const Instant last = file.changes.empty() ? Instant{} : file.changes.back().at;
    const auto begin = std::chrono::year_month_day{std::chrono::floor<Days>(last)}.year();
    for (auto year = begin; file.closing && year <= kEnd; ++year)
        for (const auto& next : changes_in(*file.closing, year))
            if (next.at > last) change(next);
    return Zone{std::move(name), file.first, std::move(changes)};
}

char folded(char c) {
    return c == ' ' ? '_' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
}

/// The database's spelling of a name in another case, or with blanks; empty when there is none.
std::string spelling(std::string_view name) try {
    const auto same = [](char a, char b) { return folded(a) == folded(b); };
    for (const auto& zone : date::get_tzdb().zones)
        if (std::equal(name.begin(), name.end(), zone.name().begin(), zone.name().end(), same))
            return zone.name();
    return {};
} catch (const std::runtime_error&) {
    // There is no database at all.
    return {};
}

class SystemZones final : public Zones {
  public:
    const Zone* find(std::string_view name) const override {
        if (const auto known = zones_.find(name); known != zones_.end()) return &known->second;
        if (const Zone* zone = load(name)) return zone;
        const std::string spelt = spelling(name);
        return spelt.empty() || spelt == name ? nullptr : find(spelt);
    }

  private:
    const Zone* load(std::string_view name) const {
        const auto file = read_file(name);
        if (!file) return nullptr;
        const std::string key{name};
        return &zones_.emplace(key, zone_of(key, *file)).first->second;
    }

    mutable std::map<std::string, Zone, std::less<>> zones_;
};

}  // namespace

std::unique_ptr<Zones> make_zones() { return std::make_unique<SystemZones>(); }

}  // namespace plumb
