// All rules in one table, and what a product has set of each.
#include "core/align/rule.hpp"
#include "core/base/among.hpp"

#include <array>
#include <stdexcept>
#include <string>

namespace plumb {

namespace {

/// Rules that only one kind of product marketing needs (rules.md, under the table).
constexpr std::array<std::string_view, 3> kOffForFront{"undiscovered", "one-horizon", "build-or-buy"};
constexpr std::array<std::string_view, 3> kOffForBack{"crowded", "tier-inflation", "deadline-in-show"};

std::vector<RuleSpec> all_families() {
    std::vector<RuleSpec> out;
    for (const auto family : {dates_rules(), claims_rules(), readiness_rules(), baselines_rules(),
                              people_rules(), customers_rules(), decisions_rules(), assumptions_rules()})
        out.insert(out.end(), family.begin(), family.end());
    return out;
}

/// The product's own value of a key of a rule.
std::optional<int> setting(const World& world, ProductId product, std::string_view rule,
                           std::string_view key) {
    std::optional<int> value;
    world.all<RuleSetting>().each_naming(product, [&](const RuleSetting& s) {
        if (!value && s.rule == rule && s.key == key) value = s.value;
    });
    return value;
}

}  // namespace

std::span<const RuleSpec> rules() {
    static const std::vector<RuleSpec> table = all_families();
    return table;
}

const RuleSpec* rule_named(std::string_view name) {
    for (const RuleSpec& rule : rules())
        if (rule.name == name) return &rule;
    return nullptr;
}

bool rule_on(const World& world, ProductId product, const RuleSpec& rule) {
    if (const auto said = setting(world, product, rule.name, kSwitch)) return *said != 0;
    const Product* held = world.find(product);
    if (!held) return true;
    switch (held->profile) {
        case Profile::front: return !is_among(kOffForFront, rule.name);
        case Profile::back: return !is_among(kOffForBack, rule.name);
        case Profile::balanced: break;
    }
    return true;
}

Limits::Limits(const World& world, ProductId product, const RuleSpec& rule) : rule_(&rule) {
    for (const Threshold& threshold : rule.thresholds)
        if (const auto value = setting(world, product, rule.name, threshold.key))
            set_.emplace_back(threshold.key, *value);
}

int Limits::operator[](std::string_view key) const {
    for (const auto& [name, value] : set_)
        if (name == key) return value;
    for (const Threshold& threshold : rule_->thresholds)
        if (threshold.key == key) return threshold.value;
    throw std::logic_error("rule " + std::string(rule_->name) + " has no threshold " + std::string(key));
}

}  // namespace plumb
