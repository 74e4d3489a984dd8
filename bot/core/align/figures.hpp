// The figures that come with the rules (rules.md, "Figures that come with them"), of one product on a day.
#pragma once

#include "core/align/change_volume.hpp"
#include "core/align/plan.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plumb {

/// What deciding for a request would cost in switching between tasks, in person-days (align/switch_cost.hpp).
struct RequestCost {
    ChangeId request;
    double days = 0;

    bool operator==(const RequestCost&) const = default;
};

/// Change of a release in per cent of its features in the newest confirmed baseline that holds it.
struct VolumeFigure {
    ReleaseId release;
    /// In the last 30 days.
    double churn = 0;
    /// Since the baseline: all, and the kinds apart.
    double total = 0;
    double add = 0;
    double drop = 0;
    double move = 0;
    double modify = 0;
    /// Requests for another date. The machine's form has them in the total alone.
    double date = 0;

    bool operator==(const VolumeFigure&) const = default;
};

/// A customer and how many requests they stand behind, in whatever state.
struct CustomerFigure {
    CustomerId customer;
    int requests = 0;
    /// Amount a year.
    std::optional<std::int64_t> value;

    bool operator==(const CustomerFigure&) const = default;
};

/// What requests wait for: a function's assessment, or, without one, a decision.
using Awaited = std::optional<Function>;

/// Working days that the requests opened in the last 30 days spent waiting, so far where they still do.
struct WaitingFigure {
    Awaited awaited;
    int requests = 0;
    double median = 0;
    int longest = 0;
    int total = 0;

    bool operator==(const WaitingFigure&) const = default;
};

/// Requests of a function.
struct BalanceFigure {
    Function function{};
    int raised = 0;
    int approved = 0;
    int declined = 0;
    /// Decided with an override.
    int overridden = 0;

    bool operator==(const BalanceFigure&) const = default;
};

struct PromisesFigure {
    int kept = 0;
    int broken = 0;
    int open = 0;
    /// Those of the open ones whose date has passed and whose feature has not shipped.
    int overdue = 0;

    bool operator==(const PromisesFigure&) const = default;
};

/// An owner of open events, and on how many of the next 28 days, today included, one of them keeps them busy.
struct LoadFigure {
    PersonId person;
    int busy_days = 0;

    bool operator==(const LoadFigure&) const = default;
};

/// The root weakness with most warnings in a month: those opened in it, and those that were open when it
/// began.
struct Squeak {
    std::string_view weakness;
    int warnings = 0;

    bool operator==(const Squeak&) const = default;
};

struct Figures {
    /// Open requests whose cost is known, by number.
    std::vector<RequestCost> switch_cost;
    /// Releases still to come that are baselined, by number.
    std::vector<VolumeFigure> change_volume;
    /// By number of requests, most first, then by name, whatever its case.
    std::vector<CustomerFigure> customers;
    /// Of the requests with a customer behind them, those with the first one, in per cent; 0 without any.
    double first_share = 0;
    /// Functions in their order, then the decision; only what was waited for.
    std::vector<WaitingFigure> waiting;
    /// What was waited for longest in all; absent when nothing was waited for a day.
    std::optional<Awaited> bottleneck;
    /// Functions that raised a request, in their order.
    std::vector<BalanceFigure> balance;
    PromisesFigure promises;
    /// By busy days, most first, then by name; only people with any.
    std::vector<LoadFigure> load;
    /// Approved requests by the horizon that they name.
    std::array<int, Words<Horizon>::words.size()> horizons{};
    /// Of this month and of the last one; absent without a warning of a known weakness.
    std::optional<Squeak> squeakiest;
    std::optional<Squeak> squeakiest_before;

    bool operator==(const Figures&) const = default;
};

Figures figures(const Plan& plan);

// Each by itself.
std::vector<RequestCost> switch_cost_figures(const Plan& plan);
std::vector<VolumeFigure> volume_figures(const Plan& plan);
std::vector<CustomerFigure> customer_figures(const Plan& plan);
std::vector<WaitingFigure> waiting_figures(const Plan& plan);
std::optional<Awaited> bottleneck_of(const std::vector<WaitingFigure>& waiting);
std::vector<BalanceFigure> balance_figures(const Plan& plan);
PromisesFigure promise_figures(const Plan& plan);
std::vector<LoadFigure> load_figures(const Plan& plan);
/// In the calendar month of a day.
std::optional<Squeak> squeakiest_in(const Plan& plan, Day month);

/// A figure as people read it, with one decimal where it has any: `6.4`, `3`, `1250`.
std::string figure_text(double value);
/// `1 day`, `4.4 days`: a figure and what it counts.
std::string counted_figure(double value, std::string_view one);

}  // namespace plumb
