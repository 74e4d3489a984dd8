// What happened since the last digest: dates that moved, decisions, and what was heard from customers.
#include "core/command/record_text.hpp"
#include "core/digest/digest.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <map>

namespace plumb {

namespace {

/// Quotes shown below the count of voices.
constexpr std::size_t kQuotes = 5;

/// All moves of one record, as one.
struct Moved {
    Day from{};
    Day to{};
    int times = 0;
    const Move* last = nullptr;
};

std::string by_and_why(const World& world, PersonId who, const std::string& why) {
    std::string text;
    if (who) text += ", " + person_name(world, who);
    if (!why.empty()) text += (who ? ": " : ", ") + quoted(why);
    return text;
}

std::string decision_text(const World& world, const Context& context, const ChangeRequest& request) {
    const Day today = today_of(context, world, request.product);
    std::string text = fmt::format("{} {}", called(world, id_of(request)), word(*request.decision));
    if (request.until && request.status == ChangeStatus::deferred)
        text += " until " + spoken(*request.until, today);
    if (request.decided_by) text += " by " + person_name(world, request.decided_by);
    if (!request.reason.empty()) text += ": " + quoted(request.reason);
    if (!request.override_reason.empty())
        text += request.override_reason == request.reason
                    ? ", with an override"
                    : ", with an override: " + quoted(request.override_reason);
    return text;
}

/// `Stadtwerke ×2, Nordnetz`, most first.
std::string customers_phrase(const World& world, const std::vector<const Evidence*>& voices) {
    std::map<CustomerId, int> counts;
    for (const Evidence* voice : voices)
        if (voice->customer) ++counts[voice->customer];
    std::vector<std::pair<CustomerId, int>> order(counts.begin(), counts.end());
    std::stable_sort(order.begin(), order.end(),
                     [](const auto& a, const auto& b) { return a.second > b.second; });
    std::vector<std::string> names;
    for (const auto& [customer, n] : order)
        names.push_back(name(world, customer) + (n > 1 ? fmt::format(" ×{}", n) : std::string{}));
    return listed(names, kSectionLines);
}

/// What came from a file with its request was heard when that was raised.
Instant heard_at(const World& world, const Evidence& voice) {
    const ChangeRequest* request = world.find(voice.change);
    const bool from_file = request && request->imported && !voice.meta.created_by;
    return from_file ? request->opened_at : voice.meta.created_at;
}

Line voice_line(const World& world, const Evidence& voice) {
    std::string text = voice.customer ? name(world, voice.customer) : std::string(word(voice.source));
    if (voice.change)
        text += " on " + called(world, voice.change);
    else if (voice.event)
        text += " at " + called(world, voice.event);
    const std::string said = voice.quote.empty() ? voice.summary : quoted(voice.quote);
    if (!said.empty()) text += ": " + said;
    return item({}, Text(std::move(text)));
}

}  // namespace

Section dates_moved(const World& world, const Context& context, const DigestWish& wish) {
    const Zone& zone = zone_of(context, world, wish.product);
    const Day today = zone.day_of(context.now);
    const Day first = zone.day_of(wish.since);
    std::vector<Ref> order;
    std::map<Ref, Moved> moved;
    for (const Move& move : world.all<Move>()) {
        const bool dated = move.record.kind != Kind::feature && move.old_date && move.new_date;
        // An import writes down moves of long ago: those are no news.
        const bool news = is_news(move.meta.created_at, move.by, wish.since) && move.on >= first;
        if (move.product != wish.product || !dated || !news || !exists(world, move.record)) continue;
        Moved& one = moved[move.record];
        if (one.times++ == 0) {
            order.push_back(move.record);
            one.from = *move.old_date;
        }
        one.to = *move.new_date;
        one.last = &move;
    }
    Section section{"Dates moved", {}};
    std::vector<Line> lines;
    for (const Ref record : order) {
        const Moved& one = moved[record];
        std::string text = called(world, record) + " ";
        text += one.from == one.to ? fmt::format("is back on {}", spoken(one.to, today))
                                   : move_phrase(one.from, one.to, today);
        if (one.times > 1) text += fmt::format(", in {} moves", one.times);
        text += by_and_why(world, one.last->by, one.last->why);
        lines.push_back(item({}, Text(std::move(text))));
    }
    add_capped(section, std::move(lines));
    return section;
}

Section decided_since(const World& world, const Context& context, const DigestWish& wish) {
    std::vector<const ChangeRequest*> decided;
    for (const ChangeRequest& r : world.all<ChangeRequest>()) {
        const bool stands = r.status == ChangeStatus::approved || r.status == ChangeStatus::declined ||
                            r.status == ChangeStatus::deferred;
        if (r.product != wish.product || !stands || !r.decision || !r.decided_at) continue;
        if (is_news(*r.decided_at, r.decided_by, wish.since)) decided.push_back(&r);
    }
    std::stable_sort(decided.begin(), decided.end(), [](const ChangeRequest* a, const ChangeRequest* b) {
        return *a->decided_at < *b->decided_at;
    });
    Section section{"Decided", {}};
    std::vector<Line> lines;
    for (const ChangeRequest* r : decided) lines.push_back(item({}, Text(decision_text(world, context, *r))));
    add_capped(section, std::move(lines), "change list");
    return section;
}

Section heard_since(const World& world, const Context&, const DigestWish& wish) {
    std::vector<const Evidence*> voices;
    for (const Evidence& e : world.all<Evidence>())
        if (e.product == wish.product && is_news(heard_at(world, e), e.meta.created_by, wish.since))
            voices.push_back(&e);
    Section section{"Heard", {}};
    if (voices.empty()) return section;
    const std::string customers = customers_phrase(world, voices);
    std::string head = counted(static_cast<std::int64_t>(voices.size()), "voice");
    if (!customers.empty()) head += ": " + customers;
    if (voices.size() > 1) section.lines.push_back(item({}, Text(std::move(head))));
    std::vector<Line> lines;
    for (const Evidence* voice : voices) lines.push_back(voice_line(world, *voice));
    add_capped(section, std::move(lines), {}, kQuotes);
    return section;
}

}  // namespace plumb
