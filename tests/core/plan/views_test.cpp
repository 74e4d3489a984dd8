#include "core/plan/plan_commands.hpp"
#include "core/plan/standing.hpp"
#include "core/plan/trace.hpp"
#include "tests/core/command/bench.hpp"

using namespace plumb;
using Catch::Matchers::Contains;

namespace {

/// What is missing, as words; a command that can be pasted stands in backticks.
std::vector<std::string> missing_in(const Standing& standing) {
    std::vector<std::string> all;
    for (const Text& text : standing.missing) {
        std::string& words = all.emplace_back();
        for (const Run& run : text.runs())
            words += run.kind == Run::Kind::code ? "`" + run.text + "`" : run.text;
    }
    return all;
}

/// One chain: Acme said it, CR-1 asked for it, F-1 is it, 1.0 holds it, LE-1 makes it known with C-1, P-1
/// promised it; F-2 and LE-2 stand apart.
struct Chain : Bench {
    Chain() : Bench(plan_commands()) {
        Customer acme;
        acme.name = "Acme";
        put(world, acme);
        must(Said("release new").word("1.0").key("date", on("2027-06-30")));
        must(Said("feature new").text("Offline mode").key("release", Value{Ref{ReleaseId{1}}}));
        must(Said("feature new").text("Dark mode"));
        ChangeRequest request;
        request.product = product;
        request.title = "Sync on request";
        request.feature = FeatureId{1};
        put(world, request);
        Evidence voice;
        voice.product = product;
        voice.change = ChangeId{1};
        voice.customer = CustomerId{1};
        voice.source = Source::call;
        voice.quote = "We retype everything";
        voice.direct = true;
        put(world, voice);
        make_events();
        make_promise();
    }
    void make_events() {
        LaunchEvent event;
        event.product = product;
        event.title = "Spring launch";
        event.on = event.to = on("2027-06-21");
        event.release = ReleaseId{1};
        put(world, event);
        event.title = "Fair";
        event.release = {};
        put(world, event);
        Collateral item;
        item.product = product;
        item.event = EventId{1};
        item.title = "Data sheet";
        item.due = on("2027-06-01");
        item.side = Side::outside;
        put(world, item);
    }
    void make_promise() {
        Promise promise;
        promise.product = product;
        promise.title = "Offline by summer";
        promise.to = CustomerId{1};
        promise.feature = FeatureId{1};
        promise.by = on("2027-07-01");
        put(world, promise);
        Assumption assumption;
        assumption.product = product;
        assumption.title = "Crews accept it";
        assumption.about = Ref{FeatureId{1}};
        put(world, assumption);
    }
    const Day today = on("2027-03-03");
};

const std::vector<Ref> kWhole{ReleaseId{1}, FeatureId{1},    ChangeId{1},  EvidenceId{1},
                              EventId{1},   CollateralId{1}, PromiseId{1}, AssumptionId{1}};

}  // namespace

TEST_CASE("the chain is the same from either end") {
    Chain bench;
    CHECK(trace_of(bench.world, FeatureId{1}) == kWhole);
    CHECK(trace_of(bench.world, EvidenceId{1}) == kWhole);
    CHECK(trace_of(bench.world, ReleaseId{1}) == kWhole);
    // From collateral upwards; promises hang beside it.
    std::vector<Ref> up = kWhole;
    up.erase(up.begin() + 6);
    CHECK(trace_of(bench.world, CollateralId{1}) == up);
    CHECK(trace_of(bench.world, FeatureId{2}) == std::vector<Ref>{FeatureId{2}});
    CHECK(trace_of(bench.world, EventId{2}) == std::vector<Ref>{EventId{2}});
}

TEST_CASE("a dropped feature and a cancelled release are no way through") {
    Chain bench;
    Release release = bench.get(ReleaseId{1});
    release.status = ReleaseStatus::cancelled;
    bench.world.all<Release>().put(release);
    CHECK(follows_from(bench.world, FeatureId{1}) == std::vector<Ref>{PromiseId{1}});
    release.status = ReleaseStatus::planned;
    bench.world.all<Release>().put(release);
    Feature feature = bench.get(FeatureId{1});
    feature.status = FeatureStatus::dropped;
    bench.world.all<Feature>().put(feature);
    CHECK(leads_to(bench.world, ReleaseId{1}).empty());
}

TEST_CASE("what a customer said and was promised follows from the customer") {
    Chain bench;
    CHECK(follows_from(bench.world, CustomerId{1}) == std::vector<Ref>{EvidenceId{1}, PromiseId{1}});
}

TEST_CASE("what was heard at an event follows from it") {
    Chain bench;
    Evidence heard;
    heard.product = bench.product;
    heard.event = EventId{2};
    put(bench.world, heard);
    CHECK(follows_from(bench.world, EventId{2}) == std::vector<Ref>{EvidenceId{2}});
}

TEST_CASE("trace is drawn layer by layer, with what is missing on the way") {
    Chain bench;
    bench.must(Said("trace").about(FeatureId{1}));
    CHECK(bench.answered ==
          "What leads to F-1 “Offline mode”, and what follows from it\n"
          "Evidence\nEV-1 Acme (call, direct): “We retype everything”\n"
          "Requests\nCR-1 “Sync on request” · open\n"
          "Features\nF-1 “Offline mode” · planned\n"
          "Releases\n1.0 · Wed 30 Jun · planned\n"
          "Events\nLE-1 “Spring launch” · Mon 21 Jun · planned\n"
          "Collateral\nC-1 “Data sheet” · Tue 1 Jun · todo\n"
          "Promises\nP-1 “Offline by summer” · Thu 1 Jul · open · to Acme\n"
          "Assumptions\nA-1 “Crews accept it” · open\n");
    bench.must(Said("trace").about(FeatureId{2}));
    CHECK_THAT(bench.answered,
               Contains("There is no evidence, request, release, event, collateral or promise on this way."));
}

TEST_CASE("an event's standing lists what it lacks") {
    Chain bench;
    const Standing standing = standing_of(bench.world, bench.get(EventId{1}), bench.today);
    CHECK(standing.line ==
          "LE-1 “Spring launch” · Mon 21 Jun (in 110 days) · planned · 0 of 1 collateral done");
    CHECK(missing_in(standing) ==
          std::vector<std::string>{
              "LE-1: no owner", "LE-1: no goal", "LE-1: no why", "LE-1: starts 9 days before 1.0",
              "LE-1: C-1 “Data sheet” is todo, due Tue 1 Jun (in 90 days)",
              "LE-1: the outside half is not signed off: `launch signoff LE-1 outside`"});
    LaunchEvent ready = bench.get(EventId{2});
    ready.owners = {bench.ben};
    ready.goal = Goal::growth;
    ready.why = "Crews ask";
    CHECK(standing_of(bench.world, ready, bench.today).missing.empty());
}

TEST_CASE("a release's standing lists what it lacks, and nothing once it is all there") {
    Chain bench;
    const Standing standing = standing_of(bench.world, bench.get(ReleaseId{1}), bench.today);
    CHECK(standing.line ==
          "1.0 · Wed 30 Jun (in 119 days) · market unset, product unset, revenue unset and people unset · 0 "
          "of 1 feature done");
    CHECK(standing.missing.size() == 8);
    Release release = bench.get(ReleaseId{1});
    for (PillarState& pillar : release.ready.of) pillar.status = Readiness::green;
    release.goal = "Ten crews";
    release.owners = {bench.ana, bench.ben};
    Feature done = bench.get(FeatureId{1});
    done.status = FeatureStatus::done;
    bench.world.all<Feature>().put(done);
    CHECK(missing_in(standing_of(bench.world, release, bench.today)) ==
          std::vector<std::string>{"1.0: in no confirmed baseline"});
    release.owners = {bench.ana};
    CHECK(standing_of(bench.world, release, bench.today).missing.size() == 2);
    CHECK(missing_in(standing_of(bench.world, release, on("2027-07-03"))).front() ==
          "1.0: its date passed 3 days ago");
}

TEST_CASE("status answers for a release, an event and the product") {
    Chain bench;
    bench.must(Said("status").about(ReleaseId{1}));
    CHECK_THAT(bench.answered, Contains("1.0 is not ready: 8 things are missing, 14 with its events."));
    CHECK_THAT(bench.answered, Contains("LE-1 “Spring launch” · Mon 21 Jun"));
    bench.must(Said("status").about(EventId{1}));
    CHECK_THAT(bench.answered,
               Contains("LE-1 “Spring launch” is not ready: 6 things are missing, 14 with its releases."));
    CHECK_THAT(bench.answered, Contains("\n1.0 · Wed 30 Jun"));
    bench.must(Said("status"));
    CHECK_THAT(bench.answered, Contains("Atlas\n1.0 · Wed 30 Jun"));
    CHECK_THAT(bench.answered, Contains("LE-2 “Fair”"));
    CHECK_THAT(bench.answered, Contains("\nMissing\n1.0: market is unset\n"));
    bench.must_not(Said("status").about(FeatureId{1}));
    bench.must(Said("release ship").about(ReleaseId{1}));
    bench.must(Said("status").about(ReleaseId{1}));
    CHECK_THAT(bench.answered, Contains("1.0 is shipped."));
}

TEST_CASE("status of an empty product says how to begin") {
    Bench bench(plan_commands());
    bench.must(Said("status"));
    CHECK(bench.answered ==
          "Atlas has no release to come and no open event.\nPlan one: release new 1.0 date:2027-06-01\n");
}
