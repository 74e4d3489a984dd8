// A team's own history, day by day (operation.md section 10, last paragraph): what would have been said,
// when.
#pragma once

#include "core/time/zone.hpp"
#include "storage/findings_json.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace plumb::storage {

/// A warning that is told again while it is open: it is worse, or there is more of it.
struct Rise {
    Day on{};
    int asked = 0;
    Severity severity = Severity::info;
    std::string facts;
};

/// One opening of a warning; when it comes back it is another.
struct Opening {
    ProductFinding found;
    /// The titles of its subjects, as they were then.
    Json json;
    Day opened{};
    /// When in the replay the rules were asked: what opened together would have been one message.
    int asked = 0;
    std::optional<Day> resolved;
    Severity highest = Severity::info;
    std::vector<Rise> rises;
};

struct ReplaySpan {
    std::optional<Day> from;
    std::optional<Day> to;
};

/// The day that stands for "not stated" in a world that is to be replayed: import with this as today.
Day unstated_day();

/// Plays an imported world (storage/import_csv.hpp, drafted on unstated_day()) from its first dated row to
/// the day after its last, in order of opening.
/// `unstated`: the events of whose status the file says nothing.
std::vector<Opening> replay(const World& imported, const std::vector<EventId>& unstated,
                            const ReplaySpan& span, const Zones& zones);

std::string openings_json(const std::vector<Opening>& openings);
/// What opened, rose and resolved on each day; then the openings by rule and week. A rise at `info` is not
/// told.
std::string openings_text(const std::vector<Opening>& openings);

}  // namespace plumb::storage
