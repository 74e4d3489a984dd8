#include "core/talk/telling.hpp"

#include "core/base/among.hpp"
#include "core/base/phrases.hpp"
#include "core/command/warnings_today.hpp"
#include "core/talk/in_product.hpp"
#include "core/talk/out_of_reach.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <set>

namespace plumb {

namespace {

constexpr Seconds kOwnerFirst{24 * 3600};

std::string group_anchor(int message) { return fmt::format("warnings:{}", message); }
/// Warning::told_in of what only its owners have heard of.
int told_privately(int message) { return -message; }
bool is_private(int told_in) { return told_in < 0; }
bool is_in_channel(int told_in) { return told_in > 0; }
std::string private_anchor(int message, PersonId owner) {
    return fmt::format("private:{}@{}", message, to_string(Ref{owner}));
}
std::string thread_anchor(int message, Ref record) { return group_anchor(message) + "@" + to_string(record); }

bool is_muted(const Draft& draft, const Warning& warning) {
    return mute_of(draft.world(), warning, today_of(draft.context(), draft.world(), warning.product));
}

/// Warnings that stand in one message, by number.
std::vector<const Warning*> told_in(const World& world, int message) {
    std::vector<const Warning*> group;
    world.all<Warning>().each_naming(message_ref(message), [&](const Warning& w) {
        if (w.told_in == message) group.push_back(&w);
    });
    return group;
}

/// Those of a private message that somebody was told in it.
std::vector<const Warning*> told_privately_in(const World& world, int message, PersonId who) {
    std::vector<const Warning*> group;
    world.all<Warning>().each_naming(message_ref(message), [&](const Warning& w) {
        const bool heard = is_among(w.told_to, who);
        if (w.private_in == message && heard) group.push_back(&w);
    });
    return group;
}

Card group_card(const Draft& draft, const World& seen, const std::vector<const Warning*>& group,
                Mentions mentions) {
    Card card;
    for (const Warning* w : group) {
        const std::size_t first = card.buttons.size();
        warning_lines(card, seen, draft.context(), *w, mentions);
        // Several warnings share the buttons' words: there each button says whose it is.
        if (group.size() > 1)
            for (std::size_t i = first; i < card.buttons.size(); ++i)
                card.buttons[i].label += " " + to_string(Ref{id_of(*w)});
    }
    return card;
}

/// Those of a message that are about one record: in its thread they stand together.
std::vector<const Warning*> about(std::vector<const Warning*> group, Ref record) {
    std::erase_if(group, [&](const Warning* w) { return w->subject.front() != record; });
    return group;
}

void say(Draft& draft, Outgoing::How how, const std::string& channel, Ref thread, std::string anchor,
         Card card) {
    Outgoing message;
    message.how = how;
    message.channel = channel;
    message.thread = thread;
    message.anchor = std::move(anchor);
    message.card = std::move(card);
    draft.say(std::move(message));
}

/// Edits what stands in a channel, also where that is one which took another's place since.
void say_again(Draft& draft, const std::string& channel, Ref thread, std::string anchor, Card card) {
    Outgoing message;
    message.how = Outgoing::How::edit;
    message.channel = channel;
    message.thread = thread;
    message.anchor = std::move(anchor);
    message.card = std::move(card);
    message.moves_along = true;
    draft.say(std::move(message));
}

/// Edits the messages to the channels in which these warnings stand.
void refresh(Draft& draft, const World& seen, ProductId id, const std::vector<WarningId>& changed) {
    const Product* product = draft.find(id);
    if (!product) return;
    const std::vector<std::string> channels = product->channels;
    std::set<int> messages;
    for (const WarningId warning : changed)
        if (const int in = draft.find(warning)->told_in; is_in_channel(in)) messages.insert(in);
    for (const std::string& channel : channels) {
        for (const int message : messages)
            say_again(draft, channel, {}, group_anchor(message),
                      group_card(draft, seen, told_in(draft.world(), message), Mentions::none()));
        std::set<std::pair<int, Ref>> threads;
        for (const WarningId warning_id : changed) {
            const Warning& warning = *draft.find(warning_id);
            const int message = warning.told_in;
            if (!is_in_channel(message)) continue;
            const Ref main = warning.subject.front();
            if (!threads.emplace(message, main).second) continue;
            say_again(
                draft, channel, main, thread_anchor(message, main),
                group_card(draft, seen, about(told_in(draft.world(), message), main), Mentions::none()));
        }
    }
}

/// Whose a warning is.
std::vector<PersonId> private_owners(const World& world, const Warning& warning) {
    const Ref main = warning.subject.front();
    return main.kind == Kind::person ? std::vector{main.as<PersonId>()} : owners_of(world, main);
}

bool has_turn_come(const Warning& warning, Instant now) {
    return warning.channel_at && *warning.channel_at <= now;
}

/// The people a warning belongs to when its owner is to hear first; empty: the channel at once, as for what
/// the channel has heard of already, and for what its owners have had their day for.
std::vector<PersonId> first_ears(const Draft& draft, const Warning& warning) {
    if (is_in_channel(warning.told_in)) return {};
    if (is_private(warning.told_in) && has_turn_come(warning, draft.now())) return {};
    std::vector<PersonId> owners = private_owners(draft.world(), warning);
    std::erase_if(owners, [&](PersonId who) {
        return is_out_of_reach(draft.world(), warning.product, *draft.find(who));
    });
    if (is_among(owners, draft.actor())) owners.clear();
    return owners;
}

/// To its owners first: the channel's turn is a day after the first of them was told.
void await_channel(Draft& draft, WarningId id) {
    Warning warning = *draft.find(id);
    if (warning.channel_at && !has_turn_come(warning, draft.now())) return;
    warning.channel_at = draft.now() + kOwnerFirst;
    draft.put_quietly(std::move(warning));
}

/// What an owner is told, and until when it stays between the two of them.
Card private_card(const Draft& draft, const World& seen, const std::vector<const Warning*>& group) {
    Card card = group_card(draft, seen, group, Mentions::none());
    int waiting = 0;
    Instant first = Instant::max();
    for (const Warning* w : group) {
        const bool waits = w->status == WarningStatus::open && w->channel_at &&
                           *w->channel_at > draft.now() && !is_muted(draft, *w);
        if (!waits) continue;
        ++waiting;
        first = std::min(first, *w->channel_at);
    }
    if (waiting == 0) return card;
    const auto hours = std::chrono::ceil<std::chrono::hours>(first - draft.now()).count();
    card.lines.push_back(
        {Line::Kind::context,
         {},
         fmt::format("The channel hears of {} in {} if {} still open.", waiting == 1 ? "it" : "them",
                     counted(hours, "hour"), waiting == 1 ? "it is" : "they are")});
    return card;
}

/// What somebody's direct messages are to a command: of several products it has to name its own.
Context directly(const Draft& draft, PersonId who) {
    Context direct;
    direct.now = draft.now();
    direct.zones = draft.context().zones;
    direct.default_tz = draft.context().default_tz;
    direct.actor = who;
    direct.place.direct = true;
    return direct;
}

void say_privately(Draft& draft, Outgoing::How how, PersonId owner, int message, Card card) {
    const auto group = told_privately_in(draft.world(), message, owner);
    if (!group.empty()) keep_in_product(draft.world(), directly(draft, owner), group.front()->product, card);
    Outgoing said;
    said.how = how;
    said.to = owner;
    said.anchor = private_anchor(message, owner);
    said.card = std::move(card);
    draft.say(std::move(said));
}

/// What is left of a message whose warnings another one tells by now.
Card told_below(const std::vector<WarningId>& ids) {
    std::vector<Text> names;
    for (const WarningId id : ids) {
        names.emplace_back();
        names.back().strong(to_string(Ref{id}));
    }
    Text said = listed(names);
    said << (ids.size() == 1 ? " is told again below." : " are told again below.");
    return plain_card(std::move(said));
}

/// One private message to each owner, with all that is theirs.
void tell_owners(Draft& draft, const World& seen, const std::map<PersonId, std::vector<WarningId>>& theirs) {
    if (theirs.empty()) return;
    const int message = draft.take_message();
    std::map<std::pair<int, PersonId>, std::vector<WarningId>> earlier;
    for (const auto& [owner, ids] : theirs) {
        for (const WarningId id : ids) {
            Warning warning = *draft.find(id);
            if (warning.private_in != message) {
                for (const PersonId who : warning.told_to) earlier[{warning.private_in, who}].push_back(id);
                warning.told_to.clear();
            }
            warning.told_to.push_back(owner);
            warning.private_in = message;
            warning.told_in = told_privately(message);
            draft.put_quietly(std::move(warning));
        }
    }
    for (const auto& [place, ids] : earlier) {
        const auto group = told_privately_in(draft.world(), place.first, place.second);
        say_privately(draft, Outgoing::How::edit, place.second, place.first,
                      group.empty() ? told_below(ids) : private_card(draft, seen, group));
    }
    for (const auto& [owner, ids] : theirs) {
        std::vector<const Warning*> group;
        for (const WarningId id : ids) group.push_back(draft.find(id));
        say_privately(draft, Outgoing::How::post, owner, message, private_card(draft, seen, group));
    }
}

/// Edits the private messages in which these warnings stand, of all who were told: be it that the channel has
/// heard of them since, or that they are somebody else's by now.
void refresh_private(Draft& draft, const World& seen, const std::vector<WarningId>& changed) {
    std::set<std::pair<int, PersonId>> places;
    for (const WarningId id : changed) {
        const Warning& warning = *draft.find(id);
        if (!warning.private_in) continue;
        for (const PersonId who : warning.told_to) places.emplace(warning.private_in, who);
    }
    for (const auto& [message, who] : places)
        say_privately(draft, Outgoing::How::edit, who, message,
                      private_card(draft, seen, told_privately_in(draft.world(), message, who)));
}

/// Earlier messages of the channels, each with its warnings that were told anew: it holds them no more.
using Earlier = std::map<int, std::vector<WarningId>>;

void take_out_of(Draft& draft, const World& seen, ProductId id, const Earlier& earlier) {
    const auto left = [&](const std::vector<const Warning*>& group, const std::vector<WarningId>& gone) {
        return group.empty() ? told_below(gone) : group_card(draft, seen, group, Mentions::none());
    };
    for (const std::string& channel : std::vector<std::string>(draft.find(id)->channels)) {
        for (const auto& [message, ids] : earlier) {
            const auto group = told_in(draft.world(), message);
            say(draft, Outgoing::How::edit, channel, {}, group_anchor(message), left(group, ids));
            std::map<Ref, std::vector<WarningId>> mains;
            for (const WarningId gone : ids) mains[draft.find(gone)->subject.front()].push_back(gone);
            for (const auto& [main, gone] : mains)
                say(draft, Outgoing::How::edit, channel, main, thread_anchor(message, main),
                    left(about(group, main), gone));
        }
    }
}

/// To the product's channels as one message, and as one in the thread of each record that they are about.
/// With no channel they stay untold.
void tell_channel(Draft& draft, const World& seen, ProductId id, const std::vector<WarningId>& ids) {
    const Product* product = draft.find(id);
    if (ids.empty() || !product || product->channels.empty()) return;
    const int message = draft.take_message();
    Earlier earlier;
    for (const WarningId warning_id : ids) {
        Warning warning = *draft.find(warning_id);
        if (is_in_channel(warning.told_in)) earlier[warning.told_in].push_back(warning_id);
        warning.told_in = message;
        warning.channel_at.reset();
        draft.put_quietly(std::move(warning));
    }
    take_out_of(draft, seen, id, earlier);
    const std::vector<std::string> channels = draft.find(id)->channels;
    for (const std::string& channel : channels) {
        say(draft, Outgoing::How::post, channel, {}, group_anchor(message),
            group_card(draft, seen, told_in(draft.world(), message), Mentions(draft.actor())));
        std::set<Ref> told;
        for (const WarningId warning_id : ids) {
            const Ref main = draft.find(warning_id)->subject.front();
            if (main.kind == Kind::product || main.kind == Kind::person || !told.insert(main).second)
                continue;
            say(draft, Outgoing::How::post, channel, main, thread_anchor(message, main),
                group_card(draft, seen, about(told_in(draft.world(), message), main), Mentions::none()));
        }
    }
}

bool is_told(const Telling& telling, const Warning& warning, Instant now) {
    if (warning.severity == Severity::info) return false;
    switch (telling.why) {
        case Telling::Why::opened:
        case Telling::Why::rose:
        case Telling::Why::back: return true;
        // The channel's turn came while it was mended.
        case Telling::Why::reopened: return has_turn_come(warning, now);
        case Telling::Why::resolved:
        case Telling::Why::refreshed: break;
    }
    return false;
}

/// What the tellings of one product come to.
struct Hearers {
    /// To the channel, as one message.
    std::vector<WarningId> channel;
    /// To their owners alone.
    std::map<PersonId, std::vector<WarningId>> owners;
    /// Edited where they stand.
    std::vector<WarningId> changed;
};

void sort_out(Draft& draft, const Telling& telling, bool owner_first, Hearers& told) {
    const Warning warning = *draft.find(telling.warning);
    if (!is_told(telling, warning, draft.now())) {
        told.changed.push_back(telling.warning);
        // Whoever answered for it answers no more.
        const bool open_again = telling.why == Telling::Why::reopened && is_private(warning.told_in);
        if (open_again && warning.severity != Severity::info) await_channel(draft, telling.warning);
        return;
    }
    const auto ears = owner_first && warning.severity == Severity::warning ? first_ears(draft, warning)
                                                                           : std::vector<PersonId>{};
    if (ears.empty()) told.channel.push_back(telling.warning);
    for (const PersonId ear : ears) told.owners[ear].push_back(telling.warning);
    if (!ears.empty()) await_channel(draft, telling.warning);
}

/// Adds what only its owners have heard of so far, and that is the channel's now.
void add_overdue(const Draft& draft, const World& seen, ProductId product, std::vector<WarningId>& channel) {
    seen.all<Warning>().each_naming(product, [&](const Warning& of) {
        const Warning* w = draft.find(id_of(of));
        if (!w || w->product != product || !is_private(w->told_in) || w->status != WarningStatus::open)
            return;
        const bool due = w->severity == Severity::critical ||
                         (w->severity == Severity::warning && has_turn_come(*w, draft.now()));
        const bool listed = is_among(channel, id_of(*w));
        if (due && !listed && !is_muted(draft, *w)) channel.push_back(id_of(*w));
    });
}

/// Adds what was found while the product had no channel, so that nobody has heard of it: it is told with what
/// comes next.
void add_untold(Draft& draft, const World& seen, const Product& product, Hearers& told) {
    if (product.channels.empty()) return;
    const bool owner_first = product.policy.tell == Tell::owner_first;
    std::vector<WarningId> untold;
    seen.all<Warning>().each_naming(id_of(product), [&](const Warning& of) {
        const Warning* w = draft.find(id_of(of));
        if (!w || w->product != id_of(product) || w->told_in != 0 || w->severity == Severity::info) return;
        if (w->status == WarningStatus::open && !is_muted(draft, *w)) untold.push_back(id_of(*w));
    });
    for (const WarningId id : untold) {
        const bool with_owner = std::any_of(told.owners.begin(), told.owners.end(),
                                            [&](const auto& of) { return is_among(of.second, id); });
        if (!with_owner && !is_among(told.channel, id))
            sort_out(draft, {id, Telling::Why::opened}, owner_first, told);
    }
}

}  // namespace

void tell_warnings(Draft& draft, const World& seen, const std::vector<Consequence>& consequences) {
    // What was posted a moment ago is as it is to be.
    std::set<WarningId> posted;
    for (const Consequence& consequence : consequences) {
        const Product* product = draft.find(consequence.product);
        const bool owner_first = product && product->policy.tell == Tell::owner_first;
        Hearers told;
        for (const Telling& telling : consequence.tellings)
            if (!posted.contains(telling.warning)) sort_out(draft, telling, owner_first, told);
        if (product) add_untold(draft, seen, *product, told);
        add_overdue(draft, seen, consequence.product, told.channel);
        tell_owners(draft, seen, told.owners);
        tell_channel(draft, seen, consequence.product, told.channel);
        posted.insert(told.channel.begin(), told.channel.end());
        for (const auto& [owner, theirs] : told.owners) posted.insert(theirs.begin(), theirs.end());
        std::erase_if(told.changed, [&](WarningId id) { return posted.contains(id); });
        refresh(draft, seen, consequence.product, told.changed);
        told.changed.insert(told.changed.end(), told.channel.begin(), told.channel.end());
        refresh_private(draft, seen, told.changed);
    }
}

}  // namespace plumb
