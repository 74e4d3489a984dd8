// `change withdraw`, `change reopen`, `change merge`.
#include "core/base/among.hpp"
#include "core/change/authority.hpp"
#include "core/change/handlers.hpp"
#include "core/change/loop_in.hpp"
#include "core/change/parts.hpp"
#include "core/change/state.hpp"
#include "core/change/watchers.hpp"
#include "core/command/asked.hpp"
#include "core/command/lookup.hpp"
#include "core/command/record_text.hpp"

#include <fmt/core.h>

namespace plumb::change_command {

namespace {

/// Whatever is only true of a decision is gone with it; what approving made and touched stays known, so that
/// it is not done twice.
void forget_decision(ChangeRequest& request) {
    request.decision.reset();
    request.decided_by = {};
    request.decided_at.reset();
    request.override_reason.clear();
    request.trade_off.clear();
    request.revisit.reset();
    request.until.reset();
    request.displaces.reset();
    request.missing_at_approval.clear();
    request.frozen_at_approval.clear();
    request.affected.clear();
    request.acknowledged.clear();
    request.baselined_at_approval = false;
}

/// A request of the same product that goes on and could take this one in; else the list of them.
std::string merge_example(const World& world, const ChangeRequest& from) {
    for (int n = world.last(Kind::change); n > 0; --n) {
        const ChangeRequest* other = world.find(ChangeId{n});
        if (!other || id_of(*other) == id_of(from) || other->product != from.product) continue;
        if (other->status == ChangeStatus::merged || other->status == ChangeStatus::withdrawn) continue;
        return fmt::format("change merge {} into:{}", to_string(Ref{id_of(from)}),
                           to_string(Ref{id_of(*other)}));
    }
    return "change list";
}

/// The request that goes on where this one was merged into another, and that perhaps into a third.
ChangeId goes_on(const World& world, const ChangeRequest& merged) {
    const ChangeRequest* request = &merged;
    while (request->status == ChangeStatus::merged) {
        const ChangeRequest* next = world.find(request->merged_into);
        if (!next) break;
        request = next;
    }
    return id_of(*request);
}

Result<void> can_merge(const Draft& draft, const ChangeRequest& from, const ChangeRequest& into) {
    const std::string id = to_string(Ref{id_of(from)});
    if (auto ok = allow(draft.world(), draft.context(), from, "merge"); !ok) return ok;
    if (id_of(from) == id_of(into))
        return refuse(fmt::format("{} cannot be merged into itself.", id), "Name the request that goes on.",
                      merge_example(draft.world(), from));
    if (from.product != into.product)
        return refuse(fmt::format("{} is of {}, {} of {}.", id, name(draft.world(), from.product),
                                  to_string(Ref{id_of(into)}), name(draft.world(), into.product)),
                      "Requests are merged within one product.", merge_example(draft.world(), from));
    if (into.status == ChangeStatus::merged) {
        const ChangeId survivor = goes_on(draft.world(), into);
        return refuse(fmt::format("{} is itself merged into {}.", to_string(Ref{id_of(into)}),
                                  to_string(Ref{into.merged_into})),
                      "Name the one that goes on.",
                      survivor == id_of(from)
                          ? merge_example(draft.world(), from)
                          : fmt::format("change merge {} into:{}", id, to_string(Ref{survivor})));
    }
    if (into.status == ChangeStatus::withdrawn)
        return refuse(fmt::format("{} is withdrawn.", to_string(Ref{id_of(into)})),
                      "Name a request that goes on.", merge_example(draft.world(), from));
    return {};
}

std::int64_t move_evidence(Draft& draft, ChangeId from, ChangeId into) {
    std::vector<Evidence> voices;
    for (const Evidence* voice : evidence_of(draft.world(), from)) voices.push_back(*voice);
    for (Evidence& voice : voices) {
        voice.change = into;
        draft.put(std::move(voice));
    }
    return static_cast<std::int64_t>(voices.size());
}

}  // namespace

Result<void> withdraw(Draft& draft, const Command& command) {
    const ChangeId id = command.subject.as<ChangeId>();
    ChangeRequest request = *draft.find(id);
    const std::string id_text = to_string(Ref{id});
    // What nobody can withdraw is nobody's to decline instead.
    if (auto ok = allow(draft.world(), draft.context(), request, "withdraw"); !ok) return ok;
    if (request.raised_by && request.raised_by != draft.actor()) {
        const std::vector<std::string> approvers = holders(draft.world(), Role::approver);
        const Person* speaker = draft.find(draft.actor());
        const bool decides = speaker && is_among(approvers, speaker->handle);
        return refuse(fmt::format("{} was raised by {}, who alone can withdraw it.", id_text,
                                  person_name(draft.world(), request.raised_by)),
                      "An approver can decline it.",
                      decides ? fmt::format("change decline {} \"why\"", id_text)
                              : fmt::format("change show {}", id_text));
    }
    request.status = ChangeStatus::withdrawn;
    request.reason = reason_of(command);
    close_loop_ins(request);
    Text line(id_text + " is withdrawn by ");
    line.person(draft.actor());
    if (!request.reason.empty()) line << ": " << quoted(request.reason);
    tell_watchers(draft, request, Text(called(draft.world(), id) + " is withdrawn."));
    draft.put(std::move(request));
    draft.show_card(id);
    draft.tell(id, line << ".", true);
    return {};
}

Result<void> reopen(Draft& draft, const Command& command) {
    const ChangeId id = command.subject.as<ChangeId>();
    ChangeRequest request = *draft.find(id);
    const std::string id_text = to_string(Ref{id});
    // What nobody can reopen is nobody's to be asked for.
    if (auto ok = allow(draft.world(), draft.context(), request, "reopen"); !ok) return ok;
    if (auto ok = has_say(draft.world(), draft.actor(), request, "reopen"); !ok) return ok;
    const std::string reason = reason_of(command);
    if (reason.empty())
        return refuse(fmt::format("To reopen {} takes a reason.", id_text),
                      "Those who decided it will read it.",
                      fmt::format("change reopen {} \"the customer came back\"", id_text));
    const bool was_approved = request.status == ChangeStatus::approved;
    forget_decision(request);
    request.reason = reason;
    request.status = ChangeStatus::open;
    request.waiting_since = draft.now();
    request.assessed_at.reset();
    settle(draft.world(), request);
    Text line(id_text + " is reopened by ");
    line.person(draft.actor()) << " because " << quoted(reason) << " and is " << word(request.status)
                               << " again.";
    if (was_approved) line << " What it changed in the plan stays until it is changed back.";
    tell_watchers(draft, request, Text(called(draft.world(), id) + " is reopened."));
    draft.put(std::move(request));
    draft.show_card(id);
    draft.tell(id, std::move(line), true);
    return {};
}

Result<void> merge(Draft& draft, const Command& command) {
    const ChangeId id = command.subject.as<ChangeId>();
    const ChangeId into_id = command.id<ChangeId>("into");
    ChangeRequest request = *draft.find(id);
    if (auto ok = may_edit(draft.world(), draft.actor(), request, "merge"); !ok) return ok;
    const ChangeRequest* goes_on = draft.find(into_id);
    if (!goes_on)
        return refuse(fmt::format("Into which request goes {}?", to_string(Ref{id})),
                      "Name the one that goes on.", merge_example(draft.world(), request));
    ChangeRequest into = *goes_on;
    if (auto ok = can_merge(draft, request, into); !ok) return ok;
    const std::int64_t voices = move_evidence(draft, id, into_id);
    for (const PersonId who : request.watchers) add_once(into.watchers, who);
    for (const PersonId who : request.supporters) add_once(into.supporters, who);
    request.status = ChangeStatus::merged;
    request.merged_into = into_id;
    close_loop_ins(request);
    Text line(fmt::format("{} is merged into {}", to_string(Ref{id}), called(draft.world(), into_id)));
    if (voices) line << ", with " << counted(voices, "piece of evidence", "pieces of evidence");
    const Text news(
        fmt::format("{} goes on as {}.", called(draft.world(), id), called(draft.world(), into_id)));
    tell_watchers(draft, request, news);
    request.watchers.clear();
    draft.put(std::move(request));
    put_as_acted(draft, std::move(into));
    draft.show_card(id);
    draft.show_card(into_id);
    draft.tell(id, line << ".", true);
    return {};
}

}  // namespace plumb::change_command
