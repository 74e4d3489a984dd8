#include "core/align/live_part.hpp"

#include "tests/support/world_builder.hpp"

namespace plumb {

namespace {

/// Two products; every write is followed as a decision follows it.
struct Two : WorldBuilder {
    Two() {
        Product made;
        made.key = "maps";
        maps = add(std::move(made));
        wish = request("Wish", ChangeKind::modify);
        live = Live(world, noon(0));
        answer();
    }

    ProductId maps;
    ChangeId wish;
    Live live;

    void answer() { live.asked(noon(0), Instant{day(1)}); }
    template <class T>
    void write(T record, bool erase = false) {
        live.write(world, {AnyRecord{std::move(record)}, erase}, noon(0));
    }
    template <class T>
    T fresh(ProductId of) {
        T made;
        made.meta.n = world.last(T::kind) + 1;
        made.product = of;
        return made;
    }
    std::vector<ProductId> unasked(Instant at = noon(0)) const { return live.unasked(at); }
    std::vector<ProductId> both() const { return {product, maps}; }
};

}  // namespace

TEST_CASE("unasked: a write concerns its own product, a new day all of them") {
    Two b;
    CHECK(b.unasked().empty());
    b.write(b.fresh<ChangeRequest>(b.maps));
    CHECK(b.unasked() == std::vector{b.maps});
    b.answer();
    CHECK(b.unasked().empty());
    CHECK(b.unasked(Instant{day(1)}) == b.both());
    CHECK(b.unasked(noon(-1)) == b.both());
    CHECK(Live(b.world, noon(0)).unasked(noon(0)) == b.both());
}

TEST_CASE("unasked: products whose records name one another are asked together") {
    Two b;
    const auto other = b.fresh<Feature>(b.maps);
    b.write(other);
    b.answer();
    LaunchEvent talk = b.fresh<LaunchEvent>(b.product);
    talk.features = {id_of(other)};
    b.write(talk);
    CHECK(b.unasked() == b.both());
    b.answer();
    Feature dropped = other;
    dropped.status = FeatureStatus::dropped;
    b.write(dropped);
    CHECK(b.unasked() == b.both());
    // As after a start, when the tie is read off the records.
    b.live = Live(b.world, noon(0));
    b.answer();
    b.write(other);
    CHECK(b.unasked() == b.both());
}

TEST_CASE("unasked: the work of a person is looked at across products") {
    Two b;
    const PersonId ana = b.person("ana");
    LaunchEvent here = b.fresh<LaunchEvent>(b.product);
    here.owners = {ana};
    b.write(here);
    b.answer();
    LaunchEvent there = b.fresh<LaunchEvent>(b.maps);
    there.owners = {ana};
    b.write(there);
    CHECK(b.unasked() == b.both());
    b.answer();
    b.write(there, true);
    CHECK(b.unasked() == b.both());
}

TEST_CASE("unasked: what rules read of people concerns all products; what they do not, none") {
    Two b;
    const PersonId ana = b.person("ana");
    b.live = Live(b.world, noon(0));
    b.answer();
    Person said = b.at(ana);
    said.digest_slot = day(0);
    b.write(said);
    CHECK(b.unasked().empty());
    said.function = Function::engineering;
    b.write(said);
    CHECK(b.unasked() == b.both());
    b.answer();
    Customer acme;
    acme.meta.n = 1;
    b.write(acme);
    CHECK(b.unasked().empty());
    acme.value = 5;
    b.write(acme);
    CHECK(b.unasked() == b.both());
}

TEST_CASE("unasked: that a warning was told changes nothing; that it was answered does") {
    Two b;
    Warning warning = b.fresh<Warning>(b.product);
    warning.subject = {b.wish};
    b.write(warning);
    b.answer();
    warning.told_in = 3;
    b.write(warning);
    CHECK(b.unasked().empty());
    warning.status = WarningStatus::accepted;
    b.write(warning);
    CHECK(b.unasked() == std::vector{b.product});
}

}  // namespace plumb
