// Messages of the bot's own that come back before the answer to their sending.
#include "app/outbox.hpp"
#include "app/service.hpp"
#include "ports/counters.hpp"

namespace plumb {

/// What hangs on a message is known from here on, whenever the answer to its sending comes. Its row stays:
/// the chat still ends it.
Handled::Outcome Service::confirm(const Echoed& echoed) {
    const OutboxRow* row = outbox_.find(echoed.row);
    if (!row || row->message.how == Outgoing::How::edit) return Handled::Outcome::ignored;
    std::erase_if(seen_there_, [&](std::int64_t id) { return !outbox_.find(id); });
    seen_there_.insert(echoed.row);
    if (!has_post(row->message)) return Handled::Outcome::ignored;
    auto post = store_.post(row->message.anchor, row->message.channel);
    if (!post || !post->message_id.empty()) return Handled::Outcome::ignored;
    post->message_id = echoed.message_id;
    Transaction transaction;
    transaction.at = clock_.now();
    transaction.posts.push_back(*std::move(post));
    keep_counters(transaction, world_);
    if (auto put = store_.put(transaction); !put) {
        trouble_ = put.error().wrong;
        return Handled::Outcome::failed;
    }
    return Handled::Outcome::done;
}

}  // namespace plumb
