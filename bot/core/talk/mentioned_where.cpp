#include "core/talk/mentioned_where.hpp"

#include "core/base/among.hpp"
#include "core/talk/cards.hpp"
#include "core/talk/mentioned_once.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

namespace plumb {

namespace {

/// An answer stands where it was asked for, whatever a thread there hangs on.
bool in_thread(const Outgoing& message) {
    const bool made = message.how == Outgoing::How::post || message.how == Outgoing::How::upsert;
    return message.thread && !message.reply && made;
}

bool starts_thread(const Outgoing& message, Ref record, const std::string& channel) {
    return message.channel == channel && begins_thread(message, record);
}

bool begun_in(const std::vector<Outgoing>& out, Ref record, const std::string& channel) {
    return std::any_of(out.begin(), out.end(),
                       [&](const Outgoing& message) { return starts_thread(message, record, channel); });
}

/// What is said in several channels alike: in a record's thread, or in the channels themselves (by its
/// anchor).
using Said = std::pair<Ref, std::string>;

/// Nothing: it is said in one place, and to whom it mentions there.
std::optional<Said> said_alike(const Outgoing& message) {
    if (in_thread(message)) return Said{message.thread, {}};
    const bool to_channels = message.how == Outgoing::How::post && !message.to && !message.thread;
    return to_channels && !message.anchor.empty() ? std::optional(Said{{}, message.anchor}) : std::nullopt;
}

/// Who is mentioned where.
using Chosen = std::map<std::pair<Said, PersonId>, std::string>;

/// What speaks for one of several channels, the weightiest first.
using Fitness = std::tuple<bool, Reach, bool, bool>;

Chosen chosen_places(const std::vector<Outgoing>& out, const Context& context, const HasRoot& has_root,
                     const IsOpen& is_open, const Reaches& reaches) {
    std::map<std::pair<Said, PersonId>, std::vector<std::string>> candidates;
    for (const Outgoing& message : out) {
        const auto said = said_alike(message);
        if (!said) continue;
        for (const PersonId who : people_mentioned(message.card)) {
            std::vector<std::string>& channels = candidates[{*said, who}];
            if (!is_among(channels, message.channel)) channels.push_back(message.channel);
        }
    }
    Chosen places;
    for (auto& [of, channels] : candidates) {
        const Ref record = of.first.first;
        const auto fitness = [&, who = of.second](const std::string& channel) {
            const Reach reach = reaches(who, channel);
            const bool begun = !record || begun_in(out, record, channel) || has_root(record, channel);
            const bool here = reach != Reach::absent && channel == context.place.channel;
            return Fitness{is_open(channel), reach, begun, here};
        };
        std::optional<Fitness> best;
        for (const std::string& channel : channels) {
            const Fitness now = fitness(channel);
            if (best && now <= *best) continue;
            best = now;
            places[of] = channel;
        }
    }
    return places;
}

Outgoing root_card(const World& world, const Context& context, Ref record, const std::string& channel) {
    Outgoing message;
    message.how = Outgoing::How::upsert;
    message.channel = channel;
    message.anchor = card_anchor(record);
    message.card = card_of(world, context, record);
    return message;
}

}  // namespace

bool begins_thread(const Outgoing& message, Ref record) {
    return message.how != Outgoing::How::edit && message.anchor == card_anchor(record);
}

std::vector<Outgoing> mentioning_each_once(std::vector<Outgoing> out, const World& world,
                                           const Context& context, const HasRoot& has_root,
                                           const IsOpen& is_open, const Reaches& reaches) {
    const Chosen places = chosen_places(out, context, has_root, is_open, reaches);
    if (places.empty()) return out;
    std::vector<Outgoing> settled;
    for (Outgoing& drawn : out) {
        settled.push_back(std::move(drawn));
        Outgoing& message = settled.back();
        const auto said = said_alike(message);
        if (!said) continue;
        message.card = mentioning(std::move(message.card), [&](PersonId who) {
            return places.at({*said, who}) == message.channel;
        });
        if (!message.thread || people_mentioned(message.card).empty() ||
            begun_in(settled, message.thread, message.channel) || has_root(message.thread, message.channel))
            continue;
        Outgoing card = root_card(world, context, message.thread, message.channel);
        if (!card.card.id.empty()) settled.insert(settled.end() - 1, std::move(card));
    }
    return settled;
}

}  // namespace plumb
