#include "core/align/life.hpp"

#include "tests/support/world_builder.hpp"

namespace plumb {

namespace {

using Why = Telling::Why;
using Told = std::vector<Telling>;

/// One product whose findings a test gives by hand; each `evaluate` is one evaluation.
struct Watched : WorldBuilder {
    EventId one = event("Go live", EventType::launch, 59);
    EventId two = event("Tour", EventType::webinar, 70);
    PersonId ana = person("ana");

    static Finding finding(Ref main, Severity severity = Severity::warning, std::vector<Ref> more = {}) {
        Finding f;
        f.rule = "overdue";
        f.severity = severity;
        f.subject = {main};
        f.subject.insert(f.subject.end(), more.begin(), more.end());
        f.facts = "Facts.";
        return f;
    }
    Told evaluate(const Findings& findings, Instant at) {
        const Day today = zone().day_of(at);
        world = as_of(world, product, today, zone());
        const LifeStep step = live(world, product, findings, at, today, ana);
        world = plumb::apply(world, step.writes);
        return step.tellings;
    }
    Told evaluate(const Findings& findings, int on) { return evaluate(findings, noon(on)); }
    const Warning& warning(int n = 1) const { return *world.find(WarningId{n}); }
    void becomes(WarningStatus status, std::optional<int> until = std::nullopt) {
        set(WarningId{1}, [&](Warning& w) {
            w.status = status;
            if (until) w.until = day(*until);
        });
    }
};

Told told(Why why, int n = 1) { return {{WarningId{n}, why}}; }

}  // namespace

TEST_CASE("a new finding opens a warning, and while it is found it stays") {
    Watched w;
    CHECK(w.evaluate({Watched::finding(w.one)}, 1) == told(Why::opened));
    CHECK(w.warning().opened_at == noon(1));
    CHECK(w.warning().meta.created_by == w.ana);
    CHECK(w.warning().rule == "overdue");
    CHECK(w.evaluate({Watched::finding(w.one)}, 2).empty());

    SECTION("identity is rule and main subject") {
        Finding other = Watched::finding(w.one);
        other.rule = "unowned";
        CHECK(w.evaluate({Watched::finding(w.one), other, Watched::finding(w.two)}, 3) ==
              Told{{WarningId{2}, Why::opened}, {WarningId{3}, Why::opened}});
    }
    SECTION("facts are refreshed without telling anybody") {
        Finding f = Watched::finding(w.one);
        f.facts = "Other facts.";
        CHECK(w.evaluate({f}, 3) == told(Why::refreshed));
        CHECK(w.warning().facts == "Other facts.");
    }
    SECTION("a higher severity is a rise, a fall is none") {
        CHECK(w.evaluate({Watched::finding(w.one, Severity::critical)}, 3) == told(Why::rose));
        CHECK(w.evaluate({Watched::finding(w.one, Severity::info)}, 4) == told(Why::refreshed));
        CHECK(w.warning().severity == Severity::info);
        CHECK(w.warning().highest == Severity::critical);
    }
    SECTION("more of it at a lower severity is a fall") {
        w.evaluate({Watched::finding(w.one, Severity::critical)}, 3);
        CHECK(w.evaluate({Watched::finding(w.one, Severity::warning, {w.two})}, 4) == told(Why::refreshed));
    }
    SECTION("more of it is a rise, less is none") {
        CHECK(w.evaluate({Watched::finding(w.one, Severity::warning, {w.two})}, 3) == told(Why::rose));
        CHECK(w.evaluate({Watched::finding(w.one)}, 4) == told(Why::refreshed));
    }
}

TEST_CASE("what is no longer found is resolved, and reopens within 24 hours") {
    Watched w;
    w.evaluate({Watched::finding(w.one)}, 1);
    CHECK(w.evaluate({}, 2) == told(Why::resolved));
    CHECK(w.warning().status == WarningStatus::resolved);
    CHECK(w.warning().resolved_at == noon(2));
    CHECK(w.evaluate({}, 2).empty());

    SECTION("to the very second") {
        CHECK(w.evaluate({Watched::finding(w.one)}, noon(3)) == told(Why::reopened));
        CHECK(w.warning().status == WarningStatus::open);
        CHECK(w.warning().resolved_at == std::nullopt);
        CHECK(w.warning().reopened == 1);
        CHECK(w.world.all<Warning>().size() == 1);
    }
    SECTION("after that a new number opens, and the new one lives on") {
        CHECK(w.evaluate({Watched::finding(w.one)}, noon(3) + Seconds{1}) == told(Why::opened, 2));
        CHECK(w.warning(1).status == WarningStatus::resolved);
        CHECK(w.evaluate({}, 4) == told(Why::resolved, 2));
        CHECK(w.evaluate({Watched::finding(w.one)}, 5) == told(Why::reopened, 2));
    }
    SECTION("worse than when it went, it is told") {
        CHECK(w.evaluate({Watched::finding(w.one, Severity::critical)}, 3) == told(Why::rose));
    }
}

TEST_CASE("an acknowledged warning is open and told no more") {
    Watched w;
    w.evaluate({Watched::finding(w.one)}, 1);
    w.becomes(WarningStatus::acknowledged);
    CHECK(w.evaluate({Watched::finding(w.one)}, 2).empty());
    CHECK(w.evaluate({Watched::finding(w.one, Severity::critical)}, 3) == told(Why::refreshed));
    CHECK(w.warning().status == WarningStatus::acknowledged);
    CHECK(w.evaluate({}, 4) == told(Why::resolved));
    CHECK(w.evaluate({Watched::finding(w.one)}, 5) == told(Why::reopened));
    CHECK(w.warning().status == WarningStatus::open);
    CHECK_FALSE(w.warning().channel_at);
}

TEST_CASE("a rise while somebody answers for a warning waits for its telling") {
    Watched w;
    const Finding worse = Watched::finding(w.one, Severity::critical);
    w.evaluate({Watched::finding(w.one)}, 1);
    w.becomes(WarningStatus::acknowledged);
    CHECK(w.evaluate({worse}, 2) == told(Why::refreshed));
    CHECK(w.evaluate({worse}, 3).empty());
    REQUIRE(w.warning().channel_at == noon(2));

    SECTION("until the answer is taken back") {
        w.becomes(WarningStatus::open);
        CHECK(w.evaluate({worse}, 4) == told(Why::rose));
        CHECK_FALSE(w.warning().channel_at);
    }
    SECTION("through being mended and found again as bad") {
        CHECK(w.evaluate({}, 3) == told(Why::resolved));
        CHECK(w.evaluate({worse}, 4) == told(Why::reopened));
        CHECK(w.warning().channel_at == noon(2));
    }
    SECTION("until it falls back") {
        CHECK(w.evaluate({Watched::finding(w.one)}, 4) == told(Why::refreshed));
        CHECK_FALSE(w.warning().channel_at);
    }
}

TEST_CASE("snoozed and accepted warnings are silent until their day begins") {
    for (const WarningStatus waits : {WarningStatus::snoozed, WarningStatus::accepted}) {
        Watched w;
        w.evaluate({Watched::finding(w.one)}, 1);
        w.becomes(waits, 5);
        CHECK(w.evaluate({Watched::finding(w.one, Severity::critical)}, 4) == told(Why::refreshed));
        CHECK(w.warning().status == waits);
        CHECK(w.evaluate({Watched::finding(w.one, Severity::critical)}, 5) == told(Why::back));
        CHECK(w.warning().status == WarningStatus::open);
        CHECK(w.warning().until == std::nullopt);
        CHECK(w.evaluate({Watched::finding(w.one, Severity::critical)}, 6).empty());
    }
}

TEST_CASE("what is mended while it sleeps is resolved") {
    Watched w;
    w.evaluate({Watched::finding(w.one)}, 1);
    w.becomes(WarningStatus::accepted, 5);
    CHECK(w.evaluate({}, 3) == told(Why::resolved));
    CHECK(w.evaluate({Watched::finding(w.one)}, 4) == told(Why::reopened));
}

TEST_CASE("what was said of a warning while it was open is not what mended it") {
    for (const WarningStatus answered :
         {WarningStatus::acknowledged, WarningStatus::snoozed, WarningStatus::accepted}) {
        Watched w;
        w.evaluate({Watched::finding(w.one)}, 1);
        w.becomes(answered, 5);
        w.set(WarningId{1}, [&](Warning& held) {
            held.reason = "The printer is late";
            held.by = w.ana;
        });
        CHECK(w.evaluate({}, 3) == told(Why::resolved));
        CHECK(w.warning().reason.empty());
        CHECK_FALSE(w.warning().by);
    }
}

TEST_CASE("a muted rule or subject opens nothing until the mute ends") {
    Watched w;
    Mute mute;
    mute.rule = "overdue";
    mute.until = day(5);

    SECTION("on one subject") {
        mute.subject = w.one;
        w.add(mute);
        CHECK(w.evaluate({Watched::finding(w.one), Watched::finding(w.two)}, 4) == told(Why::opened));
        CHECK(w.warning().subject.front() == Ref{w.two});
        CHECK(w.evaluate({Watched::finding(w.one), Watched::finding(w.two)}, 5) == told(Why::opened, 2));
    }
    SECTION("on every subject, for good") {
        mute.until.reset();
        w.add(mute);
        CHECK(w.evaluate({Watched::finding(w.one), Watched::finding(w.two)}, 900).empty());
        Finding other = Watched::finding(w.one);
        other.rule = "unowned";
        CHECK(w.evaluate({other}, 901) == told(Why::opened));
    }
    SECTION("one that is open stays, silent, until it resolves; resolved it does not reopen") {
        w.evaluate({Watched::finding(w.one)}, 1);
        w.add(mute);
        CHECK(w.evaluate({Watched::finding(w.one, Severity::critical)}, 2) == told(Why::refreshed));
        CHECK(w.warning().severity == Severity::critical);
        CHECK(w.evaluate({}, 3) == told(Why::resolved));
        CHECK(w.evaluate({Watched::finding(w.one)}, noon(3) + Seconds{60}).empty());
    }
    SECTION("another product's mute is its own") {
        Product other;
        other.key = "hermes";
        mute.product = w.add(std::move(other));
        w.add(mute);
        CHECK(w.evaluate({Watched::finding(w.one)}, 1) == told(Why::opened));
    }
}

TEST_CASE("what a muted warning came to is told when the mute is over") {
    Watched w;
    w.evaluate({Watched::finding(w.one)}, 1);
    Mute mute;
    mute.rule = "overdue";
    mute.until = day(5);
    w.add(mute);
    SECTION("that it rose") {
        Finding worse = Watched::finding(w.one, Severity::critical);
        worse.facts = "Worse.";
        CHECK(w.evaluate({worse}, 2) == told(Why::refreshed));
        CHECK(w.warning().facts == "Worse.");
        CHECK(w.evaluate({worse}, 5) == told(Why::rose));
    }
    SECTION("that there is more of it") {
        const Finding more = Watched::finding(w.one, Severity::warning, {w.two});
        CHECK(w.evaluate({more}, 2) == told(Why::refreshed));
        CHECK(w.warning().subject == std::vector<Ref>{w.one, w.two});
        CHECK(w.evaluate({more}, 3).empty());
        CHECK(w.evaluate({more}, 5) == told(Why::rose));
        CHECK(w.evaluate({more}, 6).empty());
    }
    SECTION("but not that it rose and fell back") {
        CHECK(w.evaluate({Watched::finding(w.one, Severity::critical)}, 2) == told(Why::refreshed));
        CHECK(w.evaluate({Watched::finding(w.one)}, 3) == told(Why::refreshed));
        CHECK(w.evaluate({Watched::finding(w.one)}, 5).empty());
    }
    SECTION("that it is back") {
        w.becomes(WarningStatus::snoozed, 3);
        CHECK(w.evaluate({Watched::finding(w.one)}, 3).empty());
        CHECK(w.evaluate({Watched::finding(w.one)}, 5) == told(Why::back));
    }
    SECTION("that nobody answers for it any more, by an edit of its message on that morning") {
        w.becomes(WarningStatus::accepted, 3);
        w.ana = {};
        CHECK(w.evaluate({Watched::finding(w.one)}, 3) == told(Why::refreshed));
        CHECK(w.evaluate({Watched::finding(w.one)}, 4).empty());
        CHECK(w.evaluate({Watched::finding(w.one)}, 5) == told(Why::back));
    }
    SECTION("as it was when the mute began, its message alone is edited") {
        w.ana = {};
        CHECK(w.evaluate({Watched::finding(w.one)}, 5) == told(Why::refreshed));
    }
}

TEST_CASE("another product's warnings are left alone") {
    Watched w;
    Product made;
    made.key = "hermes";
    Warning other;
    other.product = w.add(std::move(made));
    other.rule = "overdue";
    other.subject = {w.one};
    w.add(other);
    CHECK(w.evaluate({}, 1).empty());
    CHECK(w.evaluate({Watched::finding(w.one)}, 1) == told(Why::opened, 2));
}

}  // namespace plumb
