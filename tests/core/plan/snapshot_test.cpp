#include "core/plan/snapshot.hpp"

#include "core/plan/plan_commands.hpp"
#include "tests/core/command/bench.hpp"

using namespace plumb;
using Catch::Matchers::Contains;

namespace {

Value home(int release) { return Value{Ref{ReleaseId{release}}}; }

struct Planned : Bench {
    Planned() : Bench(plan_commands()) {
        must(Said("release new").word("1.0").key("date", on("2027-06-30")));
        must(Said("release new").word("2.0").key("date", on("2027-09-30")));
        must(Said("feature new").text("Login").key("release", home(1)));
        must(Said("feature new").text("Dark mode").key("release", home(1)));
    }
    void change() {
        must(Said("release move").about(ReleaseId{1}).key("to", on("2027-07-06")));
        must(Said("feature move").about(FeatureId{1}).key("to", home(2)));
        must(Said("feature drop").about(FeatureId{2}));
        must(Said("feature new").text("Map view").key("release", home(2)));
        must(Said("release new").word("3.0").key("date", on("2027-12-30")));
    }
};

constexpr const char* kChanges =
    "1.0 moved from Wed 30 Jun to Tue 6 Jul (6 days later)\n"
    "3.0 is new, Thu 30 Dec\n"
    "F-1 “Login” moved from 1.0 to 2.0\n"
    "F-3 “Map view” is new, in 2.0\n"
    "F-2 “Dark mode” is dropped\n";

}  // namespace

TEST_CASE("the difference to a baseline is listed, and none is said") {
    Planned bench;
    const Snapshot then = plan_now(bench.world, bench.product);
    CHECK(differences(bench.world, then, plan_now(bench.world, bench.product), on("2027-03-04")).empty());
    bench.at("2027-03-04T09:00");
    bench.change();
    std::string lines;
    for (const std::string& line :
         differences(bench.world, then, plan_now(bench.world, bench.product), on("2027-03-04")))
        lines += line + "\n";
    CHECK(lines == kChanges);
}

TEST_CASE("the ledger leads back to any day: the day before, the day itself, the day after") {
    Planned bench;
    const Zone utc_zone;
    const Snapshot then = plan_now(bench.world, bench.product);
    bench.at("2027-03-05T09:00");
    bench.change();
    CHECK(plan_on(bench.world, bench.product, on("2027-03-04"), utc_zone) == then);
    CHECK(plan_on(bench.world, bench.product, on("2027-03-05"), utc_zone) == then);
    CHECK(plan_on(bench.world, bench.product, on("2027-03-06"), utc_zone) ==
          plan_now(bench.world, bench.product));
    CHECK(plan_on(bench.world, bench.product, on("2027-03-03"), utc_zone) == Snapshot{});
}

TEST_CASE("the journal leads back titles, freezes, efforts and states; what is older than the day stays") {
    Planned bench;
    const Zone utc_zone;
    const auto row = [](const char* at, Ref record, std::string field, std::string before) {
        return JournalRow{parse_instant(at).value(), {},  {}, record, std::move(field),
                          std::move(before),         "x", {}};
    };
    const Ref release{Kind::release, 1};
    const Ref feature{Kind::feature, 1};
    const std::vector<JournalRow> journal{row("2027-03-04T09:00:00Z", feature, "title", "Sign-in"),
                                          row("2027-03-05T09:00:00Z", feature, "title", "Sign in"),
                                          row("2027-03-05T10:00:00Z", feature, "title", "Log in"),
                                          row("2027-03-05T10:00:00Z", feature, "effort", "5-8"),
                                          row("2027-03-05T10:00:00Z", feature, "status", "in-progress"),
                                          row("2027-03-05T10:00:00Z", release, "freeze", "2027-06-01")};
    const Snapshot then = plan_on(bench.world, bench.product, on("2027-03-05"), utc_zone, journal);
    CHECK(then.features.front().title == "Sign in");
    CHECK(then.features.front().effort == Effort{5, 8});
    CHECK(then.features.front().status == FeatureStatus::in_progress);
    CHECK(then.releases.front().freeze == on("2027-06-01"));
}

TEST_CASE("several moves lead back one by one") {
    Planned bench;
    const Zone utc_zone;
    bench.at("2027-03-05T09:00").must(Said("release move").about(ReleaseId{1}).key("to", on("2027-07-06")));
    bench.at("2027-03-08T09:00").must(Said("release move").about(ReleaseId{1}).key("to", on("2027-07-20")));
    const auto date_on = [&](const char* day) {
        return plan_on(bench.world, bench.product, on(day), utc_zone).releases.front().date;
    };
    CHECK(date_on("2027-03-05") == on("2027-06-30"));
    CHECK(date_on("2027-03-06") == on("2027-07-06"));
    CHECK(date_on("2027-03-08") == on("2027-07-06"));
    CHECK(date_on("2027-03-09") == on("2027-07-20"));
}

TEST_CASE("plan diff compares with the confirmed baseline, or with a day") {
    Planned bench;
    bench.must(Said("plan baseline"));
    bench.as(bench.ben).must(Said("plan confirm"));
    bench.must(Said("plan diff"));
    CHECK(bench.answered == "The plan of Atlas is as it was since the baseline confirmed Wed 3 Mar.\n");
    bench.at("2027-03-05T09:00").must(Said("release new").word("3.0").key("date", on("2027-12-30")));
    bench.must(Said("plan diff"));
    CHECK(
        bench.answered ==
        "1 difference in the plan of Atlas since the baseline confirmed Wed 3 Mar\n3.0 is new, Thu 30 Dec\n");
    bench.must(Said("plan diff").key("since", on("2027-03-05")));
    CHECK_THAT(bench.answered, Contains("1 difference"));
    bench.must_not(Said("plan diff").key("since", on("2027-03-06")));
    bench.at("2027-03-06T09:00").must(Said("plan diff").key("since", on("2027-03-06")));
    CHECK_THAT(bench.answered, Contains("as it was since Sat 6 Mar"));
}
