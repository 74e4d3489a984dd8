#include "tests/support/world_builder.hpp"

namespace plumb {

namespace {

constexpr auto kNoWhy = "no-why";
constexpr auto kOneOption = "one-option";
constexpr auto kBuildOrBuy = "build-or-buy";
constexpr auto kOneSided = "one-sided";
constexpr auto kOneHorizon = "one-horizon";
constexpr auto kSilent = std::nullopt;

/// A request opened at noon of day 0.
struct Asked : WorldBuilder {
    ChangeId sso = request("Single sign-on", ChangeKind::add);

    void status(ChangeStatus status) {
        set(sso, [&](ChangeRequest& r) { r.status = status; });
    }
    void why(std::string why) {
        set(sso, [&](ChangeRequest& r) { r.why = std::move(why); });
    }
    /// Engineering's assessment.
    void engineering(Effort effort, PersonId by = {}) {
        const AssessmentId id = assessment(sso, Function::engineering, effort);
        set(id, [&](Assessment& a) { a.by = by; });
    }
    std::optional<Severity> asked(std::string_view rule, int on = 1) const { return severity(rule, sso, on); }
};

/// Requests that were decided.
struct Decisions : WorldBuilder {
    ChangeId decided(Function function, ChangeStatus status, int on) {
        const ChangeId id = request("Wish", ChangeKind::add);
        set(id, [&](ChangeRequest& r) {
            r.function = function;
            r.status = status;
            r.decided_at = noon(on);
        });
        return id;
    }
    void decided(Function function, int approved, int declined, int on = 5) {
        for (int i = 0; i < approved; ++i) decided(function, ChangeStatus::approved, on);
        for (int i = 0; i < declined; ++i) decided(function, ChangeStatus::declined, on);
    }
    ChangeId approved(Horizon horizon, int on) {
        const ChangeId id = decided(Function::sales, ChangeStatus::approved, on);
        set(id, [&](ChangeRequest& r) { r.horizon = horizon; });
        return id;
    }
    std::optional<Severity> asked(std::string_view rule, int on = 6) const {
        return severity(rule, product, on);
    }
};

}  // namespace

TEST_CASE("no-why: from the day after it was opened") {
    Asked b;
    CHECK(b.asked(kNoWhy) == kSilent);
    b.why("");
    CHECK(b.asked(kNoWhy, 0) == kSilent);
    CHECK(b.asked(kNoWhy, 1) == Severity::info);
    CHECK(b.finding(kNoWhy, b.sso, 2)->facts ==
          "CR-1 “Single sign-on”, opened Mon 1 Mar (2 days ago), has no why.");

    SECTION("the title once more is no why, whatever its case, punctuation and spaces") {
        b.why("  SINGLE “sign on”…");
        CHECK(b.finding(kNoWhy, b.sso, 1)->facts ==
              "CR-1 “Single sign-on”, opened Mon 1 Mar (yesterday), gives its title as its why.");
        b.why("Single sign-on for partners");
        CHECK(b.asked(kNoWhy) == kSilent);
        b.why("— ?");
        CHECK(b.finding(kNoWhy, b.sso, 1)->facts.find("has no why") != std::string::npos);
    }
    SECTION("only while it is open or assessed") {
        for (const ChangeStatus over :
             {ChangeStatus::approved, ChangeStatus::declined, ChangeStatus::deferred, ChangeStatus::withdrawn,
              ChangeStatus::merged}) {
            b.status(over);
            CHECK(b.asked(kNoWhy) == kSilent);
        }
        b.status(ChangeStatus::assessed);
        CHECK(b.asked(kNoWhy) == Severity::info);
    }
    SECTION("the day is the product's") {
        b.zone(Zone("Pacific/Auckland", std::chrono::hours{13}, {}));
        b.set(b.sso,
              [](ChangeRequest& r) { r.opened_at = Instant{day(2)} + std::chrono::minutes{10 * 60 + 30}; });
        CHECK(b.asked(kNoWhy, 2) == kSilent);
        CHECK(b.asked(kNoWhy, 3) == Severity::info);
        b.set(b.sso, [](ChangeRequest& r) { r.opened_at += std::chrono::hours{1}; });
        CHECK(b.asked(kNoWhy, 3) == kSilent);
    }
}

TEST_CASE("one-option: assessed at ten days with fewer than two options") {
    Asked b;
    CHECK(b.asked(kOneOption) == kSilent);
    b.engineering({8, 9.5});
    CHECK(b.asked(kOneOption) == kSilent);
    b.set(AssessmentId{1}, [](Assessment& a) { a.effort = Effort{8, 10}; });
    CHECK(b.asked(kOneOption) == Severity::info);
    const Finding f = b.finding(kOneOption, b.sso, 1).value();
    CHECK(f.facts ==
          "CR-1 “Single sign-on” is assessed at 8–10 days and carries no option; 2 are wanted from 10 days "
          "on.");
    CHECK(f.mend.front().command == "change option CR-1 \"Leave it as it is\"");
    CHECK(f.mend.size() == 2);
    b.set(b.sso, [](ChangeRequest& r) {
        r.options.resize(1);
        r.options[0].text = "Leave it as it is";
    });
    CHECK(b.asked(kOneOption) == Severity::info);
    CHECK(b.finding(kOneOption, b.sso, 1)->mend ==
          std::vector<Mend>{{"change option CR-1 \"Only the part that hurts most\"",
                             "Add “Only the part that hurts most”"}});
    b.set(b.sso, [](ChangeRequest& r) { r.options.resize(2); });
    CHECK(b.asked(kOneOption) == kSilent);

    SECTION("or raised by its engineering assessor") {
        const PersonId ana = b.person("ana", Function::engineering);
        b.set(AssessmentId{1}, [&](Assessment& a) { a.by = ana; });
        CHECK(b.asked(kOneOption) == kSilent);
        b.set(b.sso, [&](ChangeRequest& r) { r.raised_by = ana; });
        const Finding own = b.finding(kOneOption, b.sso, 1).value();
        CHECK(own.facts == "CR-1 “Single sign-on” is assessed at 8–10 days by ana, who raised it.");
        CHECK(own.mend.front().command == "change assess CR-1 as:engineering effort:8-10d");
        b.set(AssessmentId{1}, [](Assessment& a) {
            a.approach = "vendor X";
            a.build = Build::buy;
            a.note = "Cheap";
        });
        CHECK(b.finding(kOneOption, b.sso, 1)->mend.front().command ==
              "change assess CR-1 as:engineering effort:8-10d approach:\"vendor X\" build:buy \"Cheap\"");
        b.set(b.sso, [](ChangeRequest& r) { r.options.clear(); });
        CHECK(b.finding(kOneOption, b.sso, 1)->mend.size() == 2);
    }
    SECTION("the effort is the product's, and only open requests count") {
        b.set(b.sso, [](ChangeRequest& r) { r.options.clear(); });
        b.threshold(kOneOption, "effort", 11);
        CHECK(b.asked(kOneOption) == kSilent);
        b.set(AssessmentId{1}, [](Assessment& a) { a.effort = Effort{11, 11}; });
        CHECK(b.asked(kOneOption) == Severity::info);
        b.status(ChangeStatus::approved);
        CHECK(b.asked(kOneOption) == kSilent);
    }
}

TEST_CASE("build-or-buy: assessed at twenty days and says neither") {
    Asked b;
    b.engineering({15, 19});
    CHECK(b.asked(kBuildOrBuy) == kSilent);
    b.set(AssessmentId{1}, [](Assessment& a) {
        a.effort = Effort{15, 20};
        a.feasible = Feasible::risky;
        a.risk = Level::high;
    });
    CHECK(b.asked(kBuildOrBuy) == Severity::info);
    const Finding f = b.finding(kBuildOrBuy, b.sso, 1).value();
    CHECK(f.mend.at(0) ==
          Mend{"change assess CR-1 as:engineering feasible:risky effort:15-20d risk:high build:build",
               "Build it"});
    CHECK(f.mend.at(1).command.find("build:buy") != std::string::npos);
    // Assessing again replaces all that was said: the command repeats it, in quotes that it does not hold.
    b.set(AssessmentId{1}, [](Assessment& a) {
        a.approach = "local store";
        a.note = "\"sync\" conflicts";
    });
    CHECK(b.finding(kBuildOrBuy, b.sso, 1)->mend.at(0).command ==
          "change assess CR-1 as:engineering feasible:risky effort:15-20d risk:high approach:\"local store\" "
          "“\"sync\" conflicts” build:build");
    for (const Build build : {Build::build, Build::buy, Build::partner}) {
        b.set(AssessmentId{1}, [&](Assessment& a) { a.build = build; });
        CHECK(b.asked(kBuildOrBuy) == kSilent);
    }
    b.set(AssessmentId{1}, [](Assessment& a) { a.build.reset(); });
    b.status(ChangeStatus::declined);
    CHECK(b.asked(kBuildOrBuy) == kSilent);
    b.status(ChangeStatus::assessed);
    b.threshold(kBuildOrBuy, "effort", 21);
    CHECK(b.asked(kBuildOrBuy) == kSilent);
}

TEST_CASE("build-or-buy: off where a front profile says nothing else") {
    Asked b;
    b.engineering({20, 20});
    b.set(b.product, [](Product& p) { p.profile = Profile::front; });
    CHECK(b.asked(kBuildOrBuy) == kSilent);
    b.threshold(kBuildOrBuy, "on", 1);
    CHECK(b.asked(kBuildOrBuy) == Severity::info);
}

TEST_CASE("one-sided: approval rates of two functions more than forty points apart") {
    Decisions b;
    // 5 of 5 are 100 per cent, 3 of 5 are 60: 40 apart are not more than 40.
    b.decided(Function::sales, 5, 0);
    b.decided(Function::marketing, 3, 2);
    CHECK(b.asked(kOneSided) == kSilent);
    b.decided(Function::marketing, 0, 1);
    CHECK(b.asked(kOneSided) == Severity::info);
    const Finding f = b.finding(kOneSided, b.product, 6).value();
    CHECK(
        f.facts ==
        "In the last 90 days 5 of 5 (100 %) of what sales asked for was approved, and 3 of 6 (50 %) of what "
        "marketing asked for: 50 points apart, more than 40.");
    CHECK(f.subject == std::vector<Ref>{b.product});

    SECTION("a function with fewer decided says nothing") {
        b.decided(Function::engineering, 0, 4);
        CHECK(b.finding(kOneSided, b.product, 6)->facts == f.facts);
        b.decided(Function::engineering, 0, 1);
        CHECK(b.finding(kOneSided, b.product, 6)->facts.find("0 of 5 (0 %)") != std::string::npos);
    }
    SECTION("what was decided more than ninety days ago does not count") {
        CHECK(b.asked(kOneSided, 95) == Severity::info);
        CHECK(b.asked(kOneSided, 96) == kSilent);
    }
    SECTION("what is not approved or declined does not count") {
        for (const ChangeStatus other : {ChangeStatus::deferred, ChangeStatus::withdrawn, ChangeStatus::open})
            for (int i = 0; i < 3; ++i) b.decided(Function::sales, other, 5);
        CHECK(b.finding(kOneSided, b.product, 6)->facts == f.facts);
    }
    SECTION("numbers are the product's") {
        b.threshold(kOneSided, "gap", 50);
        CHECK(b.asked(kOneSided) == kSilent);
        b.decided(Function::engineering, 0, 4);
        b.threshold(kOneSided, "min", 4);
        CHECK(b.asked(kOneSided) == Severity::info);
    }
}

TEST_CASE("one-horizon: the last approved requests all name the same one") {
    Decisions b;
    for (int i = 0; i < 4; ++i) b.approved(Horizon::quarter, 5);
    CHECK(b.asked(kOneHorizon) == kSilent);
    const ChangeId fifth = b.approved(Horizon::quarter, 5);
    CHECK(b.asked(kOneHorizon) == Severity::info);
    CHECK(b.finding(kOneHorizon, b.product, 6)->facts ==
          "All of the last 5 approved requests that name a horizon say quarter.");

    SECTION("one of another among the last ten is enough") {
        b.set(fifth, [](ChangeRequest& r) { r.horizon = Horizon::beyond; });
        CHECK(b.asked(kOneHorizon) == kSilent);
        for (int i = 0; i < 9; ++i) b.approved(Horizon::year, 6);
        CHECK(b.asked(kOneHorizon) == kSilent);
        b.approved(Horizon::year, 6);
        CHECK(b.asked(kOneHorizon) == Severity::info);
    }
    SECTION("those that name none, or are not approved, are passed over") {
        b.decided(Function::sales, ChangeStatus::approved, 6);
        b.decided(Function::sales, ChangeStatus::declined, 6);
        CHECK(b.asked(kOneHorizon) == Severity::info);
        b.set(fifth, [](ChangeRequest& r) { r.status = ChangeStatus::open; });
        CHECK(b.asked(kOneHorizon) == kSilent);
        b.threshold(kOneHorizon, "min", 4);
        CHECK(b.asked(kOneHorizon) == Severity::info);
    }
    SECTION("an assessed request of another horizon would mend it") {
        const ChangeId other = b.request("Audit log", ChangeKind::add);
        b.set(other, [](ChangeRequest& r) {
            r.status = ChangeStatus::assessed;
            r.horizon = Horizon::beyond;
        });
        const Finding f = b.finding(kOneHorizon, b.product, 6).value();
        CHECK(f.mend.front() == Mend{"change approve CR-6", "Approve CR-6 (beyond)"});
        CHECK(f.subject == std::vector<Ref>{b.product, other});
    }
}

}  // namespace plumb
