#include "core/picture/pulse.hpp"

#include "core/align/effects.hpp"
#include "core/align/figures.hpp"
#include "core/align/rule.hpp"
#include "core/base/phrases.hpp"
#include "core/picture/timeline_text.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace plumb {

namespace {

std::string who_of(const Awaited& awaited) { return awaited ? std::string(word(*awaited)) : "a decision"; }

std::vector<PulseWaiting> waiting_of(const Plan& plan) {
    const auto figures = waiting_figures(plan);
    const auto bottleneck = bottleneck_of(figures);
    std::vector<PulseWaiting> waiting;
    for (const WaitingFigure& figure : figures)
        waiting.push_back({who_of(figure.awaited), figure.median, figure.longest,
                           bottleneck && *bottleneck == figure.awaited});
    return waiting;
}

std::vector<PulseVolume> volume_of(const Plan& plan) {
    const RuleSpec& churn = *rule_named("churn");
    const Limits limits(plan.world(), id_of(plan.product()), churn);
    std::vector<VolumeFigure> figures = volume_figures(plan);
    std::stable_sort(figures.begin(), figures.end(), [&](const auto& a, const auto& b) {
        return plan.world().find(a.release)->date < plan.world().find(b.release)->date;
    });
    std::vector<PulseVolume> volume;
    for (const VolumeFigure& figure : figures)
        volume.push_back({plan.world().find(figure.release)->name, figure.churn, limits["warn"], figure.total,
                          limits["total"]});
    return volume;
}

}  // namespace

Pulse pulse_of(const World& world, ProductId product, Day today, const Zone& zone) {
    const World then = as_of(world, product, today, zone);
    const Plan plan(then, product, today, zone);
    return {name(world, product), today, waiting_of(plan), volume_of(plan)};
}

bool Pulse::worth_a_picture() const {
    const bool waited =
        std::any_of(waiting.begin(), waiting.end(), [](const PulseWaiting& one) { return one.longest > 0; });
    const bool changed = std::any_of(volume.begin(), volume.end(),
                                     [](const PulseVolume& one) { return one.recent > 0 || one.all > 0; });
    return waiting.size() + volume.size() >= 2 && (waited || changed);
}

std::string pulse_alt(const Pulse& pulse) {
    std::vector<std::string> waits;
    for (const PulseWaiting& waiting : pulse.waiting)
        waits.push_back(fmt::format("{} {} (longest {}{})", waiting.who, figure_text(waiting.median),
                                    waiting.longest, waiting.squeaks ? ", the squeakiest wheel" : ""));
    std::vector<std::string> changes;
    for (const PulseVolume& volume : pulse.volume)
        changes.push_back(fmt::format("{} {} % in 30 days (limit {}), {} % since the baseline (limit {})",
                                      volume.release, figure_text(volume.recent), volume.recent_limit,
                                      figure_text(volume.all), volume.all_limit));
    std::string alt = fmt::format("Pulse of {}, {}.", pulse.product, spoken(pulse.today, pulse.today));
    if (!waits.empty()) alt += " Working days waited, median: " + listed(waits) + ".";
    if (!changes.empty()) alt += " Change: " + listed(changes) + ".";
    return alt;
}

FileWish pulse_wish(const World& world, ProductId product, Day today) {
    FileWish wish;
    wish.what = FileWish::What::pulse;
    wish.product = product;
    wish.name = picture_name(world, product, "pulse", today);
    return wish;
}

}  // namespace plumb
