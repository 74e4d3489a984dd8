// The commands of `plan …`, as a table.
#include "core/command/paging.hpp"
#include "core/plan/baseline.hpp"
#include "core/plan/plan_commands.hpp"

#include <array>

namespace plumb {

namespace {

constexpr KeySpec kSince{.name = "since", .type = KeyType::day, .clears = false, .example = "2027-03-01"};
constexpr std::array kDiffKeys{kSince, kPageKey};
constexpr std::array kShowKeys{kPageKey};

constexpr std::array kTable{
    CommandSpec{.noun = "plan",
                .verb = "show",
                .keys = kShowKeys,
                .handler = plan_show,
                .example = "plan show",
                .does = "releases by date with their features, and the backlog"},
    CommandSpec{.noun = "plan",
                .verb = "baseline",
                .text = TextUse::optional,
                .records = true,
                .may = May::plan_changer,
                .handler = plan_baseline,
                .example = "plan baseline \"Spring plan\"",
                .does = "proposes the plan as it is; it counts once another function confirms it"},
    CommandSpec{.noun = "plan",
                .verb = "confirm",
                .records = true,
                .may = May::with_function,
                .handler = plan_confirm,
                .example = "plan confirm",
                .does = "agrees to the baseline that another function made, or renews it"},
    CommandSpec{.noun = "plan",
                .verb = "diff",
                .keys = kDiffKeys,
                .needs = Needs::history,
                .handler = plan_diff,
                .example = "plan diff",
                .does = "what is different since the confirmed baseline, or since a day"},
};

}  // namespace

std::span<const CommandSpec> baseline_commands() { return kTable; }

}  // namespace plumb
