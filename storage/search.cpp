#include "storage/search.hpp"

#include "core/base/among.hpp"
#include "core/records/write.hpp"
#include "storage/fields_json.hpp"

#include <cctype>

namespace plumb::storage {

namespace {

/// Rows of the index are found again by number: the kind above, the record below; messages have a kind of
/// their own.
constexpr int kKindShift = 40;
constexpr std::int64_t kMessages = 60;

std::int64_t row_of(Ref record) { return (static_cast<std::int64_t>(record.kind) << kKindShift) + record.n; }

bool searchable(Kind kind) {
    switch (kind) {
        case Kind::release:
        case Kind::feature:
        case Kind::change:
        case Kind::evidence:
        case Kind::assessment:
        case Kind::event:
        case Kind::collateral:
        case Kind::promise:
        case Kind::assumption:
        case Kind::move:
        case Kind::customer: return true;
        default: return false;
    }
}

/// Lines, of which none stands there twice: the reason of an override is the override.
class Lines {
  public:
    void add(const std::string& text) {
        if (!text.empty() && !is_among(lines_, text)) lines_.push_back(text);
    }
    std::string text() const {
        std::string out;
        for (const std::string& line : lines_) out += line + "\n";
        return out;
    }

  private:
    std::vector<std::string> lines_;
};

void add_texts(Lines& lines, const std::string& text) { lines.add(text); }
void add_texts(Lines& lines, const std::vector<ChangeOption>& options) {
    for (const ChangeOption& option : options) lines.add(option.text);
}
void add_texts(Lines& lines, const std::vector<LoopIn>& questions) {
    for (const LoopIn& question : questions) {
        lines.add(question.text);
        lines.add(question.answer);
    }
}
void add_texts(Lines& lines, const std::vector<RetroLine>& said) {
    for (const RetroLine& line : said) {
        lines.add(line.keep);
        lines.add(line.change);
    }
}
void add_texts(Lines& lines, const Pillars& pillars) {
    for (const PillarState& pillar : pillars.of) lines.add(pillar.note);
}

/// What people wrote in a record, one text a line.
std::string texts(const AnyRecord& any) {
    Lines lines;
    std::visit(
        [&](const auto& record) {
            each_field(record, [&](std::string_view, const auto& field) {
                if constexpr (requires { add_texts(lines, field); }) add_texts(lines, field);
            });
        },
        any);
    return lines.text();
}

/// The record that a row of the index leads to: a row of the ledger has its why from what moved.
Ref found_as(const AnyRecord& record) {
    const auto* move = std::get_if<Move>(&record);
    return move ? move->record : ref_of(record);
}

/// The texts of a record stand one below the other; an excerpt is one line.
std::string one_line(std::string text) {
    while (!text.empty() && text.back() == '\n') text.pop_back();
    std::string out;
    for (const char c : text) {
        if (c == '\n')
            out += " · ";
        else
            out += c;
    }
    return out;
}

/// What was typed as an FTS query in which nothing is an operator: `"word" "begin"*`.
std::string query_of(std::string_view text) {
    std::string query;
    std::string word;
    const auto push = [&] {
        if (word.empty()) return;
        query += (query.empty() ? "\"" : " \"") + word + "\"";
        word.clear();
    };
    for (const char c : text) {
        if (std::isalnum(static_cast<unsigned char>(c)) || (c & 0x80) != 0)
            word += c;
        else
            push();
    }
    push();
    return query.empty() ? query : query + "*";
}

}  // namespace

std::optional<std::string> Search::indexed_text(std::int64_t number) {
    Use row(statements_["SELECT text FROM found WHERE rowid = ?"]);
    row->bind(1, number);
    if (!row->executeStep()) return std::nullopt;
    return row->getColumn(0).getString();
}

void Search::keep(const AnyRecord& record, bool erase) {
    const Ref ref = ref_of(record);
    if (!searchable(ref.kind)) return;
    held_.push_back({row_of(ref), to_string(found_as(record)), ref.kind == Kind::move ? "moved" : "text",
                     erase ? std::string{} : texts(record)});
}

void Search::keep(const ThreadMessage& message, std::int64_t number) {
    held_.push_back({(kMessages << kKindShift) + number, to_string(message.record), "thread", message.text});
}

void Search::drop_message(std::int64_t number) {
    held_.push_back({(kMessages << kKindShift) + number, {}, {}, {}});
}

void Search::write() {
    for (const Row& row : held_) write(row);
    held_.clear();
}

void Search::write(const Row& row) {
    const auto indexed = indexed_text(row.number);
    // Most changes of a record leave what people wrote in it as it was.
    if (indexed.value_or("") == row.text) return;
    if (indexed) {
        Use gone(statements_["DELETE FROM found WHERE rowid = ?"]);
        gone->bind(1, row.number);
        gone->exec();
    }
    if (row.text.empty()) return;
    Use made(statements_["INSERT INTO found (rowid, record, field, text) VALUES (?, ?, ?, ?)"]);
    made->bind(1, row.number);
    made->bind(2, row.record);
    made->bind(3, row.field);
    made->bind(4, row.text);
    made->exec();
}

std::vector<SearchHit> Search::find(std::string_view text, int limit) {
    std::vector<SearchHit> hits;
    const std::string query = query_of(text);
    if (query.empty()) return hits;
    write();
    Use rows(
        statements_["SELECT record, field, snippet(found, 2, '', '', '…', 12) FROM found WHERE found MATCH ? "
                    "ORDER BY rank LIMIT ?"]);
    rows->bind(1, query);
    rows->bind(2, limit);
    while (rows->executeStep()) {
        SearchHit hit;
        hit.record = numbered_refs().read(Json(rows->getColumn(0).getString()), std::nullopt);
        hit.field = rows->getColumn(1).getString();
        hit.excerpt = one_line(rows->getColumn(2).getString());
        hits.push_back(std::move(hit));
    }
    return hits;
}

}  // namespace plumb::storage
