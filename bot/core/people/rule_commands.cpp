// `rule …`: what the rules find, and their thresholds in a product.
#include "core/command/asked.hpp"
#include "core/command/card_lines.hpp"
#include "core/command/paging.hpp"
#include "core/command/record_text.hpp"
#include "core/people/people_handlers.hpp"
#include "core/people/thresholds.hpp"
#include "core/time/typed.hpp"

#include <fmt/core.h>

namespace plumb {

namespace {

std::string row_of(const World& world, ProductId product, const RuleSpec& rule) {
    std::string row = fmt::format("{}: {}", rule.name, rule_on(world, product, rule) ? "on" : "off");
    for (const Threshold& t : rule.thresholds) {
        const int value = value_of(world, product, rule, t);
        // `days 30 days` would say it twice.
        row += t.key == "days" ? ", " + threshold_text(value, t.unit)
                               : fmt::format(", {} {}", t.key, threshold_text(value, t.unit));
        if (value != t.value) row += fmt::format(" (default {})", threshold_text(t.value, t.unit));
    }
    return row;
}

void add_mutes(Card& card, const Draft& draft, ProductId product, const RuleSpec& rule) {
    const Day today = today_in(draft, product);
    for (const Mute* mute : mutes_of(draft.world(), product, rule.name, today)) {
        std::string line = mute->subject ? called(draft.world(), mute->subject) : "everything";
        if (mute->until) line += " until " + spoken(*mute->until, today);
        line += " by " + person_name(draft.world(), mute->meta.created_by);
        if (!mute->why.empty()) line += ": " + quoted(mute->why);
        add_field(card, "Muted", line);
    }
}

/// Replaces the product's setting, so that it carries who set it last; no value: back to the default.
void put_setting(Draft& draft, ProductId product, const RuleSpec& rule, std::string_view key,
                 std::optional<int> value) {
    if (const RuleSetting* held = setting_of(draft.world(), product, rule.name, key))
        draft.erase<RuleSetting>(id_of(*held));
    if (!value) return;
    RuleSetting setting;
    setting.product = product;
    setting.rule = std::string(rule.name);
    setting.key = std::string(key);
    setting.value = *value;
    draft.add(std::move(setting));
}

const Threshold* threshold_of(const RuleSpec& rule, std::string_view key) {
    for (const Threshold& t : rule.thresholds)
        if (t.key == key) return &t;
    return nullptr;
}

std::string example_of(const RuleSpec& rule, const Threshold& threshold) {
    return fmt::format("rule set {} {}:{}", rule.name, threshold.key, threshold.value);
}

std::string example_of(const RuleSpec& rule) {
    return rule.thresholds.empty() ? fmt::format("rule off {}", rule.name)
                                   : example_of(rule, rule.thresholds.front());
}

tl::unexpected<Refusal> refuse_threshold(const RuleSpec& rule, std::string_view key) {
    std::vector<std::string> keys;
    for (const Threshold& t : rule.thresholds) keys.push_back(std::string(t.key) + ":");
    const std::string wrong = fmt::format("{} has no {}:.", rule.name, key);
    if (keys.empty())
        return refuse(wrong,
                      "It has no thresholds. What it looks at:", fmt::format("rule show {}", rule.name));
    return refuse(wrong, fmt::format("It takes {}.", listed(keys)), example_of(rule));
}

/// Sets or clears one threshold; says what is so now.
Result<std::string> set_threshold(Draft& draft, const Command& command, const RuleSpec& rule,
                                  const std::string& key) {
    const Threshold* threshold = threshold_of(rule, key);
    if (!threshold) return refuse_threshold(rule, key);
    if (command.clears(key)) {
        put_setting(draft, command.product, rule, key, std::nullopt);
        return fmt::format("{} is {} again, the default", key,
                           threshold_text(threshold->value, threshold->unit));
    }
    auto value = parse_threshold(command.text_of(key), *threshold);
    if (!value) {
        value.error().example = example_of(rule, *threshold);
        return tl::make_unexpected(std::move(value.error()));
    }
    put_setting(draft, command.product, rule, key, *value);
    return fmt::format("{} is {} (default {})", key, threshold_text(*value, threshold->unit),
                       threshold_text(threshold->value, threshold->unit));
}

Result<void> switch_rule(Draft& draft, const Command& command, bool on) {
    const auto rule = rule_named(command);
    if (!rule) return tl::make_unexpected(rule.error());
    // Switched so by default is not switched so by somebody: a profile may change the default.
    const RuleSetting* held = setting_of(draft.world(), command.product, (*rule)->name, kSwitch);
    if (!held || (held->value != 0) != on) put_setting(draft, command.product, **rule, kSwitch, on ? 1 : 0);
    draft.tell(command.product, Text(fmt::format("{} is {} in {}.", (*rule)->name, on ? "on" : "off",
                                                 draft.find(command.product)->key)));
    return {};
}

}  // namespace

Result<void> rule_list(Draft& draft, const Command& command) {
    std::vector<std::string> rows;
    for (const RuleSpec& rule : rules()) rows.push_back(row_of(draft.world(), command.product, rule));
    Text title(fmt::format("{} in {}; ", counted(static_cast<int>(rows.size()), "rule"),
                           draft.find(command.product)->key));
    title.code("rule show RULE") << " says more:";
    draft.answer(list_card(title, rows, page_asked(command), "rule list"));
    return {};
}

Result<void> rule_show(Draft& draft, const Command& command) {
    const auto found = rule_named(command);
    if (!found) return tl::make_unexpected(found.error());
    const RuleSpec& rule = **found;
    Card card;
    card.title.strong(rule.name) << ", about " << rule.main << ": " << rule.finds;
    add_field(card, "Severity", std::string(rule.severity));
    add_field(card, "Switch", switch_line(draft.world(), draft.context(), command.product, rule));
    for (const Threshold& t : rule.thresholds)
        add_field(card, std::string(t.key),
                  threshold_line(draft.world(), draft.context(), command.product, rule, t));
    add_mutes(card, draft, command.product, rule);
    add_field(card, "Why", std::string(rule.why));
    add_field(card, "Default from", std::string(rule.source));
    const bool on = rule_on(draft.world(), command.product, rule);
    card.lines.push_back(
        {Line::Kind::command, {}, Text{}.code(on ? example_of(rule) : fmt::format("rule on {}", rule.name))});
    draft.answer(std::move(card));
    return {};
}

Result<void> rule_set(Draft& draft, const Command& command) {
    const auto rule = rule_named(command);
    if (!rule) return tl::make_unexpected(rule.error());
    std::vector<std::string> changes;
    for (const auto& [key, value] : command.keys) {
        if (key == "product" || key == "as") continue;
        auto change = set_threshold(draft, command, **rule, key);
        if (!change) return tl::make_unexpected(std::move(change.error()));
        changes.push_back(std::move(*change));
    }
    if (changes.empty() && (*rule)->thresholds.empty())
        return refuse(fmt::format("{} has no thresholds.", (*rule)->name),
                      "It is on or off. What it looks at:", fmt::format("rule show {}", (*rule)->name));
    if (changes.empty())
        return refuse(fmt::format("What of {} should be set?", (*rule)->name),
                      "Name a threshold and its value:", example_of(**rule));
    draft.tell(command.product, Text(fmt::format("{} in {}: {}.", (*rule)->name,
                                                 draft.find(command.product)->key, listed(changes))));
    return {};
}

Result<void> rule_on_command(Draft& draft, const Command& command) {
    return switch_rule(draft, command, true);
}
Result<void> rule_off_command(Draft& draft, const Command& command) {
    return switch_rule(draft, command, false);
}

}  // namespace plumb
