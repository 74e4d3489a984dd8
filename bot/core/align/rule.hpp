// A rule as data: one row of the table in rules.md, and the function that finds.
#pragma once

#include "core/align/finding.hpp"
#include "core/align/plan.hpp"

#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace plumb {

/// What a threshold counts.
enum class Unit : std::uint8_t { days, working_days, count, per_cent, points, effort_days };

struct Threshold {
    std::string_view key;
    int value = 0;
    Unit unit = Unit::days;
};

/// The setting that switches a rule on or off.
constexpr std::string_view kSwitch = "on";

/// Tiers 1 and 2 are the big ones: rules.md asks more of them.
constexpr int kBigTier = 2;

struct RuleSpec;

/// The thresholds of one rule in one product.
class Limits {
  public:
    Limits(const World& world, ProductId product, const RuleSpec& rule);
    /// The value set for the product, else the default. The rule must have that threshold.
    int operator[](std::string_view key) const;

  private:
    const RuleSpec* rule_;
    std::vector<std::pair<std::string_view, int>> set_;
};

/// Adds what it finds. Leaves `Finding::rule` to the engine, which also names the owners of every subject as
/// concerned and puts the records that the facts name behind the main subject.
using Check = void (*)(const Plan&, const Limits&, Findings&);

struct RuleSpec {
    std::string_view name;
    /// Kind of the main subject, as rules.md calls it.
    std::string_view main;
    /// What it finds, and how bad that is, in a sentence each.
    std::string_view finds;
    std::string_view severity;
    std::span<const Threshold> thresholds;
    /// Where the default comes from (why.md), and why the rule exists, in a line.
    std::string_view source;
    std::string_view why;
    Check check = nullptr;
};

/// All rules, family by family.
std::span<const RuleSpec> rules();
/// nullptr where there is none of that name.
const RuleSpec* rule_named(std::string_view name);
/// On for the product: its switch, else its profile, else yes.
bool rule_on(const World& world, ProductId product, const RuleSpec& rule);

/// The rows of each family stand at the top of its file (align/rules_*.cpp).
std::span<const RuleSpec> dates_rules();
std::span<const RuleSpec> claims_rules();
std::span<const RuleSpec> readiness_rules();
std::span<const RuleSpec> baselines_rules();
std::span<const RuleSpec> people_rules();
std::span<const RuleSpec> customers_rules();
std::span<const RuleSpec> decisions_rules();
std::span<const RuleSpec> assumptions_rules();

namespace rule {

#define PLUMB_RULE(name) void name(const Plan&, const Limits&, Findings&)
// dates
PLUMB_RULE(event_before_release);
PLUMB_RULE(missed_anchor);
PLUMB_RULE(no_slack);
PLUMB_RULE(chain_broken);
PLUMB_RULE(short_lead);
PLUMB_RULE(late_change);
PLUMB_RULE(late_landing);
PLUMB_RULE(slipping);
PLUMB_RULE(slipped_again);
PLUMB_RULE(overdue);
PLUMB_RULE(deadline_in_show);
PLUMB_RULE(crowded);
// claims
PLUMB_RULE(event_feature_missing);
PLUMB_RULE(overclaim);
PLUMB_RULE(promise_at_risk);
PLUMB_RULE(promise_overdue);
PLUMB_RULE(collateral_stale);
PLUMB_RULE(collateral_late);
PLUMB_RULE(left_behind);
// readiness
PLUMB_RULE(audience_ahead);
PLUMB_RULE(beta_short);
PLUMB_RULE(reach_over_capacity);
PLUMB_RULE(unfunded);
PLUMB_RULE(pillar_gap);
PLUMB_RULE(silent_release);
PLUMB_RULE(orphan_event);
PLUMB_RULE(no_shared_goal);
PLUMB_RULE(no_goal);
PLUMB_RULE(tier_inflation);
PLUMB_RULE(undiscovered);
// baselines
PLUMB_RULE(churn);
PLUMB_RULE(no_baseline);
PLUMB_RULE(plan_stale);
PLUMB_RULE(nothing_displaced);
// people
PLUMB_RULE(switch_load);
PLUMB_RULE(overbooked);
PLUMB_RULE(two_hats);
PLUMB_RULE(unowned);
PLUMB_RULE(function_drift);
PLUMB_RULE(profile_stale);
// customers
PLUMB_RULE(per_customer);
PLUMB_RULE(no_customer_voice);
PLUMB_RULE(second_hand);
// decisions
PLUMB_RULE(one_option);
PLUMB_RULE(no_why);
PLUMB_RULE(unheard);
PLUMB_RULE(decided_unheard);
PLUMB_RULE(undecided);
PLUMB_RULE(loop_open);
PLUMB_RULE(build_or_buy);
PLUMB_RULE(one_sided);
PLUMB_RULE(one_horizon);
// assumptions
PLUMB_RULE(assumption_due);
PLUMB_RULE(assumption_failed);
#undef PLUMB_RULE

}  // namespace rule

}  // namespace plumb
