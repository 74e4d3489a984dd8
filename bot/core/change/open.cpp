#include "core/change/open.hpp"

#include "core/change/approval.hpp"
#include "core/change/state.hpp"
#include "core/command/record_text.hpp"

#include <fmt/core.h>

namespace plumb {

namespace {

/// A field that a kind cannot do without, or that means nothing to a kind that was inferred.
struct Part {
    std::string_view key;
    std::string_view example;
};
constexpr Part kFeature{"feature", "F-1"};
constexpr Part kTo{"to", "2.0"};
constexpr Part kRelease{"release", "2.0"};
constexpr Part kDate{"date", "2027-06-30"};

std::vector<Part> needed(ChangeKind kind) {
    switch (kind) {
        case ChangeKind::add: return {};
        case ChangeKind::modify:
        case ChangeKind::drop: return {kFeature};
        case ChangeKind::move: return {kFeature, kTo};
        case ChangeKind::date: return {kRelease, kDate};
    }
    return {};
}

bool given(const ChangeRequest& request, const Part& part) {
    if (part.key == kFeature.key) return static_cast<bool>(request.feature);
    if (part.key == kTo.key) return static_cast<bool>(request.to);
    if (part.key == kRelease.key) return static_cast<bool>(request.release);
    return request.date.has_value();
}

/// The request as a command, with what is missing filled in by examples.
std::string completed(const World& world, const ChangeRequest& request) {
    std::string command = request.meta.n ? fmt::format("change set {}", to_string(Ref{id_of(request)}))
                                         : fmt::format("change new {}", as_typed(request.title));
    const ChangeRequest* before = world.find(id_of(request));
    if (!before || before->change_kind != request.change_kind)
        command += fmt::format(" kind:{}", word(request.change_kind));
    for (const Part& part : needed(request.change_kind)) {
        std::string value(part.example);
        if (part.key == kFeature.key && request.feature) value = to_string(Ref{request.feature});
        if (part.key == kTo.key && request.to) value = name(world, request.to);
        if (part.key == kRelease.key && request.release) value = name(world, request.release);
        if (part.key == kDate.key && request.date) value = iso(*request.date);
        command += fmt::format(" {}:{}", part.key, value);
    }
    if (!request.meta.n && !request.why.empty()) command += " why:" + as_typed(request.why);
    return command;
}

Result<void> complete(const World& world, const ChangeRequest& request) {
    std::vector<std::string> missing;
    for (const Part& part : needed(request.change_kind))
        if (!given(request, part)) missing.push_back(fmt::format("{}:", part.key));
    if (missing.empty()) return {};
    return refuse(fmt::format("A request of kind {} needs {}.", word(request.change_kind), listed(missing)),
                  "Complete, for example:", completed(world, request));
}

}  // namespace

ChangeKind inferred_kind(const ChangeRequest& request) {
    if (!request.feature) return request.release && request.date ? ChangeKind::date : ChangeKind::add;
    return request.to ? ChangeKind::move : ChangeKind::modify;
}

Result<void> within_product(const World& world, const ChangeRequest& request) {
    std::vector<Ref> named{request.feature, request.release, request.to};
    named.insert(named.end(), request.events.begin(), request.events.end());
    for (const Ref ref : named) {
        if (!ref) continue;
        if (!exists(world, ref)) return refuse(fmt::format("There is no {}.", label(world, ref)));
        const ProductId product = product_of(world, ref);
        if (product != request.product) {
            std::string about;
            if (request.feature) about += " feature:" + to_string(Ref{request.feature});
            if (request.release) about += " release:" + as_name(name(world, request.release));
            if (request.to) about += " to:" + as_name(name(world, request.to));
            return refuse(fmt::format("{} belongs to {}, the request to {}.", called(world, ref),
                                      name(world, product), name(world, request.product)),
                          "A request stays within one product.",
                          fmt::format("change new {}{} product:{}", as_typed(request.title), about,
                                      world.find(product) ? world.find(product)->key : std::string{}));
        }
    }
    return {};
}

Result<void> consistent(const World& world, const Context& context, const ChangeRequest& request) {
    if (auto ok = complete(world, request); !ok) return ok;
    if (auto ok = within_product(world, request); !ok) return ok;
    return can_carry_out(world, context, request);
}

Result<ChangeId> open_request(Draft& draft, ChangeRequest request) {
    if (auto ok = consistent(draft.world(), draft.context(), request); !ok)
        return tl::make_unexpected(ok.error());
    request.status = ChangeStatus::open;
    request.raised_by = draft.actor();
    if (const auto own = function_of(draft.world(), draft.actor())) request.function = own;
    request.opened_at = draft.now();
    request.waiting_since = draft.now();
    if (draft.actor()) request.watchers = {draft.actor()};
    settle(draft.world(), request);
    const ChangeId id = draft.add(std::move(request));
    draft.show_card(id);
    return id;
}

}  // namespace plumb
