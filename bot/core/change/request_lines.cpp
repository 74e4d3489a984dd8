#include "core/change/request_lines.hpp"

#include "core/change/displacing.hpp"
#include "core/change/judgement.hpp"
#include "core/change/loop_in.hpp"
#include "core/change/parts.hpp"
#include "core/change/state.hpp"
#include "core/change/watchers.hpp"
#include "core/command/card_lines.hpp"
#include "core/command/record_text.hpp"

#include <fmt/core.h>

namespace plumb {

namespace {

/// What the request asks for is done: it is approved, or it was and is asked again.
bool carried_out(const ChangeRequest& request, const Feature& feature) {
    if (request.status == ChangeStatus::approved) return true;
    return request.change_kind == ChangeKind::move ? feature.release == request.to
                                                   : feature.status == FeatureStatus::dropped;
}

/// The release that a request takes its feature out of; the one it took it out of, where that is done.
ReleaseId home(const RequestView& view) {
    const Feature* feature = view.world.find(view.request.feature);
    const bool left = view.request.left_release && (!feature || carried_out(view.request, *feature));
    if (left) return view.request.left_release;
    return feature ? feature->release : ReleaseId{};
}

/// What came from a file may leave open what it is about.
constexpr std::string_view kNoFeature = "a feature that is not named";
constexpr std::string_view kNoRelease = "a release that is not named";

/// `add to 2.0`, `drop F-3 “Export” from 2.0`, `move F-3 “Export” from 2.0 to 2.1`.
std::string asks_for(const RequestView& view) {
    const World& world = view.world;
    const ChangeRequest& request = view.request;
    const Feature* feature = world.find(request.feature);
    const std::string which = feature ? called(world, request.feature) : std::string(kNoFeature);
    const std::string to = release_or_backlog(world, request.release);
    const std::string effort =
        request.effort && request.imported ? ", " + effort_phrase(*request.effort) : std::string{};
    const ReleaseId left = home(view);
    const std::string from = left ? " from " + name(world, left) : std::string{};
    switch (request.change_kind) {
        case ChangeKind::add:
            return (feature ? fmt::format("add {} to {}", which, to) : "add to " + to) + effort;
        case ChangeKind::modify: {
            std::string text = "modify " + which;
            const bool renames = !request.becomes.empty() && (!feature || feature->title != request.becomes);
            if (renames) text += " to become " + quoted(request.becomes);
            if (request.effort) text += ", " + effort_phrase(*request.effort);
            return text;
        }
        case ChangeKind::drop: return "drop " + which + from;
        case ChangeKind::move:
            return fmt::format("move {}{} to {}", which, from,
                               request.to ? name(world, request.to) : std::string(kNoRelease));
        case ChangeKind::date: {
            const Release* release = world.find(request.release);
            std::string text = "move " + (release ? to : std::string(kNoRelease));
            if (release && release->date != request.date) text += " from " + view.plan.say(release->date);
            return text + " to " + (request.date ? view.plan.say(*request.date) : "a day that is not stated");
        }
    }
    return {};
}

/// The release that the line of what is asked for ends with; a modify names none.
ReleaseId named_last(const RequestView& view) {
    const ChangeRequest& request = view.request;
    switch (request.change_kind) {
        case ChangeKind::add:
        case ChangeKind::date: return request.release;
        case ChangeKind::move: return request.to;
        case ChangeKind::drop: return home(view);
        case ChangeKind::modify: break;
    }
    return {};
}

std::string release_dates(const RequestView& view) {
    const Release* release = view.world.find(named_last(view));
    if (!release) return {};
    const bool dated = view.request.change_kind != ChangeKind::date;
    std::string text;
    if (dated) text = view.plan.say(release->date);
    if (release->freeze) text += (dated ? ", freeze " : "freeze ") + view.plan.say(*release->freeze);
    return text.empty() ? text : " (" + text + ")";
}

/// `Acme, call, direct`.
std::string voice_head(const World& world, const Evidence& voice) {
    std::string text = voice.customer ? name(world, voice.customer) : std::string("Somebody");
    if (voice.source != Source::other) text += fmt::format(", {}", word(voice.source));
    text += voice.direct ? ", direct" : ", second hand";
    if (!voice.summary.empty()) text += ": " + voice.summary;
    return text;
}

void and_more(Card& card, std::size_t all, const RequestView& view, std::string_view one,
              std::string_view many) {
    if (all <= view.most) return;
    const std::size_t rest = all - view.most;
    Text text(fmt::format("and {} more {}: ", rest, rest == 1 ? one : many));
    text.code("change show " + to_string(Ref{id_of(view.request)}));
    add_context(card, text);
}

}  // namespace

void add_asked(Card& card, const RequestView& view) {
    Text text(asks_for(view) + release_dates(view));
    if (view.request.raised_by) {
        text << ", raised by ";
        text.person(view.request.raised_by);
        if (view.request.function) text << fmt::format(" ({})", word(*view.request.function));
        const Day opened = view.plan.day(view.request.opened_at);
        text << " " << (opened == view.plan.today() ? std::string("today") : "on " + view.plan.say(opened));
    }
    add_context(card, text);
}

void add_reasons(Card& card, const RequestView& view) {
    const ChangeRequest& request = view.request;
    add_field(card, "Why", request.why);
    add_field(card, "If declined", request.if_declined);
    if (request.horizon) add_field(card, "Horizon", std::string(word(*request.horizon)));
    if (request.assignee) add_field(card, "Assignee", Text{}.person(request.assignee));
}

void add_heard(Card& card, const RequestView& view) {
    const Reach reach = reach_of(view.world, view.request);
    const auto voices = evidence_of(view.world, id_of(view.request));
    if (!voices.empty()) {
        std::vector<std::string> names;
        for (const CustomerId id : reach.customers) names.push_back(name(view.world, id));
        std::string text =
            names.empty() ? counted(static_cast<std::int64_t>(voices.size()), "voice") + ", no customer named"
                          : counted(static_cast<std::int64_t>(names.size()), "customer") + ": " +
                                listed(names, view.most);
        if (reach.value) text += fmt::format(", {} a year", grouped(*reach.value));
        add_field(card, "Heard", text);
    }
    for (std::size_t i = 0; i < voices.size() && i < view.most; ++i) {
        Text head(voice_head(view.world, *voices[i]));
        if (!voices[i]->link.empty()) {
            head << ", ";
            head.link("link", voices[i]->link);
        }
        card.lines.push_back({Line::Kind::item, {}, std::move(head)});
        if (!voices[i]->quote.empty()) card.lines.push_back({Line::Kind::quote, {}, voices[i]->quote});
    }
    and_more(card, voices.size(), view, "voice", "voices");
    if (!reach.supporters.empty())
        add_field(card, "Supported by", supporters_named(view.world, reach.supporters, view.whole));
}

void add_judged(Card& card, const RequestView& view) {
    for (const Assessment* said : assessments_of(view.world, id_of(view.request))) {
        std::string label(word(said->function));
        label.front() = static_cast<char>(label.front() - 'a' + 'A');
        Text text(judgement_text(*said));
        text << (text.empty() ? "by " : " (");
        if (said->by) text.person(said->by);
        if (!judgement_text(*said).empty()) text << ")";
        add_field(card, label, text);
    }
    std::vector<std::string> missing;
    for (const Function function : missing_functions(view.world, view.request))
        missing.emplace_back(word(function));
    if (waiting(view.request) && !missing.empty())
        card.lines.push_back({Line::Kind::text, {}, fmt::format("Needs {} to assess it.", listed(missing))});
}

void add_options(Card& card, const RequestView& view) {
    const auto& options = view.request.options;
    for (std::size_t i = 0; i < options.size() && i < view.most; ++i) {
        std::string text = options[i].text;
        if (options[i].effort) text += ", " + effort_phrase(*options[i].effort);
        if (options[i].confidence) text += fmt::format(", {} confidence", word(*options[i].confidence));
        add_field(card, "Option", text);
    }
    and_more(card, options.size(), view, "option", "options");
}

void add_questions(Card& card, const RequestView& view) {
    std::size_t all = 0;
    for (const LoopIn& question : view.request.loop_ins) {
        if (!view.whole && !pending(question)) continue;
        if (++all > view.most) continue;
        Text text;
        text.person(question.asked);
        if (question.by) text << " by " << view.plan.say(*question.by);
        text << ": " << quoted(question.text);
        // Whoever answered may be forgotten since, and the words with them.
        if (question.answered_at)
            text << (question.answer.empty() ? " Answered." : " Answer: " + quoted(question.answer));
        if (question.closed) text << " Closed unanswered.";
        add_field(card, "Asked", text);
    }
    and_more(card, all, view, "question", "questions");
}

void add_decision(Card& card, const RequestView& view) {
    const ChangeRequest& request = view.request;
    if (request.status == ChangeStatus::merged) {
        add_field(card, "Merged", "It goes on as " + called(view.world, request.merged_into) + ".");
        return;
    }
    if (decided(request)) {
        std::string text = standing(view.world, view.context, request);
        text.front() = static_cast<char>(text.front() - 'a' + 'A');
        if (!request.reason.empty() && request.reason != request.override_reason)
            text += ": " + quoted(request.reason);
        add_field(card, "Decision", text);
    } else if (!request.reason.empty()) {
        const bool back = request.decision == Decided::deferred;
        add_field(card,
                  request.status == ChangeStatus::withdrawn ? "Withdrawn"
                  : back                                    ? "Was deferred"
                                                            : "Reopened",
                  quoted(request.reason));
    }
    add_field(card, "Override",
              request.override_reason.empty() ? std::string{} : quoted(request.override_reason));
    add_field(card, "Trade-off", request.trade_off);
    if (request.displaces) add_field(card, "Displaces", displaced_text(view.world, view.context, request));
    if (request.revisit) add_field(card, "Revisit", day_phrase(*request.revisit, view.plan.today()));
    std::vector<std::string> unheard;
    for (const Function function : request.missing_at_approval) unheard.emplace_back(word(function));
    if (!unheard.empty())
        add_context(card, fmt::format("Approved without an assessment by {}.", listed(unheard)));
    std::vector<std::string> frozen;
    for (const ReleaseId id : request.frozen_at_approval) frozen.push_back(name(view.world, id));
    if (!frozen.empty()) add_context(card, fmt::format("Approved inside the freeze of {}.", listed(frozen)));
    if (const auto rest = unacknowledged(request); request.status == ChangeStatus::approved && !rest.empty())
        add_field(card, "To acknowledge", names_of(view.world, rest));
    if (request.made_feature) add_field(card, "Made", called(view.world, request.made_feature));
}

}  // namespace plumb
