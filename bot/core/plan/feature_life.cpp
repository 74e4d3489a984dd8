// What happens to a feature: it is started and done, moved between releases, dropped, taken.
#include "core/command/asked.hpp"
#include "core/command/ledger.hpp"
#include "core/command/record_text.hpp"
#include "core/plan/feature.hpp"
#include "core/plan/instead.hpp"
#include "core/records/links.hpp"

#include <fmt/core.h>

namespace plumb {

namespace {

/// What can be done with a feature in a state.
std::string possible(FeatureStatus status) {
    switch (status) {
        case FeatureStatus::planned: return "Possible are start, done, move and drop.";
        case FeatureStatus::in_progress: return "Possible are done, move and drop.";
        case FeatureStatus::done: return "Possible are start (to open it again), move and drop.";
        case FeatureStatus::dropped: return "Possible is start, which brings it back.";
    }
    return {};
}

tl::unexpected<Refusal> not_from(const World& world, const Feature& feature, std::string_view verb) {
    const bool gone = feature.status == FeatureStatus::dropped;
    return refuse(fmt::format("{} is {} already: nothing to {}.", called(world, id_of(feature)),
                              word(feature.status), verb),
                  possible(feature.status),
                  fmt::format("feature {} {}", gone ? "start" : "show", to_string(Ref{id_of(feature)})));
}

Result<void> give_status(Draft& draft, const Command& command, FeatureStatus status, std::string_view verb) {
    const FeatureId id = command.subject.as<FeatureId>();
    Feature feature = *draft.find(id);
    if (feature.status == status) return not_from(draft.world(), feature, verb);
    feature.status = status;
    feature.reason.clear();
    const PersonId owner = feature.owner;
    draft.put(std::move(feature));
    draft.show_card(id);
    Text line(fmt::format("{} is {}.", called(draft.world(), id), word(status)));
    draft.concern(id, owner, line);
    draft.tell(id, std::move(line));
    return {};
}

/// The kind of request that takes a feature from where it is to where it should be: into a release from the
/// backlog, between two, or out of one. The backlog is no target of a request, so that what leaves for it is
/// asked to be dropped.
ChangeRequest rehoming_request(const World& world, const Feature& feature, ReleaseId to,
                               const std::string& why) {
    const bool homed = release_of(world, feature) != nullptr;
    const std::string& title = feature.title;
    if (!homed) {
        ChangeRequest request = request_for(feature.product, ChangeKind::add, feature.title, why);
        request.feature = id_of(feature);
        request.release = to;
        return request;
    }
    ChangeRequest request =
        to ? request_for(feature.product, ChangeKind::move,
                         fmt::format("Move {} to {}", title, name(world, to)), why)
           : request_for(feature.product, ChangeKind::drop,
                         fmt::format("Take {} out of {}", title, name(world, feature.release)), why);
    request.feature = id_of(feature);
    request.to = to;
    return request;
}

}  // namespace

Result<void> feature_start(Draft& draft, const Command& command) {
    const Feature feature = *draft.find(command.subject.as<FeatureId>());
    const std::string id = to_string(Ref{id_of(feature)});
    if (feature.status == FeatureStatus::dropped && baselined(draft.world(), feature.release))
        return refuse(fmt::format("{} is dropped, and {} is in a confirmed baseline.", id,
                                  name(draft.world(), feature.release)),
                      "A request brings it back.",
                      fmt::format("change new {} kind:add feature:{} release:{}", as_typed(feature.title), id,
                                  as_name(name(draft.world(), feature.release))));
    return give_status(draft, command, FeatureStatus::in_progress, "start");
}

Result<void> feature_done(Draft& draft, const Command& command) {
    const Feature& feature = *draft.find(command.subject.as<FeatureId>());
    if (feature.status == FeatureStatus::dropped) return not_from(draft.world(), feature, "finish");
    return give_status(draft, command, FeatureStatus::done, "finish");
}

Result<void> rehome(Draft& draft, FeatureId id, ReleaseId to, const std::string& why) {
    const Feature feature = *draft.find(id);
    if (feature.status == FeatureStatus::dropped) return not_from(draft.world(), feature, "move");
    if (auto ok = takes_features(draft.world(), to); !ok) return ok;
    const bool leaves = baselined(draft.world(), feature.release);
    if (leaves || baselined(draft.world(), to))
        return request_instead(draft, rehoming_request(draft.world(), feature, to, why),
                               name(draft.world(), leaves ? feature.release : to));
    rehome_feature(draft, id, to, why);
    draft.show_card(id);
    Text line(fmt::format("{} moves from {} to {}{}.", called(draft.world(), id),
                          release_or_backlog(draft.world(), feature.release),
                          release_or_backlog(draft.world(), to), because(why)));
    draft.concern(id, feature.owner, line);
    draft.tell(id, std::move(line), true);
    return {};
}

Result<void> feature_move(Draft& draft, const Command& command) {
    const FeatureId id = command.subject.as<FeatureId>();
    const Feature& feature = *draft.find(id);
    const ReleaseId to = command.id<ReleaseId>("to");
    if (to == feature.release) {
        answer_line(draft, fmt::format("{} is in {} already: nothing moved.", called(draft.world(), id),
                                       release_or_backlog(draft.world(), to)));
        return {};
    }
    return rehome(draft, id, to, why_of(command));
}

Result<void> feature_drop(Draft& draft, const Command& command) {
    const FeatureId id = command.subject.as<FeatureId>();
    Feature feature = *draft.find(id);
    if (feature.status == FeatureStatus::dropped) return not_from(draft.world(), feature, "drop");
    const std::string why = why_of(command);
    if (baselined(draft.world(), feature.release)) {
        ChangeRequest request =
            request_for(feature.product, ChangeKind::drop, fmt::format("Drop {}", feature.title), why);
        request.feature = id;
        return request_instead(draft, std::move(request), name(draft.world(), feature.release));
    }
    const PersonId owner = feature.owner;
    const std::string from =
        feature.release ? " from " + name(draft.world(), feature.release) : std::string{};
    feature.status = FeatureStatus::dropped;
    feature.reason = why;
    draft.put(std::move(feature));
    draft.show_card(id);
    Text line(fmt::format("{} is dropped{}{}.", called(draft.world(), id), from, because(why)));
    draft.concern(id, owner, line);
    draft.tell(id, std::move(line), true);
    return {};
}

Result<void> feature_take(Draft& draft, const Command& command) {
    const FeatureId id = command.subject.as<FeatureId>();
    Feature feature = *draft.find(id);
    if (feature.owner == draft.actor()) {
        answer_line(draft, fmt::format("{} is yours already.", called(draft.world(), id)));
        return {};
    }
    if (feature.owner)
        return refuse(fmt::format("{} belongs to {}.", called(draft.world(), id),
                                  person_name(draft.world(), feature.owner)),
                      "Whoever may change the plan gives it to somebody else.",
                      fmt::format("feature set {} owner:me", to_string(Ref{id})));
    feature.owner = draft.actor();
    draft.put(std::move(feature));
    draft.show_card(id);
    Text line(called(draft.world(), id) + ": it is owned by ");
    line.person(draft.actor()) << " now.";
    draft.tell(id, std::move(line));
    return {};
}

}  // namespace plumb
