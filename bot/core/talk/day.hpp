// What comes by the clock: mornings, digest slots, warnings that waited for their owner.
#pragma once

#include "core/align/live_part.hpp"
#include "core/command/decision.hpp"

#include <optional>
#include <vector>

namespace plumb {

/// Something that falls due. What falls due at the same moment is done in the order of `What`.
struct DueThing {
    enum class What : std::uint8_t {
        /// 08:00 in a product's zone: time-driven warnings as one message, and reminders.
        morning,
        /// Somebody is reminded of what a request, an assumption or a piece of collateral waits for.
        nudge,
        /// A warning told to its owner alone goes to the channel.
        channel_turn,
        /// A channel's digest.
        channel_digest,
        /// A person's digest.
        personal_digest
    };
    What what = What::morning;
    /// The product, warning, schedule or person.
    Ref of;
    Instant at{};

    auto operator<=>(const DueThing& other) const = default;
};

/// The first moment after `after` at which it falls due; nothing when it does not, or no longer.
std::optional<Instant> next_time(const World& world, const Context& context, DueThing::What what, Ref of,
                                 Instant after);

/// From when on Context::archive must hold the journal to carry it out now; nothing where it needs none.
/// `since` as in run_due.
std::optional<Instant> journal_needed(const World& world, const DueThing& thing, Instant since, Instant now);

/// Carries it out. Context::now is the moment it fell due, or now when that was missed; the actor is none.
/// `since`: everything that was due up to then has been carried out. `live` is the live part of the world,
/// where one is kept.
Decision run_due(const World& world, const Context& context, const DueThing& thing, Instant since,
                 const Live* live = nullptr);

/// Passes over a digest that was missed, so that the next one says what it had to say; carries out anything
/// else, and a digest whose time is now, as run_due does.
Decision fold_due(const World& world, const Context& context, const DueThing& thing, Instant since,
                  const Live* live = nullptr);

}  // namespace plumb
