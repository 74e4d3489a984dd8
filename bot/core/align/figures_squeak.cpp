// The squeakiest wheel: which root weakness squeaks most (why.md, D3 and D4).
#include "core/align/figures.hpp"
#include "core/base/among.hpp"

#include <algorithm>
#include <span>

namespace plumb {

namespace {

struct Weakness {
    std::string_view name;
    std::span<const std::string_view> rules;
};

constexpr std::string_view kCustomers[]{"no-customer-voice", "per-customer", "second-hand", "undiscovered"};
constexpr std::string_view kMaterials[]{"overclaim", "collateral-stale", "collateral-late",
                                        "event-feature-missing"};
constexpr std::string_view kLaunches[]{"event-before-release", "slipping", "chain-broken", "pillar-gap",
                                       "audience-ahead"};
constexpr std::string_view kPeople[]{"overbooked", "switch-load", "unowned", "two-hats"};
constexpr std::string_view kDecisions[]{"unheard", "undecided", "one-sided", "loop-open"};

/// From rules.md, "Squeakiest wheel of the month".
constexpr std::array kWeaknesses{
    Weakness{"out of touch with customers", kCustomers}, Weakness{"materials and claims", kMaterials},
    Weakness{"launches in disorder", kLaunches}, Weakness{"people stretched", kPeople},
    Weakness{"decisions slow or one-sided", kDecisions}};

}  // namespace

std::optional<Squeak> squeakiest_in(const Plan& plan, Day month) {
    const std::chrono::year_month_day date{month};
    const Day first = Day{date.year() / date.month() / 1};
    const Day last = Day{date.year() / date.month() / std::chrono::last};
    std::array<int, kWeaknesses.size()> counts{};
    for (const Warning& warning : plan.world().all<Warning>()) {
        if (warning.product != id_of(plan.product()) || plan.day(warning.opened_at) > last) continue;
        if (warning.resolved_at && plan.day(*warning.resolved_at) < first) continue;
        for (std::size_t i = 0; i < counts.size(); ++i) {
            const auto& rules = kWeaknesses[i].rules;
            if (is_among(rules, warning.rule)) ++counts[i];
        }
    }
    const auto most = std::max_element(counts.begin(), counts.end());
    if (*most == 0) return std::nullopt;
    return Squeak{kWeaknesses[static_cast<std::size_t>(most - counts.begin())].name, *most};
}

}  // namespace plumb
