// The figures as a person reads them in a terminal.
#include "core/align/rule.hpp"
#include "core/base/phrases.hpp"
#include "core/base/utf8.hpp"
#include "storage/figures_json.hpp"

#include <fmt/core.h>

namespace plumb::storage {

namespace {

/// Names shown of a list before `and n more`.
constexpr std::size_t kShown = 5;

std::string line(std::string_view figure, const std::string& facts) {
    return facts.empty() ? std::string{} : fmt::format("  {:<15}{}\n", figure, facts);
}

std::string costs_text(const World& world, const Figures& figures) {
    std::vector<std::string> items;
    for (const RequestCost& cost : figures.switch_cost)
        items.push_back(fmt::format("{} ≈ {}", label(world, cost.request), counted_figure(cost.days, "day")));
    return items.empty() ? std::string{} : listed(items, kShown) + " (Weinberg’s rule of thumb)";
}

std::string volume_text(const Plan& plan, const VolumeFigure& f) {
    const Limits limits(plan.world(), id_of(plan.product()), *rule_named("churn"));
    const std::string dates = f.date > 0 ? ", date " + figure_text(f.date) : std::string{};
    return fmt::format(
        "{}: {} % in the last 30 days (notice {}, warn {}), {} % since the baseline (limit {}): add {}, "
        "drop {}, move {}, modify {}{}",
        name(plan.world(), f.release), figure_text(f.churn), limits["notice"], limits["warn"],
        figure_text(f.total), limits["total"], figure_text(f.add), figure_text(f.drop), figure_text(f.move),
        figure_text(f.modify), dates);
}

std::string customers_text(const World& world, const Figures& figures) {
    std::vector<std::string> items;
    for (const CustomerFigure& f : figures.customers)
        items.push_back(
            fmt::format("{} behind {}", world.find(f.customer)->name, counted(f.requests, "request")));
    if (items.empty()) return {};
    items.front() += fmt::format(" ({} %)", figure_text(figures.first_share));
    return listed(items, kShown);
}

std::string waiting_text(const Figures& figures) {
    std::vector<std::string> items;
    for (const WaitingFigure& f : figures.waiting) {
        std::string who = f.awaited ? std::string(word(*f.awaited)) : std::string("decision");
        if (figures.bottleneck == std::optional<Awaited>(f.awaited)) who += " (the bottleneck)";
        items.push_back(fmt::format("{} median {}, longest {}, total {}", who, figure_text(f.median),
                                    f.longest, counted(f.total, "working day")));
    }
    std::string text;
    for (const std::string& item : items) text += (text.empty() ? "" : "; ") + item;
    return text;
}

std::string balance_text(const Figures& figures) {
    std::string text;
    for (const BalanceFigure& f : figures.balance)
        text +=
            fmt::format("{}{}: {} raised, {} approved, {} declined, {} overridden", text.empty() ? "" : "; ",
                        word(f.function), f.raised, f.approved, f.declined, f.overridden);
    return text;
}

std::string load_text(const World& world, const Figures& figures) {
    std::vector<std::string> items;
    for (const LoadFigure& f : figures.load)
        items.push_back(fmt::format("{} {}", person_name(world, f.person), counted(f.busy_days, "day")));
    return items.empty() ? std::string{} : listed(items, kShown) + " busy of the next 28";
}

std::string horizons_text(const Figures& figures) {
    std::vector<std::string> items;
    for (std::size_t i = 0; i < figures.horizons.size(); ++i)
        if (figures.horizons[i] > 0)
            items.push_back(fmt::format("{} {}", word(static_cast<Horizon>(i)), figures.horizons[i]));
    return listed(items);
}

std::string squeak_text(const Figures& figures) {
    const auto of = [](const Squeak& squeak) {
        return fmt::format("{} ({})", squeak.weakness, counted(squeak.warnings, "warning"));
    };
    std::string text = figures.squeakiest ? of(*figures.squeakiest) : std::string{};
    if (figures.squeakiest_before)
        text += (text.empty() ? "" : "; ") + std::string("last month ") + of(*figures.squeakiest_before);
    return text;
}

}  // namespace

std::string figures_text(const Plan& plan, const Figures& figures) {
    const World& world = plan.world();
    std::string text = name(world, id_of(plan.product())) + ", " + plan.say(plan.today()) + "\n";
    text += line("Switching", costs_text(world, figures));
    for (const VolumeFigure& f : figures.change_volume) text += line("Change volume", volume_text(plan, f));
    text += line("Customers", customers_text(world, figures));
    text += line("Waiting", waiting_text(figures));
    text += line("Balance", balance_text(figures));
    const PromisesFigure& p = figures.promises;
    if (p.kept + p.broken + p.open > 0)
        text += line("Promises", fmt::format("{} kept, {} broken, {} open, {} of them overdue", p.kept,
                                             p.broken, p.open, p.overdue));
    text += line("Load", load_text(world, figures));
    text += line("Horizons", horizons_text(figures));
    text += line("Squeakiest", squeak_text(figures));
    if (text.find("\n  ") == std::string::npos) text += "  Nothing to count yet.\n";
    return with_bidi_escaped(text);
}

}  // namespace plumb::storage
