// The write-ahead log written at once: whoever reads the files finds every commit, and nothing else.
#include "storage/gathered_log.hpp"
#include "tests/storage/sqlite_under_test.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <csignal>
#include <sys/resource.h>

namespace plumb::storage {

namespace {

constexpr int kRowBytes = 500;
/// Far more than is gathered at once.
constexpr int kManyRows = 2000;

SQLite::Database opened(const std::string& path) {
    SQLite::Database database(path, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE, 0, gathered_log());
    database.exec("PRAGMA journal_mode = WAL");
    database.exec("PRAGMA synchronous = FULL");
    return database;
}

void add(SQLite::Database& database, int rows) {
    SQLite::Statement row(database, "INSERT INTO kept (text) VALUES (?)");
    for (int i = 0; i < rows; ++i) {
        row.bind(1, std::string(kRowBytes, static_cast<char>('a' + i % 26)));
        row.exec();
        row.reset();
    }
}

int rows(SQLite::Database& database) { return database.execAndGet("SELECT count(*) FROM kept").getInt(); }

/// As somebody finds it who reads the files alone, as they are now: after a kill, say.
int rows_in_a_copy(const TemporaryFolder& folder) {
    for (const std::string end : {"", "-wal"})
        std::filesystem::copy_file(folder.file("plan.db") + end, folder.file("copy.db") + end,
                                   std::filesystem::copy_options::overwrite_existing);
    SQLite::Database copy(folder.file("copy.db"), SQLite::OPEN_READWRITE);
    CHECK(copy.execAndGet("PRAGMA integrity_check").getString() == "ok");
    return rows(copy);
}

/// No file may grow beyond that, as where a disk is full.
class FullDisk {
  public:
    explicit FullDisk(std::uintmax_t bytes) : told_(std::signal(SIGXFSZ, SIG_IGN)) {
        getrlimit(RLIMIT_FSIZE, &before_);
        rlimit now = before_;
        now.rlim_cur = bytes;
        REQUIRE(setrlimit(RLIMIT_FSIZE, &now) == 0);
    }
    ~FullDisk() {
        setrlimit(RLIMIT_FSIZE, &before_);
        std::signal(SIGXFSZ, told_);
    }
    FullDisk(const FullDisk&) = delete;
    FullDisk& operator=(const FullDisk&) = delete;

  private:
    rlimit before_{};
    void (*told_)(int);
};

}  // namespace

TEST_CASE("gathered log: the files hold what is committed, and not what is not") {
    const TemporaryFolder folder;
    SQLite::Database database = opened(folder.file("plan.db"));
    database.exec("CREATE TABLE kept (text TEXT)");
    for (int commits = 1; commits <= 5; ++commits) {
        SQLite::Transaction transaction(database);
        add(database, 10);
        CHECK(rows_in_a_copy(folder) == (commits - 1) * 10);
        transaction.commit();
        CHECK(rows_in_a_copy(folder) == commits * 10);
    }
}

TEST_CASE("gathered log: pages that leave the cache before the commit are found again") {
    const TemporaryFolder folder;
    SQLite::Database database = opened(folder.file("plan.db"));
    database.exec("PRAGMA cache_size = 5");
    database.exec("CREATE TABLE kept (text TEXT)");
    {
        SQLite::Transaction taken_back(database);
        add(database, kManyRows);
        CHECK(rows(database) == kManyRows);
        CHECK(database.execAndGet("SELECT count(*) FROM kept WHERE length(text) = 500").getInt() ==
              kManyRows);
    }
    CHECK(rows(database) == 0);
    SQLite::Transaction kept(database);
    add(database, kManyRows);
    CHECK(rows_in_a_copy(folder) == 0);
    kept.commit();
    CHECK(rows_in_a_copy(folder) == kManyRows);
}

TEST_CASE("gathered log: a reader sees each commit, and the log begins anew under it") {
    const TemporaryFolder folder;
    SQLite::Database database = opened(folder.file("plan.db"));
    database.exec("PRAGMA wal_autocheckpoint = 8");
    database.exec("CREATE TABLE kept (text TEXT)");
    SQLite::Database reader(folder.file("plan.db"), SQLite::OPEN_READONLY);
    for (int commits = 1; commits <= 100; ++commits) {
        add(database, 1);
        CHECK(rows(reader) == commits);
    }
    CHECK(database.execAndGet("PRAGMA wal_checkpoint(TRUNCATE)").getInt() == 0);
    CHECK(std::filesystem::file_size(folder.file("plan.db-wal")) == 0);
    add(database, 1);
    CHECK(rows(reader) == 101);
    CHECK(reader.execAndGet("PRAGMA integrity_check").getString() == "ok");
}

TEST_CASE("gathered log: a commit for which there is no room fails, and the next that has room does not") {
    const TemporaryFolder folder;
    SQLite::Database database = opened(folder.file("plan.db"));
    database.exec("PRAGMA wal_autocheckpoint = 0");
    database.exec("CREATE TABLE kept (text TEXT)");
    add(database, 1);
    {
        const FullDisk full(std::filesystem::file_size(folder.file("plan.db-wal")) + 1000);
        CHECK_THROWS_AS(add(database, 1), SQLite::Exception);
        SQLite::Transaction transaction(database);
        CHECK_THROWS_AS(
            [&] {
                add(database, kManyRows);
                transaction.commit();
            }(),
            SQLite::Exception);
    }
    CHECK(rows(database) == 1);
    CHECK(rows_in_a_copy(folder) == 1);
    add(database, 1);
    CHECK(rows_in_a_copy(folder) == 2);
}

TEST_CASE("gathered log: the store writes through it, and without a flush at each commit through none") {
    const TemporaryFolder folder;
    for (const bool full : {true, false}) {
        const std::string path = folder.file(full ? "full.db" : "normal.db");
        const auto store = open_store({path, false, full});
        REQUIRE(store);
        Customer acme = numbered<Customer>(1);
        acme.name = "Acme";
        commit(**store, writing({acme}));
        SQLite::Database reader(path, SQLite::OPEN_READONLY);
        CHECK(reader.execAndGet("SELECT count(*) FROM customer").getInt() == 1);
    }
}

}  // namespace plumb::storage
