#include "core/align/resting.hpp"
#include "tests/support/world_builder.hpp"

namespace plumb {

namespace {

constexpr auto kDue = "assumption-due";
constexpr auto kFailed = "assumption-failed";
constexpr auto kSilent = std::nullopt;

/// 1.0 with a feature, an event that names it, one that depends on the release, and a promise.
struct Resting : WorldBuilder {
    ReleaseId one = release("1.0", 100);
    FeatureId offline = feature("Offline mode", one);
    EventId tour = event("Tour", EventType::webinar, 120);
    EventId live = event("Go live", EventType::launch, 140);
    PromiseId easter = promise("Offline by summer", offline, 130);
    AssumptionId hosting;

    Resting() {
        set(tour, [&](LaunchEvent& e) { e.features = {offline}; });
        set(live, [&](LaunchEvent& e) { e.release = one; });
        Assumption made;
        made.title = "Crews accept hosting abroad";
        hosting = add(std::move(made));
    }
    void about(Ref record) {
        set(hosting, [&](Assumption& a) { a.about = record; });
    }
    void failed() {
        set(hosting, [](Assumption& a) {
            a.status = AssumptionStatus::failed;
            a.closed_at = noon(10);
            a.found = "Four of six said no";
        });
    }
    std::vector<Ref> rests() const { return rests_under(Plan(world, product, day(5), zone()), at(hosting)); }
    std::optional<Severity> asked(std::string_view rule, int on) const { return severity(rule, hosting, on); }
    /// Changes a record as a command does, with what is noted on failed assumptions.
    template <Kind K, class Change>
    void command(Id<K> id, Change change) {
        RecordOf<K> record = at(id);
        change(record);
        store({AnyRecord{std::move(record)}, false});
    }
    void store(const Write& write) {
        const World before = world;
        world = plumb::apply(world, {write});
        world = plumb::apply(world, noted_changes(before, world, {write}));
    }
};

}  // namespace

TEST_CASE("an assumption rests under what it is about, and what hangs on that") {
    Resting b;
    CHECK(b.rests().empty());
    b.about(b.live);
    CHECK(b.rests() == std::vector<Ref>{b.live});
    b.about(b.one);
    CHECK(b.rests() == std::vector<Ref>{b.one, b.tour, b.live});
    b.about(b.offline);
    CHECK(b.rests() == std::vector<Ref>{b.one, b.tour, b.live, b.easter});
    b.about(b.easter);
    CHECK(b.rests() == std::vector<Ref>{b.easter});
    b.about(b.request("SSO", ChangeKind::add));
    CHECK(b.rests().empty());

    SECTION("a dropped feature has left its release") {
        b.about(b.offline);
        b.set(b.offline, [](Feature& f) { f.status = FeatureStatus::dropped; });
        CHECK(b.rests() == std::vector<Ref>{b.tour, b.easter});
    }
    SECTION("in the backlog it is in none") {
        b.about(b.offline);
        b.set(b.offline, [](Feature& f) { f.release = {}; });
        CHECK(b.rests() == std::vector<Ref>{b.tour, b.easter});
    }
}

TEST_CASE("assumption-due: its check-by date has passed") {
    Resting b;
    CHECK(b.asked(kDue, 31) == kSilent);
    b.set(b.hosting, [](Assumption& a) { a.check_by = day(30); });
    CHECK(b.asked(kDue, 30) == kSilent);
    CHECK(b.asked(kDue, 31) == Severity::warning);
    CHECK(b.finding(kDue, b.hosting, 31)->facts ==
          "A-1 “Crews accept hosting abroad” was to be checked by Wed 31 Mar (yesterday).");
    for (const AssumptionStatus closed : {AssumptionStatus::held, AssumptionStatus::failed}) {
        b.set(b.hosting, [&](Assumption& a) { a.status = closed; });
        CHECK(b.asked(kDue, 31) == kSilent);
    }
}

TEST_CASE("assumption-due: what rests on it comes within fourteen days, or has come") {
    Resting b;
    b.about(b.one);
    CHECK(b.asked(kDue, 85) == kSilent);
    CHECK(b.asked(kDue, 86) == Severity::warning);
    CHECK(b.asked(kDue, 101) == Severity::warning);
    CHECK(
        b.finding(kDue, b.hosting, 86)->facts ==
        "A-1 “Crews accept hosting abroad” is not proven, and under it is 1.0 (due Wed 9 Jun, in 14 days).");
    CHECK(b.finding(kDue, b.hosting, 86)->subject == std::vector<Ref>{b.hosting, b.one});
    // Once it has shipped, the next is the tour of day 120.
    b.ship(b.one, 100);
    CHECK(b.asked(kDue, 105) == kSilent);
    CHECK(b.asked(kDue, 106) == Severity::warning);
    CHECK(b.asked(kDue, 120) == Severity::warning);
    CHECK(b.asked(kDue, 121) == kSilent);

    SECTION("through a feature to its release and its events, not to its promises") {
        b.about(b.offline);
        CHECK(b.asked(kDue, 106) == Severity::warning);
        CHECK(b.asked(kDue, 125) == kSilent);
        CHECK(b.asked(kDue, 126) == Severity::warning);
        b.set(b.live, [](LaunchEvent& e) { e.status = EventStatus::cancelled; });
        CHECK(b.asked(kDue, 126) == kSilent);
    }
    SECTION("an event that names another feature, of another release, does not rest on it") {
        const FeatureId dark = b.feature("Dark mode", b.release("2.0", 300));
        b.about(dark);
        CHECK(b.asked(kDue, 110) == kSilent);
    }
    SECTION("the days are the product's") {
        b.threshold(kDue, "days", 20);
        CHECK(b.asked(kDue, 100) == Severity::warning);
    }
}

TEST_CASE("assumption-failed: still planned on") {
    Resting b;
    b.about(b.live);
    CHECK(b.asked(kFailed, 11) == kSilent);
    b.failed();
    CHECK(b.asked(kFailed, 11) == Severity::critical);
    CHECK(b.asked(kFailed, 140) == Severity::critical);
    CHECK(b.asked(kFailed, 141) == kSilent);
    CHECK(b.finding(kFailed, b.hosting, 11)->facts ==
          "A-1 “Crews accept hosting abroad” failed Thu 11 Mar (“Four of six said no”), and LE-2 “Go live” "
          "still rests on it "
          "as planned before.");
    CHECK(b.finding(kFailed, b.hosting, 11)->subject == std::vector<Ref>{b.hosting, b.live});
    for (const EventStatus over : {EventStatus::done, EventStatus::cancelled}) {
        b.set(b.live, [&](LaunchEvent& e) { e.status = over; });
        CHECK(b.asked(kFailed, 11) == kSilent);
    }

    SECTION("a promise counts while it is open, a release while it is to come") {
        b.about(b.offline);
        b.set(b.tour, [](LaunchEvent& e) { e.status = EventStatus::done; });
        CHECK(b.finding(kFailed, b.hosting, 11)->subject ==
              std::vector<Ref>{b.hosting, b.one, b.offline, b.easter});
        b.ship(b.one, 11);
        CHECK(b.finding(kFailed, b.hosting, 11)->subject == std::vector<Ref>{b.hosting, b.offline, b.easter});
        b.set(b.easter, [](Promise& p) { p.status = PromiseStatus::kept; });
        CHECK(b.asked(kFailed, 11) == kSilent);
    }
    SECTION("held, it never is") {
        b.about(b.one);
        CHECK(b.asked(kFailed, 11) == Severity::critical);
        b.set(b.hosting, [](Assumption& a) { a.status = AssumptionStatus::held; });
        CHECK(b.asked(kFailed, 11) == kSilent);
    }
}

TEST_CASE("assumption-failed: until somebody has changed date, release, features or status") {
    Resting b;
    b.about(b.live);
    SECTION("what was changed before it failed does not count") {
        b.command(b.live, [](LaunchEvent& e) { e.status = EventStatus::confirmed; });
        b.failed();
        CHECK(b.asked(kFailed, 11) == Severity::critical);
        b.command(b.live, [](LaunchEvent& e) { e.on = e.to = day(150); });
        CHECK(b.asked(kFailed, 11) == kSilent);
    }
    SECTION("and back again is changed, too") {
        b.failed();
        b.command(b.live, [](LaunchEvent& e) { e.status = EventStatus::confirmed; });
        b.command(b.live, [](LaunchEvent& e) { e.status = EventStatus::planned; });
        CHECK(b.asked(kFailed, 11) == kSilent);
    }
    SECTION("its release or features are enough, its owner and words are not") {
        b.failed();
        b.command(b.live, [&](LaunchEvent& e) {
            e.owners = {b.person("ana")};
            e.why = "Spring";
            e.title = "Launch";
        });
        CHECK(b.asked(kFailed, 11) == Severity::critical);
        const Resting as_it_was = b;
        b.command(b.live, [](LaunchEvent& e) { e.release = {}; });
        CHECK(b.asked(kFailed, 11) == kSilent);
        Resting other = as_it_was;
        other.command(other.live, [&](LaunchEvent& e) { e.features = {other.offline}; });
        CHECK(other.asked(kFailed, 11) == kSilent);
    }
}

TEST_CASE("assumption-failed: each that rests on it is asked by itself") {
    Resting b;
    b.about(b.offline);
    b.failed();
    const auto still = [&] { return b.finding(kFailed, b.hosting, 11)->subject.size() - 2; };
    CHECK(still() == 4);
    SECTION("a release by its date or status, a promise by its date") {
        b.command(b.one, [](Release& r) { r.goal = "Another"; });
        CHECK(still() == 4);
        b.command(b.one, [](Release& r) { r.date = day(110); });
        CHECK(still() == 3);
        b.command(b.easter, [](Promise& p) { p.by = day(200); });
        CHECK(still() == 2);
    }
    SECTION("a feature that leaves changes the release it leaves and the one it comes to") {
        const ReleaseId two = b.release("2.0", 200);
        b.command(b.offline, [&](Feature& f) { f.release = two; });
        CHECK(b.at(b.hosting).changed_since == std::vector<Ref>{b.one, two});
        // The event that depended on 1.0 no longer has to do with it.
        CHECK(b.finding(kFailed, b.hosting, 11)->subject ==
              std::vector<Ref>{b.hosting, b.offline, b.tour, b.easter});
    }
    SECTION("so does one that is dropped or new, but not one that is done") {
        b.command(b.offline, [](Feature& f) { f.status = FeatureStatus::done; });
        CHECK(b.at(b.hosting).changed_since.empty());
        b.command(b.offline, [](Feature& f) { f.status = FeatureStatus::dropped; });
        CHECK(b.at(b.hosting).changed_since == std::vector<Ref>{b.one});
        Feature made;
        made.meta.n = b.world.next(Kind::feature);
        made.product = b.product;
        made.release = b.release("3.0", 300);
        b.store({AnyRecord{made}, false});
        CHECK(b.at(b.hosting).changed_since.size() == 2);
    }
    SECTION("what is changed in another product is nothing to it") {
        Product made;
        made.key = "hermes";
        const ProductId hermes = b.add(std::move(made));
        const EventId talk = b.event("Talk", EventType::press, 50);
        b.set(talk, [&](LaunchEvent& e) { e.product = hermes; });
        b.command(talk, [](LaunchEvent& e) { e.status = EventStatus::confirmed; });
        CHECK(b.at(b.hosting).changed_since.empty());
    }
}

}  // namespace plumb
