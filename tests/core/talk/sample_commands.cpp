#include "tests/core/talk/sample.hpp"

#include <array>
#include <vector>

namespace plumb::sample {

namespace {

constexpr std::array<std::string_view, 1> kRelease{"release"};
constexpr std::array<std::string_view, 1> kStatus{"status"};
constexpr std::array<std::string_view, 4> kSorts{"customers", "value", "support", "age"};
constexpr std::array<std::string_view, 2> kFormats{"csv", "json"};

constexpr KeySpec kWhy{.name = "why", .example = "\"Crews lose the form\""};
constexpr KeySpec kOn{.name = "on", .type = KeyType::day, .required = true};
constexpr KeySpec kOwner{.name = "owner", .type = KeyType::person};

const std::array kChangeNew{
    KeySpec{.name = "kind", .type = KeyType::word, .choices = words<ChangeKind>()},
    kWhy,
    KeySpec{.name = "feature", .type = KeyType::feature},
    KeySpec{.name = "release", .type = KeyType::release},
    KeySpec{.name = "to", .type = KeyType::release},
    KeySpec{.name = "date", .type = KeyType::day},
    KeySpec{.name = "events", .type = KeyType::events},
    KeySpec{.name = "severity", .type = KeyType::word, .choices = words<Urgency>()},
    KeySpec{.name = "customer", .type = KeyType::customer},
    KeySpec{.name = "quote"},
    KeySpec{.name = "direct", .type = KeyType::yes_no},
    KeySpec{.name = "effort", .type = KeyType::effort},
    KeySpec{.name = "becomes"},
    KeySpec{.name = "if-declined"},
};
const std::array kChangeSet{
    KeySpec{.name = "title"},
    kWhy,
    KeySpec{.name = "release", .type = KeyType::release},
    KeySpec{.name = "assignee", .type = KeyType::person},
    KeySpec{.name = "severity", .type = KeyType::word, .choices = words<Urgency>()},
};
const std::array kChangeList{
    KeySpec{.name = "state", .type = KeyType::words, .choices = words<ChangeStatus>(), .aliases = kStatus},
    KeySpec{.name = "by", .type = KeyType::person},
    KeySpec{.name = "sort", .type = KeyType::word, .choices = kSorts},
    KeySpec{.name = "page", .type = KeyType::number, .limit = 1000},
};
const std::array kLoopIn{
    KeySpec{.name = "who", .type = KeyType::person, .required = true, .example = "@dan", .positional = true},
    KeySpec{.name = "by", .type = KeyType::day},
};
const std::array kDefer{KeySpec{.name = "until", .type = KeyType::day, .required = true},
                        KeySpec{.name = "reason"}};
const std::array kApprove{KeySpec{.name = "revisit", .type = KeyType::day}, KeySpec{.name = "reason"}};
const std::array kLaunchNew{
    kOn,
    KeySpec{.name = "to", .type = KeyType::day},
    KeySpec{.name = "type", .type = KeyType::word, .choices = words<EventType>()},
    KeySpec{.name = "release", .type = KeyType::release},
    KeySpec{.name = "features", .type = KeyType::features},
    KeySpec{.name = "goal", .type = KeyType::word, .choices = words<Goal>()},
    kWhy,
    KeySpec{.name = "owner", .type = KeyType::people},
    KeySpec{.name = "tier", .type = KeyType::number, .limit = 3},
    KeySpec{.name = "prep", .type = KeyType::days},
    KeySpec{.name = "parent", .type = KeyType::event},
    KeySpec{.name = "immovable", .type = KeyType::yes_no, .bare = true},
    KeySpec{.name = "reach", .type = KeyType::number, .limit = 10'000'000'000},
    KeySpec{.name = "cost", .type = KeyType::amount},
    KeySpec{.name = "place"},
};
const auto kLaunchSet = [] {
    auto keys = kLaunchNew;
    keys[0].required = false;
    return keys;
}();
const std::array kLaunchMove{kOn, KeySpec{.name = "to", .type = KeyType::day}, kWhy};
const std::array kSide{KeySpec{
    .name = "side", .type = KeyType::word, .choices = words<Side>(), .required = true, .positional = true}};
const std::array kCollateralNew{KeySpec{.name = "due", .type = KeyType::due, .required = true}, kOwner,
                                KeySpec{.name = "claims", .type = KeyType::features}};
const std::array kCollateralSet{KeySpec{.name = "title"}, KeySpec{.name = "due", .type = KeyType::due}};
const std::array kReleaseNew{KeySpec{.name = "date", .type = KeyType::day, .required = true},
                             KeySpec{.name = "freeze", .type = KeyType::day},
                             KeySpec{.name = "owners", .type = KeyType::people}};
const std::array kReleaseMove{KeySpec{.name = "to", .type = KeyType::day, .required = true}, kWhy};
const std::array kReady{KeySpec{.name = "market", .type = KeyType::word, .choices = words<Readiness>()},
                        KeySpec{.name = "product", .type = KeyType::word, .choices = words<Readiness>()},
                        KeySpec{.name = "note"}};
const std::array kBeta{KeySpec{.name = "from", .type = KeyType::day},
                       KeySpec{.name = "to", .type = KeyType::day}};
const std::array kFeatureMove{
    KeySpec{.name = "to", .type = KeyType::release, .required = true, .aliases = kRelease}};
const std::array kAssumption{KeySpec{.name = "about", .type = KeyType::ref},
                             KeySpec{.name = "check-by", .type = KeyType::day}, kOwner};
const std::array kSchedule{
    KeySpec{.name = "day", .type = KeyType::word, .choices = words<Weekday>(), .positional = true},
    KeySpec{.name = "time", .type = KeyType::time, .required = true, .example = "09:00", .positional = true},
    KeySpec{.name = "tz", .type = KeyType::zone}};
const std::array kCustomer{KeySpec{.name = "segment"}, KeySpec{.name = "value", .type = KeyType::amount}};
const std::array kMe{KeySpec{.name = "function", .type = KeyType::word, .choices = words<Function>()},
                     KeySpec{.name = "tz", .type = KeyType::zone},
                     KeySpec{.name = "quiet", .type = KeyType::hours}};
const std::array kPolicy{
    KeySpec{.name = "assess", .type = KeyType::words, .choices = words<Function>(), .clears = false},
    KeySpec{.name = "tell", .type = KeyType::word, .choices = words<Tell>()}};
const std::array kAccept{KeySpec{.name = "until", .type = KeyType::day, .required = true}};
const std::array kMute{KeySpec{.name = "until", .type = KeyType::day}, kWhy};

using S = SubjectType;
using T = TextUse;
constexpr Kind kNoKind = Kind::product;

CommandSpec of(std::string_view noun, std::string_view verb, S subject, Kind kind, T text,
               std::span<const KeySpec> keys, std::string_view example) {
    CommandSpec spec;
    spec.noun = noun;
    spec.verb = verb;
    spec.subject = subject;
    spec.kind = kind;
    spec.text = text;
    spec.keys = keys;
    spec.example = example;
    spec.records = verb != "list" && verb != "show";
    return spec;
}

std::vector<CommandSpec> plan_table() {
    return {
        of("help", "", S::word_optional, kNoKind, T::optional, {}, "help change"),
        of("me", "", S::none, kNoKind, T::none, kMe, "me function:marketing"),
        of("status", "", S::any_optional, kNoKind, T::none, {}, "status 1.0"),
        of("release", "new", S::release_new, kNoKind, T::none, kReleaseNew,
           "release new 2.0 date:2027-09-30"),
        of("release", "show", S::release, kNoKind, T::none, {}, "release show 1.0"),
        of("release", "move", S::release, kNoKind, T::optional, kReleaseMove,
           "release move 1.0 to:2027-07-06 why:\"Late\""),
        of("release", "ready", S::release, kNoKind, T::none, kReady, "release ready 1.0 market:green"),
        of("release", "beta", S::release, kNoKind, T::none, kBeta, "release beta 1.0 from:2027-05-01"),
        of("feature", "done", S::id, Kind::feature, T::none, {}, "feature done F-1"),
        of("feature", "move", S::id, Kind::feature, T::none, kFeatureMove, "feature move F-1 to:2.0"),
        of("change", "new", S::none, kNoKind, T::required, kChangeNew,
           "change new \"Offline mode\" release:2.0"),
        of("change", "list", S::none, kNoKind, T::none, kChangeList, "change list state:open"),
        of("change", "show", S::id, Kind::change, T::none, {}, "change show CR-1"),
        of("change", "set", S::id, Kind::change, T::optional, kChangeSet, "change set CR-1 severity:urgent"),
        of("change", "loop-in", S::id, Kind::change, T::required, kLoopIn,
           "change loop-in CR-1 @dan \"Why?\" by:fri"),
        of("change", "approve", S::id, Kind::change, T::optional, kApprove,
           "change approve CR-1 reason:\"Worth it\""),
        of("change", "decline", S::id, Kind::change, T::optional, {}, "change decline CR-1 \"No capacity\""),
        of("change", "defer", S::id, Kind::change, T::optional, kDefer,
           "change defer CR-1 until:fri \"Later\""),
    };
}

std::vector<CommandSpec> launch_table() {
    return {
        of("launch", "new", S::none, kNoKind, T::required, kLaunchNew, "launch new \"Fair\" on:2027-09-15"),
        of("launch", "list", S::none, kNoKind, T::none, {}, "launch list"),
        of("launch", "show", S::id, Kind::event, T::none, {}, "launch show LE-1"),
        of("launch", "set", S::id, Kind::event, T::none, kLaunchSet, "launch set LE-1 goal:growth"),
        of("launch", "move", S::id, Kind::event, T::optional, kLaunchMove, "launch move LE-1 on:2027-07-20"),
        of("launch", "signoff", S::id, Kind::event, T::none, kSide, "launch signoff LE-1 inside"),
        of("collateral", "new", S::id, Kind::event, T::required, kCollateralNew,
           "collateral new LE-1 \"Data sheet\" due:T-14"),
        of("collateral", "set", S::id, Kind::collateral, T::none, kCollateralSet,
           "collateral set C-1 due:T-7"),
        of("assumption", "new", S::none, kNoKind, T::required, kAssumption,
           "assumption new \"EU\" about:1.0"),
        of("customer", "set", S::text, kNoKind, T::none, kCustomer, "customer set \"Acme\" value:50000"),
        of("customer", "list", S::none, kNoKind, T::none, {}, "customer list"),
        of("digest", "now", S::none, kNoKind, T::none, {}, "digest now"),
        of("digest", "schedule", S::word, kNoKind, T::none, kSchedule, "digest schedule weekly mon 09:00"),
        of("warnings", "", S::none, kNoKind, T::none, {}, "warnings"),
        of("warning", "show", S::id, Kind::warning, T::none, {}, "warning show AW-1"),
        of("warning", "ack", S::id, Kind::warning, T::none, {}, "warning ack AW-1"),
        of("warning", "accept", S::id, Kind::warning, T::required, kAccept,
           "warning accept AW-1 \"Known\" until:eoq"),
        of("mute", "", S::word, kNoKind, T::optional, kMute, "mute no-slack LE-1 until:eoq why:\"Known\""),
        of("policy", "set", S::none, kNoKind, T::none, kPolicy, "policy set tell:owner-first"),
        of("glossary", "", S::word_optional, kNoKind, T::none, {}, "glossary GA"),
        of("glossary", "set", S::word, kNoKind, T::required, {}, "glossary set GA \"General availability\""),
        of("trace", "", S::any, kNoKind, T::none, {}, "trace CR-1"),
        of("history", "", S::any, kNoKind, T::none, {}, "history CR-1"),
        of("search", "", S::none, kNoKind, T::required, {}, "search \"tunnel\""),
        of("undo", "", S::none, kNoKind, T::none, {}, "undo"),
        of("role", "add", S::person, kNoKind, T::required, {}, "role add @eve approver"),
        of("role", "list", S::none, kNoKind, T::none, {}, "role list"),
    };
}

std::vector<CommandSpec> table() {
    std::vector<CommandSpec> t = plan_table();
    for (const CommandSpec& spec : launch_table()) t.push_back(spec);
    for (CommandSpec& spec : t) {
        spec.makes_product = spec.verb == "new";
        spec.anywhere = spec.noun == "me" || spec.noun == "help" || spec.noun == "role" ||
                        spec.noun == "customer" || spec.noun == "undo";
        if (spec.verb == "approve") spec.may = May::approver;
        if (spec.noun == "role" && spec.verb == "add") spec.may = May::admin;
        if (spec.noun == "release" || spec.noun == "feature") spec.may = May::plan_changer;
        if (spec.verb == "ack" || spec.verb == "signoff") spec.may = May::with_function;
        if (spec.noun == "history") spec.needs = Needs::history;
        if (spec.noun == "search") spec.needs = Needs::search;
        if (spec.noun == "undo") spec.needs = Needs::undo;
    }
    return t;
}

}  // namespace

Commands commands() {
    static const std::vector<CommandSpec> specs = table();
    static const std::vector<const CommandSpec*> all = [] {
        std::vector<const CommandSpec*> pointers;
        for (const CommandSpec& spec : specs) pointers.push_back(&spec);
        return pointers;
    }();
    return all;
}

}  // namespace plumb::sample
