-- The durable record that every peer of the benchmarks keeps, as Plumbline does: what came in, what it asked for, who
-- did it, what must go out.
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
CREATE TABLE IF NOT EXISTS inbox (event TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS requests (
  id INTEGER PRIMARY KEY, place TEXT NOT NULL, author TEXT NOT NULL, title TEXT NOT NULL,
  why TEXT NOT NULL, state TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS journal (
  id INTEGER PRIMARY KEY, who TEXT NOT NULL, verb TEXT NOT NULL, record TEXT NOT NULL,
  detail TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS outbox (
  id INTEGER PRIMARY KEY, place TEXT NOT NULL, body TEXT NOT NULL, sent_as TEXT, at INTEGER NOT NULL) STRICT;
