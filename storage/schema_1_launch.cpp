// Migration 1, second part: what is said of requests, the go-to-market plan, warnings, settings.
#include "storage/schema.hpp"

namespace plumb::storage {

const char* const kSchema1Launch = R"sql(
CREATE TABLE evidence (
    n INTEGER PRIMARY KEY CHECK (n > 0),
    created_at INTEGER NOT NULL,
    created_by INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    acts TEXT NOT NULL CHECK (json_valid(acts)),
    "product" INTEGER REFERENCES product(n) DEFERRABLE INITIALLY DEFERRED,
    "change_request" INTEGER REFERENCES change_request(n) DEFERRABLE INITIALLY DEFERRED,
    "event" INTEGER REFERENCES launch_event(n) DEFERRABLE INITIALLY DEFERRED,
    "customer" INTEGER REFERENCES customer(n) DEFERRABLE INITIALLY DEFERRED,
    "source" TEXT NOT NULL CHECK ("source" = 'research' OR "source" = 'visit' OR "source" = 'call' OR "source" = 'support' OR "source" = 'sales' OR "source" = 'survey' OR "source" = 'event' OR "source" = 'other'),
    "summary" TEXT NOT NULL DEFAULT '',
    "quote" TEXT NOT NULL DEFAULT '',
    "direct" INTEGER NOT NULL CHECK ("direct" IN (0, 1)),
    "link" TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE assessment (
    n INTEGER PRIMARY KEY CHECK (n > 0),
    created_at INTEGER NOT NULL,
    created_by INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    acts TEXT NOT NULL CHECK (json_valid(acts)),
    "product" INTEGER REFERENCES product(n) DEFERRABLE INITIALLY DEFERRED,
    "change_request" INTEGER REFERENCES change_request(n) DEFERRABLE INITIALLY DEFERRED,
    "function" TEXT NOT NULL CHECK ("function" = 'engineering' OR "function" = 'marketing' OR "function" = 'product' OR "function" = 'sales' OR "function" = 'support'),
    "by" INTEGER REFERENCES person(n) DEFERRABLE INITIALLY DEFERRED,
    "at" INTEGER NOT NULL,
    "first_at" INTEGER NOT NULL,
    "feasible" TEXT CHECK ("feasible" = 'yes' OR "feasible" = 'risky' OR "feasible" = 'no'),
    "effort" TEXT CHECK ("effort" IS NULL OR json_valid("effort")),
    "approach" TEXT NOT NULL DEFAULT '',
    "build" TEXT CHECK ("build" = 'build' OR "build" = 'buy' OR "build" = 'partner'),
    "risk" TEXT CHECK ("risk" = 'low' OR "risk" = 'medium' OR "risk" = 'high'),
    "value" TEXT CHECK ("value" = 'low' OR "value" = 'medium' OR "value" = 'high'),
    "positioning" TEXT CHECK ("positioning" = 'none' OR "positioning" = 'docs' OR "positioning" = 'materials' OR "positioning" = 'reposition'),
    "launch" TEXT CHECK ("launch" IN ('none', 'move')),
    "redo" TEXT NOT NULL DEFAULT '',
    "recommend" TEXT CHECK ("recommend" IN ('yes', 'no')),
    "note" TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE launch_event (
    n INTEGER PRIMARY KEY CHECK (n > 0),
    created_at INTEGER NOT NULL,
    created_by INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    acts TEXT NOT NULL CHECK (json_valid(acts)),
    "product" INTEGER REFERENCES product(n) DEFERRABLE INITIALLY DEFERRED,
    "title" TEXT NOT NULL DEFAULT '',
    "type" TEXT NOT NULL CHECK ("type" = 'launch' OR "type" = 'tradeshow' OR "type" = 'webinar' OR "type" = 'press' OR "type" = 'campaign' OR "type" = 'content' OR "type" = 'prep' OR "type" = 'training' OR "type" = 'other'),
    "on" TEXT NOT NULL CHECK ("on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    "to" TEXT NOT NULL CHECK ("to" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    "prep" INTEGER NOT NULL,
    "immovable" INTEGER NOT NULL CHECK ("immovable" IN (0, 1)),
    "release" INTEGER REFERENCES release(n) DEFERRABLE INITIALLY DEFERRED,
    "features" TEXT NOT NULL CHECK (json_valid("features")),
    "goal" TEXT CHECK ("goal" = 'awareness' OR "goal" = 'growth' OR "goal" = 'rebrand' OR "goal" = 'revenue' OR "goal" = 'retention'),
    "why" TEXT NOT NULL DEFAULT '',
    "audience" TEXT CHECK ("audience" = 'internal' OR "audience" = 'early' OR "audience" = 'segment' OR "audience" = 'everyone'),
    "segment" TEXT NOT NULL DEFAULT '',
    "owner" TEXT NOT NULL CHECK (json_valid("owner")),
    "tier" INTEGER,
    "parent" INTEGER REFERENCES launch_event(n) DEFERRABLE INITIALLY DEFERRED,
    "lead" INTEGER NOT NULL,
    "reach" INTEGER,
    "cost" INTEGER,
    "place" TEXT NOT NULL DEFAULT '',
    "status" TEXT NOT NULL CHECK ("status" = 'planned' OR "status" = 'confirmed' OR "status" = 'done' OR "status" = 'cancelled'),
    "offers" TEXT NOT NULL CHECK (json_valid("offers")),
    "help_wanted" INTEGER NOT NULL CHECK ("help_wanted" IN (0, 1)),
    "signed_off" TEXT NOT NULL CHECK (json_valid("signed_off")),
    "retro" TEXT NOT NULL CHECK (json_valid("retro")),
    "heard_asked" TEXT CHECK ("heard_asked" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    "retro_posted" TEXT CHECK ("retro_posted" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    "recorded_on" TEXT NOT NULL CHECK ("recorded_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')
) STRICT;
CREATE TABLE collateral (
    n INTEGER PRIMARY KEY CHECK (n > 0),
    created_at INTEGER NOT NULL,
    created_by INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    acts TEXT NOT NULL CHECK (json_valid(acts)),
    "product" INTEGER REFERENCES product(n) DEFERRABLE INITIALLY DEFERRED,
    "event" INTEGER REFERENCES launch_event(n) DEFERRABLE INITIALLY DEFERRED,
    "title" TEXT NOT NULL DEFAULT '',
    "due" TEXT CHECK ("due" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    "due_before" INTEGER,
    "owner" INTEGER REFERENCES person(n) DEFERRABLE INITIALLY DEFERRED,
    "claims" TEXT NOT NULL CHECK (json_valid("claims")),
    "side" TEXT CHECK ("side" IN ('inside', 'outside')),
    "status" TEXT NOT NULL CHECK ("status" = 'todo' OR "status" = 'doing' OR "status" = 'done' OR "status" = 'stale'),
    "from_tier" INTEGER
) STRICT;
CREATE TABLE promise (
    n INTEGER PRIMARY KEY CHECK (n > 0),
    created_at INTEGER NOT NULL,
    created_by INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    acts TEXT NOT NULL CHECK (json_valid(acts)),
    "product" INTEGER REFERENCES product(n) DEFERRABLE INITIALLY DEFERRED,
    "title" TEXT NOT NULL DEFAULT '',
    "to" INTEGER REFERENCES customer(n) DEFERRABLE INITIALLY DEFERRED,
    "feature" INTEGER REFERENCES feature(n) DEFERRABLE INITIALLY DEFERRED,
    "by" TEXT CHECK ("by" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    "owner" INTEGER REFERENCES person(n) DEFERRABLE INITIALLY DEFERRED,
    "status" TEXT NOT NULL CHECK ("status" = 'open' OR "status" = 'kept' OR "status" = 'broken'),
    "closed_at" INTEGER,
    "told_pending" INTEGER NOT NULL CHECK ("told_pending" IN (0, 1)),
    "told" TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE assumption (
    n INTEGER PRIMARY KEY CHECK (n > 0),
    created_at INTEGER NOT NULL,
    created_by INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    acts TEXT NOT NULL CHECK (json_valid(acts)),
    "product" INTEGER REFERENCES product(n) DEFERRABLE INITIALLY DEFERRED,
    "title" TEXT NOT NULL DEFAULT '',
    "about" TEXT,
    "check_by" TEXT CHECK ("check_by" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    "owner" INTEGER REFERENCES person(n) DEFERRABLE INITIALLY DEFERRED,
    "status" TEXT NOT NULL CHECK ("status" = 'open' OR "status" = 'held' OR "status" = 'failed'),
    "found" TEXT NOT NULL DEFAULT '',
    "closed_at" INTEGER,
    "changed_since" TEXT NOT NULL DEFAULT '[]' CHECK (json_valid("changed_since"))
) STRICT;
CREATE TABLE warning (
    n INTEGER PRIMARY KEY CHECK (n > 0),
    created_at INTEGER NOT NULL,
    created_by INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    acts TEXT NOT NULL CHECK (json_valid(acts)),
    "product" INTEGER REFERENCES product(n) DEFERRABLE INITIALLY DEFERRED,
    "rule" TEXT NOT NULL DEFAULT '',
    "subject" TEXT NOT NULL CHECK (json_valid("subject")),
    "severity" TEXT NOT NULL CHECK ("severity" = 'info' OR "severity" = 'warning' OR "severity" = 'critical'),
    "facts" TEXT NOT NULL DEFAULT '',
    "concerns" TEXT NOT NULL CHECK (json_valid("concerns")),
    "status" TEXT NOT NULL CHECK ("status" = 'open' OR "status" = 'acknowledged' OR "status" = 'snoozed' OR "status" = 'accepted' OR "status" = 'resolved'),
    "opened_at" INTEGER NOT NULL,
    "resolved_at" INTEGER,
    "until" TEXT CHECK ("until" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    "reason" TEXT NOT NULL DEFAULT '',
    "by" INTEGER REFERENCES person(n) DEFERRABLE INITIALLY DEFERRED,
    "highest" TEXT NOT NULL CHECK ("highest" = 'info' OR "highest" = 'warning' OR "highest" = 'critical'),
    "told_in" INTEGER NOT NULL,
    "channel_at" INTEGER,
    "reopened" INTEGER NOT NULL
) STRICT;
CREATE TABLE move (
    n INTEGER PRIMARY KEY CHECK (n > 0),
    created_at INTEGER NOT NULL,
    created_by INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    acts TEXT NOT NULL CHECK (json_valid(acts)),
    "product" INTEGER REFERENCES product(n) DEFERRABLE INITIALLY DEFERRED,
    "record" TEXT,
    "old_date" TEXT CHECK ("old_date" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    "new_date" TEXT CHECK ("new_date" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    "from" INTEGER REFERENCES release(n) DEFERRABLE INITIALLY DEFERRED,
    "to" INTEGER REFERENCES release(n) DEFERRABLE INITIALLY DEFERRED,
    "on" TEXT NOT NULL CHECK ("on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    "by" INTEGER REFERENCES person(n) DEFERRABLE INITIALLY DEFERRED,
    "why" TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE rule_setting (
    n INTEGER PRIMARY KEY CHECK (n > 0),
    created_at INTEGER NOT NULL,
    created_by INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    acts TEXT NOT NULL CHECK (json_valid(acts)),
    "product" INTEGER REFERENCES product(n) DEFERRABLE INITIALLY DEFERRED,
    "rule" TEXT NOT NULL DEFAULT '',
    "key" TEXT NOT NULL DEFAULT '',
    "value" INTEGER NOT NULL
) STRICT;
CREATE TABLE mute (
    n INTEGER PRIMARY KEY CHECK (n > 0),
    created_at INTEGER NOT NULL,
    created_by INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    acts TEXT NOT NULL CHECK (json_valid(acts)),
    "product" INTEGER REFERENCES product(n) DEFERRABLE INITIALLY DEFERRED,
    "rule" TEXT NOT NULL DEFAULT '',
    "subject" TEXT,
    "until" TEXT CHECK ("until" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    "why" TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE glossary (
    n INTEGER PRIMARY KEY CHECK (n > 0),
    created_at INTEGER NOT NULL,
    created_by INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    acts TEXT NOT NULL CHECK (json_valid(acts)),
    "product" INTEGER REFERENCES product(n) DEFERRABLE INITIALLY DEFERRED,
    "term" TEXT NOT NULL DEFAULT '',
    "meaning" TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE schedule (
    n INTEGER PRIMARY KEY CHECK (n > 0),
    created_at INTEGER NOT NULL,
    created_by INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    acts TEXT NOT NULL CHECK (json_valid(acts)),
    "product" INTEGER REFERENCES product(n) DEFERRABLE INITIALLY DEFERRED,
    "channel" TEXT NOT NULL DEFAULT '',
    "every" TEXT NOT NULL CHECK ("every" = 'daily' OR "every" = 'weekdays' OR "every" = 'weekly'),
    "on" TEXT NOT NULL CHECK ("on" = 'mon' OR "on" = 'tue' OR "on" = 'wed' OR "on" = 'thu' OR "on" = 'fri' OR "on" = 'sat' OR "on" = 'sun'),
    "time_of_day" INTEGER NOT NULL,
    "tz" TEXT NOT NULL DEFAULT '',
    "last_slot" TEXT CHECK ("last_slot" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    "last_run" INTEGER
) STRICT;
)sql";

}  // namespace plumb::storage
