// The contract on SQLite, and how its file is opened, brought up to date, or refused.
#include "storage/schema.hpp"
#include "tests/storage/sqlite_under_test.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <fstream>
#include <iterator>

namespace plumb {

std::unique_ptr<StoreUnderTest> store_under_test() { return std::make_unique<storage::SqliteUnderTest>(); }

namespace storage {

namespace {

std::string bytes(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::string refusal(const OpenOptions& options) {
    const auto store = open_store(options);
    REQUIRE_FALSE(store);
    return store.error().wrong;
}

/// Before the first schema that there is, so that the migrations have something to bring up to date.
constexpr int kOlderSchema = -1;

void make_older(SQLite::Database& database) {
    database.exec("PRAGMA user_version = " + std::to_string(kOlderSchema));
}

/// Made by this program, with one customer on record.
void make(const std::string& path) {
    const auto store = open_store({path, false, true});
    REQUIRE(store);
    Customer acme = numbered<Customer>(1);
    acme.name = "Acme";
    commit(**store, writing({acme}));
}

}  // namespace

TEST_CASE("sqlite: the file is set up as it must be") {
    const TemporaryFolder folder;
    make(folder.file("plan.db"));
    SQLite::Database database(folder.file("plan.db"), SQLite::OPEN_READONLY);
    CHECK(database.execAndGet("PRAGMA user_version").getInt() == newest_schema());
    CHECK(database.execAndGet("PRAGMA journal_mode").getString() == "wal");
    // Every table of ours is strict.
    CHECK(database
              .execAndGet(
                  "SELECT group_concat(name) FROM pragma_table_list WHERE type = 'table' AND strict = 0 "
                  "AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'found%'")
              .isNull());
}

TEST_CASE("sqlite: a second owner is refused, a reader is not") {
    const TemporaryFolder folder;
    const std::string path = folder.file("plan.db");
    make(path);
    const auto owner = open_store({path, false, true});
    REQUIRE(owner);
    CHECK(refusal({path, false, true}).find("belongs to another running plumbline") != std::string::npos);
    const auto reader = open_store({path, true, true});
    REQUIRE(reader);
    Customer birch = numbered<Customer>(2);
    birch.name = "Birch";
    commit(**owner, writing({birch}));
    CHECK((*reader)->load().find(CustomerId{2}) != nullptr);
    // Who only reads cannot write.
    if ((*reader)->begin()) {
        Transaction transaction = writing({birch});
        CHECK_FALSE((*reader)->put(transaction));
    }
}

TEST_CASE("sqlite: a newer database is refused and stays as it was") {
    const TemporaryFolder folder;
    const std::string path = folder.file("plan.db");
    make(path);
    { SQLite::Database(path, SQLite::OPEN_READWRITE).exec("PRAGMA user_version = 9999"); }
    const std::string before = bytes(path);
    CHECK(refusal({path, false, true}).find("has schema 9999") != std::string::npos);
    CHECK(refusal({path, true, true}).find("has schema 9999") != std::string::npos);
    CHECK(bytes(path) == before);
}

TEST_CASE("sqlite: what another program wrote is neither read nor written") {
    const TemporaryFolder folder;
    const std::string path = folder.file("other.db");
    { SQLite::Database(path, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE).exec("CREATE TABLE x (y)"); }
    const std::string before = bytes(path);
    CHECK(refusal({path, false, true}).find("is no database of plumbline") != std::string::npos);
    CHECK(refusal({path, true, true}).find("is no database of plumbline") != std::string::npos);
    CHECK(bytes(path) == before);
}

TEST_CASE("sqlite: a backup is made before the first migration of what holds something") {
    const TemporaryFolder folder;
    const std::string path = folder.file("plan.db");
    {
        SQLite::Database old(path, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        make_older(old);
        old.exec("CREATE TABLE older (a TEXT)");
        old.exec("INSERT INTO older VALUES ('kept')");
    }
    REQUIRE(open_store({path, false, true}));
    SQLite::Database copy(path + ".before-schema-1.db", SQLite::OPEN_READONLY);
    CHECK(copy.execAndGet("SELECT a FROM older").getString() == "kept");
    CHECK(copy.execAndGet("PRAGMA user_version").getInt() == kOlderSchema);
    // An older one is no reader's business.
    const std::string other = folder.file("other.db");
    {
        SQLite::Database old(other, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        make_older(old);
        old.exec("CREATE TABLE older (a)");
    }
    CHECK(refusal({other, true, true}).find("has an older schema") != std::string::npos);
    make(folder.file("fresh.db"));
    CHECK_FALSE(std::filesystem::exists(folder.file("fresh.db.before-schema-1.db")));
}

TEST_CASE("sqlite: moves of the first schema are searched, and its releases have no reason") {
    const TemporaryFolder folder;
    const std::string path = folder.file("plan.db");
    {
        SQLite::Database old(path, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        for (const char* script : migrations().front().scripts) old.exec(script);
        old.exec("PRAGMA user_version = 1");
        old.exec(
            "INSERT INTO release (n, created_at, created_by, updated_at, acts, name, date, owners, status, "
            "ready) "
            "VALUES (1, 0, 0, 0, '{}', '1.0', '2027-06-30', '[]', 'planned', '{}')");
        old.exec(
            "INSERT INTO move (n, created_at, created_by, updated_at, acts, record, \"on\", why) "
            "VALUES (1, 0, 0, 0, '{}', 'release:1', '2027-03-01', 'The audit takes longer')");
    }
    const auto store = open_store({path, false, true});
    REQUIRE(store);
    REQUIRE(std::filesystem::exists(path + ".before-schema-2.db"));
    const auto hits = (*store)->search("audit", 5);
    REQUIRE(hits.size() == 1);
    CHECK(hits.front().record == Ref{ReleaseId{1}});
    const auto world = (*store)->load();
    REQUIRE(world.find(ReleaseId{1}));
    CHECK(world.find(ReleaseId{1})->reason.empty());
}

TEST_CASE("sqlite: whoever was on record before bots and guests were told apart takes part") {
    const TemporaryFolder folder;
    const std::string path = folder.file("plan.db");
    constexpr int kBefore = 3;
    {
        SQLite::Database old(path, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        for (const Migration& migration : migrations().first(kBefore))
            for (const char* script : migration.scripts) old.exec(script);
        old.exec("PRAGMA user_version = 3");
        old.exec(
            "INSERT INTO person (n, created_at, created_by, updated_at, acts, handle, digest, roles, "
            "accounts) "
            "VALUES (1, 0, 0, 0, '{}', 'ana', 'off', '[\"approver\"]', '[]')");
    }
    const auto store = open_store({path, false, true});
    REQUIRE(store);
    const auto world = (*store)->load();
    REQUIRE(world.find(PersonId{1}));
    CHECK_FALSE(world.find(PersonId{1})->outside);
    CHECK(has_role(world, PersonId{1}, Role::approver));
    SQLite::Database database(path, SQLite::OPEN_READWRITE);
    CHECK_THROWS(database.exec("UPDATE person SET outside = 2"));
}

TEST_CASE("sqlite: a migration that fails leaves the database as it was") {
    const TemporaryFolder folder;
    const std::string path = folder.file("plan.db");
    {
        SQLite::Database old(path, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        make_older(old);
        // Stands where a table of ours is to be.
        old.exec("CREATE TABLE thread_message (a TEXT)");
    }
    CHECK(refusal({path, false, true}).find("could not be brought to this program’s schema") !=
          std::string::npos);
    SQLite::Database still(path, SQLite::OPEN_READONLY);
    CHECK(still.execAndGet("PRAGMA user_version").getInt() == kOlderSchema);
    CHECK(still.execAndGet("SELECT count(*) FROM sqlite_schema").getInt() == 1);
}

TEST_CASE("sqlite: what is no database is named") {
    const TemporaryFolder folder;
    const std::string text = folder.file("text.db");
    std::ofstream(text) << std::string(5000, 'x');
    CHECK(refusal({text, false, true}).find("text.db cannot be used") != std::string::npos);
    CHECK(bytes(text) == std::string(5000, 'x'));
    CHECK(refusal({folder.file("no/such/plan.db"), false, true}).find("cannot be opened") !=
          std::string::npos);
    CHECK(refusal({folder.file("missing.db"), true, true}).find("There is no database at") !=
          std::string::npos);
    CHECK_FALSE(std::filesystem::exists(folder.file("missing.db")));
}

TEST_CASE("sqlite: what people wrote is kept as long as the retention says") {
    const TemporaryFolder folder;
    const std::string path = folder.file("plan.db");
    const Instant noon{Days{20'000}};
    const auto said = [](Instant at, std::string text) {
        return ThreadMessage{ChangeId{1}, PersonId{1}, at, std::move(text)};
    };
    const auto store = open_store({path, false, true, 30});
    REQUIRE(store);
    Transaction first;
    first.at = noon;
    first.thread = {said(noon, "Old words"), said(noon + Days{1}, "Newer words")};
    commit(**store, std::move(first));
    (*store)->bury({0, noon, "{}", "broken"});
    Transaction later;
    later.at = noon + Days{30};
    commit(**store, std::move(later));
    CHECK((*store)->threads().size() == 2);
    Transaction last;
    last.at = noon + Days{31};
    commit(**store, std::move(last));
    CHECK((*store)->threads() == std::vector<ThreadMessage>{said(noon + Days{1}, "Newer words")});
    CHECK((*store)->search("old", 10).empty());
    CHECK((*store)->search("newer", 10).size() == 1);
    SQLite::Database reader(path, SQLite::OPEN_READONLY);
    CHECK(reader.execAndGet("SELECT count(*) FROM dead_letter").getInt() == 0);
}

TEST_CASE("sqlite: words that the retention removes are gone from the journal too, whose rows stay") {
    const TemporaryFolder folder;
    const std::string path = folder.file("plan.db");
    const Instant noon{Days{20'000}};
    const auto watched = [](Instant at, int by, std::string command) {
        return JournalRow{at, PersonId{by}, "atlas", ChangeId{1}, "watchers", "", "ana", std::move(command)};
    };
    const std::vector<JournalRow> kept{watched(noon, 1, "change approve CR-1"), watched(noon, 2, "Old words"),
                                       watched(noon + Days{1}, 1, "Newer words"),
                                       watched(noon + Days{2}, 1, "Old words")};
    const auto store = open_store({path, false, true, 30});
    REQUIRE(store);
    Transaction first;
    first.at = noon;
    first.thread = {ThreadMessage{ChangeId{1}, PersonId{1}, noon, "Old words"},
                    ThreadMessage{ChangeId{1}, PersonId{1}, noon + Days{1}, "Newer words"}};
    first.journal = kept;
    first.journal.insert(first.journal.begin(), watched(noon, 1, "Old \awords"));
    commit(**store, std::move(first));
    Transaction last;
    last.at = noon + Days{31};
    commit(**store, std::move(last));
    std::vector<JournalRow> journal = (*store)->journal_since(Instant::min());
    REQUIRE(journal.size() == kept.size() + 1);
    CHECK(journal.front().command.empty());
    CHECK(journal.front().after == "ana");
    journal.erase(journal.begin());
    for (std::size_t i = 0; i < kept.size(); ++i) CHECK(journal[i].command == kept[i].command);
}

TEST_CASE("sqlite: a message that is lost is kept as a dead letter, one that nobody misses is not") {
    const TemporaryFolder folder;
    const std::string path = folder.file("plan.db");
    {
        const auto store = open_store({path, false, true});
        REQUIRE(store);
        Transaction made;
        for (const char* said : {"lost words", "folded words"}) {
            OutboxRow row;
            row.made_at = Instant{Days{20'000}};
            row.message.channel = "slack:T1/C9";
            row.message.card = plain_card(said);
            made.outbox.push_back(std::move(row));
        }
        REQUIRE((*store)->begin());
        REQUIRE((*store)->put(made));
        REQUIRE((*store)->commit());
        (*store)->dropped(made.outbox[0].id, "no account serves its channel");
        (*store)->dropped(made.outbox[1].id, {});
        (*store)->settle();
        CHECK((*store)->outbox().empty());
    }
    SQLite::Database reader(path, SQLite::OPEN_READONLY);
    CHECK(reader.execAndGet("SELECT count(*) FROM dead_letter").getInt() == 1);
    const std::string error = reader.execAndGet("SELECT error FROM dead_letter").getString();
    CHECK(error == "message 1 to slack:T1/C9: no account serves its channel");
    const std::string payload = reader.execAndGet("SELECT payload FROM dead_letter").getString();
    CHECK(payload.find("lost words") != std::string::npos);
}

TEST_CASE("sqlite: the journal is append-only") {
    const TemporaryFolder folder;
    const std::string path = folder.file("plan.db");
    {
        const auto store = open_store({path, false, true});
        JournalRow row;
        row.record = CustomerId{1};
        row.field = "name";
        Transaction transaction;
        transaction.journal = {row};
        commit(**store, std::move(transaction));
    }
    SQLite::Database database(path, SQLite::OPEN_READWRITE);
    for (const char* change :
         {"DELETE FROM journal", "UPDATE journal SET at = 1", "UPDATE journal SET record = 'F-1'",
          "UPDATE journal SET field = 'x'", "UPDATE journal SET id = 7"})
        CHECK_THROWS_AS(database.exec(change), SQLite::Exception);
}

}  // namespace storage

}  // namespace plumb
