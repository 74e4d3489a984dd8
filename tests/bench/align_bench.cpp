// How long all rules take on a large product: 1,000 features, 500 events, 2,000 open requests and what hangs
// on them. Prints the median of many full evaluations in milliseconds, of weighing the move of a release
// (goal: twice that), the slowest rules, and what was found.
#include "core/align/life.hpp"
#include "core/align/rule.hpp"
#include "core/change/ripple.hpp"
#include "tests/support/world_builder.hpp"

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <fmt/core.h>
#include <vector>

namespace plumb {

namespace {

constexpr int kReleases = 12;
constexpr int kFeatures = 1000;
constexpr int kEvents = 500;
constexpr int kRequests = 2000;
constexpr int kPeople = 40;
constexpr int kCustomers = 60;
constexpr int kToday = 40;
/// Enough for a median; one argument says another number, for counting instructions.
constexpr std::size_t kUsualRounds = 101;
constexpr std::size_t kShown = 8;

template <class E>
E each(int n) {
    return static_cast<E>(static_cast<std::size_t>(n) % words<E>().size());
}

/// Numbers spread so that every rule has something to look at and most records are in order.
class Large : public WorldBuilder {
  public:
    Large() {
        people();
        plan();
        launches();
        requests();
        baseline();
    }

  private:
    PersonId who(int n) const { return people_[static_cast<std::size_t>(n % kPeople)]; }
    FeatureId what(int n) const { return FeatureId{1 + n % kFeatures}; }
    /// The n-th feature of a release.
    FeatureId of(int release, int n) const {
        return what(release + kReleases * (n % (kFeatures / kReleases)));
    }

    void people() {
        for (int i = 0; i < kPeople; ++i) people_.push_back(person(fmt::format("p{}", i), each<Function>(i)));
        for (int i = 0; i < kCustomers; ++i) customer(fmt::format("Customer {}", i));
    }
    void plan() {
        for (int i = 0; i < kReleases; ++i) {
            const ReleaseId id = release(fmt::format("{}.0", i + 1), kToday + 30 * i);
            set(id, [&](Release& r) {
                r.owners = {who(i), who(i + 1)};
                r.freeze = r.date - Days{14};
                r.beta_from = r.date - Days{30};
            });
        }
        for (int i = 0; i < kFeatures; ++i) {
            const FeatureId id = feature(fmt::format("Feature number {}", i), ReleaseId{1 + i % kReleases});
            set(id, [&](Feature& f) {
                f.owner = who(i);
                f.effort = Effort{2, 8};
                if (i % 20 == 0) f.status = FeatureStatus::in_progress;
            });
            if (i % 50 == 0) move(id, ReleaseId{1 + (i + 1) % kReleases});
        }
    }
    void launches() {
        for (int i = 0; i < kEvents; ++i) {
            const int start = kToday + 1 + (i * 7) % 360;
            const EventId id =
                event(fmt::format("Event number {}", i), each<EventType>(i), start, start + i % 3);
            set(id, [&](LaunchEvent& e) {
                const int home = std::min((start - kToday) / 30, kReleases - 1);
                e.release = ReleaseId{1 + home};
                e.features = {of(home, i), of(home, i + 1)};
                e.owners = {who(i)};
                e.goal = Goal::growth;
                e.why = "Crews ask for it at every fair";
                if (i % 5 == 4) e.parent = EventId{i};
            });
            for (int k = 0; k < 5; ++k) {
                const CollateralId c = collateral(id, fmt::format("Piece {} of {}", k, i), start - 7 * k);
                set(c, [&](Collateral& r) { r.claims = {at(id).features.front()}; });
            }
            if (i % 2 == 0) promise(fmt::format("Promise {}", i), what(i), start);
        }
    }
    void requests() {
        for (int i = 0; i < kRequests; ++i) {
            now = noon(kToday - i % 30);
            const ChangeId id = request(fmt::format("Request number {}", i), each<ChangeKind>(i));
            set(id, [&](ChangeRequest& r) {
                r.feature = what(i);
                r.release = at(what(i)).release;
                r.raised_by = who(i);
                r.function = each<Function>(i);
            });
            assessment(id, Function::engineering, Effort{1, 1.0 + i % 24});
            if (i % 2 == 0) assessment(id, Function::marketing);
            Evidence heard;
            heard.change = id;
            heard.customer = CustomerId{1 + i % kCustomers};
            heard.direct = i % 3 == 0;
            add(std::move(heard));
        }
    }
    std::vector<PersonId> people_;
};

/// Milliseconds of processor time: what other programs do meanwhile does not count.
double cpu_ms() {
    constexpr double kPerSecond = 1000;
    return kPerSecond * static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

template <class Work>
double median_ms(std::size_t rounds, Work work) {
    std::vector<double> times;
    for (std::size_t i = 0; i < rounds; ++i) {
        const double start = cpu_ms();
        work();
        times.push_back(cpu_ms() - start);
    }
    const auto middle = times.begin() + static_cast<std::ptrdiff_t>(rounds / 2);
    std::nth_element(times.begin(), middle, times.end());
    return *middle;
}

void run(std::size_t rounds) {
    const Large b;
    const World world = as_of(b.world, b.product, day(kToday), b.zone());
    Findings findings;
    const double all = median_ms(
        rounds, [&] { findings = align(world, b.product, day(kToday), b.zone(), Mends::left_out); });
    fmt::print("all rules        {:8.3f} ms   {} findings\n", all, findings.size());
    fmt::print("the plan alone   {:8.3f} ms\n",
               median_ms(rounds, [&] { const Plan plan(world, b.product, day(kToday), b.zone()); }));
    fmt::print("effects          {:8.3f} ms\n",
               median_ms(rounds, [&] { (void)as_of(b.world, b.product, day(kToday), b.zone()); }));
    World opened = world;
    const LifeStep first = live(opened, b.product, findings, noon(kToday), day(kToday), {});
    opened = plumb::apply(std::move(opened), first.writes);
    fmt::print("life, unchanged  {:8.3f} ms\n", median_ms(rounds, [&] {
                   (void)live(opened, b.product, findings, noon(kToday), day(kToday), {});
               }));

    World moved = world;
    Release first_release = *world.find(ReleaseId{1});
    first_release.date += Days{14};
    make(moved, {AnyRecord{first_release}, false});
    Context context;
    context.now = noon(kToday);
    fmt::print("whatif           {:8.3f} ms\n", median_ms(rounds, [&] {
                   (void)ripple(world, context, b.product, moved,
                                seeds_of_difference(world, moved, b.product));
               }));

    const Plan plan(world, b.product, day(kToday), b.zone());
    std::vector<std::pair<double, const RuleSpec*>> by_rule;
    for (const RuleSpec& rule : rules()) {
        const Limits limits(world, b.product, rule);
        by_rule.emplace_back(median_ms(rounds,
                                       [&] {
                                           Findings own;
                                           rule.check(plan, limits, own);
                                       }),
                             &rule);
    }
    std::sort(by_rule.rbegin(), by_rule.rend());
    by_rule.resize(std::min(by_rule.size(), kShown));
    for (const auto& [time, rule] : by_rule) {
        const auto count = std::count_if(findings.begin(), findings.end(),
                                         [&](const Finding& f) { return f.rule == rule->name; });
        fmt::print("{:24} {:8.3f} ms   {} findings\n", rule->name, time, count);
    }
}

}  // namespace

}  // namespace plumb

int main(int argc, char** argv) {
    const unsigned long rounds = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : plumb::kUsualRounds;
    plumb::run(std::max(rounds, 1UL));
}
