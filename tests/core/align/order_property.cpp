// Findings follow from what is planned, not from the order in which it was recorded.
#include "tests/support/world_builder.hpp"

#include <numeric>
#include <rapidcheck.h>
#include <set>
#include <tuple>

namespace plumb {

namespace {

/// A few of everything, drawn at random; `i` counts within the kind.
struct Draw {
    std::vector<int> release_dates;
    std::vector<int> feature_homes;
    struct Event {
        int type, on, days, release, feature, parent, tier;
        bool immovable;
    };
    std::vector<Event> events;
    struct Piece {
        int event, due, claims, status;
    };
    std::vector<Piece> pieces;
    std::vector<int> promise_features;
    std::vector<int> request_features;
};

Draw draw() {
    const auto number = [](int to) { return *rc::gen::inRange(0, to); };
    Draw d;
    for (int n = 1 + number(4); n > 0; --n) d.release_dates.push_back(number(90));
    for (int n = 1 + number(6); n > 0; --n)
        d.feature_homes.push_back(number(static_cast<int>(d.release_dates.size()) + 1) - 1);
    const int features = static_cast<int>(d.feature_homes.size());
    for (int i = 0, n = 1 + number(6); i < n; ++i)
        d.events.push_back({number(9), number(90), number(4),
                            number(static_cast<int>(d.release_dates.size()) + 1) - 1,
                            number(features + 1) - 1, number(i + 1) - 1, 1 + number(3), number(2) == 0});
    for (int n = number(6); n > 0; --n)
        d.pieces.push_back(
            {number(static_cast<int>(d.events.size())), number(90), number(features), number(4)});
    for (int n = number(4); n > 0; --n) d.promise_features.push_back(number(features + 1) - 1);
    for (int n = number(4); n > 0; --n) d.request_features.push_back(number(features));
    return d;
}

std::vector<std::size_t> order(std::size_t n, bool backwards) {
    std::vector<std::size_t> out(n);
    std::iota(out.begin(), out.end(), std::size_t{0});
    if (backwards) std::reverse(out.begin(), out.end());
    return out;
}

/// The same plan, recorded forwards or backwards. Every record's title is its place in the draw.
WorldBuilder build(const Draw& d, bool backwards) {
    WorldBuilder b;
    std::vector<ReleaseId> releases(d.release_dates.size());
    std::vector<FeatureId> features(d.feature_homes.size());
    std::vector<EventId> events(d.events.size());
    const auto at = [](const auto& ids, int i) {
        using IdType = std::decay_t<decltype(ids[0])>;
        return i < 0 ? IdType{} : ids[static_cast<std::size_t>(i)];
    };
    for (const std::size_t i : order(releases.size(), backwards)) {
        releases[i] = b.release("r" + std::to_string(i), d.release_dates[i]);
        b.set(releases[i], [](Release& r) { r.freeze = r.date - Days{10}; });
    }
    for (const std::size_t i : order(features.size(), backwards))
        features[i] = b.feature("f" + std::to_string(i), at(releases, d.feature_homes[i]));
    for (const std::size_t i : order(events.size(), backwards)) {
        const auto& e = d.events[i];
        events[i] = b.event("e" + std::to_string(i), static_cast<EventType>(e.type), e.on, e.on + e.days);
    }
    for (const std::size_t i : order(events.size(), backwards)) {
        const auto& e = d.events[i];
        b.set(events[i], [&](LaunchEvent& r) {
            r.release = at(releases, e.release);
            if (e.feature >= 0) r.features = {at(features, e.feature)};
            r.parent = at(events, e.parent);
            r.tier = e.tier;
            r.immovable = e.immovable;
        });
    }
    for (const std::size_t i : order(d.pieces.size(), backwards)) {
        const auto& p = d.pieces[i];
        b.set(b.collateral(at(events, p.event), "c" + std::to_string(i), p.due), [&](Collateral& r) {
            r.claims = {at(features, p.claims)};
            r.status = static_cast<CollateralStatus>(p.status);
        });
    }
    for (const std::size_t i : order(d.promise_features.size(), backwards))
        b.promise("p" + std::to_string(i), at(features, d.promise_features[i]), 30);
    for (const std::size_t i : order(d.request_features.size(), backwards))
        b.set(b.request("q" + std::to_string(i), ChangeKind::modify),
              [&](ChangeRequest& r) { r.feature = at(features, d.request_features[i]); });
    return b;
}

/// A finding in words that do not depend on numbers.
using Said = std::tuple<std::string, Severity, std::string, std::set<std::string>>;

std::multiset<Said> said(const WorldBuilder& b, int today) {
    std::multiset<Said> out;
    for (const Finding& f : b.found(today)) {
        std::set<std::string> others;
        for (const Ref record : f.subject) others.insert(title(b.world, record));
        out.emplace(std::string(f.rule), f.severity, title(b.world, f.subject.front()), std::move(others));
    }
    return out;
}

}  // namespace

TEST_CASE("findings do not depend on the order of records") {
    CHECK(rc::check([] {
        const Draw d = draw();
        const int today = *rc::gen::inRange(0, 95);
        RC_ASSERT(said(build(d, false), today) == said(build(d, true), today));
    }));
}

TEST_CASE("what would mend a finding is all that is left out where nobody reads it") {
    CHECK(rc::check([] {
        const WorldBuilder b = build(draw(), false);
        const int today = *rc::gen::inRange(0, 95);
        Findings worded = b.found(today);
        for (Finding& f : worded) f.mend.clear();
        const World seen = as_of(b.world, b.product, day(today), b.zone());
        RC_ASSERT(align(seen, b.product, day(today), b.zone(), Mends::left_out) == worded);
    }));
}

TEST_CASE("each rule finds each main subject once, and its facts name nothing that is not behind it") {
    CHECK(rc::check([] {
        const WorldBuilder b = build(draw(), false);
        const Findings found = b.found(*rc::gen::inRange(0, 95));
        std::set<std::pair<std::string_view, Ref>> identities;
        for (const Finding& f : found) {
            RC_ASSERT(identities.emplace(f.rule, f.subject.front()).second);
            RC_ASSERT(f.facts.back() == '.');
            RC_ASSERT(f.mend.size() <= 2);
            for (const Release& r : b.world.all<Release>()) {
                const bool named = f.facts.find(r.name + " ") != std::string::npos ||
                                   f.facts.find(r.name + ",") != std::string::npos;
                const bool behind =
                    std::find(f.subject.begin(), f.subject.end(), Ref{id_of(r)}) != f.subject.end();
                RC_ASSERT(!named || behind);
            }
        }
    }));
}

}  // namespace plumb
