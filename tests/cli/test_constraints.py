"""Every constraint of the schema refuses what it must: closed sets, days, JSON, yes and no, references."""

import re
import sqlite3
import unittest

from plumb import Case

# One record of every kind, and a row of every table beside them.
SCRIPT = (
    "me function:product", "@ben: me function:engineering quiet:18:00-08:00 digest:weekly", "me digest:daily quiet:19:00-07:00",
    "product new atlas", "release new 1.0 date:2027-05-20 freeze:2027-05-01", "release beta 1.0 from:2027-04-10 to:2027-05-10",
    "release new 0.9 date:2027-03-01", "release ship 0.9",
    'feature new "Maps" release:1.0 effort:3-4d owner:@ben build:buy horizon:year', 'plan baseline "Spring"', "@ben: plan confirm",
    'change new "Trips" release:1.0 why:"Tunnels" customer:Acme horizon:year effort:3d source:visit assignee:@ben',
    "@ben: change assess CR-1 effort:4d feasible:yes build:buy risk:low", "@mia: me function:marketing",
    "@mia: change assess CR-1 value:high positioning:docs launch:none", "@cy: me function:sales",
    "@cy: change assess CR-1 recommend:yes", '@ben: change new "Later" why:"x" date:2027-09-01 release:1.0 kind:date',
    'change defer CR-2 "Not now" until:2027-04-01 revisit:2027-06-01', 'change new "Same" why:"x" feature:F-1',
    "change merge CR-3 into:CR-1", ">CR-1: Crews told us twice", "@ben: role add @ben approver", "role add @ben approver",
    '@ben: change approve CR-1 displaces:F-1',
    'launch new "Show" on:2027-05-25 tier:2 goal:growth audience:everyone owner:@ben', 'launch new "Teaser" on:2027-05-20 parent:LE-1',
    "launch signoff LE-1 inside", 'collateral new LE-1 "Slides" due:T-7 owner:@ben claims:F-1',
    'promise new "Maps by June" to:Acme feature:F-1 by:2027-06-01', 'assumption new "They pay" about:F-1 check-by:2027-05-01 owner:@ben',
    "rule set unowned days:10", "rule set unheard wait:2", "mute crowded until:2027-06-01 why:\"Known\"",
    'glossary set GA "General availability"', "release move 1.0 to:2027-05-22 why:late",
    ":now 2027-03-20T09:00", "launch move LE-2 on:2027-05-26", "warnings", "warning snooze AW-1 until:2027-04-01")
BESIDE = (
    "INSERT INTO schedule (n, created_at, created_by, updated_at, acts, product, channel, every, \"on\", time_of_day, tz) "
    "VALUES (99, 1, 1, 1, '{}', 1, 'c', 'weekly', 'mon', 32400, 'UTC')",
    "INSERT INTO inbox (key, at) VALUES ('k', 1)",
    "INSERT INTO outbox (made_at, channel, anchor, message, reply_to) VALUES (1, '', '', '{}', '')",
    "INSERT INTO dead_letter (at, payload, error) VALUES (1, '', '')",
    "INSERT OR IGNORE INTO note (key, value) VALUES ('k', 'v')",
    "INSERT OR IGNORE INTO undo (actor, channel, at, command, images) VALUES (9, 'c', 1, '', '[]')")

COLUMN = re.compile(r'^\s*"?(\w+)"? (INTEGER|TEXT)(.*?),?$')


def words_of(constraint):
    """The closed set of a column: `CHECK (x IN ('a', 'b'))`, `CHECK (x = 'a' OR x = 'b' OR x = 'c')`."""
    return re.findall(r"'([^']+)'", constraint) if " IN ('" in constraint or " = '" in constraint else []


class Constraints(Case):
    def setUp(self):
        super().setUp()
        self.console("2027-03-01T09:00", *SCRIPT)
        self.sql = sqlite3.connect(self.db, isolation_level=None)
        self.addCleanup(self.sql.close)
        self.sql.execute("PRAGMA foreign_keys = ON")
        for statement in BESIDE:
            self.sql.execute(statement)
        tables = self.sql.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND sql LIKE 'CREATE TABLE%' "
                                  "AND name NOT LIKE 'found%' AND name NOT LIKE 'sqlite%'").fetchall()
        self.columns = [(name, match[1], match[2], match[3]) for name, sql in tables
                        for match in map(COLUMN.match, sql.splitlines()) if match]
        self.tables = [name for name, _ in tables]

    def refused(self, table, column, value):
        """True when a row with this value cannot be committed."""
        self.sql.execute("BEGIN")
        try:
            changed = self.sql.execute(f'UPDATE {table} SET "{column}" = ? WHERE rowid = (SELECT min(rowid) FROM {table})'
                                       if table not in ("counter", "inbox", "post", "undo", "note")
                                       else f'UPDATE {table} SET "{column}" = ?', (value,)).rowcount
            self.assertGreater(changed, 0, table)
            self.sql.execute("COMMIT")
        except sqlite3.IntegrityError:
            return True
        finally:
            if self.sql.in_transaction:
                self.sql.execute("ROLLBACK")
        return False

    def test_every_table_has_a_row(self):
        self.assertGreater(len(self.tables), 25)
        for table in self.tables:
            self.assertGreater(self.sql.execute(f"SELECT count(*) FROM {table}").fetchone()[0], 0, table)

    def test_every_constraint_refuses(self):
        tried = {"words": 0, "day": 0, "json": 0, "bool": 0, "number": 0, "reference": 0, "not null": 0}
        for table, column, type_, rest in self.columns:
            wrong = []
            if words_of(rest):
                wrong.append(("words", "no such word"))
            if " IN (0, 1)" in rest:
                wrong.append(("bool", 2))
            if "GLOB '[0-9]" in rest:
                wrong.append(("day", "27-3-1"))
            if "json_valid" in rest or "GLOB '{" in rest or "GLOB '[[]" in rest:
                wrong.append(("json", "{half"))
            if "> 0" in rest or ">= 0" in rest:
                wrong.append(("number", -1))
            if "REFERENCES" in rest:
                wrong.append(("reference", 999_999))
            if "NOT NULL" in rest:
                wrong.append(("not null", None))
            # A strict table takes no text for a number.
            if type_ == "INTEGER":
                wrong.append(("number", "many"))
            for kind, value in wrong:
                with self.subTest(f"{table}.{column}: {kind}"):
                    self.assertTrue(self.refused(table, column, value))
                    tried[kind] += 1
        self.assertTrue(all(tried.values()), tried)
        self.assertEqual(self.sql.execute("PRAGMA integrity_check").fetchall(), [("ok",)])
        self.assertEqual(self.sql.execute("PRAGMA foreign_key_check").fetchall(), [])

    def test_the_closed_sets_are_those_of_the_program(self):
        """A word of fields.md that the schema does not know would refuse a command: the words that are used often."""
        sets = {column: words_of(rest) for _, column, _, rest in self.columns if words_of(rest)}
        self.assertEqual(sets["source"], ["research", "visit", "call", "support", "sales", "survey", "event", "other"])
        self.assertEqual(sets["audience"], ["internal", "early", "segment", "everyone"])


if __name__ == "__main__":
    unittest.main()
