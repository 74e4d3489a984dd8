// The ripple of a change before anyone decides on it: the rules' own engine run on a hypothetical plan.
#pragma once

#include "core/align/finding.hpp"
#include "core/base/card.hpp"
#include "core/base/result.hpp"
#include "core/change/touched.hpp"
#include "core/command/context.hpp"

#include <vector>

namespace plumb {

struct Ripple {
    ProductId product;
    Touched touched;
    /// Warnings that would appear or rise, and those that would go; worst first.
    Findings bring;
    Findings mend;
};

/// What the difference between two worlds does in one product of the second: what it touches, and
/// align(after) − align(before), of which what is muted opens no warning. Both are as of today
/// (align/effects.hpp). Findings about `but` itself are left out. `now`: align(before) where it is known
/// already.
Ripple ripple(const World& before, const Context& context, ProductId product, const World& after,
              const Seeds& seeds, Ref but = {}, const Findings* now = nullptr);

/// Where the difference between two worlds begins in a product's plan.
Seeds seeds_of_difference(const World& before, const World& after, ProductId product);

/// As lines: what it would bring, mend and touch, with owners and working days left.
std::vector<Line> ripple_lines(const World& world, const Context& context, const Ripple& ripple);
/// The same for all products together, since people carry what they own from one into the others; one line
/// says so where nothing would follow.
std::vector<Line> ripple_lines(const World& before, const Context& context, const World& after);

/// The world in which the request is approved now, whoever may decide and whatever is still missing. Refused
/// where the plan no longer lets it be carried out.
struct IfApproved {
    World world;
    /// What would be different: `F-1 “Login” is dropped from 1.0`.
    Text what;
};
Result<IfApproved> if_approved(const World& world, const Context& context, ChangeId request);

/// Everything about approving a request that can be known before: what it does, touches, costs, brings and
/// mends. For its thread and for `change ripple`. `now`: what is found in its product today, where that is
/// known already.
Card ripple_card(const World& world, const Context& context, ChangeId request, const Findings* now = nullptr);

}  // namespace plumb
