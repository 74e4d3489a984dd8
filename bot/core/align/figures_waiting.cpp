// How long requests wait, and for whom.
#include "core/align/figures.hpp"

#include <algorithm>
#include <numeric>

namespace plumb {

namespace {

/// "Requests of the last 30 days" (rules.md, "Waiting time").
constexpr int kWaitedSince = 30;

const Assessment* assessment_by(const Plan& plan, const ChangeRequest& request, Function function) {
    for (const Assessment* a : plan.assessments_of(id_of(request)))
        if (a->function == function) return a;
    return nullptr;
}

/// When waiting ended for a request that is not assessed or decided as awaited: now, while it is open, and
/// the decision that ended it otherwise. Nothing for a request that was taken back.
std::optional<Day> last_day(const Plan& plan, const ChangeRequest& request) {
    if (Plan::open(request)) return plan.today();
    if (request.decided_at) return plan.day(*request.decided_at);
    return std::nullopt;
}

std::optional<int> waited_for(const Plan& plan, const ChangeRequest& request, Function function) {
    const Assessment* given = assessment_by(plan, request, function);
    // What was assessed before it was opened anew had waited since it was opened first.
    const bool before = given && given->first_at < request.waiting_since;
    const Day from = plan.day(before ? request.opened_at : request.waiting_since);
    if (given) return working_days_after(from, plan.day(given->first_at));
    const auto to = last_day(plan, request);
    return to ? std::optional(working_days_after(from, *to)) : std::nullopt;
}

/// Nothing while it still waits for an assessment, or was decided without one.
std::optional<int> waited_for_decision(const Plan& plan, const ChangeRequest& request) {
    Instant from = request.waiting_since;
    for (const Function function : plan.product().policy.assess) {
        const Assessment* given = assessment_by(plan, request, function);
        if (!given) return std::nullopt;
        from = std::max(from, given->first_at);
    }
    const auto to = last_day(plan, request);
    return to ? std::optional(working_days_after(plan.day(from), *to)) : std::nullopt;
}

WaitingFigure figure_of(Awaited awaited, std::vector<int> days) {
    WaitingFigure out;
    out.awaited = awaited;
    out.requests = static_cast<int>(days.size());
    out.total = std::accumulate(days.begin(), days.end(), 0);
    std::sort(days.begin(), days.end());
    out.longest = days.back();
    const std::size_t half = days.size() / 2;
    out.median = days.size() % 2 == 1 ? days[half] : (days[half - 1] + days[half]) / 2.0;
    return out;
}

}  // namespace

std::vector<WaitingFigure> waiting_figures(const Plan& plan) {
    std::vector<const ChangeRequest*> recent;
    for (const ChangeRequest* r : plan.requests())
        if (!r->imported && plan.in_last(plan.day(r->opened_at), kWaitedSince)) recent.push_back(r);
    std::vector<WaitingFigure> out;
    const auto add = [&](Awaited awaited) {
        std::vector<int> days;
        for (const ChangeRequest* r : recent)
            if (const auto waited = awaited ? waited_for(plan, *r, *awaited) : waited_for_decision(plan, *r))
                days.push_back(*waited);
        if (!days.empty()) out.push_back(figure_of(awaited, std::move(days)));
    };
    auto required = plan.product().policy.assess;
    std::sort(required.begin(), required.end());
    for (const Function function : required) add(function);
    add(std::nullopt);
    return out;
}

std::optional<Awaited> bottleneck_of(const std::vector<WaitingFigure>& waiting) {
    const auto most =
        std::max_element(waiting.begin(), waiting.end(),
                         [](const WaitingFigure& a, const WaitingFigure& b) { return a.total < b.total; });
    if (most == waiting.end() || most->total == 0) return std::nullopt;
    return most->awaited;
}

}  // namespace plumb
