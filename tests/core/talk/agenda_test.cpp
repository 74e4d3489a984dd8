#include "core/talk/agenda.hpp"

#include "tests/support/world_builder.hpp"

using namespace plumb;
using namespace std::chrono_literals;
using What = DueThing::What;

namespace {

/// UTC for everybody, and how often a zone was looked up: whoever computes a slot does.
class CountingZones : public Zones {
  public:
    const Zone* find(std::string_view) const override {
        ++asked;
        return &utc_;
    }
    mutable std::size_t asked = 0;

  private:
    Zone utc_;
};

class Calendar : public WorldBuilder {
  public:
    Calendar() {
        context.zones = &zones;
        context.now = noon(0);
    }
    ScheduleId daily(Seconds at) {
        Schedule s;
        s.channel = "console/#c" + std::to_string(world.last(Kind::schedule));
        s.every = Every::daily;
        s.time_of_day = static_cast<int>(at.count());
        return add(std::move(s));
    }
    void read() { agenda.read(world, context, noon(0)); }
    template <Kind K>
    void wrote(Id<K> id, bool erase = false) {
        const Write write{AnyRecord{at(id)}, erase};
        if (erase) world.all<RecordOf<K>>().erase(id);
        agenda.take(world, context, {write}, noon(0));
    }

    CountingZones zones;
    Context context;
    Agenda agenda;
};

}  // namespace

TEST_CASE("what falls due comes in order, at the same moment mornings before digests") {
    Calendar c;
    const auto late = c.daily(9h);
    const auto early = c.daily(8h);
    c.read();
    CHECK(c.agenda.next() == Instant{day(1)} + 8h);
    CHECK(c.agenda.first(noon(0)).empty());
    const std::vector<DueThing> eight{{What::morning, c.product, Instant{day(1)} + 8h},
                                      {What::channel_digest, early, Instant{day(1)} + 8h}};
    CHECK(c.agenda.first(noon(9)) == eight);
    const auto all = c.agenda.all(noon(9));
    REQUIRE(all.size() == 3);
    CHECK(all.back() == DueThing{What::channel_digest, late, Instant{day(1)} + 9h});
    for (const DueThing& thing : eight) c.agenda.again(c.world, c.context, thing, thing.at);
    CHECK(c.agenda.next() == Instant{day(1)} + 9h);
}

TEST_CASE("changes of records move their entries") {
    Calendar c;
    c.read();
    const auto schedule = c.daily(7h);
    c.wrote(schedule);
    CHECK(c.agenda.next() == Instant{day(1)} + 7h);
    c.set(schedule, [](Schedule& s) { s.time_of_day = 6 * 3600; });
    c.wrote(schedule);
    CHECK(c.agenda.next() == Instant{day(1)} + 6h);
    c.wrote(schedule, true);
    CHECK(c.agenda.next() == Instant{day(1)} + 8h);
    const auto ana = c.person("ana");
    c.wrote(ana);
    CHECK(c.agenda.size() == 1);
    c.set(ana, [](Person& p) { p.digest = PersonalDigest::daily; });
    c.wrote(ana);
    CHECK(c.agenda.all(noon(1)).back() == DueThing{What::personal_digest, ana, Instant{day(1)} + 9h});
}

TEST_CASE("ten thousand schedules cost no more than one while nothing is due") {
    Calendar c;
    constexpr int kMany = 10'000;
    for (int i = 0; i < kMany; ++i) c.daily(9h);
    const auto ana = c.person("ana");
    c.read();
    c.zones.asked = 0;
    for (int turn = 0; turn < kMany; ++turn) {
        CHECK_FALSE(c.agenda.first(noon(0)).size());
        c.agenda.next();
    }
    CHECK(c.zones.asked == 0);
    // A command costs what it changed, a slot what comes of it.
    c.wrote(ana);
    const DueThing thing = c.agenda.all(noon(1)).at(1);
    c.zones.asked = 0;
    c.agenda.again(c.world, c.context, thing, thing.at);
    CHECK(c.zones.asked <= 2);
}

TEST_CASE("a question with a date is nudged on it and a working week later, in the asked person's hours") {
    Calendar c;
    const auto dan = c.person("dan", Function::support);
    const auto request = c.request("Dark mode", ChangeKind::add);
    const auto next = [&](Instant after) {
        return next_time(c.world, c.context, What::nudge, request, after);
    };
    CHECK_FALSE(next(noon(0)));
    c.set(request, [&](ChangeRequest& r) {
        LoopIn question;
        question.asked = dan;
        question.by = day(5);
        r.loop_ins.push_back(question);
    });
    // Saturday 6 March: asked on the Monday, then five working days after the Saturday.
    CHECK(next(noon(0)) == Instant{day(7)} + 9h);
    CHECK(next(Instant{day(7)} + 9h) == Instant{day(11)} + 9h);
    CHECK_FALSE(next(Instant{day(11)} + 9h));
    c.set(dan, [](Person& p) { p.quiet = QuietHours{18 * 3600, 10 * 3600}; });
    CHECK(next(noon(0)) == Instant{day(7)} + 10h);
    c.set(request, [](ChangeRequest& r) { r.loop_ins[0].answered_at = noon(1); });
    CHECK_FALSE(next(noon(0)));
}

TEST_CASE("the owner of collateral is nudged once, on its last working day, while its event is to come") {
    Calendar c;
    const auto dan = c.person("dan", Function::support);
    const auto fair = c.event("Fair", EventType::tradeshow, 20);
    Collateral sheet;
    sheet.event = fair;
    sheet.title = "Data sheet";
    sheet.owner = dan;
    // Saturday 6 March.
    sheet.due = day(5);
    const auto id = c.add(std::move(sheet));
    const auto next = [&] { return next_time(c.world, c.context, What::nudge, id, noon(0)); };
    CHECK(next() == Instant{day(4)} + 9h);
    CHECK_FALSE(next_time(c.world, c.context, What::nudge, id, Instant{day(4)} + 9h));
    c.set(id, [](Collateral& piece) { piece.status = CollateralStatus::done; });
    CHECK_FALSE(next());
    c.set(id, [](Collateral& piece) { piece.status = CollateralStatus::stale; });
    CHECK(next());
    c.set(fair, [](LaunchEvent& event) { event.status = EventStatus::cancelled; });
    CHECK_FALSE(next());
    c.set(fair, [](LaunchEvent& event) { event.status = EventStatus::confirmed; });
    c.set(id, [](Collateral& piece) { piece.owner = {}; });
    CHECK_FALSE(next());
}
