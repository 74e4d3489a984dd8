#include "storage/rows.hpp"

#include "storage/field_writer.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <array>
#include <map>

namespace plumb::storage {

namespace {

constexpr std::array<const char*, kKinds> kTables{
    "product",  "person",       "customer",     "release",    "feature", "baseline",   "change_request",
    "evidence", "assessment",   "launch_event", "collateral", "promise", "assumption", "warning",
    "move",     "rule_setting", "mute",         "glossary",   "schedule"};

/// A list without items, as most lists are.
const std::string kNothing = "[]";

constexpr const char* kMetaColumns = "n, created_at, created_by, updated_at, acts";
constexpr int kMetaCount = 5;

std::int64_t seconds(Instant at) { return at.time_since_epoch().count(); }

template <class T>
void bind_field(SQLite::Statement& row, int at, const T& value) {
    if constexpr (std::is_same_v<T, std::string>) {
        row.bindNoCopy(at, value);
    } else if constexpr (std::is_same_v<T, bool>) {
        row.bind(at, value ? 1 : 0);
    } else if constexpr (Named<T>) {
        row.bind(at, std::string(word(value)));
    } else if constexpr (std::is_integral_v<T>) {
        row.bind(at, static_cast<std::int64_t>(value));
    } else if constexpr (std::is_same_v<T, Day>) {
        row.bind(at, iso(value));
    } else if constexpr (std::is_same_v<T, Instant>) {
        row.bind(at, seconds(value));
    } else if constexpr (is_id<T>) {
        if (value)
            row.bind(at, value.n);
        else
            row.bind(at);
    } else if constexpr (std::is_same_v<T, Ref>) {
        if (value)
            row.bind(at, to_string(value));
        else
            row.bind(at);
    } else if constexpr (IsOptional<T>) {
        if (value)
            bind_field(row, at, *value);
        else
            row.bind(at);
    } else {
        if constexpr (IsVector<T>)
            if (value.empty()) return row.bindNoCopy(at, kNothing);
        JsonWriter out;
        write_field(out, value);
        row.bind(at, out.take());
    }
}

template <class T>
void read_field(const SQLite::Column& column, T& value) {
    if constexpr (IsOptional<T>) {
        if (column.isNull()) return;
        typename T::value_type inner{};
        read_field(column, inner);
        value = std::move(inner);
    } else if constexpr (std::is_same_v<T, std::string>) {
        value = column.getString();
    } else if constexpr (std::is_same_v<T, bool>) {
        value = column.getInt() != 0;
    } else if constexpr (Named<T>) {
        value = named<T>(column.getString()).value();
    } else if constexpr (std::is_integral_v<T>) {
        value = static_cast<T>(column.getInt64());
    } else if constexpr (std::is_same_v<T, Day>) {
        value = parse_iso_day(column.getString()).value();
    } else if constexpr (std::is_same_v<T, Instant>) {
        value = Instant{Seconds{column.getInt64()}};
    } else if constexpr (is_id<T>) {
        if (!column.isNull()) value.n = column.getInt();
    } else if constexpr (std::is_same_v<T, Ref>) {
        if (!column.isNull()) value = numbered_refs().read(Json(column.getString()), std::nullopt);
    } else {
        if constexpr (IsVector<T>)
            if (kNothing == column.getText()) return;
        field_from(Json::parse(column.getString()), value, numbered_refs());
    }
}

/// `"title", "key", …`, and as many question marks and assignments.
struct ColumnList {
    std::string names, marks, updates;
};

template <Record T>
ColumnList columns() {
    ColumnList list{kMetaColumns, "?, ?, ?, ?, ?", "updated_at = excluded.updated_at, acts = excluded.acts"};
    const auto add = [&](std::string_view name) {
        const std::string quoted = "\"" + std::string(name) + "\"";
        list.names += ", " + quoted;
        list.marks += ", ?";
        list.updates += ", " + quoted + " = excluded." + quoted;
    };
    T blank;
    each_field(blank, [&](std::string_view key, auto&) { add(key); });
    if constexpr (requires { blank.heard; }) add("heard");
    return list;
}

/// No function has acted on most records of an import.
constexpr const char* kNobody = "{}";

std::string acts_text(const Acts& acts) {
    if (acts == Acts{}) return kNobody;
    JsonWriter out;
    write_acts(out, acts);
    return out.take();
}

Acts read_acts(const SQLite::Column& column) {
    const std::string_view text = column.getText();
    return text == kNobody ? Acts{} : acts_from(Json::parse(text));
}

template <Record T>
void bind_record(SQLite::Statement& row, const T& record) {
    row.bind(1, record.meta.n);
    row.bind(2, seconds(record.meta.created_at));
    row.bind(3, record.meta.created_by.n);
    row.bind(4, seconds(record.meta.updated_at));
    row.bind(5, acts_text(record.meta.acts));
    int at = kMetaCount;
    each_field(record, [&](std::string_view, const auto& field) { bind_field(row, ++at, field); });
    if constexpr (requires { record.heard; }) row.bind(++at, acts_text(record.heard));
}

template <Record T>
void load_table(SQLite::Database& database, World& world) {
    SQLite::Statement rows(database,
                           "SELECT " + columns<T>().names + " FROM " + table_of(T::kind) + " ORDER BY n");
    while (rows.executeStep()) {
        T record;
        record.meta.n = rows.getColumn(0).getInt();
        record.meta.created_at = Instant{Seconds{rows.getColumn(1).getInt64()}};
        record.meta.created_by = PersonId{rows.getColumn(2).getInt()};
        record.meta.updated_at = Instant{Seconds{rows.getColumn(3).getInt64()}};
        record.meta.acts = read_acts(rows.getColumn(4));
        int at = kMetaCount;
        each_field(record, [&](std::string_view, auto& field) { read_field(rows.getColumn(at++), field); });
        if constexpr (requires { record.heard; }) record.heard = read_acts(rows.getColumn(at));
        world.all<T>().put(std::move(record));
    }
}

}  // namespace

const char* table_of(Kind kind) { return kTables[static_cast<std::size_t>(kind)]; }

struct Rows::Statements {
    std::map<Kind, SQLite::Statement> put;
    std::map<Kind, SQLite::Statement> erase;
};

Rows::Rows(SQLite::Database& database) : database_(database), statements_(std::make_unique<Statements>()) {}
Rows::~Rows() = default;

void Rows::put(const AnyRecord& any) {
    std::visit(
        [&](const auto& record) {
            using T = std::decay_t<decltype(record)>;
            auto it = statements_->put.find(T::kind);
            if (it == statements_->put.end()) {
                const ColumnList list = columns<T>();
                const std::string sql = std::string("INSERT INTO ") + table_of(T::kind) + " (" + list.names +
                                        ") VALUES (" + list.marks + ") ON CONFLICT (n) DO UPDATE SET " +
                                        list.updates;
                it = statements_->put.emplace(T::kind, SQLite::Statement(database_, sql)).first;
            }
            SQLite::Statement& row = it->second;
            // What it refused before must not be thrown again: reset() would.
            row.tryReset();
            bind_record(row, record);
            row.exec();
            row.tryReset();
        },
        any);
}

void Rows::erase(Ref record) {
    auto it = statements_->erase.find(record.kind);
    if (it == statements_->erase.end()) {
        const std::string sql = std::string("DELETE FROM ") + table_of(record.kind) + " WHERE n = ?";
        it = statements_->erase.emplace(record.kind, SQLite::Statement(database_, sql)).first;
    }
    it->second.tryReset();
    it->second.bind(1, record.n);
    it->second.exec();
    it->second.tryReset();
}

void Rows::load(World& world) {
    const auto every = [&]<std::size_t... K>(std::index_sequence<K...>) {
        (load_table<RecordOf<static_cast<Kind>(K)>>(database_, world), ...);
    };
    every(std::make_index_sequence<kKinds>{});
}

}  // namespace plumb::storage
