#include "core/change/commands.hpp"

#include "core/change/handlers.hpp"
#include "core/command/paging.hpp"

#include <array>

namespace plumb {

namespace {

using Type = KeyType;

constexpr std::string_view kStateAlias[] = {"status"};

constexpr KeySpec kReason{.name = "reason", .type = Type::text, .example = "\"Worth a quarter\""};
constexpr KeySpec kOverride{.name = "override", .type = Type::text, .example = "\"They leave in May\""};
constexpr KeySpec kTradeOff{.name = "trade-off", .type = Type::text, .example = "\"The report waits\""};
constexpr KeySpec kRevisit{.name = "revisit", .type = Type::day, .example = "2027-06-01"};

/// What a request says; `new` takes them with one evidence, `set` with its title.
constexpr std::array kRequest{
    KeySpec{.name = "kind",
            .type = Type::word,
            .choices = words<ChangeKind>(),
            .clears = false,
            .example = "add"},
    KeySpec{.name = "why", .type = Type::text, .example = "\"Crews lose the form in tunnels\""},
    KeySpec{.name = "feature", .type = Type::feature, .example = "F-1"},
    KeySpec{.name = "release", .type = Type::release, .example = "2.0"},
    KeySpec{.name = "to", .type = Type::release, .example = "2.1"},
    KeySpec{.name = "date", .type = Type::day, .example = "2027-06-30"},
    KeySpec{.name = "severity", .type = Type::word, .choices = words<Urgency>(), .example = "urgent"},
    KeySpec{.name = "horizon", .type = Type::word, .choices = words<Horizon>(), .example = "quarter"},
    KeySpec{.name = "assignee", .type = Type::person, .example = "@ana"},
    KeySpec{.name = "if-declined", .type = Type::text, .example = "\"They stay with paper\""},
    KeySpec{.name = "events", .type = Type::events, .example = "LE-1"},
    KeySpec{.name = "becomes", .type = Type::text, .example = "\"Passkeys\""},
    KeySpec{.name = "effort", .type = Type::effort, .example = "4d"},
};
constexpr std::array kVoice{
    KeySpec{.name = "customer", .type = Type::customer, .example = "\"Acme\""},
    KeySpec{.name = "source", .type = Type::word, .choices = words<Source>(), .example = "call"},
    KeySpec{.name = "quote", .type = Type::text, .example = "\"We type everything twice\""},
    KeySpec{.name = "direct", .type = Type::yes_no, .bare = true, .example = "yes"},
    KeySpec{.name = "link", .type = Type::text, .example = "https://example.org/ticket/7"},
};
constexpr std::array kTitle{
    KeySpec{.name = "title", .type = Type::text, .clears = false, .example = "\"Offline mode\""}};

template <std::size_t A, std::size_t B>
constexpr std::array<KeySpec, A + B> both(const std::array<KeySpec, A>& first,
                                          const std::array<KeySpec, B>& then) {
    std::array<KeySpec, A + B> all;
    for (std::size_t i = 0; i < A; ++i) all[i] = first[i];
    for (std::size_t i = 0; i < B; ++i) all[A + i] = then[i];
    return all;
}
constexpr auto kNew = both(kRequest, kVoice);
constexpr auto kSet = both(kTitle, kRequest);

constexpr KeySpec kOption[] = {
    {.name = "effort", .type = Type::effort, .example = "2d"},
    {.name = "confidence", .type = Type::word, .choices = words<Level>(), .example = "medium"},
};

constexpr KeySpec kLoopIn[] = {
    {.name = "who",
     .type = Type::person,
     .required = true,
     .clears = false,
     .example = "@dan",
     .positional = true},
    {.name = "by", .type = Type::day, .example = "2027-03-10"},
};

constexpr KeySpec kAssess[] = {
    {.name = "as",
     .type = Type::word,
     .choices = words<Function>(),
     .clears = false,
     .example = "engineering"},
    {.name = "feasible", .type = Type::word, .choices = words<Feasible>(), .example = "yes"},
    {.name = "effort", .type = Type::effort, .example = "5-8d"},
    {.name = "approach", .type = Type::text, .example = "\"OIDC library\""},
    {.name = "build", .type = Type::word, .choices = words<Build>(), .example = "build"},
    {.name = "risk", .type = Type::word, .choices = words<Level>(), .example = "medium"},
    {.name = "value", .type = Type::word, .choices = words<Level>(), .example = "high"},
    {.name = "positioning", .type = Type::word, .choices = words<Positioning>(), .example = "docs"},
    {.name = "launch", .type = Type::word, .choices = words<LaunchImpact>(), .example = "none"},
    {.name = "redo", .type = Type::text, .example = "\"The data sheet\""},
    {.name = "recommend", .type = Type::word, .choices = words<YesNo>(), .example = "yes"},
    {.name = "note", .type = Type::text, .example = "\"Needs a local store\""},
};

constexpr KeySpec kDisplaces{.name = "displaces", .type = Type::text, .example = "F-7"};
constexpr KeySpec kApprove[] = {kReason, kOverride, kTradeOff, kRevisit, kDisplaces};
constexpr KeySpec kDecline[] = {kReason, kOverride, kTradeOff, kRevisit, kDisplaces};
constexpr KeySpec kDefer[] = {{.name = "until", .type = Type::day, .clears = false, .example = "2027-06-01"},
                              kReason,
                              kOverride,
                              kTradeOff,
                              kRevisit,
                              kDisplaces};
constexpr KeySpec kOnlyReason[] = {kReason};
constexpr KeySpec kMerge[] = {
    {.name = "into", .type = Type::change, .required = true, .clears = false, .example = "CR-4"}};

constexpr std::string_view kSorts[] = {"customers", "value", "support", "age", "severity"};
constexpr std::string_view kMine[] = {"me"};
constexpr KeySpec kList[] = {
    {.name = "state",
     .type = Type::words,
     .choices = words<ChangeStatus>(),
     .example = "open",
     .aliases = kStateAlias},
    {.name = "kind", .type = Type::words, .choices = words<ChangeKind>(), .example = "add"},
    {.name = "release", .type = Type::release, .example = "2.0"},
    {.name = "function", .type = Type::words, .choices = words<Function>(), .example = "sales"},
    {.name = "by", .type = Type::person, .example = "me"},
    {.name = "sort", .type = Type::word, .choices = kSorts, .example = "customers"},
    kPageKey,
};

namespace handle = change_command;

constexpr CommandSpec on_request(std::string_view verb, TextUse use, std::span<const KeySpec> keys,
                                 Handler handler, std::string_view example, std::string_view does) {
    CommandSpec spec;
    spec.noun = "change";
    spec.verb = verb;
    spec.subject = SubjectType::id;
    spec.kind = Kind::change;
    spec.text = use;
    spec.keys = keys;
    spec.records = true;
    spec.handler = handler;
    spec.example = example;
    spec.does = does;
    return spec;
}

constexpr CommandSpec asking(CommandSpec spec) {
    spec.records = false;
    return spec;
}

constexpr CommandSpec without_subject(CommandSpec spec) {
    spec.subject = SubjectType::none;
    return spec;
}

constexpr CommandSpec opening(CommandSpec spec) {
    spec.makes_product = true;
    return without_subject(spec);
}

constexpr auto kNoText = TextUse::none;
constexpr auto kText = TextUse::optional;
constexpr auto kNeedsText = TextUse::required;

constexpr std::array kCommands{
    opening(on_request(
        "new", kText, kNew, handle::open,
        "change new \"Offline mode\" release:2.0 why:\"Crews lose the form in tunnels\" customer:\"Acme\" "
        "quote:\"We type everything twice\"",
        "asks for a change of the plan")),
    without_subject(asking(on_request("list", kNoText, kList, handle::list,
                                      "change list state:assessed sort:customers", "lists requests"))),
    asking(on_request("show", kNoText, {}, handle::show, "change show CR-4", "shows one whole")),
    on_request("set", kNoText, kSet, handle::set, "change set CR-4 severity:urgent", "puts its fields right"),
    on_request("evidence", kText, kVoice, handle::evidence,
               "change evidence CR-4 customer:\"Acme\" source:call quote:\"We would sign tomorrow\"",
               "adds what a customer said"),
    on_request("option", kNeedsText, kOption, handle::option,
               "change option CR-4 \"Use the system theme\" effort:2d", "adds another way to do it"),
    on_request("loop-in", kNeedsText, kLoopIn, handle::loop_in,
               "change loop-in CR-4 @dan \"Do night shifts use tablets?\" by:2027-03-10",
               "asks somebody a question"),
    on_request("answer", kNeedsText, {}, handle::answer, "change answer CR-4 \"Yes, since last winter\"",
               "answers what you were asked"),
    on_request("assess", kText, kAssess, handle::assess,
               "change assess CR-4 feasible:yes effort:5-8d risk:medium",
               "says what your function thinks of it"),
    on_request("approve", kText, kApprove, handle::approve,
               "change approve CR-4 \"Worth a quarter\" displaces:F-7", "approves it and changes the plan"),
    on_request("decline", kText, kDecline, handle::decline, "change decline CR-4 \"No capacity before 2.0\"",
               "declines it, with a reason"),
    on_request("defer", kText, kDefer, handle::defer, "change defer CR-4 \"After the fair\" until:2027-06-01",
               "puts it off until a day"),
    on_request("withdraw", kText, kOnlyReason, handle::withdraw, "change withdraw CR-4",
               "takes back what you raised"),
    on_request("reopen", kText, kOnlyReason, handle::reopen, "change reopen CR-4 \"The customer came back\"",
               "asks again what was decided"),
    on_request("merge", kNoText, kMerge, handle::merge, "change merge CR-9 into:CR-4",
               "joins two that ask the same"),
    on_request("support", kText, {}, handle::support, "change support CR-4", "says that you want it, too"),
    on_request("watch", kText, {}, handle::watch, "change watch CR-4",
               "tells you of each change of its state"),
    on_request("ack", kNoText, {}, handle::acknowledge, "change ack CR-4",
               "says that you know what it does to yours"),
    asking(on_request("ripple", kNoText, {}, handle::ripple, "change ripple CR-4",
                      "shows what approving it would do")),
};

}  // namespace

std::span<const CommandSpec> change_commands() { return kCommands; }

}  // namespace plumb
