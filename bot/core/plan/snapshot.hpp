// A product's releases and features at one moment, and what differs between two.
#pragma once

#include "core/records/write.hpp"
#include "core/time/zone.hpp"

#include <string>
#include <vector>

namespace plumb {

struct Snapshot {
    std::vector<BaselineRelease> releases;
    std::vector<BaselineFeature> features;

    bool operator==(const Snapshot&) const = default;
};

/// The plan as it is now. Cancelled releases and dropped features are no part of what is planned.
Snapshot plan_now(const World& world, ProductId product);
/// What was agreed.
Snapshot agreed_plan(const Baseline& baseline);
/// The plan as it was when `day` began: what was recorded on or after it is left out, dates and homes are led
/// back by the ledger of moves, what was shipped, cancelled or dropped since is planned again. Titles,
/// freezes, efforts and states are led back by the journal, oldest row first.
Snapshot plan_on(const World& world, ProductId product, Day day, const Zone& zone,
                 const std::vector<JournalRow>& journal = {});

/// The releases and features of a product, gone ones left out: whose journal plan_on() asks for.
std::vector<Ref> planned(const World& world, ProductId product);

/// One line a difference: releases by date, then features by number. Empty when there is none.
std::vector<std::string> differences(const World& world, const Snapshot& before, const Snapshot& after,
                                     Day today);

}  // namespace plumb
