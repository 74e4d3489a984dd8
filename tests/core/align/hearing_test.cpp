#include "tests/support/world_builder.hpp"

namespace plumb {

namespace {

constexpr auto kUnheard = "unheard";
constexpr auto kUndecided = "undecided";
constexpr auto kDecided = "decided-unheard";
constexpr auto kLoop = "loop-open";
constexpr auto kSilent = std::nullopt;

/// A request opened on Monday, day 0, in a product that wants engineering and marketing to assess.
struct Asked : WorldBuilder {
    ChangeId sso = request("SSO", ChangeKind::add);

    void assessed(Function function, int on) {
        now = noon(on);
        assessment(sso, function);
    }
    void status(ChangeStatus status) {
        set(sso, [&](ChangeRequest& r) { r.status = status; });
    }
    /// Approved on a day, with what was missing then.
    void approve(int on, std::vector<Function> missing) {
        set(sso, [&](ChangeRequest& r) {
            r.status = ChangeStatus::approved;
            r.decided_at = noon(on);
            r.missing_at_approval = std::move(missing);
        });
    }
    std::optional<Severity> asked(std::string_view rule, int on) const { return severity(rule, sso, on); }
};

}  // namespace

TEST_CASE("unheard: waits for more than three working days") {
    Asked b;
    CHECK(b.asked(kUnheard, 3) == kSilent);
    CHECK(b.asked(kUnheard, 4) == Severity::warning);
    // The weekend does not count: Friday the 12th is the ninth working day, Monday the 15th the tenth.
    CHECK(b.asked(kUnheard, 14) == Severity::warning);
    CHECK(b.asked(kUnheard, 15) == Severity::critical);
    const Finding f = b.finding(kUnheard, b.sso, 4).value();
    CHECK(f.facts ==
          "CR-1 “SSO” has waited 4 working days, since Mon 1 Mar, for an assessment by engineering "
          "and marketing; 3 are allowed.");
    CHECK(f.mend.at(0).command == "change assess CR-1 as:engineering feasible:yes effort:5d");
    CHECK(f.mend.at(0).button == "Assess for engineering");
    // What only the assessor can say, the button's form asks.
    CHECK(f.mend.at(0).pressed == "change assess CR-1 as:engineering");
    CHECK(f.mend.at(0).asks.at(0) == Ask{"feasible", "Feasible", {"yes", "risky", "no"}, false});
    CHECK(f.mend.at(1).command ==
          "change defer CR-1 \"Waits for engineering and marketing\" until:2027-03-12");

    SECTION("one assessment is not enough, both are") {
        b.assessed(Function::engineering, 1);
        CHECK(b.finding(kUnheard, b.sso, 4)->facts.find("by marketing;") != std::string::npos);
        b.assessed(Function::marketing, 2);
        CHECK(b.asked(kUnheard, 4) == kSilent);
    }
    SECTION("what the policy does not ask for is not waited for") {
        b.set(b.product, [](Product& p) { p.policy.assess = {Function::sales}; });
        CHECK(b.asked(kUnheard, 4) == Severity::warning);
        b.assessed(Function::sales, 1);
        CHECK(b.asked(kUnheard, 4) == kSilent);
    }
    SECTION("the number of days is the product's, and critical stays after ten") {
        b.threshold(kUnheard, "wait", 11);
        CHECK(b.asked(kUnheard, 15) == kSilent);
        CHECK(b.asked(kUnheard, 16) == Severity::critical);
    }
}

TEST_CASE("unheard: only what is open and was recorded here") {
    Asked b;
    for (const ChangeStatus over : {ChangeStatus::assessed, ChangeStatus::approved, ChangeStatus::declined,
                                    ChangeStatus::withdrawn, ChangeStatus::merged}) {
        b.status(over);
        CHECK(b.asked(kUnheard, 20) == kSilent);
    }
    b.status(ChangeStatus::open);
    b.set(b.sso, [](ChangeRequest& r) { r.imported = true; });
    CHECK(b.asked(kUnheard, 20) == kSilent);
    b.set(b.sso, [](ChangeRequest& r) { r.imported = false; });

    SECTION("a deferral sleeps, and the wait begins anew on the day it ends") {
        b.set(b.sso, [](ChangeRequest& r) {
            r.status = ChangeStatus::deferred;
            r.decision = Decided::deferred;
            r.until = day(21);
        });
        CHECK(b.asked(kUnheard, 20) == kSilent);
        CHECK(b.asked(kUnheard, 24) == kSilent);
        CHECK(b.asked(kUnheard, 25) == Severity::warning);
    }
    SECTION("reopened, it waits from then on") {
        b.set(b.sso, [](ChangeRequest& r) { r.waiting_since = noon(14); });
        CHECK(b.asked(kUnheard, 17) == kSilent);
        CHECK(b.asked(kUnheard, 18) == Severity::warning);
    }
}

TEST_CASE("unheard: those of the missing function are concerned, where they are a few") {
    Asked b;
    const PersonId bob = b.person("bob", Function::marketing);
    b.assessed(Function::engineering, 0);
    b.person("ana", Function::engineering);
    CHECK(b.finding(kUnheard, b.sso, 4)->concerns == std::vector<PersonId>{bob});
    for (const char* name : {"m1", "m2", "m3", "m4", "m5"}) b.person(name, Function::marketing);
    CHECK(b.finding(kUnheard, b.sso, 4)->concerns.empty());
}

TEST_CASE("undecided: assessed, and no decision for more than five working days") {
    Asked b;
    b.assessed(Function::engineering, 0);
    b.assessed(Function::marketing, 2);
    b.status(ChangeStatus::assessed);
    // The last assessment came in on Wednesday the 3rd: the fifth working day after it is the 10th.
    CHECK(b.asked(kUndecided, 9) == kSilent);
    CHECK(b.asked(kUndecided, 10) == Severity::warning);
    CHECK(b.finding(kUndecided, b.sso, 10)->facts ==
          "CR-1 “SSO” has waited 6 working days, since Wed 3 Mar, for a decision; 5 are allowed.");

    SECTION("assessing again changes nothing") {
        b.set(AssessmentId{2}, [](Assessment& a) { a.at = noon(9); });
        CHECK(b.asked(kUndecided, 10) == Severity::warning);
    }
    SECTION("what is not required does not count") {
        b.assessed(Function::sales, 9);
        CHECK(b.asked(kUndecided, 10) == Severity::warning);
    }
    SECTION("reopened, it waits from then on; on a Sunday, from Monday on") {
        b.set(b.sso, [](ChangeRequest& r) { r.waiting_since = noon(6); });
        CHECK(b.asked(kUndecided, 13) == kSilent);
        CHECK(b.asked(kUndecided, 14) == Severity::warning);
    }
    SECTION("the number of days is the product's") {
        b.threshold(kUndecided, "wait", 1);
        CHECK(b.asked(kUndecided, 3) == kSilent);
        CHECK(b.asked(kUndecided, 4) == Severity::warning);
        CHECK(b.finding(kUndecided, b.sso, 4)->facts.find("; 1 is allowed.") != std::string::npos);
    }
    SECTION("open or decided, it is not undecided") {
        for (const ChangeStatus other :
             {ChangeStatus::open, ChangeStatus::approved, ChangeStatus::declined}) {
            b.status(other);
            CHECK(b.asked(kUndecided, 20) == kSilent);
        }
    }
    SECTION("what came from a file is passed over") {
        b.set(b.sso, [](ChangeRequest& r) { r.imported = true; });
        CHECK(b.asked(kUndecided, 20) == kSilent);
    }
}

TEST_CASE("undecided: back from a deferral, it waits from that day on") {
    Asked b;
    b.assessed(Function::engineering, 0);
    b.assessed(Function::marketing, 0);
    b.set(b.sso, [](ChangeRequest& r) {
        r.status = ChangeStatus::deferred;
        r.decision = Decided::deferred;
        r.until = day(14);
    });
    CHECK(b.asked(kUndecided, 13) == kSilent);
    CHECK(b.asked(kUndecided, 21) == kSilent);
    CHECK(b.asked(kUndecided, 22) == Severity::warning);
}

TEST_CASE("undecided: concerns who may decide, never who raised it") {
    Asked b;
    b.status(ChangeStatus::assessed);
    const PersonId eva = b.person("eva");
    const PersonId tom = b.person("tom");
    const PersonId una = b.person("una");
    for (const PersonId who : {eva, tom}) b.set(who, [](Person& p) { p.roles = {Role::approver}; });
    b.set(b.sso, [&](ChangeRequest& r) { r.raised_by = una; });
    CHECK(b.finding(kUndecided, b.sso, 8)->concerns == std::vector<PersonId>{una, eva, tom});
    b.set(b.sso, [&](ChangeRequest& r) { r.raised_by = tom; });
    CHECK(b.finding(kUndecided, b.sso, 8)->concerns == std::vector<PersonId>{tom, eva});
}

TEST_CASE("decided-unheard: approved without a required assessment, for thirty days") {
    Asked b;
    CHECK(b.asked(kDecided, 6) == kSilent);
    b.approve(5, {Function::marketing});
    CHECK(b.asked(kDecided, 4) == kSilent);
    CHECK(b.asked(kDecided, 5) == Severity::info);
    CHECK(b.asked(kDecided, 35) == Severity::info);
    CHECK(b.asked(kDecided, 36) == kSilent);
    const PersonId eva = b.person("eva");
    b.set(b.sso, [&](ChangeRequest& r) {
        r.decided_by = eva;
        r.override_reason = "They leave in May";
    });
    const Finding f = b.finding(kDecided, b.sso, 6).value();
    CHECK(f.facts ==
          "CR-1 “SSO” was approved Sat 6 Mar by eva without an assessment by marketing, because “They "
          "leave in May”.");
    CHECK(f.subject == std::vector<Ref>{b.sso, eva});
    CHECK(f.mend.front().command == "change reopen CR-1 \"marketing was not heard\"");

    SECTION("an assessment that came later changes nothing, one in time does") {
        b.assessed(Function::marketing, 6);
        CHECK(b.asked(kDecided, 6) == Severity::info);
        b.approve(5, {});
        CHECK(b.asked(kDecided, 6) == kSilent);
    }
    SECTION("declined, reopened or from a file, it is none") {
        b.status(ChangeStatus::declined);
        CHECK(b.asked(kDecided, 6) == kSilent);
        b.status(ChangeStatus::open);
        CHECK(b.asked(kDecided, 6) == kSilent);
        b.status(ChangeStatus::approved);
        b.set(b.sso, [](ChangeRequest& r) { r.imported = true; });
        CHECK(b.asked(kDecided, 6) == kSilent);
    }
}

TEST_CASE("loop-open: a question past its date without an answer") {
    Asked b;
    const PersonId eve = b.person("eve");
    const PersonId sue = b.person("sue");
    const PersonId bob = b.person("bob");
    const auto ask = [&](PersonId who, std::string text, std::optional<Day> by) {
        b.set(b.sso, [&](ChangeRequest& r) {
            LoopIn asked;
            asked.asked = who;
            asked.text = std::move(text);
            asked.by = by;
            asked.asked_by = bob;
            r.loop_ins.push_back(std::move(asked));
        });
    };
    ask(eve, "Does the sync survive a tunnel?", day(10));
    CHECK(b.asked(kLoop, 10) == kSilent);
    CHECK(b.asked(kLoop, 11) == Severity::warning);
    const Finding one = b.finding(kLoop, b.sso, 11).value();
    CHECK(one.facts ==
          "CR-1 “SSO” waits for 1 answer: “Does the sync survive a tunnel?” to eve, by Thu 11 Mar "
          "(yesterday).");
    CHECK(one.subject == std::vector<Ref>{b.sso, eve});
    CHECK(one.concerns == std::vector<PersonId>{eve, bob});

    SECTION("of two, the one that is late") {
        ask(sue, "How many tickets is it?", day(12));
        CHECK(b.finding(kLoop, b.sso, 12)->subject == std::vector<Ref>{b.sso, eve});
        CHECK(b.finding(kLoop, b.sso, 13)->subject == std::vector<Ref>{b.sso, eve, sue});
        b.set(b.sso, [](ChangeRequest& r) { r.loop_ins[0].answered_at = noon(5); });
        CHECK(b.finding(kLoop, b.sso, 13)->subject == std::vector<Ref>{b.sso, sue});
        b.set(b.sso, [](ChangeRequest& r) { r.loop_ins[1].answered_at = noon(13); });
        CHECK(b.asked(kLoop, 20) == kSilent);
    }
    SECTION("without a date, closed, or on a request that sleeps or is over, it waits for nobody") {
        b.set(b.sso, [](ChangeRequest& r) { r.loop_ins[0].by.reset(); });
        CHECK(b.asked(kLoop, 20) == kSilent);
        b.set(b.sso, [](ChangeRequest& r) {
            r.loop_ins[0].by = day(10);
            r.loop_ins[0].closed = true;
        });
        CHECK(b.asked(kLoop, 20) == kSilent);
        b.set(b.sso, [](ChangeRequest& r) { r.loop_ins[0].closed = false; });
        for (const ChangeStatus over :
             {ChangeStatus::approved, ChangeStatus::withdrawn, ChangeStatus::merged}) {
            b.status(over);
            CHECK(b.asked(kLoop, 20) == kSilent);
        }
        b.status(ChangeStatus::assessed);
        CHECK(b.asked(kLoop, 20) == Severity::warning);
    }
}

}  // namespace plumb
