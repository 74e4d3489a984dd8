// The commands of `release …`, as a table.
#include "core/command/paging.hpp"
#include "core/plan/plan_commands.hpp"
#include "core/plan/release.hpp"
#include "core/records/limits.hpp"

#include <array>

namespace plumb {

namespace {

constexpr KeySpec kDate{
    .name = "date", .type = KeyType::day, .required = true, .clears = false, .example = "2027-06-30"};
constexpr KeySpec kNewDate{.name = "date", .type = KeyType::day, .clears = false, .example = "2027-06-30"};
constexpr KeySpec kFreeze{.name = "freeze", .type = KeyType::day, .example = "2027-06-15"};
constexpr KeySpec kGoal{.name = "goal", .example = "\"A hundred shops\""};
constexpr KeySpec kMetric{.name = "metric", .example = "\"signed contracts\""};
constexpr std::array<std::string_view, 1> kOwnerAlias{"owner"};
constexpr KeySpec kOwners{
    .name = "owners", .type = KeyType::people, .example = "@ana,@ben", .aliases = kOwnerAlias};
constexpr KeySpec kCapacity{
    .name = "capacity", .type = KeyType::number, .limit = kMostUsers, .example = "5000"};
constexpr KeySpec kBudget{.name = "budget", .type = KeyType::amount, .example = "20000"};
constexpr KeySpec kName{.name = "name", .clears = false, .example = "1.0"};
constexpr KeySpec kWhy{.name = "why", .example = "\"Crash on start\""};
constexpr KeySpec kStatus{
    .name = "status", .type = KeyType::word, .choices = Words<ReleaseStatus>::words, .example = "planned"};
constexpr std::array<std::string_view, 2> kToAliases{"date", "on"};
constexpr KeySpec kTo{.name = "to",
                      .type = KeyType::day,
                      .required = true,
                      .clears = false,
                      .example = "2027-07-06",
                      .aliases = kToAliases};
constexpr KeySpec kBetaFrom{.name = "from", .type = KeyType::day, .example = "2027-05-01"};
constexpr KeySpec kBetaTo{.name = "to", .type = KeyType::day, .example = "2027-06-01"};
constexpr KeySpec kShippedOn{.name = "on", .type = KeyType::day, .clears = false, .example = "2027-06-30"};
constexpr KeySpec kNote{.name = "note", .example = "\"Pricing agreed\""};

constexpr KeySpec pillar(std::string_view name) {
    return {.name = name, .type = KeyType::word, .choices = Words<Readiness>::words, .example = "green"};
}

constexpr std::array kNewKeys{kDate, kFreeze, kGoal, kMetric, kOwners, kCapacity, kBudget};
constexpr std::array kSetKeys{kName, kNewDate, kFreeze, kGoal, kMetric, kOwners, kCapacity, kBudget, kWhy};
constexpr std::array kListKeys{kStatus, kPageKey};
constexpr std::array kMoveKeys{kTo, kWhy};
constexpr std::array kReadyKeys{pillar("market"), pillar("product"), pillar("revenue"), pillar("people"),
                                kNote};
constexpr std::array kBetaKeys{kBetaFrom, kBetaTo};
constexpr std::array kShipKeys{kShippedOn};
constexpr std::array kCancelKeys{kWhy};

constexpr std::array kTable{
    CommandSpec{.noun = "release",
                .verb = "new",
                .subject = SubjectType::release_new,
                .kind = Kind::release,
                .keys = kNewKeys,
                .records = true,
                .makes_product = true,
                .may = May::plan_changer,
                .handler = release_new,
                .example = "release new 1.0 date:2027-06-30 freeze:2027-06-15",
                .does = "plans a release"},
    CommandSpec{.noun = "release",
                .verb = "list",
                .keys = kListKeys,
                .handler = release_list,
                .example = "release list",
                .does = "the product's releases by date"},
    CommandSpec{.noun = "release",
                .verb = "show",
                .subject = SubjectType::release,
                .kind = Kind::release,
                .handler = release_show,
                .example = "release show 1.0",
                .does = "its dates, readiness, features and what depends on it"},
    CommandSpec{.noun = "release",
                .verb = "set",
                .subject = SubjectType::release,
                .kind = Kind::release,
                .keys = kSetKeys,
                .records = true,
                .may = May::plan_changer,
                .handler = release_set,
                .example = "release set 1.0 goal:\"A hundred shops\" owners:@ana,@ben",
                .does = "changes its keys; a new date is a move"},
    CommandSpec{.noun = "release",
                .verb = "move",
                .subject = SubjectType::release,
                .kind = Kind::release,
                .text = TextUse::optional,
                .keys = kMoveKeys,
                .records = true,
                .may = May::plan_changer,
                .handler = release_move,
                .example = "release move 1.0 to:2027-07-06 why:\"Crash on start\"",
                .does = "gives it another date; a baselined one gets a request instead"},
    CommandSpec{.noun = "release",
                .verb = "ready",
                .subject = SubjectType::release,
                .kind = Kind::release,
                .keys = kReadyKeys,
                .records = true,
                .may = May::with_function,
                .handler = release_ready,
                .example = "release ready 1.0 market:green note:\"Pricing agreed\"",
                .does = "says how a pillar stands: market, product, revenue, people"},
    CommandSpec{.noun = "release",
                .verb = "beta",
                .subject = SubjectType::release,
                .kind = Kind::release,
                .keys = kBetaKeys,
                .records = true,
                .may = May::plan_changer,
                .handler = release_beta,
                .example = "release beta 1.0 from:2027-05-01 to:2027-06-01",
                .does = "begins its beta, today or on a day to come"},
    CommandSpec{.noun = "release",
                .verb = "ship",
                .subject = SubjectType::release,
                .kind = Kind::release,
                .keys = kShipKeys,
                .records = true,
                .may = May::plan_changer,
                .handler = release_ship,
                .example = "release ship 1.0",
                .does = "it is out"},
    CommandSpec{.noun = "release",
                .verb = "cancel",
                .subject = SubjectType::release,
                .kind = Kind::release,
                .text = TextUse::optional,
                .keys = kCancelKeys,
                .records = true,
                .may = May::plan_changer,
                .handler = release_cancel,
                .example = "release cancel 2.0 why:\"Nobody asks for it\"",
                .does = "it will not come; its features are in no release then"},
};

}  // namespace

std::span<const CommandSpec> release_commands() { return kTable; }

}  // namespace plumb
