// What approving a request touches, costs the baseline: the lines of its card that weigh it.
#include "core/align/change_volume.hpp"
#include "core/align/figures.hpp"
#include "core/align/rule.hpp"
#include "core/base/among.hpp"
#include "core/change/request_lines.hpp"
#include "core/change/state.hpp"
#include "core/change/touched.hpp"
#include "core/command/card_lines.hpp"
#include "core/command/record_text.hpp"

#include <fmt/core.h>

namespace plumb {

namespace {

constexpr std::size_t kThingsShown = 4;
/// From rules.md, `churn`: nothing in a baseline of under 10 features.
constexpr int kFewFeatures = 10;

std::string limit_text(const Plan& plan) {
    const RuleSpec* churn = rule_named("churn");
    if (!churn) return {};
    return fmt::format(" (notice at {} %)", Limits(plan.world(), id_of(plan.product()), *churn)["notice"]);
}

std::optional<Day> day_of_thing(const World& world, Ref thing) {
    if (const LaunchEvent* event = world.find(thing.as<EventId>())) return event->on;
    if (const Collateral* collateral = world.find(thing.as<CollateralId>())) return collateral->due;
    if (const Promise* promise = world.find(thing.as<PromiseId>())) return promise->by;
    return std::nullopt;
}

}  // namespace

void add_touches(Card& card, const RequestView& view) {
    if (!waiting(view.request)) return;
    const Touched touched = touched_by(view.plan, seeds_of(view.plan, view.request));
    std::vector<Ref> things(touched.events.begin(), touched.events.end());
    things.insert(things.end(), touched.collateral.begin(), touched.collateral.end());
    things.insert(things.end(), touched.promises.begin(), touched.promises.end());
    std::vector<std::string> texts;
    for (const Ref thing : things) {
        std::string text = called(view.world, thing);
        const auto day = day_of_thing(view.world, thing);
        const int left = day ? working_days_after(view.plan.today(), *day) : 0;
        if (left > 0) text += fmt::format(" ({}, in {})", view.plan.say(*day), counted(left, "working day"));
        texts.push_back(std::move(text));
    }
    if (!texts.empty()) add_field(card, "Touches", listed(texts, kThingsShown));
}

void add_volume(Card& card, const RequestView& view) {
    if (!waiting(view.request)) return;
    const auto touched = view.plan.touches(view.request);
    for (const ChangeVolume& volume : change_volumes(view.plan)) {
        const bool touches = is_among(touched, Ref{volume.release});
        if (!touches || volume.features < kFewFeatures) continue;
        constexpr double kPerCent = 100;
        const double changed = kPerCent * (volume.all() + 1) / volume.features;
        add_context(
            card, fmt::format("If approved: {} would have changed by {} % since its baseline{}.",
                              name(view.world, volume.release), figure_text(changed), limit_text(view.plan)));
    }
}

}  // namespace plumb
