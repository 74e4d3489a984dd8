// Who has been heard on a request, and who still waits for an answer.
#include "core/align/report.hpp"
#include "core/align/rule.hpp"
#include "core/align/sentence.hpp"
#include "core/base/among.hpp"
#include "core/base/phrases.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace plumb {

namespace {

/// An assessment that is so late is critical, in working days (rules.md, `unheard`).
constexpr int kCriticalWait = 10;
/// "In the last 30 days" (rules.md, `decided-unheard`).
constexpr int kDecidedDays = 30;
/// A larger group is named in the facts, not one by one: no mass pings.
constexpr std::size_t kAFew = 5;
/// A deferral that is offered lasts so long.
constexpr int kDeferral = 7;

std::string working_days(int n) { return counted(n, "working day"); }

std::string words_of(const std::vector<Function>& functions) {
    std::vector<std::string> names;
    for (const Function function : functions) names.emplace_back(word(function));
    return listed(names);
}

/// Those of a group are concerned where they are a few.
void concern_few(Report& report, const std::vector<PersonId>& people) {
    if (people.size() > kAFew) return;
    for (const PersonId who : people) report.concern(who);
}

/// Everybody by their function.
class ByFunction {
  public:
    explicit ByFunction(const World& world) {
        for (const Person& person : world.all<Person>())
            if (person.function) people_[static_cast<std::size_t>(*person.function)].push_back(id_of(person));
    }
    const std::vector<PersonId>& of(Function function) const {
        return people_[static_cast<std::size_t>(function)];
    }

  private:
    std::array<std::vector<PersonId>, kFunctions> people_;
};

/// Whoever may decide on a request: nobody decides on one they raised.
std::vector<PersonId> deciders(const Plan& plan, const ChangeRequest& request) {
    std::vector<PersonId> people;
    for (const Person& person : plan.world().all<Person>())
        if (id_of(person) != request.raised_by &&
            has_role(plan.world(), id_of(person), plan.product().policy.decide))
            people.push_back(id_of(person));
    return people;
}

template <Named E>
Ask choose(std::string_view key, std::string_view label) {
    const auto choices = words<E>();
    return {std::string(key), std::string(label), {choices.begin(), choices.end()}, false};
}

/// Asks whoever presses it for the judgement of their function.
void offer_assessment(Report& report, const ChangeRequest& request, Function function) {
    if (!report.wants_mends()) return;
    const std::string assess = fmt::format("change assess {} as:{}", id_text(request), word(function));
    std::string example = " recommend:yes";
    std::vector<Ask> asks{choose<YesNo>("recommend", "Recommended")};
    if (function == Function::engineering) {
        example = " feasible:yes effort:5d";
        asks = {choose<Feasible>("feasible", "Feasible"),
                {"effort", "Effort in person-days", {}, false},
                choose<Level>("risk", "Risk of doing it late")};
    }
    if (function == Function::marketing) {
        example = " value:medium";
        asks = {choose<Level>("value", "Customer value"),
                choose<Positioning>("positioning", "Positioning impact")};
    }
    report.mend(assess + example, fmt::format("Assess for {}", word(function)), assess, std::move(asks));
}

bool touches_frozen(const Plan& plan, const ChangeRequest& request) {
    const auto touched = plan.touches(request);
    return std::any_of(touched.begin(), touched.end(), [&](Ref record) {
        const Release* release = plan.world().find(record.as<ReleaseId>());
        return release && plan.frozen(*release);
    });
}

/// Inside a freeze an approval takes an override.
void offer_decision(Report& report, const Plan& plan, const ChangeRequest& request) {
    if (!report.wants_mends()) return;
    const std::string approve = fmt::format("change approve {}", id_text(request));
    const std::string decline = fmt::format("change decline {}", id_text(request));
    if (touches_frozen(plan, request))
        report.mend(approve + " override:\"It cannot wait\"", "Approve", approve,
                    {{"override", "It touches a release in its freeze. Why can it not wait?", {}, true}});
    else
        report.mend(approve, "Approve", approve, {{"reason", "Reason", {}, false}});
    report.mend(decline + " \"No capacity for it\"", "Decline", decline, {{"reason", "Reason", {}, true}});
}

/// Puts off what waits for functions that have not been heard.
void offer_deferral(Report& report, const Plan& plan, const ChangeRequest& request,
                    const std::string& functions) {
    if (!report.wants_mends()) return;
    const Day until = plan.today() + Days{kDeferral};
    report.mend(
        fmt::format("change defer {} \"Waits for {}\" until:{}", id_text(request), functions, iso(until)),
        "Defer to " + plan.say(until));
}

/// The day on which the wait for a decision began.
Day decidable_since(const Plan& plan, const ChangeRequest& request) {
    Instant since = request.waiting_since;
    const auto& required = plan.product().policy.assess;
    for (const Assessment* a : plan.assessments_of(id_of(request)))
        if (is_among(required, a->function)) since = std::max(since, a->first_at);
    return plan.day(since);
}

}  // namespace

namespace rule {

void unheard(const Plan& plan, const Limits& limits, Findings& findings) {
    const int wait = limits["wait"];
    const ByFunction people(plan.world());
    for (const ChangeRequest* request : plan.requests()) {
        if (request->status != ChangeStatus::open || request->imported) continue;
        const Day since = plan.day(request->waiting_since);
        const int waited = working_days_after(since, plan.today());
        if (waited <= wait) continue;
        const auto missing = plan.missing(*request);
        if (missing.empty()) continue;
        Report report(plan, id_of(*request), waited > kCriticalWait ? Severity::critical : Severity::warning);
        offer_assessment(report, *request, missing.front());
        const std::string functions = words_of(missing);
        offer_deferral(report, plan, *request, functions);
        for (const Function function : missing) concern_few(report, people.of(function));
        const std::string name = report.name(id_of(*request));
        findings.push_back(std::move(report).facts(
            sentence(FMT_COMPILE("{} has waited {}, since {}, for an assessment by {}; {} {} allowed."), name,
                     working_days(waited), plan.say(since), functions, wait, wait == 1 ? "is" : "are")));
    }
}

void decided_unheard(const Plan& plan, const Limits&, Findings& findings) {
    const ByFunction people(plan.world());
    for (const ChangeRequest* request : plan.requests()) {
        if (request->status != ChangeStatus::approved || request->imported) continue;
        if (request->missing_at_approval.empty() || !request->decided_at) continue;
        const Day decided = plan.day(*request->decided_at);
        if (!plan.in_last(decided, kDecidedDays)) continue;
        Report report(plan, id_of(*request), Severity::info);
        const std::string missing = words_of(request->missing_at_approval);
        report.mend(fmt::format("change reopen {} \"{} {} not heard\"", id_text(*request), missing,
                                request->missing_at_approval.size() == 1 ? "was" : "were"),
                    "Reopen");
        for (const Function function : request->missing_at_approval) concern_few(report, people.of(function));
        std::string sentence =
            fmt::format("{} was approved {}", report.name(id_of(*request)), plan.say(decided));
        if (request->decided_by) sentence += fmt::format(" by {}", report.name(request->decided_by));
        sentence += fmt::format(" without an assessment by {}", missing);
        if (!request->override_reason.empty())
            sentence += fmt::format(", because {}", quoted(request->override_reason));
        findings.push_back(std::move(report).facts(sentence + "."));
    }
}

void undecided(const Plan& plan, const Limits& limits, Findings& findings) {
    const int wait = limits["wait"];
    for (const ChangeRequest* request : plan.requests()) {
        if (request->status != ChangeStatus::assessed || request->imported) continue;
        const Day since = decidable_since(plan, *request);
        const int waited = working_days_after(since, plan.today());
        if (waited <= wait) continue;
        Report report(plan, id_of(*request), Severity::warning);
        offer_decision(report, plan, *request);
        concern_few(report, deciders(plan, *request));
        const std::string name = report.name(id_of(*request));
        findings.push_back(std::move(report).facts(
            fmt::format("{} has waited {}, since {}, for a decision; {} {} allowed.", name,
                        working_days(waited), plan.say(since), wait, wait == 1 ? "is" : "are")));
    }
}

void loop_open(const Plan& plan, const Limits&, Findings& findings) {
    for (const ChangeRequest* request : plan.requests()) {
        if (!Plan::open(*request)) continue;
        std::vector<const LoopIn*> late;
        for (const LoopIn& asked : request->loop_ins)
            if (!asked.answered_at && !asked.closed && asked.by && *asked.by < plan.today())
                late.push_back(&asked);
        if (late.empty()) continue;
        Report report(plan, id_of(*request), Severity::warning);
        report.mend(fmt::format("change answer {} \"I do not know\"", id_text(*request)), "I do not know");
        std::vector<std::string> questions;
        for (const LoopIn* asked : late) {
            report.concern(asked->asked_by);
            questions.push_back(fmt::format("{} to {}, by {} ({})", quoted(asked->text),
                                            report.name(asked->asked), plan.say(*asked->by),
                                            distance_text(*asked->by, plan.today())));
        }
        const std::string name = report.name(id_of(*request));
        findings.push_back(std::move(report).facts(
            fmt::format("{} waits for {}: {}.", name,
                        counted(static_cast<std::int64_t>(late.size()), "answer"), listed(questions))));
    }
}

}  // namespace rule

}  // namespace plumb
