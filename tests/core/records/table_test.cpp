#include "core/records/world.hpp"

#include <catch2/catch.hpp>

#include <limits>

namespace plumb {

namespace {

Evidence voice(int n, ChangeId change, CustomerId customer = {}) {
    Evidence made;
    made.meta.n = n;
    made.change = change;
    made.customer = customer;
    return made;
}

template <class T>
std::vector<int> naming(const Table<T>& table, Ref ref) {
    std::vector<int> out;
    for (const T* record : table.naming(ref)) out.push_back(record->meta.n);
    return out;
}

}  // namespace

TEST_CASE("table: records are found by number, and walked in its order") {
    Table<Evidence> table;
    for (const int n : {5000, 1, 33, 2049}) table.put(voice(n, ChangeId{1}));
    std::vector<int> walked;
    for (const Evidence& e : table) walked.push_back(e.meta.n);
    CHECK(walked == std::vector{1, 33, 2049, 5000});
    CHECK(table.size() == 4);
    table.erase(EvidenceId{33});
    table.erase(EvidenceId{34});
    CHECK(table.size() == 3);
    CHECK_FALSE(table.find(EvidenceId{33}));
    CHECK_FALSE(table.find(EvidenceId{}));
    CHECK_FALSE(table.find(EvidenceId{100000}));
    CHECK(table.find(EvidenceId{2049})->meta.n == 2049);
}

TEST_CASE("table: records are found by what they name, as they name it now") {
    Table<Evidence> table;
    table.put(voice(1, ChangeId{7}, CustomerId{2}));
    table.put(voice(3, ChangeId{7}));
    table.put(voice(2, ChangeId{8}, CustomerId{2}));
    CHECK(naming(table, ChangeId{7}) == std::vector{1, 3});
    CHECK(naming(table, CustomerId{2}) == std::vector{1, 2});
    CHECK(naming(table, ChangeId{2}).empty());
    CHECK(naming(table, Ref{}).empty());
    table.put(voice(1, ChangeId{8}, CustomerId{2}));
    CHECK(naming(table, ChangeId{7}) == std::vector{3});
    CHECK(naming(table, ChangeId{8}) == std::vector{1, 2});
    table.erase(EvidenceId{2});
    CHECK(naming(table, CustomerId{2}) == std::vector{1});
}

TEST_CASE("table: a copy that is changed leaves the original as it was, and shares the rest") {
    Table<Evidence> table;
    for (int n = 1; n <= 100; ++n) table.put(voice(n, ChangeId{n % 2 + 1}));
    Table<Evidence> copy = table;
    copy.put(voice(1, ChangeId{9}));
    copy.erase(EvidenceId{2});
    CHECK(table.find(EvidenceId{1})->change == ChangeId{2});
    CHECK(table.find(EvidenceId{2}));
    CHECK(naming(table, ChangeId{9}).empty());
    CHECK(naming(table, ChangeId{1}).size() == 50);
    CHECK(naming(copy, ChangeId{1}).size() == 49);
    CHECK(copy.find(EvidenceId{3}) == table.find(EvidenceId{3}));
}

TEST_CASE("table: what is looked up by a text is found by it, whatever its case") {
    World world;
    Person ana;
    ana.meta.n = 1;
    ana.handle = "ana";
    ana.accounts = {"slack:T1/U1", "matrix:@ana:example.org"};
    world.all<Person>().put(ana);
    Customer acme;
    acme.meta.n = 1;
    acme.name = "Acme GmbH";
    world.all<Customer>().put(acme);
    Product atlas;
    atlas.meta.n = 1;
    atlas.key = "Atlas";
    atlas.channels = {"console/#atlas"};
    world.all<Product>().put(atlas);
    CHECK(person_by_handle(world, "Ana"));
    CHECK(person_by_account(world, "matrix:@ana:example.org"));
    CHECK_FALSE(person_by_account(world, "slack:T1/U2"));
    CHECK(customer_by_name(world, " acme gmbh "));
    CHECK(product_by_key(world, "ATLAS"));
    CHECK(product_of_channel(world, "console/#atlas"));
    atlas.channels = {"console/#maps"};
    world.all<Product>().put(atlas);
    CHECK_FALSE(product_of_channel(world, "console/#atlas"));
    CHECK(product_of_channel(world, "console/#maps"));
}

TEST_CASE("table: a warning is found by the message that holds it, an event by the lessons it left") {
    World world;
    Warning told;
    told.meta.n = 4;
    told.told_in = 12;
    told.subject = {Ref{Kind::event, 1}};
    world.all<Warning>().put(told);
    CHECK(naming(world.all<Warning>(), message_ref(12)) == std::vector{4});
    CHECK(naming(world.all<Warning>(), EventId{1}) == std::vector{4});
    told.told_in = -12;
    world.all<Warning>().put(told);
    CHECK(naming(world.all<Warning>(), message_ref(-12)) == std::vector{4});
    told.told_in = std::numeric_limits<int>::min();
    world.all<Warning>().put(told);
    CHECK(naming(world.all<Warning>(), message_ref(told.told_in)) == std::vector{4});
    LaunchEvent fair;
    fair.meta.n = 1;
    fair.type = EventType::tradeshow;
    world.all<LaunchEvent>().put(fair);
    CHECK(naming(world.all<LaunchEvent>(), lessons_ref(EventType::tradeshow)).empty());
    fair.retro.push_back({});
    world.all<LaunchEvent>().put(fair);
    CHECK(naming(world.all<LaunchEvent>(), lessons_ref(EventType::tradeshow)) == std::vector{1});
    CHECK(naming(world.all<LaunchEvent>(), lessons_ref(EventType::webinar)).empty());
}

TEST_CASE("table: what has no number is named by nothing") {
    World world;
    Warning warning;
    warning.meta.n = 1;
    warning.subject = {Ref{Kind::event, -5}, Ref{Kind::event, std::numeric_limits<int>::min()}};
    world.all<Warning>().put(warning);
    CHECK(naming(world.all<Warning>(), EventId{-5}).empty());
    CHECK(naming(world.all<Warning>(), EventId{0}).empty());
    world.all<Warning>().erase(WarningId{1});
    CHECK(world.all<Warning>().empty());
}

}  // namespace plumb
