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

/// All of it goes to the new channel. Of what hung on messages of the old one, answers and what mentions
/// somebody stand there by themselves.
std::vector<Readdressed> Service::readdressed(const Moved& moved) const {
    std::vector<OutboxRow> rows = outbox_.waiting(moved.from);
    std::vector<Readdressed> out;
    for (const OutboxRow& row : rows) {
        OutboxRow changed = row;
        changed.message.channel = moved.to;
        changed.reply_to.clear();
        const Ref thread = row.message.thread;
        const auto goes_along = [thread](const OutboxRow& other) {
            return begins_thread(other.message, thread);
        };
        const bool missed = row.message.reply || !people_mentioned(row.message.card).empty();
        if (thread && missed && !store_.post(card_anchor(thread), moved.to) &&
            std::none_of(rows.begin(), rows.end(), goes_along))
            changed.message.thread = {};
        out.push_back({moved.from, std::move(changed)});
    }
    return out;
}

}  // namespace plumb
