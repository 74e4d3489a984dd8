#include "storage/sqlite_store.hpp"

#include "storage/fields_json.hpp"
#include "storage/journal_rows.hpp"
#include "storage/message_json.hpp"
#include "storage/open.hpp"
#include "storage/retention.hpp"

#include <stdexcept>

namespace plumb::storage {

namespace {

constexpr const char* kMessageCounter = "message";
/// Redeliveries come within minutes; a day is far beyond them.
constexpr std::int64_t kInboxSeconds = 24 * 3600;

std::int64_t seconds(Instant at) { return at.time_since_epoch().count(); }
std::string ref_text(Ref ref) { return ref ? to_string(ref) : std::string{}; }

tl::unexpected<Refusal> unrecorded(const std::exception& error) {
    return refuse(std::string("the database does not take it: ") + error.what());
}

}  // namespace

SqliteStore::SqliteStore(Lock lock, std::unique_ptr<SQLite::Database> database, int retention)
    : lock_(std::move(lock)),
      database_(std::move(database)),
      statements_(*database_),
      rows_(*database_),
      search_(statements_),
      outcomes_(statements_),
      retention_(retention) {}

SqliteStore::~SqliteStore() { settle(); }

void SqliteStore::rethrow(const std::exception& error) const {
    if (const auto damage = damage_of(database_->getFilename(), error))
        throw std::runtime_error(damage->wrong + " " + damage->expected);
    throw;
}

World SqliteStore::load() {
    return whole([&] {
        World world;
        rows_.load(world);
        Use counters(statements_["SELECT name, last FROM counter"]);
        while (counters->executeStep()) {
            const std::string name = counters->getColumn(0).getString();
            const int last = counters->getColumn(1).getInt();
            if (name == kMessageCounter) world.set_last_message(last);
            for (std::size_t k = 0; k < kKinds; ++k)
                if (name == table_of(static_cast<Kind>(k))) world.set_last(static_cast<Kind>(k), last);
        }
        return world;
    });
}

Result<void> SqliteStore::begin() {
    try {
        database_->exec("BEGIN IMMEDIATE");
        open_ = true;
        outcomes_.write();
    } catch (const std::exception& error) {
        rollback();
        return unrecorded(error);
    }
    return {};
}

Result<void> SqliteStore::put(Transaction& transaction) {
    const std::size_t texts = search_.held();
    try {
        Use(statements_["SAVEPOINT event"])->exec();
        put_records(transaction);
        put_messages(transaction);
        put_readdressed(transaction);
        put_undo(transaction);
        put_counters(transaction);
        sweep(transaction.at);
        Use(statements_["RELEASE event"])->exec();
    } catch (const std::exception& error) {
        const auto refusal = unrecorded(error);
        roll_back_event(texts);
        return refusal;
    }
    return {};
}

void SqliteStore::sweep(Instant now) {
    const Day today = std::chrono::floor<Days>(now);
    if (retention_ == 0 || today <= swept_) return;
    swept_ = today;
    sweep_before(now - Days{retention_}, statements_, search_);
}

void SqliteStore::roll_back_event(std::size_t texts) {
    written_last_.fill(0);
    written_last_message_ = -1;
    search_.forget_from(texts);
    try {
        Use(statements_["ROLLBACK TO event"])->exec();
        Use(statements_["RELEASE event"])->exec();
    } catch (const std::exception&) {
        // The whole transaction is gone (disk full): commit() will say so.
    }
}

Result<void> SqliteStore::commit() {
    if (!open_) return refuse("nothing was begun");
    try {
        search_.write();
        database_->exec("COMMIT");
        open_ = false;
        outcomes_.forget();
    } catch (const std::exception& error) {
        return unrecorded(error);
    }
    return {};
}

void SqliteStore::rollback() {
    written_last_.fill(0);
    written_last_message_ = -1;
    search_.forget_from(0);
    if (!open_) return;
    open_ = false;
    try {
        database_->exec("ROLLBACK");
    } catch (const std::exception&) {
        // SQLite has rolled back by itself (disk full, I/O error): that is what was wanted.
    }
}

void SqliteStore::put_records(const Transaction& transaction) {
    for (const std::string& key : transaction.inbox_keys) {
        Use row(statements_["INSERT OR IGNORE INTO inbox (key, at) VALUES (?, ?)"]);
        row->bind(1, key);
        row->bind(2, seconds(transaction.at));
        row->exec();
    }
    if (!transaction.inbox_keys.empty()) {
        Use old(statements_["DELETE FROM inbox WHERE at < ?"]);
        old->bind(1, seconds(transaction.at) - kInboxSeconds);
        old->exec();
    }
    for (const Write& write : transaction.writes) {
        if (write.erase)
            rows_.erase(ref_of(write.record));
        else
            rows_.put(write.record);
        search_.keep(write.record, write.erase);
    }
    put_journal(statements_, transaction.journal);
}

void SqliteStore::put_messages(Transaction& transaction) {
    for (const ThreadMessage& message : transaction.thread) {
        Use row(statements_["INSERT INTO thread_message (record, by, at, text) VALUES (?, ?, ?, ?)"]);
        row->bind(1, to_string(message.record));
        row->bind(2, message.by.n);
        row->bind(3, seconds(message.at));
        row->bind(4, message.text);
        row->exec();
        search_.keep(message, database_->getLastInsertRowid());
    }
    for (OutboxRow& out : transaction.outbox) {
        Use row(
            statements_["INSERT INTO outbox (made_at, channel, anchor, message, reply_to, tries) VALUES (?, "
                        "?, ?, ?, ?, ?)"]);
        row->bind(1, seconds(out.made_at));
        row->bind(2, out.message.channel);
        row->bind(3, has_post(out.message) ? out.message.anchor : std::string{});
        row->bind(4, outgoing_text(out.message));
        row->bind(5, out.reply_to);
        row->bind(6, out.tries);
        row->exec();
        out.id = database_->getLastInsertRowid();
    }
    for (const Post& post : transaction.posts) {
        Use row(
            statements_
                ["INSERT INTO post (anchor, channel, thread, message_id, at, card) VALUES (?, ?, ?, ?, ?, ?) "
                 "ON CONFLICT (anchor, channel) DO UPDATE SET thread = excluded.thread, "
                 "message_id = excluded.message_id, at = excluded.at, card = excluded.card"]);
        row->bind(1, post.anchor);
        row->bind(2, post.channel);
        row->bind(3, ref_text(post.thread));
        row->bind(4, post.message_id);
        row->bind(5, seconds(post.at));
        row->bind(6, card_text(post.card));
        row->exec();
    }
}

void SqliteStore::put_readdressed(const Transaction& transaction) {
    for (const auto& [from, moved] : transaction.readdressed) {
        const Outgoing& message = moved.message;
        Use row(statements_["UPDATE outbox SET channel = ?, message = ?, reply_to = ? WHERE id = ?"]);
        row->bind(1, message.channel);
        row->bind(2, outgoing_text(message));
        row->bind(3, moved.reply_to);
        row->bind(4, moved.id);
        row->exec();
        if (message.anchor.empty() || message.how == Outgoing::How::edit) continue;
        Use post(
            statements_["UPDATE OR IGNORE post SET channel = ?, thread = ? WHERE anchor = ? AND channel = ? "
                        "AND message_id = ''"]);
        post->bind(1, message.channel);
        post->bind(2, ref_text(message.thread));
        post->bind(3, message.anchor);
        post->bind(4, from);
        post->exec();
    }
}

void SqliteStore::put_undo(const Transaction& transaction) {
    if (transaction.undone) {
        Use row(statements_["UPDATE undo SET images = '[]' WHERE actor = ? AND channel = ?"]);
        row->bind(1, transaction.actor.n);
        row->bind(2, transaction.channel);
        row->exec();
    }
    if (!transaction.undo) return;
    Use row(statements_
                ["INSERT OR REPLACE INTO undo (actor, channel, at, command, images) VALUES (?, ?, ?, ?, ?)"]);
    row->bind(1, transaction.actor.n);
    row->bind(2, transaction.channel);
    row->bind(3, seconds(transaction.undo->at));
    row->bind(4, transaction.undo->command);
    row->bind(5, images_text(transaction.undo->images));
    row->exec();
}

void SqliteStore::put_counters(const Transaction& transaction) {
    const auto put = [&](const std::string& name, int last) {
        Use row(statements_["INSERT OR REPLACE INTO counter (name, last) VALUES (?, ?)"]);
        row->bind(1, name);
        row->bind(2, last);
        row->exec();
    };
    for (std::size_t k = 0; k < kKinds; ++k)
        if (transaction.last[k] != written_last_[k]) put(table_of(static_cast<Kind>(k)), transaction.last[k]);
    if (transaction.last_message != written_last_message_) put(kMessageCounter, transaction.last_message);
    written_last_ = transaction.last;
    written_last_message_ = transaction.last_message;
}

}  // namespace plumb::storage
