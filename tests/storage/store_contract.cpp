// Records, groups, counters, and what came in.
#include "tests/storage/store_contract.hpp"

#include "tests/support/random_world.hpp"

namespace plumb {

void commit(Store& store, Transaction transaction) {
    REQUIRE(store.begin());
    REQUIRE(store.put(transaction));
    REQUIRE(store.commit());
}

Transaction writing(std::vector<AnyRecord> records) {
    Transaction transaction;
    for (AnyRecord& record : records) {
        const Ref ref = ref_of(record);
        transaction.last[static_cast<std::size_t>(ref.kind)] = ref.n;
        transaction.writes.push_back({std::move(record), false});
    }
    return transaction;
}

namespace {

template <Record T>
std::vector<T> listed(const World& world) {
    std::vector<T> records;
    for (const T& record : world.all<T>()) records.push_back(record);
    return records;
}

template <Record T>
void same_kind(const World& a, const World& b) {
    CHECK(listed<T>(a) == listed<T>(b));
    CHECK(a.last(T::kind) == b.last(T::kind));
}

void same_world(const World& a, const World& b) {
    const auto every = [&]<std::size_t... K>(std::index_sequence<K...>) {
        (same_kind<RecordOf<static_cast<Kind>(K)>>(a, b), ...);
    };
    every(std::make_index_sequence<kKinds>{});
    CHECK(a.last_message() == b.last_message());
}

Transaction all_of(const World& world) {
    Transaction transaction;
    const auto every = [&]<std::size_t... K>(std::index_sequence<K...>) {
        const auto kind = [&](const auto& table) {
            for (const auto& record : table) transaction.writes.push_back({AnyRecord{record}, false});
        };
        (kind(world.all<RecordOf<static_cast<Kind>(K)>>()), ...);
        ((transaction.last[K] = world.last(static_cast<Kind>(K))), ...);
    };
    every(std::make_index_sequence<kKinds>{});
    transaction.last_message = world.last_message();
    return transaction;
}

Customer customer(int n, std::string name) {
    Customer made = numbered<Customer>(n);
    made.name = std::move(name);
    return made;
}

}  // namespace

TEST_CASE("store: a new one is empty") {
    const auto made = store_under_test();
    const auto store = made->open();
    same_world(store->load(), World{});
    CHECK(store->outbox().empty());
    CHECK(store->threads().empty());
    CHECK(store->journal_since(Instant::min()).empty());
    CHECK_FALSE(store->seen({"a"}));
    CHECK(store->note("a").empty());
    CHECK_FALSE(store->undo_entry(PersonId{1}, "console/#atlas"));
    CHECK_FALSE(store->post("card:CR-1", "console/#atlas"));
    CHECK_FALSE(store->record_of_thread("console/#atlas", "1"));
}

TEST_CASE("store: records of every kind come back as they were, after a restart, too") {
    for (unsigned seed = 1; seed <= 20; ++seed) {
        const auto made = store_under_test();
        const RandomWorld drawn(seed);
        {
            const auto store = made->open();
            commit(*store, all_of(drawn.world));
            same_world(store->load(), drawn.world);
        }
        same_world(made->open()->load(), drawn.world);
    }
}

TEST_CASE("store: a record is replaced, and erased") {
    const auto made = store_under_test();
    const auto store = made->open();
    commit(*store, writing({customer(1, "Acme"), customer(2, "Birch")}));
    commit(*store, writing({customer(2, "Birch & Sons")}));
    CHECK(store->load().find(CustomerId{2})->name == "Birch & Sons");
    Transaction erased = writing({customer(2, "Birch & Sons")});
    erased.writes.front().erase = true;
    commit(*store, std::move(erased));
    CHECK(store->load().find(CustomerId{2}) == nullptr);
    CHECK(store->load().find(CustomerId{1}) != nullptr);
    // The number is not given again.
    CHECK(store->load().last(Kind::customer) == 2);
}

TEST_CASE("store: what is not committed is not there") {
    const auto made = store_under_test();
    {
        const auto store = made->open();
        Transaction lost = writing({customer(1, "Acme")});
        lost.inbox_keys = {"event-1"};
        REQUIRE(store->begin());
        REQUIRE(store->put(lost));
        store->rollback();
        CHECK(store->load().all<Customer>().empty());
        CHECK_FALSE(store->seen({"event-1"}));
        // A commit needs a group.
        CHECK_FALSE(store->commit());
        REQUIRE(store->begin());
        REQUIRE(store->put(lost));
    }
    const auto store = made->open();
    CHECK(store->load().all<Customer>().empty());
    CHECK(store->load().last(Kind::customer) == 0);
    CHECK_FALSE(store->seen({"event-1"}));
}

TEST_CASE("store: a refused transaction leaves no trace and spoils no other of its group") {
    const auto made = store_under_test();
    const auto store = made->open();
    REQUIRE(store->begin());
    Transaction first = writing({customer(1, "Acme")});
    REQUIRE(store->put(first));
    // No record has the number 0.
    Transaction bad = writing({customer(2, "Birch"), customer(0, "Nobody")});
    bad.inbox_keys = {"bad"};
    bad.thread = {{CustomerId{1}, {}, Instant{}, "Said"}};
    CHECK_FALSE(store->put(bad));
    Transaction last = writing({customer(3, "Corvid")});
    last.inbox_keys = {"last"};
    REQUIRE(store->put(last));
    REQUIRE(store->commit());
    const World world = store->load();
    CHECK(world.find(CustomerId{1}) != nullptr);
    CHECK(world.find(CustomerId{2}) == nullptr);
    CHECK(world.find(CustomerId{3}) != nullptr);
    CHECK(world.last(Kind::customer) == 3);
    CHECK(store->threads().empty());
    CHECK(store->seen({"other", "last"}));
    CHECK_FALSE(store->seen({"bad"}));
}

TEST_CASE("store: what came in is known again, for a day") {
    const auto made = store_under_test();
    const Instant noon{Days{20'000}};
    {
        const auto store = made->open();
        Transaction came;
        came.at = noon;
        came.inbox_keys = {"event-1", "envelope-1"};
        commit(*store, std::move(came));
        CHECK(store->seen({"envelope-1"}));
        CHECK_FALSE(store->seen({"event-2"}));
        CHECK_FALSE(store->seen({}));
    }
    const auto store = made->open();
    CHECK(store->seen({"event-2", "event-1"}));
    // Keys must not pile up: operation.md asks for an hour.
    Transaction later;
    later.at = noon + std::chrono::hours{72};
    later.inbox_keys = {"event-3"};
    commit(*store, std::move(later));
    CHECK_FALSE(store->seen({"event-1"}));
    CHECK(store->seen({"event-3"}));
}

TEST_CASE("store: notes and dead letters") {
    const auto made = store_under_test();
    {
        const auto store = made->open();
        REQUIRE(store->begin());
        store->set_note("sync", "token-1");
        REQUIRE(store->commit());
        REQUIRE(store->begin());
        store->set_note("sync", "token-2");
        store->rollback();
        CHECK(store->note("sync") == "token-1");
        CHECK(store->bury({0, Instant{}, "{\"half\":", "no JSON"}) == 1);
    }
    const auto store = made->open();
    CHECK(store->note("sync") == "token-1");
    CHECK(store->bury({0, Instant{}, "x", "y"}) == 2);
}

}  // namespace plumb
