#include "core/digest/pulse_lines.hpp"

#include "core/command/record_text.hpp"
#include "core/digest/digest.hpp"

#include <fmt/core.h>

#include <numeric>

namespace plumb {

namespace {

constexpr int kAssumptionsAhead = 14;
constexpr std::size_t kFunctionsShown = kFunctions + 1;

std::string_view awaited_word(const Awaited& awaited) { return awaited ? word(*awaited) : "decision"; }

}  // namespace

std::vector<std::string> volume_lines(const Plan& plan, const Figures& figures) {
    std::vector<std::string> lines;
    const RuleSpec* churn = rule_named("churn");
    const Limits limits(plan.world(), id_of(plan.product()), *churn);
    for (const VolumeFigure& volume : figures.change_volume) {
        if (volume.total <= 0 && volume.churn <= 0) continue;
        std::string parts;
        const auto part = [&](double value, std::string_view name) {
            if (value > 0)
                parts += fmt::format("{}{} {} %", parts.empty() ? "" : ", ", name, figure_text(value));
        };
        part(volume.add, "added");
        part(volume.drop, "dropped");
        part(volume.move, "moved");
        part(volume.modify, "edited");
        part(volume.date, "other dates");
        lines.push_back(
            fmt::format("{} has changed by {} % since its baseline{}, {} % in 30 days (notice above {} %, "
                        "warning above {} %, "
                        "critical above {} % in all)",
                        name(plan.world(), volume.release), figure_text(volume.total),
                        parts.empty() ? std::string{} : " (" + parts + ")", figure_text(volume.churn),
                        limits["notice"], limits["warn"], limits["total"]));
    }
    return lines;
}

std::string switching_line(const Figures& figures) {
    if (figures.switch_cost.empty()) return {};
    double days = 0;
    for (const RequestCost& cost : figures.switch_cost) days += cost.days;
    if (days <= 0) return {};
    return fmt::format("about {} if the {} of known cost came in (Weinberg’s rule of thumb)",
                       counted_figure(days, "person-day"),
                       counted(static_cast<std::int64_t>(figures.switch_cost.size()), "open request"));
}

std::string customers_line(const Plan& plan, const Figures& figures) {
    if (figures.customers.empty()) return {};
    const CustomerFigure& first = figures.customers.front();
    return fmt::format("{} behind requests; {} behind {} of them ({} %)",
                       counted(static_cast<std::int64_t>(figures.customers.size()), "customer"),
                       name(plan.world(), first.customer), first.requests, figure_text(figures.first_share));
}

std::string waiting_line(const Figures& figures) {
    std::vector<std::string> parts;
    int total = 0;
    for (const WaitingFigure& waiting : figures.waiting) {
        total += waiting.total;
        parts.push_back(fmt::format("{} {} (longest {})", awaited_word(waiting.awaited),
                                    figure_text(waiting.median), waiting.longest));
    }
    if (total == 0) return {};
    std::string text = listed(parts, kFunctionsShown) + " working days";
    if (figures.bottleneck)
        text += fmt::format("; the bottleneck is {}",
                            *figures.bottleneck ? std::string(word(**figures.bottleneck)) : "the decision");
    return text;
}

std::string balance_line(const Figures& figures) {
    std::vector<std::string> sides;
    for (const BalanceFigure& side : figures.balance) {
        std::vector<std::string> fates;
        const auto fate = [&](int n, std::string_view name) {
            if (n > 0) fates.push_back(fmt::format("{} {}", n, name));
        };
        fate(side.approved, "approved");
        fate(side.declined, "declined");
        fate(side.overridden, "overridden");
        sides.push_back(fmt::format("{} raised {}{}", word(side.function), side.raised,
                                    fates.empty() ? std::string{} : " (" + listed(fates) + ")"));
    }
    return listed(sides);
}

std::string horizons_line(const Figures& figures) {
    if (std::accumulate(figures.horizons.begin(), figures.horizons.end(), 0) == 0) return {};
    std::vector<std::string> parts;
    for (std::size_t i = 0; i < figures.horizons.size(); ++i)
        parts.push_back(fmt::format("{} {}", word(static_cast<Horizon>(i)), figures.horizons[i]));
    return listed(parts);
}

std::string promises_line(const Figures& figures) {
    const PromisesFigure& all = figures.promises;
    if (all.kept + all.broken + all.open == 0) return {};
    std::string text = fmt::format("{} open, {} kept, {} broken", all.open, all.kept, all.broken);
    if (all.overdue > 0) text += fmt::format("; {} overdue", all.overdue);
    return text;
}

std::string squeakiest_line(const Figures& figures) {
    const auto said = [](const Squeak& squeak) {
        return fmt::format("{}, {}", squeak.weakness, counted(squeak.warnings, "warning"));
    };
    if (!figures.squeakiest && !figures.squeakiest_before) return {};
    std::string text = figures.squeakiest ? said(*figures.squeakiest) : std::string("nothing this month");
    text += figures.squeakiest_before ? "; last month " + said(*figures.squeakiest_before)
                                      : std::string("; nothing last month");
    return text;
}

std::vector<std::string> assumptions_due(const Plan& plan) {
    std::vector<std::string> due;
    for (const Assumption* a : plan.assumptions()) {
        if (a->status != AssumptionStatus::open || !a->check_by) continue;
        if (*a->check_by > plan.today() + Days{kAssumptionsAhead}) continue;
        std::string text = fmt::format("{} by {}", called(plan.world(), id_of(*a)), plan.say(*a->check_by));
        if (a->owner) text += fmt::format(" ({})", person_name(plan.world(), a->owner));
        due.push_back(std::move(text));
    }
    return due;
}

std::vector<Ref> overridden_since(const Plan& plan, Instant since) {
    std::vector<Ref> out;
    for (const ChangeRequest* r : plan.requests())
        if (r->decision && r->decided_at && is_news(*r->decided_at, r->decided_by, since) &&
            !r->override_reason.empty())
            out.emplace_back(id_of(*r));
    return out;
}

}  // namespace plumb
