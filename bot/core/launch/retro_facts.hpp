// What a retrospect looks back on, as sentences.
#pragma once

#include "core/align/plan.hpp"
#include "core/records/write.hpp"

#include <string>
#include <vector>

namespace plumb {

/// `LE-1 was planned for Tue 16 Mar and took place Thu 25 Mar (9 days later)`; then one line for each release
/// it depended on.
std::vector<std::string> planned_and_actual(const Plan& plan, const LaunchEvent& event);
/// Requests that touch what the event depended on, decided on or after a freeze and before the event was
/// over.
std::vector<std::string> decided_late(const Plan& plan, const LaunchEvent& event);
/// How many warnings named the event, how long they were open, and what became of them: mended before it
/// began, accepted, or ignored. Empty where there were none.
std::string warnings_phrase(const Plan& plan, const LaunchEvent& event, Day today);
/// Collateral that was late (the journal, since the event was made, has it done after its day; or it was
/// warned of), was stale, or was never done.
std::vector<std::string> collateral_lacks(const Plan& plan, const LaunchEvent& event,
                                          const std::vector<JournalRow>& journal);
/// Promises about what the event showed: how many were made, kept, broken and are open. Empty where there
/// were none.
std::string promises_phrase(const Plan& plan, const LaunchEvent& event);

}  // namespace plumb
