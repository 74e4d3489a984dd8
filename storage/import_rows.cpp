#include "storage/import_rows.hpp"

#include "core/base/among.hpp"
#include "core/base/slug.hpp"
#include "core/base/spelling.hpp"
#include "core/base/unseen.hpp"
#include "core/base/utf8.hpp"
#include "core/records/limits.hpp"
#include "core/time/duration.hpp"

#include <charconv>

namespace plumb::storage {

namespace {

/// A word for whoever speaks; no row of a table does.
constexpr std::string_view kSpeaker = "me";

/// What is said of a row is one line, whatever its cells hold.
std::string on_one_line(std::string text) {
    std::replace_if(
        text.begin(), text.end(), [](char c) { return c == '\n' || c == '\t'; }, ' ');
    return text;
}

}  // namespace

ProductId product_with_key(Draft& draft, const std::string& key) {
    if (const Product* known = product_by_key(draft.world(), key)) return id_of(*known);
    Product product;
    product.key = key;
    product.name = key;
    product.profile_at = draft.now();
    return draft.add(std::move(product));
}

std::string handle_of(std::string_view name) {
    return lower(slug(trimmed(name), [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '.' || c == '-' ||
               (c & 0x80) != 0;
    }));
}

std::vector<std::string_view> items_of(std::string_view whole) {
    std::vector<std::string_view> items;
    while (!whole.empty()) {
        const std::size_t end = whole.find(';');
        const std::string_view item = trimmed(whole.substr(0, end));
        if (!item.empty()) items.push_back(item);
        whole = end == std::string_view::npos ? std::string_view{} : whole.substr(end + 1);
    }
    return items;
}

bool holds_control(std::string_view text) {
    while (!text.empty()) {
        const Character c = first_character(text);
        if (is_control(c.code) && c.code != '\t' && c.code != '\n' && c.code != '\r') return true;
        text.remove_prefix(c.bytes);
    }
    return false;
}

std::optional<int> first_broken(std::string_view text) {
    int line = 1;
    while (!text.empty()) {
        const Character c = first_character(text);
        if (c.code == kBrokenCharacter || c.code == 0) return line;
        if (c.code == '\n') ++line;
        text.remove_prefix(c.bytes);
    }
    return std::nullopt;
}

std::string ImportRow::text(std::string_view column) const {
    const auto it = sheet_->columns.find(column);
    if (it == sheet_->columns.end() || it->second >= row_->cells.size()) return {};
    return cleaned(trimmed(row_->cells[it->second]));
}

std::string ImportRow::line(std::string_view column) const { return on_one_line(text(column)); }

std::vector<std::string> ImportRow::list(std::string_view column) const {
    const std::string whole = line(column);
    const auto items = items_of(whole);
    return {items.begin(), items.end()};
}

void ImportRow::wrong(std::string_view column, std::string_view what, std::string_view expected) {
    sound_ = false;
    report_->errors.push_back(on_one_line(sheet_->file + ":" + std::to_string(row_->line) + ": " +
                                          std::string(column) + ": " + std::string(what) + ", expected " +
                                          std::string(expected)));
}

void ImportRow::note(std::string text) {
    if (known_) return;
    report_->notes.push_back(sheet_->file + ":" + std::to_string(row_->line) + ": " +
                             on_one_line(std::move(text)));
}

bool ImportRow::required(std::string_view column) {
    if (has(column)) return true;
    wrong(column, "it is empty", "a value: every row needs one");
    return false;
}

std::string ImportRow::title(std::string_view column) {
    std::string value = line(column);
    if (shows_nothing(value)) wrong(column, kUnseenName, kSeenName);
    if (code_points(value) > kLongestTitle)
        wrong(column, "it has " + std::to_string(code_points(value)) + " characters", "at most 200");
    return value;
}

std::optional<Day> ImportRow::day(std::string_view column) {
    const std::string typed = text(column);
    if (typed.empty()) return std::nullopt;
    const auto day = parse_iso_day(typed);
    if (!day) {
        wrong(column, repeated(typed) + " is no day", "YYYY-MM-DD, such as 2027-03-01");
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
    wrong(column, repeated(typed) + " is no effort", "person-days from 0 to 10000, such as 5 or 5-8");
    return std::nullopt;
}

std::optional<std::int64_t> ImportRow::number(std::string_view column, std::int64_t most) {
    const std::string typed = text(column);
    if (typed.empty()) return std::nullopt;
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), value);
    if (error == std::errc{} && end == typed.data() + typed.size() && value >= 0 && value <= most)
        return value;
    wrong(column, repeated(typed) + " is no such number", "a whole number from 0 to " + std::to_string(most));
    return std::nullopt;
}

bool ImportRow::yes(std::string_view column) {
    const auto said = word<YesNo>(column);
    return said == YesNo::yes;
}

PersonId ImportRow::one_person(std::string_view column, const std::string& name) {
    const std::string bare = name.front() == '@' ? name.substr(1) : name;
    const std::string handle = handle_of(bare);
    if (known_ && !handle.empty() && handle != kSpeaker) {
        const Person* there = person_by_handle(draft_->world(), handle);
        return there ? id_of(*there) : PersonId{};
    }
    const auto known = handle == kSpeaker ? Result<PersonId>{PersonId{}} : draft_->person(handle);
    const Person* person = known ? draft_->find(*known) : nullptr;
    if (!person) {
        wrong(column, repeated(name) + " is no person’s name", "a name, such as ana");
        return {};
    }
    if (person->name.empty() && bare != handle) {
        Person called = *person;
        called.name = bare;
        draft_->put(std::move(called));
    }
    return *known;
}

PersonId ImportRow::person(std::string_view column) {
    const std::string name = line(column);
    if (items_of(name).size() > 1) {
        wrong(column, repeated(name) + " is more than one name", "one person");
        return {};
    }
    return name.empty() ? PersonId{} : one_person(column, name);
}

std::vector<PersonId> ImportRow::people(std::string_view column) {
    std::vector<PersonId> people;
    for (const std::string& name : list(column)) {
        const PersonId id = one_person(column, name);
        if (id && !is_among(people, id)) people.push_back(id);
    }
    if (people.size() > kLongestList) wrong(column, "more than 100 people", "at most 100");
    return people;
}

namespace {

/// Reads the header: where each known column stands. False when a required one is missing or one is there
/// twice.
bool read_header(const CsvRow& header, Sheet& sheet, std::span<const std::string_view> known,
                 std::span<const std::string_view> required, ImportReport& report) {
    const auto wrong = [&](std::string_view column, std::string_view what) {
        report.errors.push_back(sheet.file + ":" + std::to_string(header.line) + ": " + std::string(column) +
                                ": " + std::string(what));
        return false;
    };
    bool sound = true;
    std::string unknown;
    for (const std::string& cell : header.cells)
        if (first_broken(cell)) return wrong("header", "it is not UTF-8, expected text in UTF-8");
    // As spreadsheets write it where the comma stands in numbers.
    if (header.cells.size() == 1 && header.cells.front().find_first_of(";\t") != std::string::npos)
        return wrong("header", "its columns are parted by semicolons or tabs, expected commas");
    for (std::size_t i = 0; i < header.cells.size(); ++i) {
        const std::string column = lower(trimmed(cleaned(header.cells[i])));
        if (!is_among(known, column))
            unknown += (unknown.empty() ? "" : ", ") + std::string(front_of(column, kLongestTitle));
        else if (!sheet.columns.emplace(column, i).second)
            sound = wrong(column, "the column is there twice, expected once");
    }
    if (!unknown.empty())
        report.left_alone.push_back(sheet.file +
                                    ": left alone: " + with_bidi_escaped(on_one_line(std::move(unknown))));
    for (const std::string_view column : required)
        if (!sheet.columns.contains(column))
            sound = wrong(column, "the column is missing, expected in the header");
    return sound;
}

/// What is wrong with the bytes of a cell, and what is expected; empty: nothing.
std::string fault_of(std::string_view cell) {
    if (holds_control(cell))
        return "it holds a control character, expected text with none but tab and line break";
    if (first_broken(cell)) return "it is not UTF-8, expected text in UTF-8";
    if (code_points(cell) > kLongestCommand)
        return "it has " + std::to_string(code_points(cell)) + " characters, expected at most " +
               std::to_string(kLongestCommand);
    return {};
}

/// Reports what cannot be text, and cells beyond the header's last one.
bool check_cells(const Sheet& sheet, const CsvRow& row, std::size_t width, ImportReport& report) {
    bool sound = true;
    const auto wrong = [&](std::string_view column, const std::string& fault) {
        report.errors.push_back(sheet.file + ":" + std::to_string(row.line) + ": " + std::string(column) +
                                ": " + fault);
        sound = false;
    };
    for (const auto& [column, at] : sheet.columns)
        if (at < row.cells.size())
            if (const std::string fault = fault_of(row.cells[at]); !fault.empty()) wrong(column, fault);
    for (std::size_t i = width; i < row.cells.size(); ++i)
        if (!trimmed(row.cells[i]).empty()) {
            wrong("row", "it has " + std::to_string(row.cells.size()) + " cells, expected " +
                             std::to_string(width) + " as in the header");
            break;
        }
    return sound;
}

}  // namespace

Sheet read_sheet(const NamedFile& file, std::span<const std::string_view> known,
                 std::span<const std::string_view> required, ImportReport& report) {
    Sheet sheet;
    sheet.file = file.name;
    sheet.unreadable = true;
    auto rows = parse_csv(file.text);
    if (!rows) {
        report.errors.push_back(file.name + ":" + rows.error().wrong + ", expected " + rows.error().expected);
        return sheet;
    }
    if (rows->empty()) {
        report.errors.push_back(file.name + ":1: header: it is missing, expected a line of column names");
        return sheet;
    }
    if (!read_header(rows->front(), sheet, known, required, report)) return sheet;
    sheet.unreadable = false;
    const std::size_t width = rows->front().cells.size();
    for (auto row = rows->begin() + 1; row != rows->end(); ++row) {
        const bool read = check_cells(sheet, *row, width, report);
        (read ? sheet.rows : sheet.unread).push_back(std::move(*row));
    }
    return sheet;
}

}  // namespace plumb::storage
