#include "core/talk/why.hpp"

#include "core/align/rule.hpp"

namespace plumb {

std::optional<Finding> finding_of(const World& world, const Context& context, const Warning& warning) {
    const RuleSpec* rule = rule_named(warning.rule);
    if (!rule || warning.subject.empty() || !world.find(warning.product)) return std::nullopt;
    const Zone& zone = zone_of(context, world, warning.product);
    const Plan plan(world, warning.product, zone.day_of(context.now), zone, Mends::worded);
    Findings findings;
    rule->check(plan, Limits(world, warning.product, *rule), findings);
    for (Finding& finding : findings)
        if (finding.subject.front() == warning.subject.front()) return std::move(finding);
    return std::nullopt;
}

std::vector<Mend> mends_of(const World& world, const Context& context, const Warning& warning) {
    auto finding = finding_of(world, context, warning);
    return finding ? std::move(finding->mend) : std::vector<Mend>{};
}

}  // namespace plumb
