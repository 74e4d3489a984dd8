// What the store is asked, and the little that is written outside of a group.
#include "storage/fields_json.hpp"
#include "storage/message_json.hpp"
#include "storage/sqlite_store.hpp"

#include <map>

namespace plumb::storage {

namespace {

constexpr std::string_view kCardAnchor = "card:";
/// Where the row's number stands in what history() asks for.
constexpr int kJournalId = 8;

Instant instant(const SQLite::Column& column) { return Instant{Seconds{column.getInt64()}}; }

Ref ref_from(const std::string& text) {
    return text.empty() ? Ref{} : numbered_refs().read(Json(text), std::nullopt);
}

JournalRow journal_row(SQLite::Statement& row) {
    JournalRow entry;
    entry.at = instant(row.getColumn(0));
    entry.by = PersonId{row.getColumn(1).getInt()};
    entry.place = row.getColumn(2).getString();
    entry.record = ref_from(row.getColumn(3).getString());
    entry.field = row.getColumn(4).getString();
    entry.before = row.getColumn(5).getString();
    entry.after = row.getColumn(6).getString();
    entry.command = row.getColumn(7).getString();
    return entry;
}

ThreadMessage thread_row(SQLite::Statement& row) {
    return {ref_from(row.getColumn(0).getString()), PersonId{row.getColumn(1).getInt()},
            instant(row.getColumn(2)), row.getColumn(3).getString()};
}

}  // namespace

bool SqliteStore::seen(const std::vector<std::string>& keys) {
    for (const std::string& key : keys) {
        Use row(statements_["SELECT 1 FROM inbox WHERE key = ?"]);
        row->bind(1, key);
        if (row->executeStep()) return true;
    }
    return false;
}

std::vector<JournalRow> SqliteStore::history(const std::vector<Ref>& records) {
    std::map<std::int64_t, JournalRow> entries;
    for (const Ref record : records) {
        Use rows(
            statements_["SELECT at, by, place, record, field, before, after, command, id FROM journal "
                        "WHERE record = ?"]);
        rows->bind(1, to_string(record));
        while (rows->executeStep())
            entries.emplace(rows->getColumn(kJournalId).getInt64(), journal_row(*rows));
    }
    std::vector<JournalRow> in_order;
    for (auto& [id, row] : entries) in_order.push_back(std::move(row));
    return in_order;
}

std::vector<JournalRow> SqliteStore::journal_since(Instant since) {
    return whole([&] {
        std::vector<JournalRow> entries;
        Use rows(
            statements_["SELECT at, by, place, record, field, before, after, command FROM journal "
                        "WHERE at >= ? ORDER BY id"]);
        rows->bind(1, static_cast<std::int64_t>(since.time_since_epoch().count()));
        while (rows->executeStep()) entries.push_back(journal_row(*rows));
        return entries;
    });
}

std::vector<ThreadMessage> SqliteStore::thread(Ref record) {
    std::vector<ThreadMessage> messages;
    Use rows(statements_["SELECT record, by, at, text FROM thread_message WHERE record = ? ORDER BY id"]);
    rows->bind(1, to_string(record));
    while (rows->executeStep()) messages.push_back(thread_row(*rows));
    return messages;
}

std::vector<ThreadMessage> SqliteStore::threads() {
    return whole([&] {
        std::vector<ThreadMessage> messages;
        Use rows(statements_["SELECT record, by, at, text FROM thread_message ORDER BY record, id"]);
        while (rows->executeStep()) messages.push_back(thread_row(*rows));
        return messages;
    });
}

std::vector<SearchHit> SqliteStore::search(std::string_view text, int limit) {
    return search_.find(text, limit);
}

std::optional<UndoEntry> SqliteStore::undo_entry(PersonId actor, std::string_view channel) {
    Use row(statements_["SELECT at, command, images FROM undo WHERE actor = ? AND channel = ?"]);
    row->bind(1, actor.n);
    row->bind(2, std::string(channel));
    if (!row->executeStep()) return std::nullopt;
    return UndoEntry{instant(row->getColumn(0)), row->getColumn(1).getString(),
                     images_from(row->getColumn(2).getString())};
}

std::vector<OutboxRow> SqliteStore::outbox() {
    settle();
    std::vector<OutboxRow> pending;
    Use rows(statements_["SELECT id, made_at, message, reply_to, tries FROM outbox ORDER BY id"]);
    while (rows->executeStep()) {
        OutboxRow row;
        row.id = rows->getColumn(0).getInt64();
        row.made_at = instant(rows->getColumn(1));
        row.message = outgoing_from(rows->getColumn(2).getString());
        row.reply_to = rows->getColumn(3).getString();
        // The process that left it may have sent it without coming to write so down.
        row.tries = rows->getColumn(4).getInt() + 1;
        pending.push_back(std::move(row));
    }
    return pending;
}

void SqliteStore::tried(std::int64_t id) { outcomes_.tried(id); }

void SqliteStore::untried(std::int64_t id) { outcomes_.untried(id); }

void SqliteStore::sent(std::int64_t id, std::string_view message_id) { outcomes_.sent(id, message_id); }

void SqliteStore::dropped(std::int64_t id, std::string_view why) { outcomes_.dropped(id, why); }

void SqliteStore::settle() {
    if (open_ || outcomes_.empty()) return;
    if (begin()) {
        if (!commit()) rollback();
    }
}

std::optional<Post> SqliteStore::post(std::string_view anchor, std::string_view channel) {
    Use row(statements_["SELECT thread, message_id, at, card FROM post WHERE anchor = ? AND channel = ?"]);
    row->bind(1, std::string(anchor));
    row->bind(2, std::string(channel));
    if (!row->executeStep()) return std::nullopt;
    Post post;
    post.anchor = std::string(anchor);
    post.channel = std::string(channel);
    post.thread = ref_from(row->getColumn(0).getString());
    post.message_id = row->getColumn(1).getString();
    post.at = instant(row->getColumn(2));
    post.card = card_from(row->getColumn(3).getString());
    if (const auto id = outcomes_.message_id(post.anchor, post.channel)) post.message_id = *id;
    return post;
}

std::string SqliteStore::message_id(std::string_view anchor, std::string_view channel) {
    if (auto id = outcomes_.message_id(std::string(anchor), std::string(channel))) return *std::move(id);
    Use row(statements_["SELECT message_id FROM post WHERE anchor = ? AND channel = ?"]);
    row->bind(1, std::string(anchor));
    row->bind(2, std::string(channel));
    return row->executeStep() ? row->getColumn(0).getString() : std::string{};
}

std::vector<std::string> SqliteStore::channels(std::string_view anchor) {
    std::vector<std::string> found;
    Use rows(statements_["SELECT channel FROM post WHERE anchor = ? ORDER BY channel"]);
    rows->bind(1, std::string(anchor));
    while (rows->executeStep()) found.push_back(rows->getColumn(0).getString());
    return found;
}

std::optional<Post> SqliteStore::post_by_message(std::string_view channel, std::string_view message_id) {
    if (message_id.empty()) return std::nullopt;
    if (const auto anchor = outcomes_.anchor_of(std::string(channel), std::string(message_id)))
        return post(*anchor, channel);
    std::string anchor;
    {
        Use row(statements_["SELECT anchor FROM post WHERE channel = ? AND message_id = ?"]);
        row->bind(1, std::string(channel));
        row->bind(2, std::string(message_id));
        if (!row->executeStep()) return std::nullopt;
        anchor = row->getColumn(0).getString();
    }
    return post(anchor, channel);
}

Ref SqliteStore::record_of_thread(std::string_view channel, std::string_view message_id) {
    if (message_id.empty()) return {};
    std::string anchor =
        outcomes_.anchor_of(std::string(channel), std::string(message_id)).value_or(std::string{});
    if (anchor.empty()) {
        Use row(
            statements_
                ["SELECT anchor FROM post WHERE channel = ? AND message_id = ? AND anchor LIKE 'card:%'"]);
        row->bind(1, std::string(channel));
        row->bind(2, std::string(message_id));
        if (row->executeStep()) anchor = row->getColumn(0).getString();
    }
    return anchor.rfind(kCardAnchor, 0) == 0 ? ref_from(anchor.substr(kCardAnchor.size())) : Ref{};
}

int SqliteStore::bury(const DeadLetter& letter) {
    Use row(statements_["INSERT INTO dead_letter (at, payload, error) VALUES (?, ?, ?)"]);
    row->bind(1, static_cast<std::int64_t>(letter.at.time_since_epoch().count()));
    row->bind(2, letter.payload);
    row->bind(3, letter.error);
    row->exec();
    return static_cast<int>(database_->getLastInsertRowid());
}

std::string SqliteStore::note(std::string_view key) {
    Use row(statements_["SELECT value FROM note WHERE key = ?"]);
    row->bind(1, std::string(key));
    return row->executeStep() ? row->getColumn(0).getString() : std::string{};
}

void SqliteStore::set_note(std::string_view key, std::string_view value) {
    if (value.empty()) {
        Use row(statements_["DELETE FROM note WHERE key = ?"]);
        row->bind(1, std::string(key));
        row->exec();
        return;
    }
    Use row(statements_["INSERT OR REPLACE INTO note (key, value) VALUES (?, ?)"]);
    row->bind(1, std::string(key));
    row->bind(2, std::string(value));
    row->exec();
}

}  // namespace plumb::storage
