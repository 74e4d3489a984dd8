#include "core/people/thresholds.hpp"

#include "core/base/phrases.hpp"
#include "core/base/spelling.hpp"
#include "core/command/lookup.hpp"
#include "core/time/typed.hpp"

#include <fmt/core.h>

#include <charconv>

namespace plumb {

namespace {

constexpr int kMost = 1000;
constexpr int kMostPerCent = 100;
constexpr int kWorkingWeek = 5;

int most_of(Unit unit) { return unit == Unit::per_cent || unit == Unit::points ? kMostPerCent : kMost; }

/// The words that may stand behind a number in this unit, and by how much they multiply it.
std::optional<int> factor_of(Unit unit, std::string_view word) {
    const auto one_of = [word](std::initializer_list<std::string_view> words) {
        for (const std::string_view w : words)
            if (w == word) return true;
        return false;
    };
    if (word.empty()) return 1;
    const bool days = unit == Unit::days || unit == Unit::working_days || unit == Unit::effort_days;
    if (days && one_of({"d", "day", "days"})) return 1;
    if (unit == Unit::working_days && one_of({"wd", "working day", "working days"})) return 1;
    if (unit == Unit::effort_days && one_of({"pd", "person-day", "person-days"})) return 1;
    if (unit == Unit::days && one_of({"w", "week", "weeks"})) return 7;
    if (days && one_of({"w", "week", "weeks"})) return kWorkingWeek;
    if (unit == Unit::per_cent && one_of({"%", "per cent", "percent"})) return 1;
    if (unit == Unit::points && one_of({"points", "point", "pp", "%"})) return 1;
    return std::nullopt;
}

std::string by_whom(const World& world, const Context& context, ProductId product,
                    const RuleSetting& setting) {
    const Zone& zone = zone_of(context, world, product);
    return fmt::format("set by {} on {}", person_name(world, setting.meta.created_by),
                       spoken(zone.day_of(setting.meta.created_at), zone.day_of(context.now)));
}

}  // namespace

Result<const RuleSpec*> rule_called(std::string_view name) {
    const std::string wanted = lower(trimmed(name));
    std::vector<std::string_view> names;
    for (const RuleSpec& rule : rules()) {
        if (rule.name == wanted) return &rule;
        names.push_back(rule.name);
    }
    const std::string wrong = fmt::format("There is no rule “{}”.", dates::shown(name));
    if (const auto near = nearest(wanted, names))
        return refuse(wrong, fmt::format("Did you mean {}?", *near), fmt::format("rule show {}", *near));
    return refuse(wrong, "rule list names them all.", "rule list");
}

Result<const RuleSpec*> rule_named(const Command& command) {
    auto rule = rule_called(command.word);
    if (rule) return rule;
    const auto near = suggestion_in(rule.error());
    // Before the first key, in whose value the word may stand again.
    const std::size_t at = command.said.rfind(command.word, command.said.find(':'));
    if (near && at != std::string::npos) {
        rule.error().example = command.said;
        rule.error().example.replace(at, command.word.size(), *near);
    }
    return rule;
}

std::string threshold_text(int value, Unit unit) {
    switch (unit) {
        case Unit::days: return days_text(value);
        case Unit::working_days: return counted(value, "working day");
        case Unit::effort_days: return counted(value, "person-day");
        case Unit::per_cent: return fmt::format("{} %", value);
        case Unit::points: return counted(value, "point");
        case Unit::count: return std::to_string(value);
    }
    return {};
}

Result<int> parse_threshold(std::string_view text, const Threshold& threshold) {
    const std::string plain = dates::plain_typed(text);
    const int most = most_of(threshold.unit);
    const std::string expected = fmt::format("A whole number from 0 to {}, such as {}:", most,
                                             threshold_text(threshold.value, threshold.unit));
    int number = 0;
    const auto [end, error] = std::from_chars(plain.data(), plain.data() + plain.size(), number);
    const std::string_view rest =
        trimmed(std::string_view(end, static_cast<std::size_t>(plain.data() + plain.size() - end)));
    const auto factor = error == std::errc{} ? factor_of(threshold.unit, rest) : std::nullopt;
    if (!factor)
        return refuse(fmt::format("{}: takes no “{}”.", threshold.key, dates::shown(text)), expected);
    if (number < 0 || number > most || number * *factor > most)
        return refuse(fmt::format("{}: {} is out of its range.", threshold.key, dates::shown(text)),
                      expected);
    return number * *factor;
}

const RuleSetting* setting_of(const World& world, ProductId product, std::string_view rule,
                              std::string_view key) {
    for (const RuleSetting& s : world.all<RuleSetting>())
        if (s.product == product && s.rule == rule && s.key == key) return &s;
    return nullptr;
}

int value_of(const World& world, ProductId product, const RuleSpec& rule, const Threshold& threshold) {
    const RuleSetting* set = setting_of(world, product, rule.name, threshold.key);
    return set ? set->value : threshold.value;
}

std::string threshold_line(const World& world, const Context& context, ProductId product,
                           const RuleSpec& rule, const Threshold& threshold) {
    const std::string usual = threshold_text(threshold.value, threshold.unit);
    const RuleSetting* set = setting_of(world, product, rule.name, threshold.key);
    if (!set) return fmt::format("{}, the default", usual);
    return fmt::format("{}, {}; the default is {}", threshold_text(set->value, threshold.unit),
                       by_whom(world, context, product, *set), usual);
}

std::string switch_line(const World& world, const Context& context, ProductId product, const RuleSpec& rule) {
    std::string state = rule_on(world, product, rule) ? "on" : "off";
    if (const RuleSetting* set = setting_of(world, product, rule.name, kSwitch))
        return fmt::format("{}, {}", state, by_whom(world, context, product, *set));
    const Product* held = world.find(product);
    if (state == "off" && held) return fmt::format("off, since the profile is {}", word(held->profile));
    return state;
}

std::vector<const Mute*> mutes_of(const World& world, ProductId product, std::string_view rule, Day today) {
    std::vector<const Mute*> mutes;
    for (const Mute& mute : world.all<Mute>())
        if (mute.product == product && mute.rule == rule && (!mute.until || *mute.until > today))
            mutes.push_back(&mute);
    return mutes;
}

}  // namespace plumb
