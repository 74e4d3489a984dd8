// How requests are decided: the family's table, and what a request says of itself.
#include "core/align/report.hpp"
#include "core/align/rule.hpp"
#include "core/align/sentence.hpp"
#include "core/base/as_typed.hpp"
#include "core/base/fold.hpp"
#include "core/base/phrases.hpp"

#include <algorithm>
#include <array>
#include <fmt/compile.h>
#include <fmt/format.h>

namespace plumb {

namespace {

constexpr std::array kOneOption{Threshold{"effort", 10, Unit::effort_days}};
constexpr std::array kUnheard{Threshold{"wait", 3, Unit::working_days}};
constexpr std::array kUndecided{Threshold{"wait", 5, Unit::working_days}};
constexpr std::array kBuildOrBuy{Threshold{"effort", 20, Unit::effort_days}};
constexpr std::array kOneSided{Threshold{"min", 5, Unit::count}, Threshold{"gap", 40, Unit::points}};
constexpr std::array kOneHorizon{Threshold{"min", 5, Unit::count}};

// clang-format off
constexpr RuleSpec kDecisionsRules[]{
    {"one-option", "request",
     "an open request assessed at `effort` or more carries fewer than two options or was raised by its engineering "
     "assessor",
     "info", kOneOption,
     "A6", "Engineering that sees one way only, or judges its own wish, has not been asked yet.",
     rule::one_option},
    {"no-why", "request",
     "a day after it was opened, an open request has no why, or one that equals the title once case, punctuation and "
     "spaces are dropped",
     "info", {},
     "C6", "Without the problem nobody can tell whether this solves it.",
     rule::no_why},
    {"unheard", "request",
     "an `open` request has waited more than `wait` working days, since it was opened, reopened or came back from a "
     "deferral, for an assessment that its policy requires",
     "warning; critical after 10", kUnheard,
     "A25", "The customer gets a worse result when any part is not heard.",
     rule::unheard},
    {"decided-unheard", "request",
     "a request was approved in the last 30 days with a required assessment missing at the time",
     "info", {},
     "A23", "One function above the other hurts customers: an override is counted, and can be taken back.",
     rule::decided_unheard},
    {"undecided", "request",
     "an `assessed` request has waited more than `wait` working days for a decision, since the last required assessment "
     "first came in (assessing again changes nothing), it was reopened or came back from a deferral",
     "warning", kUndecided,
     "B1", "Both sides have done their part; what waits now costs both.",
     rule::undecided},
    {"loop-open", "request",
     "a loop-in of an open request is past its date unanswered",
     "warning", {},
     "A4", "Whoever was asked knows something that the decision needs.",
     rule::loop_open},
    {"build-or-buy", "request",
     "an open request assessed at `effort` or more carries no `build` `buy` `partner` choice",
     "info", kBuildOrBuy,
     "B7", "Not every component should be built rather than bought.",
     rule::build_or_buy},
    {"one-sided", "product",
     "in the last 90 days two functions have each had `min` or more of their requests approved or declined, and their "
     "approval rates are more than `gap` points apart",
     "info", kOneSided,
     "A24", "A pecking order shows in what is approved.",
     rule::one_sided},
    {"one-horizon", "product",
     "of the last 10 approved requests that name a horizon (at least `min`), all name the same one",
     "info", kOneHorizon,
     "A27", "Sometimes this quarter wins, sometimes the long term: always the same one is no balance.",
     rule::one_horizon},
};
// clang-format on

/// "In the last 90 days" (rules.md, `one-sided`).
constexpr int kSidedDays = 90;
/// "Of the last 10 approved" (rules.md, `one-horizon`).
constexpr std::size_t kHorizonOf = 10;

const Assessment* by_engineering(const Plan& plan, const ChangeRequest& request) {
    for (const Assessment* a : plan.assessments_of(id_of(request)))
        if (a->function == Function::engineering) return a;
    return nullptr;
}

/// `12d`, `8-12d`.
std::string typed_effort(Effort effort) {
    return effort.min == effort.max ? fmt::format("{:g}d", effort.max)
                                    : fmt::format("{:g}-{:g}d", effort.min, effort.max);
}

/// What engineering said, all of it, as it would say it again: a second assessment replaces the first.
std::string said_again(const ChangeRequest& request, const Assessment& said) {
    std::string command = fmt::format("change assess {} as:engineering", id_text(request));
    if (said.feasible) command += fmt::format(" feasible:{}", word(*said.feasible));
    if (said.effort) command += fmt::format(" effort:{}", typed_effort(*said.effort));
    if (said.risk) command += fmt::format(" risk:{}", word(*said.risk));
    if (!said.approach.empty()) command += " approach:" + as_typed(said.approach);
    if (said.build) command += fmt::format(" build:{}", word(*said.build));
    if (!said.note.empty()) command += " " + as_typed(said.note);
    return command;
}

/// An open request that engineering has assessed at the threshold or more; nullptr otherwise.
const Assessment* large(const Plan& plan, const ChangeRequest& request, int effort) {
    if (!Plan::open(request)) return nullptr;
    const auto days = plan.effort_of(request);
    return days && *days >= effort ? by_engineering(plan, request) : nullptr;
}

/// Options that every request has, those that it does not carry yet.
void offer_options(Report& report, const ChangeRequest& request, std::size_t wanted) {
    if (!report.wants_mends()) return;
    for (const std::string_view option : {"Leave it as it is", "Only the part that hurts most"}) {
        const bool carried = std::any_of(request.options.begin(), request.options.end(),
                                         [&](const ChangeOption& held) { return held.text == option; });
        if (carried || wanted == 0) continue;
        --wanted;
        report.mend(fmt::format("change option {} \"{}\"", id_text(request), option),
                    fmt::format("Add “{}”", option));
    }
}

void offer_build_or_buy(Report& report, const ChangeRequest& request, const Assessment& assessed) {
    if (!report.wants_mends()) return;
    const std::string again = said_again(request, assessed);
    report.mend(again + " build:build", "Build it");
    report.mend(again + " build:buy", "Buy it");
}

/// How the requests of a function were decided.
struct Judged {
    Function function{};
    int approved = 0;
    int decided = 0;
};

/// Those with enough decided, by their rate, lowest first.
std::vector<Judged> sides(const Plan& plan, int min) {
    std::array<Judged, kFunctions> all;
    for (const ChangeRequest* r : plan.requests()) {
        const bool approved = r->status == ChangeStatus::approved;
        if (!r->function || (!approved && r->status != ChangeStatus::declined)) continue;
        if (!r->decided_at || !plan.in_last(plan.day(*r->decided_at), kSidedDays)) continue;
        Judged& side = all[static_cast<std::size_t>(*r->function)];
        ++side.decided;
        if (approved) ++side.approved;
    }
    std::vector<Judged> out;
    for (std::size_t i = 0; i < all.size(); ++i) {
        all[i].function = static_cast<Function>(i);
        if (all[i].decided > 0 && all[i].decided >= min) out.push_back(all[i]);
    }
    std::stable_sort(out.begin(), out.end(), [](const Judged& a, const Judged& b) {
        return a.approved * b.decided < b.approved * a.decided;
    });
    return out;
}

std::string rate(const Judged& side) {
    return fmt::format("{} of {} ({:.0f} %)", side.approved, side.decided,
                       100.0 * side.approved / side.decided);
}

/// An assessed request whose approval would serve another time; nullptr where there is none.
const ChangeRequest* of_another_horizon(const Plan& plan, Horizon horizon) {
    for (const ChangeRequest* r : plan.requests())
        if (r->status == ChangeStatus::assessed && r->horizon && *r->horizon != horizon) return r;
    return nullptr;
}

}  // namespace

std::span<const RuleSpec> decisions_rules() { return kDecisionsRules; }

namespace rule {

void one_option(const Plan& plan, const Limits& limits, Findings& findings) {
    constexpr std::size_t kWanted = 2;
    const int effort = limits["effort"];
    for (const ChangeRequest* request : plan.requests()) {
        const Assessment* assessed = large(plan, *request, effort);
        if (!assessed) continue;
        const bool alone = request->options.size() < kWanted;
        const bool own = request->raised_by && assessed->by == request->raised_by;
        if (!alone && !own) continue;
        Report report(plan, id_of(*request), Severity::info);
        fmt::memory_buffer text;
        const auto out = std::back_inserter(text);
        fmt::format_to(out, FMT_COMPILE("{} is assessed at {}"), report.name(id_of(*request)),
                       effort_phrase(*assessed->effort));
        if (own) {
            fmt::format_to(out, FMT_COMPILE(" by {}, who raised it"), report.name(assessed->by));
            if (report.wants_mends())
                report.mend(said_again(*request, *assessed), "Another engineer says the same");
        }
        if (alone) {
            fmt::format_to(out, FMT_COMPILE("{} and carries {}; 2 are wanted from {} on"), own ? "," : "",
                           request->options.empty() ? "no option" : "1 option", days_text(effort));
            offer_options(report, *request, own ? 1 : kWanted - request->options.size());
        }
        fmt::format_to(out, FMT_COMPILE("."));
        findings.push_back(std::move(report).facts(fmt::to_string(text)));
    }
}

void no_why(const Plan& plan, const Limits&, Findings& findings) {
    for (const ChangeRequest* request : plan.requests()) {
        const Day opened = plan.day(request->opened_at);
        if (!Plan::open(*request) || opened >= plan.today()) continue;
        const bool none = says_the_same(request->why, "");
        if (!none && !says_the_same(request->why, request->title)) continue;
        Report report(plan, id_of(*request), Severity::info);
        report.mend(
            fmt::format("change set {} why:\"Who lacks what, and what that costs them\"", id_text(*request)),
            "Say why", fmt::format("change set {}", id_text(*request)), {{"why", "Why", {}, true}});
        const std::string name = report.name(id_of(*request));
        findings.push_back(std::move(report).facts(fmt::format(
            "{}, opened {} ({}), {}.", name, plan.say(opened), distance_text(opened, plan.today()),
            none ? "has no why" : "gives its title as its why")));
    }
}

void build_or_buy(const Plan& plan, const Limits& limits, Findings& findings) {
    const int effort = limits["effort"];
    for (const ChangeRequest* request : plan.requests()) {
        const Assessment* assessed = large(plan, *request, effort);
        if (!assessed || assessed->build) continue;
        Report report(plan, id_of(*request), Severity::info);
        offer_build_or_buy(report, *request, *assessed);
        const std::string name = report.name(id_of(*request));
        findings.push_back(std::move(report).facts(sentence(
            FMT_COMPILE(
                "{} is assessed at {} and says neither build, buy nor partner; from {} on one is wanted."),
            name, effort_phrase(*assessed->effort), days_text(effort))));
    }
}

void one_sided(const Plan& plan, const Limits& limits, Findings& findings) {
    const auto all = sides(plan, limits["min"]);
    if (all.size() < 2) return;
    const Judged& low = all.front();
    const Judged& high = all.back();
    const long apart = 100L * (high.approved * low.decided - low.approved * high.decided);
    if (apart <= static_cast<long>(limits["gap"]) * high.decided * low.decided) return;
    Report report(plan, id_of(plan.product()), Severity::info);
    const std::string_view heard_less = word(low.function);
    report.mend(fmt::format("change list function:{} state:declined", heard_less),
                fmt::format("What was declined of {}", heard_less));
    findings.push_back(std::move(report).facts(fmt::format(
        "In the last {} {} of what {} asked for was approved, and {} of what {} asked for: {:.0f} "
        "points apart, more than {}.",
        days_text(kSidedDays), rate(high), word(high.function), rate(low), heard_less,
        static_cast<double>(apart) / (high.decided * low.decided), limits["gap"])));
}

void one_horizon(const Plan& plan, const Limits& limits, Findings& findings) {
    std::vector<const ChangeRequest*> last;
    for (const ChangeRequest* r : plan.approved())
        if (r->horizon && last.size() < kHorizonOf) last.push_back(r);
    if (last.empty() || static_cast<int>(last.size()) < limits["min"]) return;
    const Horizon horizon = *last.front()->horizon;
    if (std::any_of(last.begin(), last.end(), [&](const ChangeRequest* r) { return r->horizon != horizon; }))
        return;
    Report report(plan, id_of(plan.product()), Severity::info);
    if (const ChangeRequest* other = of_another_horizon(plan, horizon)) {
        report.about(id_of(*other));
        report.mend(fmt::format("change approve {}", id_text(*other)),
                    fmt::format("Approve {} ({})", id_text(*other), word(*other->horizon)));
    } else {
        report.mend("change list state:open", "Open requests");
    }
    const std::string which =
        last.size() == 1
            ? std::string("The last approved request that names a horizon says")
            : fmt::format("All of the last {} approved requests that name a horizon say", last.size());
    findings.push_back(std::move(report).facts(fmt::format("{} {}.", which, word(horizon))));
}

}  // namespace rule

}  // namespace plumb
