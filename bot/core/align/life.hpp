// The life of a warning (rules.md): what the findings of an evaluation do to the warnings on record.
#pragma once

#include "core/align/finding.hpp"
#include "core/records/write.hpp"

#include <string_view>

namespace plumb {

/// A warning that is to be told, and why.
struct Telling {
    enum class Why : std::uint8_t {
        opened,
        /// Higher severity, or more of it at the same severity.
        rose,
        /// Acceptance expired or snooze over, and still found.
        back,
        /// No longer found: its message is edited.
        resolved,
        /// Found again within 24 hours: its message is edited, nobody told anew.
        reopened,
        /// Facts or severity changed without a rise, a mute is over, or an answer ended during one: its
        /// message is edited.
        refreshed
    };
    WarningId warning;
    Why why = Why::opened;

    bool operator==(const Telling&) const = default;
};

struct LifeStep {
    std::vector<Write> writes;
    std::vector<Telling> tellings;
};

/// Whether a finding is a rise over what was last found: a higher severity, or more of it (so many subjects
/// then) at the same severity. At a lower severity more of it is a fall.
bool rises(Severity was, std::size_t subjects, const Finding& finding);

/// What keeps a rule silent on a main subject today: of several the one that ends last. nullptr: nothing.
const Mute* mute_of(const World& world, ProductId product, std::string_view rule, Ref main, Day today);

/// What today's findings change. `world` is the one that was evaluated; numbers for new warnings are reserved
/// in it. Muted rule/subject is not opened (one that is open stays, silent, until it resolves; that it rose
/// or is back is seen, and told, when the mute is over). So is that it rose while somebody answered for it,
/// where that is taken back or it reopens. A finding's identity is its rule and its main
/// subject within the product.
LifeStep live(World& world, ProductId product, const Findings& findings, Instant now, Day today,
              PersonId actor);

}  // namespace plumb
