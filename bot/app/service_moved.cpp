// What waits for a channel that another one took the place of.
#include "app/outbox.hpp"
#include "app/service.hpp"
#include "core/talk/cards.hpp"
#include "core/talk/mentioned_once.hpp"
#include "core/talk/mentioned_where.hpp"

#include <algorithm>
#include <utility>

namespace plumb {

std::string moved_note(const std::string& channel) { return "moved:" + channel; }

/// All of it goes to the new channel, but what was seen in the old one: only the answer to its sending is
/// missing. Of what hung on messages of the old one, answers and what mentions somebody stand in the new one
/// by themselves, and so does what hangs on one that was not known to stand there.
std::vector<Readdressed> Service::readdressed(const Moved& moved) const {
    std::vector<OutboxRow> rows = outbox_.waiting(moved.from);
    const auto first_seen = std::stable_partition(
        rows.begin(), rows.end(), [&](const OutboxRow& row) { return !seen_there_.contains(row.id); });
    const std::vector<OutboxRow> stay(first_seen, rows.end());
    rows.erase(first_seen, rows.end());
    std::vector<Readdressed> out;
    for (const OutboxRow& row : rows) {
        OutboxRow changed = row;
        changed.message.channel = moved.to;
        changed.reply_to.clear();
        const Ref thread = row.message.thread;
        const auto goes_along = [thread](const OutboxRow& other) {
            return begins_thread(other.message, thread);
        };
        const bool missed = row.message.reply || !people_mentioned(row.message.card).empty() ||
                            std::any_of(stay.begin(), stay.end(), goes_along);
        if (thread && missed && !store_.post(card_anchor(thread), moved.to) &&
            std::none_of(rows.begin(), rows.end(), goes_along))
            changed.message.thread = {};
        out.push_back({moved.from, std::move(changed)});
    }
    return out;
}

}  // namespace plumb
