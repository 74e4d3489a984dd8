#include "core/plan/feature.hpp"

#include "core/command/asked.hpp"
#include "core/command/assign.hpp"
#include "core/command/paging.hpp"
#include "core/command/record_text.hpp"
#include "core/plan/instead.hpp"
#include "core/plan/plan_cards.hpp"
#include "core/plan/rows.hpp"
#include "core/records/links.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>

namespace plumb {

namespace {

constexpr std::string_view kNewExample = "feature new \"Login\" release:1.0";

/// Sets what a request for this feature does not carry, once it is there; empty where there is nothing.
std::string set_later(const Feature& feature) {
    std::string keys;
    if (!feature.key.empty()) keys += " key:" + as_name(feature.key);
    if (feature.build) keys += fmt::format(" build:{}", word(*feature.build));
    return keys.empty() ? keys : fmt::format("feature set {}{}", as_typed(feature.title), keys);
}

/// In a baselined release a feature comes in by a request.
Result<void> request_add(Draft& draft, const Feature& feature, const std::string& why) {
    ChangeRequest request = request_for(feature.product, ChangeKind::add, feature.title, why);
    request.release = feature.release;
    request.effort = feature.effort;
    request.horizon = feature.horizon;
    request.assignee = feature.owner;
    return request_instead(draft, std::move(request), name(draft.world(), feature.release),
                           set_later(feature));
}

Result<void> request_title(Draft& draft, const Feature& feature, const std::string& title,
                           const std::string& why) {
    ChangeRequest request = request_for(feature.product, ChangeKind::modify,
                                        fmt::format("Rename {} to {}", feature.title, title), why);
    request.feature = id_of(feature);
    request.becomes = title;
    return request_instead(draft, std::move(request), called(draft.world(), id_of(feature)));
}

/// Backlog last; releases by date, features by number.
bool listed_before(const World& world, const Feature* a, const Feature* b) {
    const Release* x = world.find(a->release);
    const Release* y = world.find(b->release);
    if (!x != !y) return x != nullptr;
    if (x && x->date != y->date) return x->date < y->date;
    return a->meta.n < b->meta.n;
}

std::string list_again(const World& world, const Command& command) {
    std::string again = "feature list";
    if (command.has("release"))
        again += command.id<ReleaseId>("release")
                     ? " release:" + as_name(name(world, command.id<ReleaseId>("release")))
                     : std::string(" release:backlog");
    if (command.has("status")) again += " status:" + command.text_of("status");
    if (const Person* owner = world.find(command.id<PersonId>("owner"))) again += " owner:@" + owner->handle;
    return again;
}

}  // namespace

Result<void> takes_features(const World& world, ReleaseId release) {
    const Release* target = world.find(release);
    if (!target || target->status != ReleaseStatus::cancelled) return {};
    return refuse(fmt::format("{} is cancelled.", target->name), "Name a release that is not, or to:backlog.",
                  "release list status:planned");
}

Result<void> feature_new(Draft& draft, const Command& command) {
    const auto product = product_asked(draft, command);
    if (!product) return tl::make_unexpected(product.error());
    Feature feature;
    assign_all(feature, command);
    feature.product = *product;
    feature.title = command.text;
    if (auto ok = takes_features(draft.world(), feature.release); !ok) return ok;
    if (baselined(draft.world(), feature.release)) return request_add(draft, feature, command.text_of("why"));
    const FeatureId id = draft.add(std::move(feature));
    draft.show_card(id);
    if (const std::string why = command.text_of("why"); !why.empty())
        draft.tell(id, fmt::format("{} is planned: {}.", called(draft.world(), id), quoted(why)), true);
    return {};
}

Result<void> feature_list(Draft& draft, const Command& command) {
    const auto product = product_asked(draft, command);
    if (!product) return tl::make_unexpected(product.error());
    const World& world = draft.world();
    const auto status = named<FeatureStatus>(command.text_of("status"));
    const PersonId owner = command.id<PersonId>("owner");
    std::vector<const Feature*> features;
    for (const Feature& f : world.all<Feature>()) {
        if (f.product != *product) continue;
        if (command.has("release") && f.release != command.id<ReleaseId>("release")) continue;
        if (status ? f.status != *status : f.status == FeatureStatus::dropped) continue;
        if (owner && f.owner != owner) continue;
        features.push_back(&f);
    }
    std::sort(features.begin(), features.end(),
              [&](const Feature* a, const Feature* b) { return listed_before(world, a, b); });
    std::vector<std::string> rows;
    for (const Feature* f : features) rows.push_back(feature_row(world, *f));
    if (rows.empty()) {
        if (command.keys.empty())
            draft.answer(plain_card("No feature is planned yet.", {Text("Add one: ").code(kNewExample)}));
        else
            draft.answer(
                plain_card("No feature is like that.", {Text("All of them: ").code("feature list")}));
        return {};
    }
    draft.answer(list_card(counted(static_cast<std::int64_t>(rows.size()), "feature"), rows,
                           page_asked(command), list_again(world, command)));
    return {};
}

Result<void> feature_show(Draft& draft, const Command& command) {
    draft.answer(feature_card(draft.world(), draft.context(), command.subject.as<FeatureId>()));
    return {};
}

Result<void> feature_set(Draft& draft, const Command& command) {
    const FeatureId id = command.subject.as<FeatureId>();
    const Feature before = *draft.find(id);
    Feature after = before;
    static constexpr std::array<std::string_view, 3> kApart{"title", "release", "why"};
    assign_all(after, command, kApart);
    const std::string title = command.has("title") ? command.text_of("title") : before.title;
    const ReleaseId release = command.has("release") ? command.id<ReleaseId>("release") : before.release;
    const bool guarded = baselined(draft.world(), before.release);
    const bool renames = title != before.title;
    if (renames && !guarded) after.title = title;
    if (after == before && !renames && release == before.release) {
        if (command.keys.empty())
            answer_line(
                draft,
                "Nothing was given to set: it takes title:, key:, release:, effort:, owner:, build: and "
                "horizon:.");
        else
            answer_as_it_is(draft, id);
        return {};
    }
    if (after != before) {
        const Day today = today_in(draft, before.product);
        draft.put(after);
        draft.show_card(id);
        // A move and a request keep the why themselves.
        const bool kept = release != before.release || (renames && guarded);
        const std::string why = kept ? std::string{} : command.text_of("why");
        draft.tell(id,
                   fmt::format("{}: {}{}.", to_string(Ref{id}),
                               changes_phrase(draft.world(), today, before, after), because(why)),
                   !why.empty());
        if (after.owner != before.owner)
            draft.concern(id, after.owner, "you own " + called(draft.world(), id) + " now.");
    }
    if (renames && guarded)
        if (auto ok = request_title(draft, before, title, command.text_of("why")); !ok) return ok;
    if (release != before.release) return rehome(draft, id, release, command.text_of("why"));
    return {};
}

}  // namespace plumb
