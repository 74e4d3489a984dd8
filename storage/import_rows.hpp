// The rows of one table with their columns by name, and their values read, or what is wrong with them.
#pragma once

#include "core/base/repeated.hpp"
#include "core/base/spelling.hpp"
#include "storage/csv.hpp"
#include "storage/import_csv.hpp"
#include "storage/import_index.hpp"

#include <map>
#include <set>
#include <span>
#include <string_view>

namespace plumb::storage {

/// The product of that key; made where there is none.
ProductId product_with_key(Draft& draft, const std::string& key);

/// A name of any words as a handle: `SIG Node` is `sig-node`.
std::string handle_of(std::string_view name);

/// The items of a list with `;` between them, without blanks around them; parts of `whole`.
std::vector<std::string_view> items_of(std::string_view whole);

/// A control character other than tab and line break.
bool holds_control(std::string_view text);

/// Line of the first byte that is no UTF-8, or of the first NUL.
std::optional<int> first_broken(std::string_view text);

/// What is said of a name that cannot be seen, and what is expected.
inline constexpr std::string_view kUnseenName = "it shows nothing";
inline constexpr std::string_view kSeenName = "letters or digits that can be read";

class Sheet;

/// One row being read; what is wrong goes into the report under its line.
class ImportRow {
  public:
    ImportRow(const Sheet& sheet, const CsvRow& row, Draft& draft, ImportIndex& index, ImportReport& report)
        : sheet_(&sheet), row_(&row), draft_(&draft), index_(&index), report_(&report) {}

    /// Empty where the column is missing or says nothing.
    std::string text(std::string_view column) const;
    /// The same on one line, as names and titles stand.
    std::string line(std::string_view column) const;
    std::vector<std::string> list(std::string_view column) const;
    bool has(std::string_view column) const { return !text(column).empty(); }
    bool sound() const { return sound_; }
    /// It is on record already: what is wrong with it is still said, but its values make and note nothing.
    void is_known() { known_ = true; }
    void wrong(std::string_view column, std::string_view what, std::string_view expected);
    void note(std::string text);
    /// Says so where a column is empty.
    bool required(std::string_view column);

    /// A name or a title; says so where it is too long, or cannot be seen.
    std::string title(std::string_view column = "title");
    std::optional<Day> day(std::string_view column);
    std::optional<Effort> effort(std::string_view column);
    std::optional<std::int64_t> number(std::string_view column, std::int64_t most);
    bool yes(std::string_view column);
    PersonId person(std::string_view column);
    std::vector<PersonId> people(std::string_view column);
    /// Customers of a list, each made where it is new.
    std::vector<CustomerId> customers(std::string_view column);
    template <Named E>
    std::optional<E> word(std::string_view column,
                          std::span<const std::pair<std::string_view, E>> also = {}) {
        const std::string typed = text(column);
        if (typed.empty()) return std::nullopt;
        const std::string plain = lower(typed);
        if (const auto known = named<E>(plain)) return known;
        for (const auto& [other, value] : also)
            if (other == plain) return value;
        std::string expected;
        for (const auto one : words<E>()) expected += (expected.empty() ? "" : ", ") + std::string(one);
        for (const auto& [other, value] : also) expected += ", " + std::string(other);
        wrong(column, repeated(typed) + " is none of its words", expected);
        return std::nullopt;
    }
    ReleaseId release(std::string_view column, ProductId product);
    FeatureId feature(std::string_view column, ProductId product);
    std::vector<FeatureId> features(std::string_view column, ProductId product);
    /// By a title that only one event has, or with its start, `Webinar (2027-03-01)`.
    EventId event(std::string_view column, ProductId product);
    /// The events of that title, or of that title and start; where rows of this import are among them, those.
    std::vector<EventId> events_called(std::string_view name, ProductId product) const;
    /// Rows of this import mean that event, whatever others have its title.
    void stands_for(EventId event) { index_->mention(event); }

    Draft& draft() { return *draft_; }
    const ImportIndex& index() const { return *index_; }
    /// Says that nothing of that name is there, unless its own row has been found wrong.
    void unknown(std::string_view column, Kind kind, ProductId product, std::string_view name,
                 std::string_view expected);
    /// Drafts a record that later rows may name.
    template <Record T>
    Id<T::kind> add(T record) {
        const Id<T::kind> id = draft_->add(std::move(record));
        index_->add(*draft_->find(id));
        return id;
    }

  private:
    /// The one of that key, else those of that title.
    std::vector<FeatureId> features_called(std::string_view name, ProductId product) const;
    /// The one that a name means; says what is wrong where it means none or several.
    FeatureId one_feature(std::string_view column, std::string_view name, ProductId product);
    PersonId one_person(std::string_view column, const std::string& name);

    const Sheet* sheet_;
    const CsvRow* row_;
    Draft* draft_;
    ImportIndex* index_;
    ImportReport* report_;
    bool sound_ = true;
    bool known_ = false;
};

/// A table: its file's name and where each column stands.
class Sheet {
  public:
    std::string file;
    std::map<std::string, std::size_t, std::less<>> columns;
    std::vector<CsvRow> rows;
    /// What stands in the rows that cannot be read.
    std::vector<CsvRow> unread;
    /// Its rows cannot be told apart: nothing in it is known.
    bool unreadable = false;
};

/// The sheet of a file; says so in the report where it cannot be read, lacks a required column, or has
/// columns that nobody knows.
Sheet read_sheet(const NamedFile& file, std::span<const std::string_view> known,
                 std::span<const std::string_view> required, ImportReport& report);

}  // namespace plumb::storage
