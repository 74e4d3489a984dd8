#include "core/change/state.hpp"

#include "core/align/plan.hpp"
#include "core/change/parts.hpp"
#include "core/change/watchers.hpp"
#include "core/command/draft.hpp"
#include "core/command/record_text.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>

namespace plumb {

namespace {

/// A verb and the states in which it is possible: open and assessed; approved; declined and deferred. Those
/// that leave the request as it is are not named among its ways out.
struct Way {
    std::string_view verb;
    bool waiting = false, approved = false, set_aside = false;
    bool leads = true;
};

constexpr std::array kWays{
    Way{"assess", true, false, false},     Way{"approve", true, false, false},
    Way{"decline", true, false, false},    Way{"defer", true, false, false},
    Way{"withdraw", true, false, false},   Way{"merge", true, false, true},
    Way{"reopen", false, true, true},      Way{"loop-in", true, false, false, false},
    Way{"ack", false, true, false, false},
};

bool leads_from(const Way& way, ChangeStatus status) {
    switch (status) {
        case ChangeStatus::open:
        case ChangeStatus::assessed: return way.waiting;
        case ChangeStatus::approved: return way.approved;
        case ChangeStatus::declined:
        case ChangeStatus::deferred: return way.set_aside;
        case ChangeStatus::withdrawn:
        case ChangeStatus::merged: return false;
    }
    return false;
}

/// Since when every function that is required now has been heard: from then on a decision is waited for.
Instant all_heard_since(const World& world, const ChangeRequest& request) {
    Instant since = request.waiting_since;
    const Product* product = world.find(request.product);
    if (!product) return since;
    for (const Function function : product->policy.assess)
        if (const Assessment* said = assessment_by(world, id_of(request), function))
            since = std::max(since, said->first_at);
    return since;
}

/// What to type instead, complete.
std::string way_out(const ChangeRequest& request) {
    const std::string id = to_string(Ref{id_of(request)});
    if (request.status == ChangeStatus::merged)
        return fmt::format("change show {}", to_string(Ref{request.merged_into}));
    if (request.status == ChangeStatus::withdrawn)
        return fmt::format("change new {}", as_typed(request.title));
    if (decided(request)) return fmt::format("change reopen {} \"why it is asked again\"", id);
    return fmt::format("change show {}", id);
}

/// What a change of the policy made of a request.
Text settled_text(const World& world, const ChangeRequest& request) {
    const std::string id = to_string(Ref{id_of(request)});
    if (request.status == ChangeStatus::assessed)
        return Text(id + " is assessed: every required assessment is in.");
    std::vector<std::string> missing;
    for (const Function function : missing_functions(world, request)) missing.emplace_back(word(function));
    return Text(fmt::format("{} is open again: it needs {} to assess it.", id, listed(missing)));
}

}  // namespace

bool waiting(const ChangeRequest& request) { return Plan::open(request); }

bool decided(const ChangeRequest& request) {
    return request.status == ChangeStatus::approved || request.status == ChangeStatus::declined ||
           request.status == ChangeStatus::deferred;
}

std::vector<Function> missing_functions(const World& world, const ChangeRequest& request) {
    std::vector<Function> missing;
    const Product* product = world.find(request.product);
    if (!product) return missing;
    for (const Function function : product->policy.assess)
        if (!assessment_by(world, id_of(request), function)) missing.push_back(function);
    return missing;
}

bool possible(ChangeStatus status, std::string_view verb) {
    const auto way = std::find_if(kWays.begin(), kWays.end(), [&](const Way& w) { return w.verb == verb; });
    return way == kWays.end() || leads_from(*way, status);
}

std::vector<std::string_view> possible_verbs(ChangeStatus status) {
    std::vector<std::string_view> verbs;
    for (const Way& way : kWays)
        if (way.leads && leads_from(way, status)) verbs.push_back(way.verb);
    return verbs;
}

std::string standing(const World& world, const Context& context, const ChangeRequest& request) {
    std::string text(word(request.status));
    const Zone& zone = zone_of(context, world, request.product);
    const Day today = zone.day_of(context.now);
    if (request.status == ChangeStatus::merged)
        return fmt::format("merged into {}", to_string(Ref{request.merged_into}));
    if (!decided(request)) return text;
    if (request.status == ChangeStatus::deferred && request.until)
        text += fmt::format(" until {}", spoken(*request.until, today));
    if (request.decided_by) text += fmt::format(" by {}", person_name(world, request.decided_by));
    if (request.decided_at) text += fmt::format(" on {}", spoken(zone.day_of(*request.decided_at), today));
    return text;
}

Result<void> allow(const World& world, const Context& context, const ChangeRequest& request,
                   std::string_view verb) {
    if (possible(request.status, verb)) return {};
    const std::string id = to_string(Ref{id_of(request)});
    const auto verbs = possible_verbs(request.status);
    std::string expected;
    if (request.status == ChangeStatus::merged)
        expected = fmt::format("{} is where it goes on.", called(world, request.merged_into));
    else if (verbs.empty())
        expected = "Nothing leads on from there; it can be raised anew.";
    else
        expected =
            fmt::format("Possible now: {}.", listed(std::vector<std::string>(verbs.begin(), verbs.end())));
    return refuse(
        fmt::format("{} is {}, so “{}” is not possible.", id, standing(world, context, request), verb),
        std::move(expected), way_out(request));
}

Result<void> may_edit(const World& world, PersonId actor, const ChangeRequest& request,
                      std::string_view verb) {
    if (actor == request.raised_by || function_of(world, actor)) return {};
    return refuse(fmt::format("change {} on another's request is for people with a function, and you have "
                              "set none yet.",
                              verb),
                  "Say which side you speak for, for example:", "me function:marketing");
}

ChangeId survivor(const World& world, ChangeId id) {
    const ChangeRequest* request = world.find(id);
    while (request && request->merged_into) {
        id = request->merged_into;
        request = world.find(id);
    }
    return id;
}

bool settle(const World& world, ChangeRequest& request) {
    if (!waiting(request) || !missing_functions(world, request).empty()) return false;
    const bool changes = request.status == ChangeStatus::open;
    request.status = ChangeStatus::assessed;
    request.assessed_at = all_heard_since(world, request);
    return changes;
}

void settle_anew(const World& world, ChangeRequest& request) {
    if (request.status == ChangeStatus::assessed && !missing_functions(world, request).empty()) {
        request.status = ChangeStatus::open;
        request.assessed_at.reset();
    }
    settle(world, request);
}

std::vector<ChangeId> settle_all(Draft& draft, ProductId product) {
    std::vector<ChangeRequest> changed;
    for (const ChangeRequest* waits : draft.seen().all<ChangeRequest>().naming(product)) {
        const ChangeRequest& held = *waits;
        if (held.product != product || !waiting(held)) continue;
        ChangeRequest request = held;
        settle_anew(draft.world(), request);
        if (request != held) changed.push_back(std::move(request));
    }
    std::vector<ChangeId> ids;
    for (ChangeRequest& request : changed) {
        const ChangeId id = id_of(request);
        ids.push_back(id);
        tell_watchers(draft, request, settled_text(draft.world(), request));
        draft.put_quietly(std::move(request));
        draft.show_card(id);
    }
    return ids;
}

}  // namespace plumb
