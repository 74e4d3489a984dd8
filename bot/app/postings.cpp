#include "app/postings.hpp"

#include "app/quiet.hpp"
#include "app/service.hpp"
#include "core/base/among.hpp"
#include "core/talk/cards.hpp"
#include "core/talk/mentioned_once.hpp"
#include "core/talk/mentioned_where.hpp"

#include <algorithm>
#include <utility>

namespace plumb {

namespace {

const Post* fresh_post(const Postings& made, const std::string& anchor, const std::string& channel) {
    for (const Post& post : made.posts)
        if (post.anchor == anchor && post.channel == channel) return &post;
    return nullptr;
}

std::optional<Post> held_post(Store& store, const Postings& made, const std::string& anchor,
                              const std::string& channel) {
    if (anchor.empty()) return std::nullopt;
    if (const Post* post = fresh_post(made, anchor, channel)) return *post;
    return store.post(anchor, channel);
}

void keep(Postings& made, Post post) {
    for (Post& held : made.posts) {
        if (held.anchor == post.anchor && held.channel == post.channel) {
            held = std::move(post);
            return;
        }
    }
    made.posts.push_back(std::move(post));
}

/// On the platform on which they just spoke, else on the first on which they are.
std::string direct_channel(const std::vector<Chat*>& chats, const Person& person, const std::string& spoke) {
    std::string first;
    for (const Chat* chat : chats) {
        std::string channel = chat->direct_channel(person);
        if (channel.empty()) continue;
        if (!spoke.empty() && chat->owns(spoke)) return channel;
        if (first.empty()) first = std::move(channel);
    }
    return first;
}

std::string direct_channel(const std::vector<Chat*>& chats, const World& world, const Context& context,
                           PersonId who) {
    const Person* person = world.find(who);
    if (!person) return {};
    return direct_channel(chats, *person, who == context.actor ? context.place.channel : std::string{});
}

Seconds burst(const World& world, const Outgoing& message) {
    const Product* product = product_of_channel(world, message.channel);
    return std::chrono::minutes(product ? product->policy.burst : Policy{}.burst);
}

bool is_open(const std::vector<Chat*>& chats, const std::string& channel) {
    return std::none_of(chats.begin(), chats.end(),
                        [&](const Chat* chat) { return chat->owns(channel) && chat->is_shut(channel); });
}

/// Where nobody serves the channel yet only its platform says something.
Reach reach_in(const std::vector<Chat*>& chats, const World& world, PersonId who,
               const std::string& channel) {
    const Person* person = world.find(who);
    if (!person || !shares_platform(*person, channel)) return Reach::absent;
    for (Chat* chat : chats)
        if (chat->owns(channel)) return chat->reach(channel, *person);
    return Reach::unknown;
}

bool roots_needed(const std::vector<Chat*>& chats, const std::string& channel) {
    for (const Chat* chat : chats)
        if (chat->owns(channel)) return chat->needs_thread_root();
    return true;
}

/// Whether a merged message has all lines of another card.
bool holds(const Card& card, const Card& added) {
    const Card other = merged({}, added);
    return std::all_of(other.lines.begin(), other.lines.end(), [&](const Line& line) {
        return card.title == line.text || is_among(card.lines, line);
    });
}

/// Decides between a new message and an edit; false when there is nothing to send.
bool settle(Outgoing& message, const std::optional<Post>& held, const World& world, Instant now,
            Instant& posted_at) {
    switch (message.how) {
        case Outgoing::How::post: return true;
        case Outgoing::How::edit:
            if (!held || held->card == message.card) return false;
            break;
        case Outgoing::How::upsert:
            if (!held) {
                message.how = Outgoing::How::post;
                return true;
            }
            if (held->card == message.card) return false;
            break;
        case Outgoing::How::merge:
            if (!held || now - held->at >= burst(world, message)) {
                message.how = Outgoing::How::post;
                return true;
            }
            // A clock that went back brings about again what somebody was told.
            if (message.to && now <= held->at && holds(held->card, message.card)) return false;
            message.card = merged(held->card, message.card);
            break;
    }
    posted_at = held->at;
    message.how = Outgoing::How::edit;
    return true;
}

/// An edit of what stands in several channels, for each of them. Nobody is left in one that moved.
std::vector<Outgoing> addressed(Store& store, const std::vector<Outgoing>& out) {
    std::vector<Outgoing> each;
    for (const Outgoing& message : out) {
        const bool wherever = message.how == Outgoing::How::edit && message.channel.empty() && !message.to;
        if (!wherever) {
            each.push_back(message);
            continue;
        }
        for (std::string& channel : store.channels(message.anchor)) {
            if (!store.note(moved_note(channel)).empty()) continue;
            each.push_back(message);
            each.back().channel = std::move(channel);
        }
    }
    return each;
}

/// Whether a channel took the place of one in which a message stands, in however many steps.
bool is_left_behind(Store& store, const std::string& anchor, const std::string& channel) {
    constexpr int kMostSteps = 20;
    for (std::string at : store.channels(anchor)) {
        for (int step = 0; step < kMostSteps && !at.empty(); ++step) {
            at = store.note(moved_note(at));
            if (at == channel) return true;
        }
    }
    return false;
}

/// A private answer that can be pressed by reactions gets an anchor of its own: the event that it answers,
/// and which of its answers it is.
void anchor_answer(const std::vector<Chat*>& chats, Outgoing& message, const std::string& reply_to,
                   std::size_t nth) {
    if (!message.to || !message.reply) return;
    const bool pressed = std::any_of(chats.begin(), chats.end(), [&](const Chat* chat) {
        return chat->owns(message.channel) && chat->is_pressed_by_reactions(message.channel);
    });
    if (pressed && !reply_to.empty() && !message.card.buttons.empty())
        message.anchor = std::string(kAnswerAnchor) + reply_to + "#" + std::to_string(nth);
}

}  // namespace

Card merged(const Card& previous, const Card& added) {
    Card card = previous;
    card.lines.push_back({Line::Kind::text, {}, added.title});
    for (const Line& line : added.lines) card.lines.push_back(line);
    return card;
}

Postings postings(Store& store, const std::vector<Chat*>& chats, const World& world,
                  const std::vector<Outgoing>& out, const Context& context, const std::string& reply_to) {
    Postings made;
    const auto has_root = [&](Ref record, const std::string& channel) {
        return !roots_needed(chats, channel) || held_post(store, made, card_anchor(record), channel);
    };
    const auto open = [&](const std::string& channel) { return is_open(chats, channel); };
    const auto reaches = [&](PersonId who, const std::string& channel) {
        return reach_in(chats, world, who, channel);
    };
    for (Outgoing& drawn :
         mentioning_each_once(addressed(store, out), world, context, has_root, open, reaches)) {
        if (reaches_nobody(world, drawn)) continue;
        Outgoing message = without_unheard_pings(world, context, std::move(drawn));
        if (message.to && !message.reply) message.channel = direct_channel(chats, world, context, message.to);
        if (message.channel.empty()) continue;
        if (message.thread && !message.reply && !has_root(message.thread, message.channel)) continue;
        anchor_answer(chats, message, reply_to, made.rows.size());
        const bool kept = has_post(message);
        const auto held = kept ? held_post(store, made, message.anchor, message.channel) : std::nullopt;
        if (std::exchange(message.moves_along, false) && !held &&
            is_left_behind(store, message.anchor, message.channel))
            message.how = Outgoing::How::post;
        Instant posted_at = context.now;
        if (!settle(message, held, world, context.now, posted_at)) continue;
        if (kept) {
            Post post{message.anchor, message.channel, message.thread, {}, posted_at, message.card};
            if (message.how == Outgoing::How::edit && held) post.message_id = held->message_id;
            keep(made, std::move(post));
        }
        OutboxRow row;
        row.made_at = context.now;
        row.reply_to = message.reply ? reply_to : std::string{};
        row.message = std::move(message);
        made.rows.push_back(std::move(row));
    }
    return made;
}

void tell_source(Postings& made, const Inbound& inbound, const World& before,
                 const std::vector<Write>& writes, Instant now) {
    if (inbound.source.reply_to.empty()) return;
    for (const Write& write : writes) {
        const auto* request = std::get_if<ChangeRequest>(&write.record);
        if (!request || write.erase || before.find(id_of(*request))) continue;
        Text said;
        said.strong(to_string(Ref{id_of(*request)}));
        said << " records what was said here";
        if (!inbound.source.author.empty()) said << " by " << inbound.source.author;
        said << ".";
        OutboxRow row;
        row.made_at = now;
        row.reply_to = inbound.source.reply_to;
        row.message.channel = inbound.place.channel;
        row.message.reply = true;
        row.message.card = plain_card(std::move(said));
        row.message.anchor = source_anchor(Ref{id_of(*request)});
        made.posts.push_back({row.message.anchor, row.message.channel, {}, {}, now, row.message.card});
        made.rows.push_back(std::move(row));
        return;
    }
}

}  // namespace plumb
