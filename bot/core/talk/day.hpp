// What comes by the clock: mornings, digest slots, warnings that waited for their owner.
#pragma once

#include "core/align/live_part.hpp"
#include "core/command/decision.hpp"

#include <optional>
#include <vector>

namespace plumb {

/// Something that falls due.
struct DueThing {
    enum class What : std::uint8_t {
        /// 08:00 in a product's zone: time-driven warnings, one message.
        morning,
        /// A channel's digest.
        channel_digest,
        /// A person's digest.
        personal_digest,
        /// A warning told to its owner alone goes to the channel.
        channel_turn
    };
    What what = What::morning;
    Instant at{};
    /// The product, schedule, person or warning.
    Ref of;
    /// The local day of a slot.
    Day local_day{};
    /// Missed while the bot was down, and sent late.
    bool late = false;

    bool operator==(const DueThing&) const = default;
};

/// What falls due after `after`, up to and including `until`, in order. Mornings and slots that lie more than
/// a day apart are each listed: a clock that is moved passes every one of them.
std::vector<DueThing> due_between(const World& world, const Context& context, Instant after, Instant until);

/// The first moment after `after` at which anything falls due.
std::optional<Instant> next_due(const World& world, const Context& context, Instant after);

/// Carries one of them out. Context::now is the moment it fell due (or now, when late); the actor is none.
/// `live` is the live part of the world, where one is kept.
Decision run_due(const World& world, const Context& context, const DueThing& thing,
                 const Live* live = nullptr);

/// What the bot owes after being down from `last` to now: one evaluation of the missed mornings, and the
/// digests that are still worth sending (6 hours for a daily one, 48 for a weekly, marked late; older ones
/// are folded into the next).
std::vector<DueThing> due_after_downtime(const World& world, const Context& context, Instant last,
                                         Instant now);

}  // namespace plumb
