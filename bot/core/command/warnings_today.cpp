#include "core/command/warnings_today.hpp"

#include "core/align/life.hpp"
#include "core/align/rule.hpp"
#include "core/base/phrases.hpp"
#include "core/base/spelling.hpp"
#include "core/command/lookup.hpp"
#include "core/time/schedule.hpp"

namespace plumb {

const Mute* mute_of(const World& world, const Warning& warning, Day today) {
    if (warning.subject.empty()) return nullptr;
    return mute_of(world, warning.product, warning.rule, warning.subject.front(), today);
}

std::string muted_text(const World& world, const Warning& warning, Day today) {
    const Mute* mute = warning.status == WarningStatus::open ? mute_of(world, warning, today) : nullptr;
    if (!mute) return {};
    std::string text = "muted";
    if (mute->until) text += " until " + spoken(*mute->until, today);
    if (!mute->why.empty()) text += ": " + quoted(mute->why);
    return text;
}

bool comes_first(const Warning& a, const Warning& b) {
    if (a.status != b.status) return a.status < b.status;
    if (a.severity != b.severity) return a.severity > b.severity;
    return a.meta.n < b.meta.n;
}

const Warning* warning_about(const World& world, ProductId product, std::string_view named) {
    const auto record = anything_called(world, product, named);
    if (const Warning* own = record ? world.find(record->as<WarningId>()) : nullptr) return own;
    const Warning* first = nullptr;
    for (const Warning& warning : world.all<Warning>()) {
        if (warning.status == WarningStatus::resolved || warning.subject.empty()) continue;
        const bool meant = record ? warning.subject.front() == *record
                                  : warning.product == product && same_word(warning.rule, named);
        if (meant && (!first || comes_first(warning, *first))) first = &warning;
    }
    return first;
}

std::string FactsToday::of(const Warning& warning) {
    const RuleSpec* rule = rule_named(warning.rule);
    const bool live = warning.status != WarningStatus::resolved && !warning.subject.empty();
    if (!rule || !live || !world_->find(warning.product)) return warning.facts;
    const Zone& zone = zone_of(*context_, *world_, warning.product);
    const Day today = zone.day_of(context_->now);
    const bool since_morning = zone.time_of_day(evaluated_) >= kMorning && zone.day_of(evaluated_) == today;
    if (since_morning || zone.day_of(warning.meta.updated_at) == today) return warning.facts;
    const auto [asked, first] = found_.try_emplace({warning.product, warning.rule});
    if (first) {
        const Plan plan(*world_, warning.product, today, zone);
        rule->check(plan, Limits(*world_, warning.product, *rule), asked->second);
    }
    for (const Finding& finding : asked->second)
        if (finding.subject.front() == warning.subject.front()) return finding.facts;
    return warning.facts;
}

}  // namespace plumb
