// Migration 1, third part: what lies beside the records, so that one transaction covers all (operation.md
// section 3). What is written with every command is looked at by its ends alone: JSON that one writer makes
// needs no second reading.
#include "storage/schema.hpp"

namespace plumb::storage {

const char* const kSchema1Work = R"sql(
CREATE TABLE counter (
    name TEXT PRIMARY KEY,
    last INTEGER NOT NULL CHECK (last >= 0)
) STRICT, WITHOUT ROWID;
CREATE TABLE journal (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    by INTEGER,
    place TEXT NOT NULL,
    record TEXT NOT NULL,
    field TEXT NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    command TEXT NOT NULL
) STRICT;
CREATE INDEX journal_record ON journal(record, id);
CREATE INDEX journal_at ON journal(at);
CREATE TRIGGER journal_is_append_only BEFORE DELETE ON journal BEGIN
    SELECT RAISE(ABORT, 'the journal is append-only');
END;
CREATE TRIGGER journal_keeps_its_facts BEFORE UPDATE OF id, at, record, field ON journal BEGIN
    SELECT RAISE(ABORT, 'the journal is append-only');
END;
CREATE TABLE thread_message (
    id INTEGER PRIMARY KEY,
    record TEXT NOT NULL,
    by INTEGER,
    at INTEGER NOT NULL,
    text TEXT NOT NULL
) STRICT;
CREATE INDEX thread_message_record ON thread_message(record, id);
CREATE TABLE inbox (
    key TEXT PRIMARY KEY,
    at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX inbox_at ON inbox(at);
CREATE TABLE outbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    made_at INTEGER NOT NULL,
    channel TEXT NOT NULL,
    anchor TEXT NOT NULL,
    message TEXT NOT NULL CHECK (message GLOB '{*}'),
    reply_to TEXT NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0 CHECK (tries >= 0)
) STRICT;
CREATE TABLE post (
    anchor TEXT NOT NULL,
    channel TEXT NOT NULL,
    thread TEXT NOT NULL,
    message_id TEXT NOT NULL,
    at INTEGER NOT NULL,
    card TEXT NOT NULL CHECK (card GLOB '{*}'),
    PRIMARY KEY (anchor, channel)
) STRICT, WITHOUT ROWID;
CREATE INDEX post_message ON post(channel, message_id);
CREATE TABLE undo (
    actor INTEGER NOT NULL,
    channel TEXT NOT NULL,
    at INTEGER NOT NULL,
    command TEXT NOT NULL,
    images TEXT NOT NULL CHECK (images GLOB '[[]*]'),
    PRIMARY KEY (actor, channel)
) STRICT, WITHOUT ROWID;
CREATE TABLE dead_letter (
    n INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    payload TEXT NOT NULL,
    error TEXT NOT NULL
) STRICT;
CREATE TABLE note (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE VIRTUAL TABLE found USING fts5(record UNINDEXED, field UNINDEXED, text, tokenize = "unicode61 remove_diacritics 2");
)sql";

}  // namespace plumb::storage
