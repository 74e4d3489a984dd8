#include "core/align/effects.hpp"

#include <algorithm>

namespace plumb {

namespace {

bool begun(const std::optional<Day>& day, Day today) { return day && *day <= today; }

/// Every required function has assessed the request.
bool all_heard(const World& world, const ChangeRequest& request) {
    const Product* product = world.find(request.product);
    if (!product) return false;
    std::array<bool, kFunctions> heard{};
    world.all<Assessment>().each_naming(
        id_of(request), [&](const Assessment& a) { heard[static_cast<std::size_t>(a.function)] = true; });
    const auto& required = product->policy.assess;
    return std::all_of(required.begin(), required.end(),
                       [&](Function f) { return heard[static_cast<std::size_t>(f)]; });
}

/// Back from its deferral: both clocks start when the day began.
ChangeRequest woken(const World& world, ChangeRequest request, const Zone& zone) {
    const Instant back = zone.at(*request.until, Seconds{0});
    const bool assessed = all_heard(world, request);
    request.status = assessed ? ChangeStatus::assessed : ChangeStatus::open;
    request.waiting_since = back;
    request.assessed_at = assessed ? std::optional(back) : std::nullopt;
    return request;
}

bool in_beta_by(const Release& release, Day today) {
    return release.status == ReleaseStatus::planned && begun(release.beta_from, today);
}

/// What had not happened yet by an earlier day: a deferral's end and a beta take effect by their dates, also
/// backwards.
std::vector<Write> not_yet(const World& world, ProductId product, Day today, const Zone& zone) {
    std::vector<Write> writes;
    world.all<ChangeRequest>().each_naming(product, [&](const ChangeRequest& request) {
        const bool awake = request.status == ChangeStatus::open || request.status == ChangeStatus::assessed;
        if (!awake || request.decision != Decided::deferred) return;
        if (!request.until || begun(request.until, today)) return;
        // One that was reopened did not come back by its date.
        if (request.waiting_since != zone.at(*request.until, Seconds{0})) return;
        ChangeRequest asleep = request;
        asleep.status = ChangeStatus::deferred;
        writes.push_back({AnyRecord{std::move(asleep)}, false});
    });
    world.all<Release>().each_naming(product, [&](const Release& release) {
        if (release.status != ReleaseStatus::beta) return;
        if (!release.beta_from || begun(release.beta_from, today)) return;
        Release planned = release;
        planned.status = ReleaseStatus::planned;
        writes.push_back({AnyRecord{std::move(planned)}, false});
    });
    return writes;
}

}  // namespace

std::vector<Write> effects(const World& world, ProductId product, Day today, const Zone& zone) {
    std::vector<Write> writes;
    world.all<ChangeRequest>().each_naming(product, [&](const ChangeRequest& request) {
        if (request.status == ChangeStatus::deferred && begun(request.until, today))
            writes.push_back({AnyRecord{woken(world, request, zone)}, false});
    });
    world.all<Release>().each_naming(product, [&](const Release& release) {
        if (!in_beta_by(release, today)) return;
        Release beta = release;
        beta.status = ReleaseStatus::beta;
        writes.push_back({AnyRecord{std::move(beta)}, false});
    });
    world.all<Warning>().each_naming(product, [&](const Warning& warning) {
        const bool waits =
            warning.status == WarningStatus::snoozed || warning.status == WarningStatus::accepted;
        if (!waits || !begun(warning.until, today)) return;
        // Nobody answers for it any more; `until` stays: it tells live() that the warning is back.
        Warning back = warning;
        back.status = WarningStatus::open;
        back.by = {};
        back.reason.clear();
        writes.push_back({AnyRecord{std::move(back)}, false});
    });
    return writes;
}

World as_of(const World& world, ProductId product, Day today, const Zone& zone) {
    const World back = plumb::apply(world, not_yet(world, product, today, zone));
    return plumb::apply(back, effects(back, product, today, zone));
}

}  // namespace plumb
