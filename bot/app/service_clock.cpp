// What the service does by the clock.
#include "app/imported.hpp"
#include "app/service.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <stdexcept>

namespace plumb {

namespace {

constexpr Seconds kTickedEvery{600};
/// Between two looks at the clock; more, and the machine slept or the clock was set.
constexpr Seconds kGap = std::chrono::minutes{5};
/// A clock that goes back by more was wrong before.
constexpr Seconds kClockWasWrong = std::chrono::hours{36};
/// When what was due is tried again after the store did not take it.
constexpr Seconds kRetryDue{5};

/// What was missed is done as if it fell due at one moment: the mornings before the digests, which say what
/// the mornings found.
std::vector<DueThing> as_of_one_moment(std::vector<DueThing> missed) {
    std::stable_sort(missed.begin(), missed.end(),
                     [](const DueThing& a, const DueThing& b) { return a.what < b.what; });
    return missed;
}

/// A morning in every product: the rules are asked, and what they find is told.
std::vector<DueThing> mornings(const World& world, Instant at) {
    std::vector<DueThing> things;
    for (const Product& product : world.all<Product>())
        things.push_back({DueThing::What::morning, Ref{id_of(product)}, at});
    return things;
}

}  // namespace

Context Service::context_at(Instant now) const {
    Context context;
    context.now = now;
    context.zones = &zones_;
    context.default_tz = options_.default_tz;
    context.policy = options_.policy;
    context.channel_names = &channel_names_;
    return context;
}

bool Service::run(const std::vector<DueThing>& things, Instant since, Instant at, bool fold) {
    if (auto begun = store_.begin(); !begun) {
        trouble_ = begun.error().wrong;
        return false;
    }
    // What the last day closed is left out from this one on.
    if (live_on_ != std::chrono::floor<Days>(at)) take_live(at);
    const World before = world_;
    std::vector<Pending> group(things.size());
    for (std::size_t i = 0; i < things.size(); ++i) {
        const World held = world_;
        Context context = context_at(at);
        try {
            if (const auto from = journal_needed(world_, things[i], since, at))
                context.archive.journal = store_.journal_since(*from);
            const auto carry_out = fold ? fold_due : run_due;
            if (auto recorded =
                    record({}, context, carry_out(world_, context, things[i], since, &live_), group[i]);
                !recorded)
                throw std::runtime_error(recorded.error().wrong);
        } catch (const std::exception& error) {
            world_ = held;
            take_live(at);
            group[i].rows.clear();
            const int n = store_.bury({0, clock_.now(), "due " + to_string(things[i].of), error.what()});
            spdlog::error("what was due could not be done, reference E-{}: {}", n, error.what());
        }
    }
    // In the same transaction as the messages: what was due by then is not looked at again.
    store_.set_note(kTickedNote, iso(at));
    const bool committed = finish_group(group, before);
    if (!committed) return false;
    ticked_ = at;
    for (const DueThing& thing : things) agenda_.again(world_, context_at(at), thing, at);
    return true;
}

void Service::tick() {
    if (holds()) flush();
    const Instant now = clock_.now();
    Instant last = ticked_.value_or(now);
    const bool jumped_back = last - now > kClockWasWrong;
    if (jumped_back) last = now;
    if (agenda_stale_ || jumped_back) agenda_.read(world_, context_at(now), last);
    agenda_stale_ = false;
    const bool missed = down_ || (!options_.moved_clock && now - last > kGap);
    try_again_.reset();
    const auto later = [this, now] {
        agenda_stale_ = true;
        try_again_ = now + kRetryDue;
    };
    for (;;) {
        const auto things = missed ? as_of_one_moment(agenda_.all(now)) : agenda_.first(now);
        if (things.empty()) break;
        const Instant at = missed ? now : things.front().at;
        if (!run(things, last, at, missed && !options_.catch_up)) return later();
        last = at;
        ticked_written_ = at;
    }
    if (down_ && !store_.note(kImportedNote).empty()) {
        last = std::max(last, now);
        if (!run(mornings(world_, last), last, last, false)) return later();
        store_.set_note(kImportedNote, {});
    }
    down_ = false;
    // Now and then: a start that looks further back finds nothing more to do.
    if (!ticked_ || jumped_back || now - ticked_written_ >= kTickedEvery) {
        store_.set_note(kTickedNote, iso(now));
        ticked_written_ = now;
    }
    if (!ticked_ || jumped_back || now > *ticked_) ticked_ = now;
}

std::optional<Instant> Service::next_tick() const {
    const auto due = try_again_ ? try_again_ : agenda_.next();
    if (!holds()) return due;
    const Instant held = held_.front().inbound.at + kRootWait;
    return due ? std::min(*due, held) : held;
}

}  // namespace plumb
