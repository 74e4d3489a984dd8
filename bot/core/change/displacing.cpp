#include "core/change/displacing.hpp"

#include "core/base/spelling.hpp"
#include "core/change/watchers.hpp"
#include "core/command/lookup.hpp"
#include "core/command/record_text.hpp"
#include "core/command/said.hpp"
#include "core/time/natural_date.hpp"

#include <fmt/core.h>

namespace plumb {

namespace {

constexpr const char* kMakesRoom = "displaces: names the feature that makes room, a date, or none.";

/// The feature that is named, where it can make room for the request.
Result<FeatureId> making_room(const World& world, const ChangeRequest& request, Ref named,
                              const std::string& example) {
    const Feature* feature = world.find(named.as<FeatureId>());
    if (!feature || feature->product != request.product)
        return refuse(fmt::format("{} is no feature of {}.", to_string(named), name(world, request.product)),
                      kMakesRoom, example);
    const FeatureId id = id_of(*feature);
    if (feature->status == FeatureStatus::dropped)
        return refuse(fmt::format("{} is dropped, so it makes no room.", called(world, id)), kMakesRoom,
                      example);
    if (id == request.feature || id == request.made_feature)
        return refuse(fmt::format("{} is what {} itself is about, so it makes no room.", called(world, id),
                                  to_string(Ref{id_of(request)})),
                      kMakesRoom, example);
    return id;
}

}  // namespace

Result<std::optional<Displaces>> displaced(const World& world, const Context& context,
                                           const ChangeRequest& request, const Command& command) {
    const std::string text = command.text_of("displaces");
    if (text.empty()) return std::optional<Displaces>{};
    const std::string example =
        said_with(command, "displaces", "none",
                  fmt::format("change approve {} displaces:none", to_string(Ref{id_of(request)})));
    Displaces displaces;
    if (same_word(text, "none")) {
        displaces.none = true;
        return std::optional(displaces);
    }
    auto ref = parse_ref(text);
    if (!ref)
        if (const auto titled = record_called(world, request.product, Kind::feature, text)) ref = *titled;
    if (ref) {
        const auto feature = making_room(world, request, *ref, example);
        if (!feature) return tl::make_unexpected(feature.error());
        displaces.feature = *feature;
        return std::optional(displaces);
    }
    const auto day = parse_day(text, {today_of_speaker(context, world, request.product)});
    // A day that is none for its form is answered as any other.
    if (!day && text.find_first_of("0123456789") != std::string::npos && text.find('/') != std::string::npos)
        return refuse(day.error().wrong, day.error().expected,
                      said_with(command, "displaces", day.error().example, example));
    const std::size_t comma = text.find(',');
    const auto first = comma == std::string::npos
                           ? Result<Ref>{Ref{}}
                           : record_called(world, request.product, Kind::feature, text.substr(0, comma));
    if (!day && first && *first)
        return refuse(fmt::format("displaces: takes one feature, and “{}” are several.", text),
                      "With the first of them:", said_with(command, "displaces", to_string(*first), example));
    if (!day) return refuse(fmt::format("“{}” cannot be displaced.", text), kMakesRoom, example);
    displaces.date = *day;
    return std::optional(displaces);
}

std::string displaced_text(const World& world, const Context& context, const ChangeRequest& request) {
    if (!request.displaces) return {};
    if (request.displaces->feature) return called(world, request.displaces->feature);
    if (request.displaces->date)
        return fmt::format("the date, {}",
                           spoken(*request.displaces->date, today_of(context, world, request.product)));
    return "nothing";
}

void tell_displaced(Draft& draft, const ChangeRequest& request, std::vector<PersonId>& told) {
    const Feature* feature = request.displaces ? draft.find(request.displaces->feature) : nullptr;
    if (!feature || !feature->owner || feature->owner == draft.actor()) return;
    draft.concern(id_of(request), feature->owner,
                  Text(fmt::format("{} is approved and displaces your {}.", to_string(Ref{id_of(request)}),
                                   called(draft.world(), id_of(*feature)))));
    add_once(told, feature->owner);
}

}  // namespace plumb
