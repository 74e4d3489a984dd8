// The commands of `feature …`, as a table.
#include "core/command/paging.hpp"
#include "core/plan/feature.hpp"
#include "core/plan/plan_commands.hpp"

#include <array>

namespace plumb {

namespace {

constexpr KeySpec kTitle{.name = "title", .clears = false, .example = "\"Login\""};
constexpr KeySpec kKey{.name = "key", .example = "KEP-24"};
constexpr KeySpec kRelease{.name = "release", .type = KeyType::release, .example = "1.0"};
constexpr KeySpec kEffort{.name = "effort", .type = KeyType::effort, .example = "5-8d"};
constexpr std::array<std::string_view, 1> kOwnerAlias{"owners"};
constexpr KeySpec kOwner{.name = "owner", .type = KeyType::person, .example = "@ana", .aliases = kOwnerAlias};
constexpr KeySpec kBuild{
    .name = "build", .type = KeyType::word, .choices = Words<Build>::words, .example = "build"};
constexpr KeySpec kHorizon{
    .name = "horizon", .type = KeyType::word, .choices = Words<Horizon>::words, .example = "year"};
constexpr KeySpec kWhy{.name = "why", .example = "\"Waits for the store\""};
constexpr KeySpec kStatus{.name = "status",
                          .type = KeyType::word,
                          .choices = Words<FeatureStatus>::words,
                          .example = "in-progress"};
constexpr std::array<std::string_view, 1> kToAliases{"release"};
constexpr KeySpec kTo{
    .name = "to", .type = KeyType::release, .required = true, .example = "2.0", .aliases = kToAliases};

constexpr std::array kNewKeys{kKey, kRelease, kEffort, kOwner, kBuild, kHorizon, kWhy};
constexpr std::array kSetKeys{kTitle, kKey, kRelease, kEffort, kOwner, kBuild, kHorizon, kWhy};
constexpr std::array kListKeys{kRelease, kStatus, kOwner, kPageKey};
constexpr std::array kMoveKeys{kTo, kWhy};
constexpr std::array kDropKeys{kWhy};

constexpr std::array kTable{
    CommandSpec{.noun = "feature",
                .verb = "new",
                .text = TextUse::required,
                .keys = kNewKeys,
                .records = true,
                .makes_product = true,
                .may = May::plan_changer,
                .handler = feature_new,
                .example = "feature new \"Login\" release:1.0 owner:@ana effort:5-8d",
                .does = "adds a feature to a release, or to the backlog"},
    CommandSpec{.noun = "feature",
                .verb = "list",
                .keys = kListKeys,
                .handler = feature_list,
                .example = "feature list release:1.0",
                .does = "features by release"},
    CommandSpec{.noun = "feature",
                .verb = "show",
                .subject = SubjectType::id,
                .kind = Kind::feature,
                .handler = feature_show,
                .example = "feature show F-1",
                .does = "a feature and what depends on it"},
    CommandSpec{.noun = "feature",
                .verb = "set",
                .subject = SubjectType::id,
                .kind = Kind::feature,
                .keys = kSetKeys,
                .records = true,
                .may = May::plan_changer,
                .handler = feature_set,
                .example = "feature set F-1 effort:8d",
                .does = "changes its keys; a new release is a move"},
    CommandSpec{.noun = "feature",
                .verb = "start",
                .subject = SubjectType::id,
                .kind = Kind::feature,
                .records = true,
                .may = May::plan_changer,
                .handler = feature_start,
                .example = "feature start F-1",
                .does = "somebody works on it"},
    CommandSpec{.noun = "feature",
                .verb = "done",
                .subject = SubjectType::id,
                .kind = Kind::feature,
                .records = true,
                .may = May::plan_changer,
                .handler = feature_done,
                .example = "feature done F-1",
                .does = "it is ready"},
    CommandSpec{.noun = "feature",
                .verb = "move",
                .subject = SubjectType::id,
                .kind = Kind::feature,
                .text = TextUse::optional,
                .keys = kMoveKeys,
                .records = true,
                .may = May::plan_changer,
                .handler = feature_move,
                .example = "feature move F-1 to:2.0",
                .does = "to another release or to:backlog; a baselined one gets a request instead"},
    CommandSpec{.noun = "feature",
                .verb = "drop",
                .subject = SubjectType::id,
                .kind = Kind::feature,
                .text = TextUse::optional,
                .keys = kDropKeys,
                .records = true,
                .may = May::plan_changer,
                .handler = feature_drop,
                .example = "feature drop F-1",
                .does = "it will not be built; a baselined one gets a request instead"},
    CommandSpec{.noun = "feature",
                .verb = "take",
                .subject = SubjectType::id,
                .kind = Kind::feature,
                .records = true,
                .may = May::with_function,
                .handler = feature_take,
                .example = "feature take F-1",
                .does = "makes you its owner"},
};

}  // namespace

std::span<const CommandSpec> feature_commands() { return kTable; }

}  // namespace plumb
