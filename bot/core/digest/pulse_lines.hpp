// The figures of the pulse, each as one line; empty where there is nothing to say.
#pragma once

#include "core/align/figures.hpp"
#include "core/align/rule.hpp"

#include <string>
#include <vector>

namespace plumb {

/// One line a release: `2.0: 6.4 % since its baseline, 3 % in 30 days (limits 2, 5 and 25)`.
std::vector<std::string> volume_lines(const Plan& plan, const Figures& figures);
std::string switching_line(const Figures& figures);
std::string customers_line(const Plan& plan, const Figures& figures);
std::string waiting_line(const Figures& figures);
std::string balance_line(const Figures& figures);
std::string horizons_line(const Figures& figures);
std::string promises_line(const Figures& figures);
std::string squeakiest_line(const Figures& figures);

/// Open assumptions whose check-by date is past or comes within two weeks.
std::vector<std::string> assumptions_due(const Plan& plan);
/// Requests decided after an instant with an override.
std::vector<Ref> overridden_since(const Plan& plan, Instant since);

}  // namespace plumb
