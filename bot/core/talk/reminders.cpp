#include "core/talk/reminders.hpp"

#include "core/align/plan.hpp"
#include "core/base/among.hpp"
#include "core/change/state.hpp"
#include "core/command/record_text.hpp"
#include "core/launch/retro.hpp"
#include "core/time/schedule.hpp"

#include <fmt/core.h>

namespace plumb {

namespace {

constexpr Days kAskAfter{1};
constexpr Days kLookBackAfter{7};
/// The least tier that is looked back on.
constexpr int kLastLookedBack = 2;

/// The days whose mornings came after an instant, up to another; none where `first` is after `last`.
struct Mornings {
    Day first{};
    Day last{};

    bool holds(Day day) const { return day >= first && day <= last; }
};

Mornings mornings(const Zone& zone, Instant since, Instant now) {
    return {next_morning(zone, since).local_day, next_morning(zone, now).local_day - Days{1}};
}

/// `anchor`: of what is said once, wherever a clock has been in between; empty: each time anew.
void say_in_threads(Draft& draft, Ref record, const Card& card, const std::string& anchor = {}) {
    const Product* product = draft.find(product_of(draft.world(), record));
    if (!product) return;
    for (const std::string& channel : product->channels) {
        Outgoing message;
        message.channel = channel;
        message.thread = record;
        if (!anchor.empty()) message.how = Outgoing::How::upsert;
        message.anchor = anchor;
        message.card = card;
        draft.say(std::move(message));
    }
}

/// `@ben, @ana: …`
Text to_people(const std::vector<PersonId>& people, std::string_view says) {
    Text text;
    for (const PersonId who : people) {
        if (!text.empty()) text << ", ";
        text.ping(who);
    }
    return text << (people.empty() ? "" : ": ") << says;
}

/// Those who are at work; the others are nudged when they are.
std::vector<PersonId> at_work(const Draft& draft, std::vector<PersonId> people) {
    std::erase_if(people, [&](PersonId who) {
        const Person* person = draft.find(who);
        return !person || !is_at_work(draft.context(), draft.world(), *person, draft.now());
    });
    return people;
}

/// `@ben, dan: …`: only those who are at work are pinged.
Text to_owners(const Draft& draft, const std::vector<PersonId>& owners, std::string_view says) {
    Text text;
    const std::vector<PersonId> pinged = at_work(draft, owners);
    for (const PersonId who : owners) {
        if (!text.empty()) text << ", ";
        is_among(pinged, who) ? text.ping(who) : text.person(who);
    }
    return text << (owners.empty() ? "" : ": ") << says;
}

bool is_cancelled(const LaunchEvent& event) { return event.status == EventStatus::cancelled; }

/// Asked or posted for the event as it stands: an event that was moved afterwards ends anew.
bool is_done(const std::optional<Day>& on, const LaunchEvent& event) { return on && *on > event.to; }

bool awaits_retro(const LaunchEvent& event) {
    return Plan::tier_of(event) <= kLastLookedBack && !is_cancelled(event) &&
           !is_done(event.retro_posted, event);
}

/// What a request waits for once it is back.
std::string waits_for(const Draft& draft, const ChangeRequest& request) {
    std::vector<std::string> functions;
    for (const Function f : missing_functions(draft.world(), request)) functions.emplace_back(word(f));
    return functions.empty() ? "a decision" : listed(functions) + " to assess it";
}

/// One whose deferral has ended says what it waits for: it needs no reopening.
void revisit(Draft& draft, const ChangeRequest& request, Day today) {
    const Ref id{id_of(request)};
    std::vector<PersonId> people;
    for (const PersonId who : {request.decided_by, request.raised_by})
        if (who && !is_among(people, who)) people.push_back(who);
    std::string says = fmt::format("{} was {}", called(draft.world(), id), word(*request.decision));
    if (request.decided_at)
        says +=
            " " + spoken(zone_of(draft.context(), draft.world(), request.product).day_of(*request.decided_at),
                         today);
    if (!request.reason.empty()) says += " because " + quoted(request.reason);
    says += ", to be looked at again ";
    says += *request.revisit == today ? "today" : "on " + spoken(*request.revisit, today);
    const bool back = waiting(request);
    says += back ? ". It is back, and waits for " + waits_for(draft, request) + "." : ". Does it still hold?";
    Card card = plain_card(to_people(people, says));
    if (!back)
        card.lines.push_back(
            {Line::Kind::command,
             {},
             Text{}.code(fmt::format("change reopen {} \"why it is asked again\"", to_string(id)))});
    say_in_threads(draft, id, card, fmt::format("revisit:{}@{}", to_string(id), iso(*request.revisit)));
}

void ask_what_was_heard(Draft& draft, LaunchEvent event, Day today) {
    const Ref id{id_of(event)};
    Card card = plain_card(
        to_owners(draft, event.owners,
                  fmt::format("{} ended {}. What did you hear there?", called(draft.world(), id),
                              event.to + kAskAfter == today ? "yesterday" : spoken(event.to, today))));
    card.lines.push_back(
        {Line::Kind::context,
         {},
         "What you write here is kept as evidence: on the request that you name (CR-1), else on "
         "the event."});
    say_in_threads(draft, id, card);
    event.heard_asked = today;
    draft.put_quietly(std::move(event));
}

void look_back(Draft& draft, LaunchEvent event, Day today) {
    const Ref id{id_of(event)};
    event.retro_posted = today;
    const std::vector<PersonId> pinged = at_work(draft, event.owners);
    draft.put_quietly(std::move(event));
    say_in_threads(draft, id, retro_card(draft.world(), draft.context(), id.as<EventId>(), pinged));
}

void remind_of_events(Draft& draft, ProductId product, const Mornings& days) {
    std::vector<LaunchEvent> over;
    for (const LaunchEvent& e : draft.world().all<LaunchEvent>())
        if (e.product == product && !is_cancelled(e) && e.to < days.last) over.push_back(e);
    for (const LaunchEvent& e : over) {
        if (!e.owners.empty() && days.holds(e.to + kAskAfter) && !is_done(e.heard_asked, e))
            ask_what_was_heard(draft, e, days.last);
        if (awaits_retro(e) && days.holds(e.to + kLookBackAfter))
            look_back(draft, *draft.find(id_of(e)), days.last);
    }
}

}  // namespace

void remind(Draft& draft, ProductId product, Instant since) {
    const Mornings days = mornings(zone_of(draft.context(), draft.world(), product), since, draft.now());
    if (days.first > days.last) return;
    // A deferral that has ended is a decision to be looked at, too.
    const auto is_due = [&](const ChangeRequest& r) {
        return (decided(r) || waiting(r)) && r.decision && r.revisit && days.holds(*r.revisit);
    };
    std::vector<ChangeRequest> again;
    for (const ChangeRequest& r : draft.world().all<ChangeRequest>())
        if (r.product == product && is_due(r)) again.push_back(r);
    for (const ChangeRequest& r : again) revisit(draft, r, days.last);
    remind_of_events(draft, product, days);
}

std::optional<Instant> looks_back_to(const World& world, ProductId product, Instant since, Instant now) {
    // In any zone a morning lies within a day of the one in UTC.
    const Day first = std::chrono::floor<Days>(since) - Days{1};
    const Day last = std::chrono::floor<Days>(now) + Days{1};
    std::optional<Instant> from;
    for (const LaunchEvent& e : world.all<LaunchEvent>()) {
        const Day on = e.to + kLookBackAfter;
        if (e.product != product || on < first || on > last || !awaits_retro(e)) continue;
        if (!from || e.meta.created_at < *from) from = e.meta.created_at;
    }
    return from;
}

void tell_returns(Draft& draft, const World& before) {
    const std::vector<Write> writes = draft.writes();
    for (const Write& write : writes) {
        const auto* request = std::get_if<ChangeRequest>(&write.record);
        const ChangeRequest* held = request ? before.find(id_of(*request)) : nullptr;
        if (!held || held->status != ChangeStatus::deferred || !waiting(*request)) continue;
        // One that was reopened has been told by that.
        if (request->decision != Decided::deferred) continue;
        const Ref id{id_of(*request)};
        std::vector<PersonId> people = request->watchers;
        std::erase(people, draft.actor());
        say_in_threads(draft, id,
                       plain_card(to_people(
                           people, fmt::format("{} is back from its deferral, and waits for {}.",
                                               called(draft.world(), id), waits_for(draft, *request)))));
        draft.show_card(id);
    }
}

}  // namespace plumb
