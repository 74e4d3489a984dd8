// Nudges: which, when, and in what words.
#include "core/align/plan.hpp"
#include "core/change/loop_in.hpp"
#include "core/change/state.hpp"
#include "core/command/record_text.hpp"
#include "core/digest/slots.hpp"
#include "core/talk/reminders.hpp"
#include "core/time/hours.hpp"

#include <fmt/core.h>

namespace plumb {

namespace {

/// A question that is not answered on its date is asked for once more. With the warning about it that makes
/// three, which is the most (product.md, "Quiet by default").
constexpr int kAgainAfter = 5;

struct Nudge {
    PersonId who;
    Instant at{};
    Card card;
};

Day working_days_on(Day day, int n) {
    while (n > 0) {
        day += Days{1};
        if (is_working_day(day)) --n;
    }
    return day;
}

/// The day itself, or the Friday before it: on Monday it is too late.
Day last_working_day(Day day) {
    while (!is_working_day(day)) day -= Days{1};
    return day;
}

/// The first working moment of a day, or after it, that is not in the person's quiet hours; for somebody who
/// is quiet through all of them the first: what is said then is held until quiet ends.
Instant moment_for(const Context& context, const World& world, const Person& person, Day day) {
    const Zone& zone = zone_of(context, world, person);
    const Instant first = next_working_moment(zone, zone.at(day, kWorkingHours.from));
    if (!person.quiet) return first;
    const Hours quiet{Seconds{person.quiet->from}, Seconds{person.quiet->to}};
    const Instant at = next_working_moment(zone, after_quiet(zone, quiet, first));
    return covers(quiet, zone.time_of_day(at)) ? first : at;
}

class Nudges {
  public:
    Nudges(const World& world, const Context& context) : world_(world), context_(context) {}

    void about(const ChangeRequest& request) {
        if (!waiting(request)) return;
        const std::string id = to_string(Ref{id_of(request)});
        for (const LoopIn& question : request.loop_ins) {
            if (!pending(question) || !question.by) continue;
            Text text(fmt::format("A question for you on {}, from {}, by {}: {}",
                                  called(world_, id_of(request)), person_name(world_, question.asked_by),
                                  day_text(*question.by, request.product), quoted(question.text)));
            Card card = plain_card(std::move(text));
            card.lines.push_back(
                {Line::Kind::command, {}, Text{}.code(fmt::format("change answer {} \"…\"", id))});
            add(question.asked, *question.by, card);
            add(question.asked, working_days_on(*question.by, kAgainAfter), card);
        }
    }
    void about(const Assumption& assumption) {
        if (assumption.status != AssumptionStatus::open || !assumption.check_by) return;
        const std::string id = to_string(Ref{id_of(assumption)});
        const bool over = *assumption.check_by < today_of(context_, world_, assumption.product);
        Card card = plain_card(fmt::format("{} {} to be checked by {}. Does it hold?",
                                           called(world_, id_of(assumption)), over ? "was" : "is",
                                           day_text(*assumption.check_by, assumption.product)));
        Text commands;
        commands.code(fmt::format("assumption hold {} \"how we know\"", id)) << " · ";
        commands.code(fmt::format("assumption fail {} \"what we found\"", id));
        card.lines.push_back({Line::Kind::command, {}, std::move(commands)});
        add(assumption.owner, *assumption.check_by, card);
    }
    void about(const Collateral& piece) {
        const LaunchEvent* event = world_.find(piece.event);
        const bool open = event && Plan::still_to_come(*event);
        if (!open || !piece.due || piece.status == CollateralStatus::done) return;
        Card card = plain_card(fmt::format("{} for {} is due {}, and {}.", called(world_, id_of(piece)),
                                           called(world_, piece.event), day_text(*piece.due, piece.product),
                                           word(piece.status)));
        card.lines.push_back({Line::Kind::command,
                              {},
                              Text{}.code(fmt::format("collateral done {}", to_string(Ref{id_of(piece)})))});
        add(piece.owner, last_working_day(*piece.due), card);
    }
    /// What its owners were asked in its thread while they were not at work.
    void about(const LaunchEvent& event) {
        const auto ask = [&](const std::optional<Day>& asked, std::string_view question) {
            if (!asked || *asked <= event.to || event.status == EventStatus::cancelled) return;
            const Instant then = zone_of(context_, world_, event.product).at(*asked, kMorning);
            for (const PersonId who : event.owners) {
                const Person* owner = world_.find(who);
                if (!owner || is_at_work(context_, world_, *owner, then)) continue;
                Card card = plain_card(fmt::format("{} ended {}. {}", called(world_, id_of(event)),
                                                   day_text(event.to, event.product), question));
                card.lines.push_back({Line::Kind::context, {}, "What you write in its thread is kept."});
                add(who, *asked, card);
            }
        };
        ask(event.heard_asked, "What did you hear there?");
        ask(event.retro_posted, "What is to be kept, and what to be changed?");
    }
    std::vector<Nudge> all;

  private:
    std::string day_text(Day day, ProductId product) const {
        return spoken(day, today_of(context_, world_, product));
    }
    void add(PersonId who, Day day, const Card& card) {
        if (const Person* person = world_.find(who))
            all.push_back({who, moment_for(context_, world_, *person, day), card});
    }

    const World& world_;
    const Context& context_;
};

std::vector<Nudge> nudges_about(const World& world, const Context& context, Ref record) {
    Nudges nudges(world, context);
    if (const ChangeRequest* request = world.find(record.as<ChangeId>())) nudges.about(*request);
    if (const Assumption* assumption = world.find(record.as<AssumptionId>())) nudges.about(*assumption);
    if (const Collateral* piece = world.find(record.as<CollateralId>())) nudges.about(*piece);
    if (const LaunchEvent* event = world.find(record.as<EventId>())) nudges.about(*event);
    return std::move(nudges.all);
}

}  // namespace

bool is_at_work(const Context& context, const World& world, const Person& person, Instant at) {
    const Seconds local = zone_of(context, world, person).time_of_day(at);
    const bool quiet =
        person.quiet && covers(Hours{Seconds{person.quiet->from}, Seconds{person.quiet->to}}, local);
    return covers(Hours{kMorning, kWorkingHours.to}, local) && !quiet;
}

std::optional<Instant> next_nudge(const World& world, const Context& context, Ref record, Instant after) {
    std::optional<Instant> first;
    for (const Nudge& nudge : nudges_about(world, context, record))
        if (nudge.at > after && (!first || nudge.at < *first)) first = nudge.at;
    return first;
}

void nudge(Draft& draft, Ref record, Instant since) {
    for (Nudge& nudge : nudges_about(draft.world(), draft.context(), record)) {
        if (nudge.at <= since || nudge.at > draft.now()) continue;
        const Zone& zone = zone_of(draft.context(), draft.world(), *draft.find(nudge.who));
        if (!in_working_hours(zone, draft.now())) continue;
        Outgoing message;
        // Several in one morning are one message.
        message.how = Outgoing::How::merge;
        message.anchor = "nudges:" + to_string(Ref{nudge.who});
        message.to = nudge.who;
        message.card = std::move(nudge.card);
        draft.say(std::move(message));
    }
}

}  // namespace plumb
