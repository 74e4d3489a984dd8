// `warning show` and `warning why`: one warning, and its rule asked again.
#include "core/align/rule.hpp"
#include "core/base/phrases.hpp"
#include "core/command/card_lines.hpp"
#include "core/command/record_text.hpp"
#include "core/people/thresholds.hpp"
#include "core/talk/talk_handlers.hpp"
#include "core/talk/telling.hpp"
#include "core/talk/why.hpp"

#include <fmt/core.h>

namespace plumb {

namespace {

std::string subjects(const World& world, const Warning& warning) {
    std::vector<std::string> names;
    for (const Ref ref : warning.subject) names.push_back(called(world, ref));
    return listed(names);
}

/// `opened Wed 3 Mar, critical at worst, came back twice`.
std::string life_of(const Warning& warning, const Zone& zone, Day today) {
    std::string text = "opened " + spoken(zone.day_of(warning.opened_at), today);
    if (warning.highest != warning.severity) text += fmt::format(", {} at worst", word(warning.highest));
    if (warning.reopened > 0) text += ", came back " + counted(warning.reopened, "time");
    if (warning.resolved_at) text += ", resolved " + spoken(zone.day_of(*warning.resolved_at), today);
    return text;
}

}  // namespace

Result<void> warning_show(Draft& draft, const Command& command) {
    const Warning& warning = *draft.find(command.subject.as<WarningId>());
    const Zone& zone = zone_of(draft.context(), draft.world(), warning.product);
    Card card;
    Mentions nobody = Mentions::none();
    warning_lines(card, draft.world(), draft.context(), warning, nobody);
    add_field(card, "Rule", fmt::format("{}, {}", warning.rule, word(warning.severity)));
    add_field(card, "About", subjects(draft.world(), warning));
    add_field(card, "Life", life_of(warning, zone, zone.day_of(draft.now())));
    draft.answer(std::move(card));
    return {};
}

Result<void> warning_why(Draft& draft, const Command& command) {
    const Warning& warning = *draft.find(command.subject.as<WarningId>());
    const RuleSpec* rule = rule_named(warning.rule);
    if (!rule)
        return refuse(fmt::format("The rule {} is no longer there.", warning.rule),
                      "What it said is kept:", "warning show " + to_string(command.subject));
    const auto found = finding_of(draft.world(), draft.context(), warning);
    const ProductId product = warning.product;
    Card card;
    card.title.code(to_string(command.subject))
        << " " << rule->name << ": " << (found ? found->facts : "today the rule finds it no more.");
    add_field(card, "Finds", std::string(rule->finds));
    const std::string_view severity = word(found ? found->severity : warning.severity);
    add_field(
        card, "Severity",
        rule->severity == severity ? std::string(severity) : fmt::format("{}: {}", severity, rule->severity));
    add_field(card, "Switch", switch_line(draft.world(), draft.context(), product, *rule));
    for (const Threshold& t : rule->thresholds)
        add_field(card, "Limit " + std::string(t.key),
                  threshold_line(draft.world(), draft.context(), product, *rule, t));
    add_field(card, "Why", std::string(rule->why));
    add_field(card, "Default from", std::string(rule->source));
    if (found)
        for (const Mend& mend : found->mend)
            card.lines.push_back({Line::Kind::command, {}, Text{}.code(mend.command)});
    draft.answer(std::move(card));
    return {};
}

}  // namespace plumb
