// What each function judges, and how a judgement reads.
#pragma once

#include "core/align/switch_cost.hpp"
#include "core/base/card.hpp"
#include "core/records/world.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace plumb {

/// The keys of `change assess` that a function may give besides a note (fields.md, "assessment").
std::span<const std::string_view> judgement_keys(Function function);
bool judges(Function function, std::string_view key);
/// Some of them with values, as they are typed.
std::string_view judgement_example(Function function);
/// What a form asks of somebody who speaks for a function; of everybody, each with whose it is, where the
/// function is not known.
std::vector<Ask> judgement_asks(std::optional<Function> function);

/// `8–12 days, risky, high risk if late, “needs a local store”`; empty where nothing was said.
std::string judgement_text(const Assessment& assessment);

/// `Ben has 2 features in progress (F-3 and F-7: 22 days); a third costs about 4.4 days of switching
/// (Weinberg’s rule of thumb).`
Text switching_text(const SwitchCost& cost);

}  // namespace plumb
