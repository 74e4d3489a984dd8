// A warning: one finding of one rule about one subject, with its life.
#pragma once

#include "core/records/named.hpp"

#include <algorithm>
#include <limits>

namespace plumb {

struct Warning {
    static constexpr Kind kind = Kind::warning;
    Meta meta;
    ProductId product;
    std::string rule;
    /// The main subject first, then what else it is about.
    std::vector<Ref> subject;
    Severity severity = Severity::info;
    std::string facts;
    std::vector<PersonId> concerns;
    WarningStatus status = WarningStatus::open;
    Instant opened_at{};
    std::optional<Instant> resolved_at;
    /// Snoozed or accepted: until this day begins.
    std::optional<Day> until;
    std::string reason;
    /// Who acknowledged, snoozed or accepted it.
    PersonId by;
    /// The worst severity it reached.
    Severity highest = Severity::info;
    /// Number of the message it was last told in, with its fellows; below 0: of a private one, while no
    /// channel has heard of it; 0: not told yet.
    int told_in = 0;
    /// Number of the private message in which its owners were last told of it, and who they were then; 0: of
    /// none.
    int private_in = 0;
    std::vector<PersonId> told_to;
    /// With `tell:owner-first`: told to its owner, and to go to the channel then if still open. Of one that
    /// the channel knows: it rose while it was silent, which is told when it is silent no more.
    std::optional<Instant> channel_at;
    /// How often it came back after it had been mended.
    int reopened = 0;

    bool operator==(const Warning&) const = default;
};
PLUMB_FIELDS(Warning, v("product", r.product); v("rule", r.rule); v("subject", r.subject);
             v("severity", r.severity); v("facts", r.facts); v("concerns", r.concerns); v("status", r.status);
             v("opened_at", r.opened_at); v("resolved_at", r.resolved_at); v("until", r.until);
             v("reason", r.reason); v("by", r.by); v("highest", r.highest); v("told_in", r.told_in);
             v("private_in", r.private_in); v("told_to", r.told_to); v("channel_at", r.channel_at);
             v("reopened", r.reopened);)

/// A message in which warnings were told stands, for Table::naming, as a record that they name.
inline Ref message_ref(int told_in) {
    return {Kind::warning, told_in < 0 ? -std::max(told_in, -std::numeric_limits<int>::max()) : told_in};
}

inline std::vector<Ref> named_by(const Warning& warning) {
    std::vector<Ref> refs = named_by<Warning>(warning);
    for (const int message : {warning.told_in, warning.private_in})
        if (message) refs = with(std::move(refs), {message_ref(message)});
    return refs;
}

}  // namespace plumb
