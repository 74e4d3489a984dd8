// `change approve`, `change decline`, `change defer`.
#include "core/base/spelling.hpp"
#include "core/change/approval.hpp"
#include "core/change/authority.hpp"
#include "core/change/displacing.hpp"
#include "core/change/handlers.hpp"
#include "core/change/loop_in.hpp"
#include "core/change/moment.hpp"
#include "core/change/state.hpp"
#include "core/change/touched.hpp"
#include "core/change/watchers.hpp"
#include "core/command/asked.hpp"
#include "core/command/record_text.hpp"
#include "core/command/said.hpp"

#include <fmt/core.h>

namespace plumb::change_command {

namespace {

constexpr std::size_t kThingsShown = 5;
/// How far ahead a day lies that is given as an example.
constexpr Days kAhead{28};
constexpr std::string_view kWhyNow = "\"why it cannot wait\"";
constexpr std::string_view kSomeReason = "\"no capacity before 2.0\"";

/// The reason that is given, else the override, which is its own.
std::string reason_or_override(const Command& command) {
    std::string reason = reason_of(command);
    return reason.empty() ? command.text_of("override") : reason;
}

/// What was typed, with an override; deferring needs a day, too.
std::string overridden(const Draft& draft, const Command& command, const ChangeRequest& request,
                       std::string_view verb) {
    std::string said =
        said_with(command, "override", kWhyNow,
                  fmt::format("change {} {} override:{}", verb, to_string(Ref{id_of(request)}), kWhyNow));
    if (verb != "defer" || command.has("until")) return said;
    return fmt::format("{} until:{}", said, iso(today_in(draft, request.product) + kAhead));
}

/// Role and state, before anything else is looked at.
Result<void> may(const Draft& draft, const Command& command, const ChangeRequest& request,
                 std::string_view verb) {
    const bool overrides = !command.text_of("override").empty();
    if (auto ok = may_decide(draft.world(), draft.actor(), request, verb, overrides,
                             overridden(draft, command, request, verb));
        !ok)
        return ok;
    return allow(draft.world(), draft.context(), request, verb);
}

Result<void> in_future(const Draft& draft, ProductId product, const Command& command, std::string_view key,
                       const std::string& plain) {
    const Day today = today_in(draft, product);
    const auto day = command.get<Day>(key);
    if (!day || *day > today) return {};
    const std::string later = iso(today + kAhead);
    return refuse(fmt::format("{}: {} is {}.", key, spoken(*day, today), distance_text(*day, today)),
                  "Give a day after today: it is the day on which it comes back.",
                  said_with(command, key, later, fmt::format("{} {}:{}", plain, key, later)));
}

/// What was typed, with a reason.
std::string with_reason(const Command& command, const std::string& plain) {
    if (command.has("reason")) return said_with(command, "reason", kSomeReason, plain);
    return said_with(command, {}, kSomeReason, plain);
}

/// What every decision leaves on the request.
void record(const Draft& draft, const Command& command, ChangeRequest& request, Decided decision) {
    request.decision = decision;
    request.decided_by = draft.actor();
    request.decided_at = draft.now();
    request.reason = reason_or_override(command);
    request.override_reason = command.text_of("override");
    request.trade_off = command.text_of("trade-off");
    request.revisit = command.get<Day>("revisit");
    request.until.reset();
    close_loop_ins(request);
}

/// ` because “no capacity before 2.0”`; an override is said as such.
std::string because(const ChangeRequest& request) {
    const bool own_reason = !request.reason.empty() && request.reason != request.override_reason;
    std::string text;
    if (own_reason) text += " because " + quoted(request.reason);
    if (!request.override_reason.empty()) text += ", with an override: " + quoted(request.override_reason);
    return text;
}

/// Puts the decided request and says so: the line, its thread, its watchers but those told otherwise.
void announce(Draft& draft, ChangeRequest request, const Text& what, const std::vector<PersonId>& told) {
    const ChangeId id = id_of(request);
    const Day today = today_in(draft, request.product);
    Text line(to_string(Ref{id}) + " is " + std::string(word(request.status)) + " by ");
    line.person(draft.actor());
    if (request.until) line << " until " << spoken(*request.until, today);
    line << because(request) << ".";
    if (!what.empty()) line << " " << what << ".";
    if (request.revisit) line << " To be looked at again on " << spoken(*request.revisit, today) << ".";
    const Text news(fmt::format("{} is {}.", called(draft.world(), id), word(request.status)));
    tell_watchers(draft, request, news, told);
    draft.put(std::move(request));
    draft.show_card(id);
    draft.tell(id, std::move(line), true);
}

std::string names_of_things(const World& world, const std::vector<Ref>& things) {
    std::vector<std::string> names;
    for (const Ref thing : things) names.push_back(called(world, thing));
    return listed(names, kThingsShown);
}

/// Owners of each thing affected, told what became of theirs.
std::vector<PersonId> tell_owners(Draft& draft, ChangeId id, const std::vector<Share>& found) {
    std::vector<PersonId> told;
    for (const Share& share : found) {
        if (share.owner == draft.actor()) continue;
        Text line(fmt::format("{} is approved and touches your {}. To say that you know: ",
                              to_string(Ref{id}), names_of_things(draft.world(), share.things)));
        line.code(fmt::format("change ack {}", to_string(Ref{id})));
        draft.concern(id, share.owner, std::move(line));
        told.push_back(share.owner);
    }
    return told;
}

Result<void> set_aside(Draft& draft, const Command& command, std::string_view verb, Decided decision,
                       ChangeStatus status) {
    const ChangeId id = command.subject.as<ChangeId>();
    ChangeRequest request = *draft.find(id);
    const std::string id_text = to_string(Ref{id});
    if (auto ok = may(draft, command, request, verb); !ok) return ok;
    const std::string plain = fmt::format("change {} {} {}", verb, id_text, kSomeReason);
    const auto until = command.get<Day>("until");
    const bool dateless = decision == Decided::deferred && !until;
    const std::string day = iso(today_in(draft, request.product) + kAhead);
    const std::string dated = plain + (dateless ? " until:" + day : "");
    if (reason_or_override(command).empty())
        return refuse(
            fmt::format("To {} {} takes a reason.", verb, id_text), "Its requester will read it.",
            dateless ? dated : with_reason(command, until ? plain + " until:" + iso(*until) : plain));
    if (dateless)
        return refuse(fmt::format("Until when is {} deferred?", id_text),
                      "It comes back by itself on that day.", said_with(command, "until", day, dated));
    for (const std::string_view key : {"until", "revisit"})
        if (auto ok = in_future(draft, request.product, command, key, plain); !ok) return ok;
    const std::string displaced = command.text_of("displaces");
    if (!displaced.empty() && !same_word(displaced, "none"))
        return refuse(fmt::format("displaces: is for approving, and this is to {}.", verb),
                      "What is not done takes no room:", said_with(command, "displaces", "none", dated));
    record(draft, command, request, decision);
    request.status = status;
    if (decision == Decided::deferred) request.until = until;
    announce(draft, std::move(request), {}, {});
    return {};
}

}  // namespace

Result<void> approve(Draft& draft, const Command& command) {
    const ChangeId id = command.subject.as<ChangeId>();
    ChangeRequest request = *draft.find(id);
    if (auto ok = may(draft, command, request, "approve"); !ok) return ok;
    if (auto ok =
            in_future(draft, request.product, command, "revisit", "change approve " + to_string(Ref{id}));
        !ok)
        return ok;
    auto displaces = displaced(draft.world(), draft.context(), request, command);
    if (!displaces) return tl::make_unexpected(displaces.error());

    const World before = draft.world();
    const Zone& zone = zone_of(draft.context(), before, request.product);
    const World seen = draft.seen();
    const Plan plan(seen, request.product, zone.day_of(draft.now()), zone);
    const Moment moment = moment_of(plan, request);
    if (command.text_of("override").empty())
        if (auto ok = needs_no_override(plan, request, moment, command); !ok) return ok;
    const Touched touched = touched_by(plan, seeds_of(plan, request));

    record(draft, command, request, Decided::approved);
    request.status = ChangeStatus::approved;
    request.displaces = *displaces;
    auto effects = carry_out(draft, request);
    if (!effects) return tl::make_unexpected(effects.error());
    keep(request, moment);
    std::vector<PersonId> told = tell_owners(draft, id, shares(draft.world(), touched, effects->changed));
    tell_displaced(draft, request, told);
    request.affected = told;
    for (const Ref changed : effects->changed)
        if (exists(before, changed)) draft.show_card(changed);
    announce(draft, std::move(request), effects->what, told);
    return {};
}

Result<void> decline(Draft& draft, const Command& command) {
    return set_aside(draft, command, "decline", Decided::declined, ChangeStatus::declined);
}

Result<void> defer(Draft& draft, const Command& command) {
    return set_aside(draft, command, "defer", Decided::deferred, ChangeStatus::deferred);
}

}  // namespace plumb::change_command
