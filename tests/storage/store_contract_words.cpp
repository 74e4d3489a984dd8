// The journal, threads, search, and what can be taken back.
#include "tests/storage/store_contract.hpp"

namespace plumb {

namespace {

const Instant kMorning{Days{20'000}};

JournalRow row(Instant at, Ref record, std::string after) {
    JournalRow made;
    made.at = at;
    made.by = PersonId{1};
    made.place = "console/#atlas";
    made.record = record;
    made.field = "title";
    made.after = std::move(after);
    made.command = "change new “x”";
    return made;
}

Feature feature(int n, std::string title) {
    Feature made = numbered<Feature>(n);
    made.title = std::move(title);
    return made;
}

std::vector<Ref> found(Store& store, std::string_view text, int limit = 10) {
    std::vector<Ref> records;
    for (const SearchHit& hit : store.search(text, limit)) records.push_back(hit.record);
    return records;
}

}  // namespace

TEST_CASE("store: the journal by record and by time, in the order of what happened") {
    const auto made = store_under_test();
    const JournalRow first = row(kMorning, ChangeId{1}, "One");
    const JournalRow second = row(kMorning + Seconds{1}, ChangeId{2}, "Two");
    JournalRow third = row(kMorning + Seconds{1}, ChangeId{1}, "Three");
    third.by = {};
    third.before = "One";
    {
        const auto store = made->open();
        Transaction transaction = writing({numbered<Person>(1)});
        transaction.journal = {first, second};
        commit(*store, std::move(transaction));
        Transaction more;
        more.journal = {third};
        commit(*store, std::move(more));
    }
    const auto store = made->open();
    CHECK(store->history({Ref{ChangeId{1}}}) == std::vector<JournalRow>{first, third});
    CHECK(store->history({Ref{ChangeId{3}}}).empty());
    CHECK(store->journal_since(Instant::min()) == std::vector<JournalRow>{first, second, third});
    CHECK(store->journal_since(kMorning + Seconds{1}) == std::vector<JournalRow>{second, third});
    CHECK(store->journal_since(kMorning + Seconds{2}).empty());
}

TEST_CASE("store: threads keep what was said, in order") {
    const auto made = store_under_test();
    const ThreadMessage one{ChangeId{1}, PersonId{1}, kMorning, "First\nline"};
    const ThreadMessage two{ChangeId{1}, PersonId{2}, kMorning, "Second"};
    const ThreadMessage other{EventId{1}, PersonId{1}, kMorning, "Elsewhere"};
    {
        const auto store = made->open();
        Transaction transaction;
        transaction.thread = {one, other, two};
        commit(*store, std::move(transaction));
    }
    const auto store = made->open();
    CHECK(store->thread(ChangeId{1}) == std::vector<ThreadMessage>{one, two});
    CHECK(store->thread(ChangeId{2}).empty());
    CHECK(store->threads() == std::vector<ThreadMessage>{one, two, other});
}

TEST_CASE("store: search finds every word, the last one by its beginning, and what was said") {
    const auto made = store_under_test();
    const auto store = made->open();
    Transaction transaction =
        writing({feature(1, "Offline mode"), feature(2, "Mode of payment, à la carte")});
    transaction.thread = {{ChangeId{4}, PersonId{1}, kMorning, "They lose the form offline"}};
    commit(*store, std::move(transaction));
    CHECK(found(*store, "offline mode") == std::vector<Ref>{FeatureId{1}});
    CHECK(found(*store, "offl").size() == 2);
    CHECK(found(*store, "MODE pay") == std::vector<Ref>{FeatureId{2}});
    CHECK(found(*store, "a la carte") == std::vector<Ref>{FeatureId{2}});
    CHECK(found(*store, "form") == std::vector<Ref>{ChangeId{4}});
    CHECK(store->search("form", 1).front().field == "thread");
    CHECK(found(*store, "mode", 1).size() == 1);
    // Nothing that is typed is an operator.
    for (const char* typed :
         {"", "\"", "NOT mode", "text:mode", "mode*", "(mode", "mode NEAR(a", "-", "'; --"})
        CHECK_NOTHROW(store->search(typed, 10));
    CHECK(found(*store, "\"mode").size() == 2);

    commit(*store, writing({feature(1, "Tunnel mode")}));
    CHECK(found(*store, "offline mode").empty());
    CHECK(found(*store, "tunnel") == std::vector<Ref>{FeatureId{1}});
    Transaction erased = writing({feature(1, "Tunnel mode")});
    erased.writes.front().erase = true;
    commit(*store, std::move(erased));
    CHECK(found(*store, "tunnel").empty());
}

TEST_CASE("store: one undo entry for each speaker and channel") {
    const auto made = store_under_test();
    const auto entry = [](std::string command, int n) {
        UndoEntry undo{kMorning, std::move(command), {}};
        undo.images.push_back({AnyRecord{feature(n, "Before")}, AnyRecord{feature(n, "After")}});
        undo.images.push_back({std::nullopt, AnyRecord{feature(n + 1, "New")}});
        undo.images.push_back({AnyRecord{feature(n + 2, "Gone")}, std::nullopt});
        return undo;
    };
    const auto keep = [&](Store& store, int actor, std::string channel, UndoEntry undo) {
        Transaction transaction;
        transaction.actor = PersonId{actor};
        transaction.channel = std::move(channel);
        transaction.undo = std::move(undo);
        commit(store, std::move(transaction));
    };
    {
        const auto store = made->open();
        keep(*store, 1, "console/#atlas", entry("feature new One", 1));
        keep(*store, 1, "console/#launch", entry("feature new Two", 4));
        keep(*store, 2, "console/#atlas", entry("feature new Three", 7));
        keep(*store, 1, "console/#atlas", entry("feature new Four", 10));
    }
    const auto store = made->open();
    const auto four = store->undo_entry(PersonId{1}, "console/#atlas");
    REQUIRE(four);
    CHECK(four->command == "feature new Four");
    CHECK(four->at == kMorning);
    REQUIRE(four->images.size() == 3);
    CHECK(std::get<Feature>(*four->images[0].before).title == "Before");
    CHECK(std::get<Feature>(*four->images[0].after).title == "After");
    CHECK_FALSE(four->images[1].before);
    CHECK_FALSE(four->images[2].after);
    CHECK(store->undo_entry(PersonId{1}, "console/#launch")->command == "feature new Two");
    Transaction spent;
    spent.actor = PersonId{1};
    spent.channel = "console/#atlas";
    spent.undone = true;
    commit(*store, std::move(spent));
    CHECK(store->undo_entry(PersonId{1}, "console/#atlas")->command == "feature new Four");
    CHECK(store->undo_entry(PersonId{1}, "console/#atlas")->images.empty());
    CHECK(store->undo_entry(PersonId{2}, "console/#atlas")->images.size() == 3);
}

TEST_CASE("store: search finds what its own group wrote, and nothing of what was refused or rolled back") {
    const auto made = store_under_test();
    const auto store = made->open();
    REQUIRE(store->begin());
    Transaction first = writing({feature(1, "Offline mode")});
    REQUIRE(store->put(first));
    // No record has the number 0.
    Transaction bad = writing({feature(2, "Offline maps"), feature(0, "Nobody")});
    CHECK_FALSE(store->put(bad));
    CHECK(found(*store, "offline") == std::vector<Ref>{FeatureId{1}});
    Transaction renamed = writing({feature(1, "Field mode")});
    REQUIRE(store->put(renamed));
    REQUIRE(store->commit());
    CHECK(found(*store, "offline").empty());
    CHECK(found(*store, "field") == std::vector<Ref>{FeatureId{1}});
    REQUIRE(store->begin());
    Transaction lost = writing({feature(3, "Field guide")});
    REQUIRE(store->put(lost));
    store->rollback();
    CHECK(found(*store, "field") == std::vector<Ref>{FeatureId{1}});
}

}  // namespace plumb
