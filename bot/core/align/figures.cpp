#include "core/align/figures.hpp"

#include "core/align/switch_cost.hpp"
#include "core/base/spelling.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace plumb {

namespace {

/// "Busy days in the next 28" (rules.md, "Load").
constexpr int kLoadDays = 28;

double per_cent(int part, int whole) { return 100.0 * part / whole; }

std::set<CustomerId> behind(const Plan& plan, const ChangeRequest& request) {
    std::set<CustomerId> out;
    for (const Evidence* voice : plan.evidence_of(id_of(request)))
        if (voice->customer) out.insert(voice->customer);
    return out;
}

double first_share(const Plan& plan, const std::vector<CustomerFigure>& customers) {
    if (customers.empty()) return 0;
    const auto& requests = plan.requests();
    const auto heard = std::count_if(requests.begin(), requests.end(),
                                     [&](const ChangeRequest* r) { return !behind(plan, *r).empty(); });
    return per_cent(customers.front().requests, static_cast<int>(heard));
}

/// Its feature came with a release that has shipped.
bool delivered(const Plan& plan, const Promise& promise) {
    const Feature* feature = plan.world().find(promise.feature);
    if (!feature || feature->status == FeatureStatus::dropped) return false;
    const Release* release = plan.release_of(*feature);
    return release && release->status == ReleaseStatus::shipped;
}

}  // namespace

Figures figures(const Plan& plan) {
    Figures out;
    out.switch_cost = switch_cost_figures(plan);
    out.change_volume = volume_figures(plan);
    out.customers = customer_figures(plan);
    out.first_share = first_share(plan, out.customers);
    out.waiting = waiting_figures(plan);
    out.bottleneck = bottleneck_of(out.waiting);
    out.balance = balance_figures(plan);
    out.promises = promise_figures(plan);
    out.load = load_figures(plan);
    for (const ChangeRequest* r : plan.requests())
        if (r->status == ChangeStatus::approved && r->horizon)
            ++out.horizons[static_cast<std::size_t>(*r->horizon)];
    out.squeakiest = squeakiest_in(plan, plan.today());
    const auto date = std::chrono::year_month_day{plan.today()};
    out.squeakiest_before = squeakiest_in(plan, Day{date.year() / date.month() / 1} - Days{1});
    return out;
}

std::vector<RequestCost> switch_cost_figures(const Plan& plan) {
    std::vector<RequestCost> out;
    for (const ChangeRequest* r : plan.requests())
        if (Plan::open(*r))
            if (const auto days = switch_cost(plan.world(), *r)) out.push_back({id_of(*r), *days});
    return out;
}

std::vector<VolumeFigure> volume_figures(const Plan& plan) {
    std::vector<VolumeFigure> out;
    for (const ChangeVolume& volume : change_volumes(plan)) {
        if (volume.features == 0) continue;
        const auto of = [&](ChangeKind kind) {
            return per_cent(volume.by_kind[static_cast<std::size_t>(kind)], volume.features);
        };
        out.push_back({volume.release, per_cent(volume.recent, volume.features),
                       per_cent(volume.all(), volume.features), of(ChangeKind::add), of(ChangeKind::drop),
                       of(ChangeKind::move), of(ChangeKind::modify), of(ChangeKind::date)});
    }
    return out;
}

std::vector<CustomerFigure> customer_figures(const Plan& plan) {
    std::map<CustomerId, int> requests;
    for (const ChangeRequest* r : plan.requests())
        for (const CustomerId customer : behind(plan, *r)) ++requests[customer];
    std::vector<CustomerFigure> out;
    for (const auto& [id, count] : requests)
        if (const Customer* customer = plan.world().find(id)) out.push_back({id, count, customer->value});
    std::sort(out.begin(), out.end(), [&](const CustomerFigure& a, const CustomerFigure& b) {
        if (a.requests != b.requests) return a.requests > b.requests;
        const std::string& first = plan.world().find(a.customer)->name;
        const std::string& second = plan.world().find(b.customer)->name;
        return same_word(first, second) ? first < second : lower(first) < lower(second);
    });
    return out;
}

std::vector<BalanceFigure> balance_figures(const Plan& plan) {
    std::array<BalanceFigure, kFunctions> all;
    for (const ChangeRequest* r : plan.requests()) {
        if (!r->function) continue;
        BalanceFigure& side = all[static_cast<std::size_t>(*r->function)];
        ++side.raised;
        if (r->status == ChangeStatus::approved) ++side.approved;
        if (r->status == ChangeStatus::declined) ++side.declined;
        if (r->decision && !r->override_reason.empty()) ++side.overridden;
    }
    std::vector<BalanceFigure> out;
    for (std::size_t i = 0; i < all.size(); ++i) {
        all[i].function = static_cast<Function>(i);
        if (all[i].raised > 0) out.push_back(all[i]);
    }
    return out;
}

PromisesFigure promise_figures(const Plan& plan) {
    PromisesFigure out;
    for (const Promise* p : plan.promises()) {
        switch (p->status) {
            case PromiseStatus::kept: ++out.kept; break;
            case PromiseStatus::broken: ++out.broken; break;
            case PromiseStatus::open:
                ++out.open;
                if (p->by && *p->by < plan.today() && !delivered(plan, *p)) ++out.overdue;
        }
    }
    return out;
}

std::vector<LoadFigure> load_figures(const Plan& plan) {
    std::map<PersonId, std::set<Day>> busy;
    const Day last = plan.today() + Days{kLoadDays - 1};
    for (const LaunchEvent* event : plan.events()) {
        if (!plan.open(*event)) continue;
        const Day from = std::max(Plan::busy_from(*event), plan.today());
        for (Day day = from; day <= std::min(event->to, last); day += Days{1})
            for (const PersonId owner : event->owners) busy[owner].insert(day);
    }
    std::vector<LoadFigure> out;
    for (const auto& [person, days] : busy) out.push_back({person, static_cast<int>(days.size())});
    std::sort(out.begin(), out.end(), [&](const LoadFigure& a, const LoadFigure& b) {
        if (a.busy_days != b.busy_days) return a.busy_days > b.busy_days;
        return person_name(plan.world(), a.person) < person_name(plan.world(), b.person);
    });
    return out;
}

std::string figure_text(double value) {
    constexpr double kPlaces = 10;
    std::string text = fmt::format("{:.1f}", std::round(value * kPlaces) / kPlaces);
    constexpr std::string_view kWhole = ".0";
    if (text.ends_with(kWhole)) text.resize(text.size() - kWhole.size());
    return text;
}

std::string counted_figure(double value, std::string_view one) {
    const std::string text = figure_text(value);
    return fmt::format("{} {}{}", text, one, text == "1" ? "" : "s");
}

}  // namespace plumb
