// Settings that are named without a value, or whose value stands without its key: `policy set profile`,
// `rule set no-slack 10`.
#include "core/people/people_commands.hpp"
#include "core/people/thresholds.hpp"
#include "core/talk/example.hpp"
#include "core/talk/reading.hpp"
#include "core/time/typed.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace plumb {

namespace {

std::string joined_words(const std::vector<Function>& functions, std::string_view none) {
    std::string list;
    for (const Function f : functions) list += (list.empty() ? "" : ",") + std::string(word(f));
    return list.empty() ? std::string(none) : list;
}

std::optional<std::string> policy_now(const Product& product, std::string_view key) {
    const Policy& policy = product.policy;
    if (key == "assess") return joined_words(policy.assess, "");
    if (key == "plan") return joined_words(policy.plan, kAllFunctions);
    if (key == "decide") return std::string(word(policy.decide));
    if (key == "tell") return std::string(word(policy.tell));
    if (key == "burst") return std::to_string(policy.burst);
    if (key == "profile") return std::string(word(product.profile));
    return std::nullopt;
}

/// The rule that a `rule set` is about.
const RuleSpec* rule_at_hand(const Reading& reading) {
    if (reading.spec.noun != "rule" || reading.spec.verb != "set") return nullptr;
    const auto rule = rule_called(reading.command.word);
    return rule ? *rule : nullptr;
}

}  // namespace

std::optional<std::string> value_now(const Reading& reading, const KeySpec& key) {
    const Product* product = reading.world().find(reading.product());
    if (product && reading.spec.noun == "policy") return policy_now(*product, key.name);
    const RuleSpec* rule = product ? rule_at_hand(reading) : nullptr;
    if (!rule) return std::nullopt;
    for (const Threshold& threshold : rule->thresholds)
        if (threshold.key == key.name)
            return std::to_string(value_of(reading.world(), reading.product(), *rule, threshold));
    return std::nullopt;
}

std::optional<Refusal> threshold_meant(const Reading& reading, const Piece& piece, const std::string& wrong) {
    const RuleSpec* rule = rule_at_hand(reading);
    if (!rule) return std::nullopt;
    for (const Threshold& threshold : rule->thresholds) {
        if (reading.find(threshold.key) || !parse_threshold(piece.text, threshold)) continue;
        const std::string mended = fmt::format("{}:{}", threshold.key, as_value(piece.text));
        return Refusal{wrong, fmt::format("Did you mean {}?", mended), with_replaced(reading, piece, mended)};
    }
    return std::nullopt;
}

bool sets_no_key(const Reading& reading) {
    // A customer comes into being by its name alone.
    const bool by_name = reading.spec.subject == SubjectType::text;
    if (reading.spec.verb != "set" || reading.spec.text != TextUse::none || by_name) return false;
    return std::none_of(reading.given.begin(), reading.given.end(), [&](const Given& given) {
        return std::any_of(reading.spec.keys.begin(), reading.spec.keys.end(),
                           [&](const KeySpec& key) { return &key == given.key; });
    });
}

}  // namespace plumb
