// The thresholds of rules as people read and write them.
#pragma once

#include "core/align/rule.hpp"
#include "core/base/result.hpp"
#include "core/command/context.hpp"
#include "core/command/spec.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace plumb {

/// The rule of that name, whatever the case; refused with the nearest.
Result<const RuleSpec*> rule_called(std::string_view name);
/// The rule that a command is about; refused with what was typed, and the rule that was meant.
Result<const RuleSpec*> rule_named(const Command& command);

/// `10 days`, `3 working days`, `2 %`, `40 points`, `10 person-days`, `3`.
std::string threshold_text(int value, Unit unit);

/// A bare number is in the threshold's unit; `5d`, `2w`, `5 %`, `40 points` are taken where they fit it.
/// Whole, and 0 to 1,000; per cent and points to 100.
Result<int> parse_threshold(std::string_view text, const Threshold& threshold);

/// What the product set, or nullptr.
const RuleSetting* setting_of(const World& world, ProductId product, std::string_view rule,
                              std::string_view key);
int value_of(const World& world, ProductId product, const RuleSpec& rule, const Threshold& threshold);

/// The value, who set it when, the default and where that comes from: `10 days, set by Ana on Wed 3 Mar; the
/// default is 7 days`.
std::string threshold_line(const World& world, const Context& context, ProductId product,
                           const RuleSpec& rule, const Threshold& threshold);

/// `on`, or `off` with what switched it: somebody, or the product's profile.
std::string switch_line(const World& world, const Context& context, ProductId product, const RuleSpec& rule);

/// Mutes of the rule that are not over.
std::vector<const Mute*> mutes_of(const World& world, ProductId product, std::string_view rule, Day today);

}  // namespace plumb
