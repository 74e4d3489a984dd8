#include "storage/import_rows.hpp"

#include "core/base/spelling.hpp"
#include "core/base/utf8.hpp"
#include "core/time/duration.hpp"

#include <algorithm>
#include <charconv>

namespace plumb::storage {

namespace {

constexpr std::size_t kTitleLimit = 200;
constexpr std::size_t kListLimit = 100;

/// A name of any words as a handle: `SIG Node` is `sig-node`.
std::string handle_of(std::string_view name) {
    std::string handle;
    for (const char c : trimmed(name)) {
        const bool plain = std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '.' || c == '-' ||
                           (c & 0x80) != 0;
        if (plain)
            handle += c;
        else if (!handle.empty() && handle.back() != '-')
            handle += '-';
    }
    while (!handle.empty() && handle.back() == '-') handle.pop_back();
    return lower(handle);
}

}  // namespace

std::string ImportRow::text(std::string_view column) const {
    const auto it = sheet_->columns.find(column);
    if (it == sheet_->columns.end() || it->second >= row_->cells.size()) return {};
    return cleaned(trimmed(row_->cells[it->second]));
}

std::vector<std::string> ImportRow::list(std::string_view column) const {
    std::vector<std::string> items;
    std::string_view rest;
    const std::string whole = text(column);
    rest = whole;
    while (!rest.empty()) {
        const std::size_t end = rest.find(';');
        const std::string_view item = trimmed(rest.substr(0, end));
        if (!item.empty()) items.emplace_back(item);
        rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
    }
    return items;
}

void ImportRow::wrong(std::string_view column, std::string_view what, std::string_view expected) {
    sound_ = false;
    report_->errors.push_back(sheet_->file + ":" + std::to_string(row_->line) + ": " + std::string(column) +
                              ": " + std::string(what) + ", expected " + std::string(expected));
}

void ImportRow::note(std::string text) {
    report_->notes.push_back(sheet_->file + ":" + std::to_string(row_->line) + ": " + std::move(text));
}

bool ImportRow::required(std::string_view column) {
    if (has(column)) return true;
    wrong(column, "it is empty", "a value: every row needs one");
    return false;
}

std::string ImportRow::title(std::string_view column) {
    std::string value = text(column);
    if (code_points(value) > kTitleLimit)
        wrong(column, "it has " + std::to_string(code_points(value)) + " characters", "at most 200");
    return value;
}

std::optional<Day> ImportRow::day(std::string_view column) {
    const std::string typed = text(column);
    if (typed.empty()) return std::nullopt;
    const auto day = parse_iso_day(typed);
    if (!day) {
        wrong(column, "“" + typed + "” is no day", "YYYY-MM-DD, such as 2027-03-01");
        return std::nullopt;
    }
    const int year = static_cast<int>(std::chrono::year_month_day(*day).year());
    if (year >= kFirstYear && year <= kLastYear) return day;
    wrong(column, typed + " is out of range", "a day from 1970 to 2199");
    return std::nullopt;
}

std::optional<Effort> ImportRow::effort(std::string_view column) {
    const std::string typed = text(column);
    if (typed.empty()) return std::nullopt;
    if (const auto effort = parse_effort(typed)) return *effort;
    wrong(column, "“" + typed + "” is no effort", "person-days from 0 to 10000, such as 5 or 5-8");
    return std::nullopt;
}

std::optional<std::int64_t> ImportRow::number(std::string_view column, std::int64_t most) {
    const std::string typed = text(column);
    if (typed.empty()) return std::nullopt;
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), value);
    if (error == std::errc{} && end == typed.data() + typed.size() && value >= 0 && value <= most)
        return value;
    wrong(column, "“" + typed + "” is no such number", "a whole number from 0 to " + std::to_string(most));
    return std::nullopt;
}

bool ImportRow::yes(std::string_view column) {
    const auto said = word<YesNo>(column);
    return said == YesNo::yes;
}

PersonId ImportRow::one_person(std::string_view column, const std::string& name) {
    const std::string bare = name.front() == '@' ? name.substr(1) : name;
    const std::string handle = handle_of(bare);
    const auto known = draft_->person(handle);
    if (!known) {
        wrong(column, "“" + name + "” is no person’s name", "a name, such as ana");
        return {};
    }
    const Person* person = draft_->find(*known);
    if (person->name.empty() && bare != handle) {
        Person called = *person;
        called.name = bare;
        draft_->put(std::move(called));
    }
    return *known;
}

PersonId ImportRow::person(std::string_view column) {
    const std::string name = text(column);
    return name.empty() ? PersonId{} : one_person(column, name);
}

std::vector<PersonId> ImportRow::people(std::string_view column) {
    std::vector<PersonId> people;
    for (const std::string& name : list(column)) {
        const PersonId id = one_person(column, name);
        if (id && std::find(people.begin(), people.end(), id) == people.end()) people.push_back(id);
    }
    if (people.size() > kListLimit) wrong(column, "more than 100 people", "at most 100");
    return people;
}

ReleaseId ImportRow::release(std::string_view column, ProductId product) {
    const std::string name = text(column);
    if (name.empty()) return {};
    if (const Release* release = release_by_name(draft_->world(), product, name)) return id_of(*release);
    wrong(column, "there is no release “" + name + "”", "one of releases.csv or on record");
    return {};
}

FeatureId ImportRow::one_feature(std::string_view column, const std::string& name, ProductId product) {
    const Feature* titled = nullptr;
    for (const Feature& feature : draft_->world().all<Feature>()) {
        if (feature.product != product) continue;
        if (!feature.key.empty() && same_word(feature.key, name)) return id_of(feature);
        if (!titled && same_word(feature.title, name)) titled = &feature;
    }
    if (titled) return id_of(*titled);
    wrong(column, "there is no feature “" + name + "”", "a key or title of features.csv or on record");
    return {};
}

FeatureId ImportRow::feature(std::string_view column, ProductId product) {
    const std::string name = text(column);
    return name.empty() ? FeatureId{} : one_feature(column, name, product);
}

std::vector<FeatureId> ImportRow::features(std::string_view column, ProductId product) {
    std::vector<FeatureId> features;
    for (const std::string& name : list(column)) {
        const FeatureId id = one_feature(column, name, product);
        if (id && std::find(features.begin(), features.end(), id) == features.end()) features.push_back(id);
    }
    if (features.size() > kListLimit) wrong(column, "more than 100 features", "at most 100");
    return features;
}

Sheet read_sheet(const NamedFile& file, std::span<const std::string_view> known,
                 std::span<const std::string_view> required, ImportReport& report) {
    Sheet sheet;
    sheet.file = file.name;
    auto rows = parse_csv(file.text);
    if (!rows) {
        report.errors.push_back(file.name + ":" + rows.error().wrong + ", expected " + rows.error().expected);
        return sheet;
    }
    if (rows->empty()) {
        report.errors.push_back(file.name + ":1: header: it is missing, expected a line of column names");
        return sheet;
    }
    std::string unknown;
    for (std::size_t i = 0; i < rows->front().cells.size(); ++i) {
        const std::string column = lower(trimmed(rows->front().cells[i]));
        if (std::find(known.begin(), known.end(), column) == known.end())
            unknown += (unknown.empty() ? "" : ", ") + column;
        else
            sheet.columns.emplace(column, i);
    }
    if (!unknown.empty()) report.notes.push_back(file.name + ": left alone: " + unknown);
    bool complete = true;
    for (const std::string_view column : required) {
        if (sheet.columns.contains(column)) continue;
        complete = false;
        report.errors.push_back(file.name + ":1: " + std::string(column) +
                                ": the column is missing, expected in the header");
    }
    if (complete) sheet.rows.assign(rows->begin() + 1, rows->end());
    return sheet;
}

}  // namespace plumb::storage
