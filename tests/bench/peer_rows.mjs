// The rows of peer_rows.sql for the peers in JavaScript, on better-sqlite3 and on node:sqlite alike.
import { readFileSync } from 'node:fs';

const schema = readFileSync(new URL('peer_rows.sql', import.meta.url), 'utf8');

export const prepareRows = (db) => {
  db.exec(schema);
  return {
    insert: {
      event: db.prepare('INSERT OR IGNORE INTO inbox (event, at) VALUES (?, ?)'),
      request: db.prepare(
        "INSERT INTO requests (place, author, title, why, state, at) VALUES (?, ?, ?, ?, 'new', ?)",
      ),
      journal: db.prepare('INSERT INTO journal (who, verb, record, detail, at) VALUES (?, ?, ?, ?, ?)'),
      message: db.prepare('INSERT INTO outbox (place, body, at) VALUES (?, ?, ?)'),
    },
    markSent: db.prepare('UPDATE outbox SET sent_as = ? WHERE id = ?'),
  };
};
