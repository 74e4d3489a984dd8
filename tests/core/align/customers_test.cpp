#include "tests/support/world_builder.hpp"

namespace plumb {

namespace {

constexpr auto kPerCustomer = "per-customer";
constexpr auto kNoVoice = "no-customer-voice";
constexpr auto kSecondHand = "second-hand";
constexpr auto kSilent = std::nullopt;

struct Heard : WorldBuilder {
    EvidenceId voice(ChangeId request, CustomerId customer, bool direct = true) {
        Evidence made;
        made.change = request;
        made.customer = customer;
        made.direct = direct;
        return add(std::move(made));
    }
    /// An approved request with these customers behind it.
    ChangeId approved(const std::vector<CustomerId>& customers, int on = 1,
                      ChangeKind kind = ChangeKind::add) {
        const ChangeId id = request("Wish", kind);
        set(id, [&](ChangeRequest& r) {
            r.status = ChangeStatus::approved;
            r.decided_at = noon(on);
        });
        for (const CustomerId who : customers) voice(id, who);
        return id;
    }
    std::optional<Severity> asked(std::string_view rule, int on = 2) const {
        return severity(rule, product, on);
    }
};

/// Five approved requests: three with one customer, two with two; all customers differ.
struct Mixed : Heard {
    std::vector<CustomerId> customers;
    std::vector<ChangeId> requests;

    Mixed() {
        for (const char* name : {"Acme", "Birch", "Corvid", "Dunmore", "Eastgate", "Foxglove", "Granite"})
            customers.push_back(customer(name));
        for (std::size_t i = 0; i < 3; ++i) requests.push_back(approved({customers[i]}));
        requests.push_back(approved({customers[3], customers[4]}));
        requests.push_back(approved({customers[5], customers[6]}));
    }
};

}  // namespace

TEST_CASE("per-customer: more than half have exactly one customer behind them") {
    Mixed b;
    CHECK(b.asked(kPerCustomer) == Severity::warning);
    const Finding f = b.finding(kPerCustomer, b.product, 2).value();
    CHECK(f.facts ==
          "Of the last 5 approved requests with evidence, 3 (60 %) have exactly one customer behind them, "
          "limit 50 %.");
    CHECK(f.subject == std::vector<Ref>{b.product});

    SECTION("just half is not more") {
        b.approved({b.customers[3], b.customers[5]});
        CHECK(b.asked(kPerCustomer) == kSilent);
    }
    SECTION("the same customer twice is one; evidence of nobody is none") {
        b.voice(b.requests[0], b.customers[0]);
        CHECK(b.asked(kPerCustomer) == Severity::warning);
        b.set(EvidenceId{1}, [](Evidence& e) { e.customer = {}; });
        CHECK(b.asked(kPerCustomer) == Severity::warning);
        b.set(EvidenceId{8}, [](Evidence& e) { e.customer = {}; });
        CHECK(b.asked(kPerCustomer) == kSilent);
    }
    SECTION("numbers are the product's") {
        b.threshold(kPerCustomer, "single", 60);
        CHECK(b.asked(kPerCustomer) == kSilent);
        b.threshold(kPerCustomer, "share", 19);
        CHECK(b.asked(kPerCustomer) == Severity::warning);
        b.threshold(kPerCustomer, "min", 6);
        CHECK(b.asked(kPerCustomer) == kSilent);
    }
    SECTION("only approved adds and modifies with evidence count") {
        b.set(b.requests[0], [](ChangeRequest& r) { r.change_kind = ChangeKind::modify; });
        CHECK(b.asked(kPerCustomer) == Severity::warning);
        for (const ChangeKind other : {ChangeKind::drop, ChangeKind::move, ChangeKind::date}) {
            b.set(b.requests[0], [&](ChangeRequest& r) { r.change_kind = other; });
            CHECK(b.asked(kPerCustomer) == kSilent);
        }
        b.approved({});
        CHECK(b.asked(kPerCustomer) == kSilent);
        b.set(b.requests[0], [](ChangeRequest& r) {
            r.change_kind = ChangeKind::add;
            r.status = ChangeStatus::declined;
        });
        CHECK(b.asked(kPerCustomer) == kSilent);
    }
}

TEST_CASE("per-customer: one customer behind more than forty per cent of the last ten") {
    Mixed b;
    // Ten later ones push the first five out: four of them are Acme's, then five.
    for (int i = 0; i < 4; ++i) b.approved({b.customers[0], b.customers[1]}, 3);
    for (int i = 0; i < 6; ++i)
        b.approved({b.customers[2], b.customers[static_cast<std::size_t>(i) % 3 + 3]}, 3);
    CHECK(b.finding(kPerCustomer, b.product, 4)->facts ==
          "Of the last 10 approved requests with evidence, Corvid is behind 6 (60 %), limit 40 %.");
    CHECK(b.finding(kPerCustomer, b.product, 4)->subject == std::vector<Ref>{b.product, b.customers[2]});
    b.threshold(kPerCustomer, "share", 60);
    CHECK(b.asked(kPerCustomer, 4) == kSilent);
}

TEST_CASE("no-customer-voice: nothing heard for sixty days, ninety to warn") {
    Heard b;
    const ReleaseId one = b.release("1.0", 300);
    CHECK(b.asked(kNoVoice, 59) == kSilent);
    CHECK(b.asked(kNoVoice, 60) == Severity::info);
    CHECK(b.asked(kNoVoice, 89) == Severity::info);
    CHECK(b.asked(kNoVoice, 90) == Severity::warning);
    CHECK(b.finding(kNoVoice, b.product, 90)->facts ==
          "Atlas has heard from no customer since it was made Mon 1 Mar, 90 days ago.");

    SECTION("it offers to record what a customer says, on the newest open request") {
        const auto offered = [&] { return b.finding(kNoVoice, b.product, 90)->mend.at(0); };
        CHECK(offered().command ==
              "change new \"What customers ask for\" customer:Acme quote:\"In their own words\"");
        const ChangeId sso = b.request("SSO", ChangeKind::add);
        b.set(b.request("Dark mode", ChangeKind::add),
              [](ChangeRequest& r) { r.status = ChangeStatus::declined; });
        CHECK(offered().command == "change evidence CR-1 customer:Acme quote:\"In their own words\"");
        CHECK(offered().asks.size() == 2);
        CHECK(b.finding(kNoVoice, b.product, 90)->subject == std::vector<Ref>{b.product});
        CHECK(sso == ChangeId{1});
    }
    SECTION("the newest evidence counts, also that of an event") {
        b.now = noon(50);
        Evidence made;
        made.event = b.event("Fair", EventType::tradeshow, 45);
        b.add(std::move(made));
        b.now = noon(20);
        b.voice(b.request("SSO", ChangeKind::add), b.customer("Acme"));
        CHECK(b.asked(kNoVoice, 109) == kSilent);
        CHECK(b.asked(kNoVoice, 110) == Severity::info);
        CHECK(b.finding(kNoVoice, b.product, 110)->facts ==
              "Atlas has heard from no customer for 60 days, since Tue 20 Apr.");
        CHECK(b.asked(kNoVoice, 140) == Severity::warning);
    }
    SECTION("silent once no release is still to come") {
        b.ship(one, 80);
        CHECK(b.asked(kNoVoice, 90) == kSilent);
        b.set(b.release("2.0", 400), [](Release& r) { r.status = ReleaseStatus::cancelled; });
        CHECK(b.asked(kNoVoice, 90) == kSilent);
        b.release("3.0", 400);
        CHECK(b.asked(kNoVoice, 90) == Severity::warning);
    }
    SECTION("the days are the product's") {
        b.threshold(kNoVoice, "notice", 10);
        b.threshold(kNoVoice, "warn", 20);
        CHECK(b.asked(kNoVoice, 9) == kSilent);
        CHECK(b.asked(kNoVoice, 19) == Severity::info);
        CHECK(b.asked(kNoVoice, 20) == Severity::warning);
    }
}

TEST_CASE("second-hand: ten days of effort on hearsay") {
    Heard b;
    const ChangeId sso = b.request("SSO", ChangeKind::add);
    const auto asked = [&] { return b.severity(kSecondHand, sso, 2); };
    b.assessment(sso, Function::engineering, Effort{5, 10});
    CHECK(asked() == kSilent);
    b.voice(sso, b.customer("Acme"), false);
    CHECK(asked() == Severity::info);
    CHECK(b.finding(kSecondHand, sso, 2)->facts ==
          "CR-1 “SSO” costs up to 10 days and rests on 1 piece of evidence, none of it direct.");
    CHECK(b.finding(kSecondHand, sso, 2)->mend.front().command ==
          "change evidence CR-1 customer:Acme quote:\"In their own words\"");

    SECTION("one direct voice is enough") {
        b.voice(sso, b.customer("Birch"), true);
        CHECK(asked() == kSilent);
    }
    SECTION("less effort, none, or another function's") {
        b.set(AssessmentId{1}, [](Assessment& a) { a.effort = Effort{5, 9.5}; });
        CHECK(asked() == kSilent);
        b.threshold(kSecondHand, "effort", 9);
        CHECK(asked() == Severity::info);
        b.set(AssessmentId{1}, [](Assessment& a) { a.function = Function::support; });
        CHECK(asked() == kSilent);
    }
    SECTION("only an open request") {
        b.set(sso, [](ChangeRequest& r) { r.status = ChangeStatus::declined; });
        CHECK(asked() == kSilent);
        b.set(sso, [](ChangeRequest& r) { r.status = ChangeStatus::assessed; });
        CHECK(asked() == Severity::info);
    }
}

}  // namespace plumb
