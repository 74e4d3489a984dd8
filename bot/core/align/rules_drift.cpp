// Functions that no longer meet on any record.
#include "core/align/report.hpp"
#include "core/align/rule.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <utility>

namespace plumb {

namespace {

/// "In the last 30 days" (rules.md, `function-drift`).
constexpr int kActiveDays = 30;

using Pair = std::pair<Function, Function>;
constexpr std::array kPairs{Pair{Function::engineering, Function::marketing},
                            Pair{Function::engineering, Function::product},
                            Pair{Function::marketing, Function::product}};

/// Which functions acted in the last `days` days.
std::array<bool, kFunctions> acted(const Plan& plan, const Acts& acts, int days) {
    std::array<bool, kFunctions> out{};
    for (std::size_t i = 0; i < kFunctions; ++i) out[i] = acts[i] && plan.in_last(plan.day(*acts[i]), days);
    return out;
}

bool both(const std::array<bool, kFunctions>& acted, const Pair& pair) {
    return acted[static_cast<std::size_t>(pair.first)] && acted[static_cast<std::size_t>(pair.second)];
}

/// Pairs that met on a record of a plan: one of each acted on it, or wrote in its thread.
class Meetings {
  public:
    Meetings(const Plan& plan, int days) : plan_(&plan), days_(days) {
        meet<Release>();
        meet<Feature>();
        meet<Baseline>();
        meet<ChangeRequest>();
        meet<Evidence>();
        meet<Assessment>();
        meet<LaunchEvent>();
        meet<Collateral>();
        meet<Promise>();
        meet<Assumption>();
        meet<Warning>();
    }
    bool met(std::size_t pair) const { return met_[pair]; }

  private:
    template <Record T>
    void meet() {
        plan_->world().all<T>().each_naming(id_of(plan_->product()), [&](const T& record) {
            if (record.product != id_of(plan_->product())) return;
            const auto by = acted(*plan_, record.meta.acts, days_);
            for (std::size_t i = 0; i < kPairs.size(); ++i) met_[i] = met_[i] || both(by, kPairs[i]);
        });
    }

    const Plan* plan_;
    int days_;
    std::array<bool, kPairs.size()> met_{};
};

}  // namespace

namespace rule {

void function_drift(const Plan& plan, const Limits& limits, Findings& findings) {
    const int days = limits["days"];
    const Product& product = plan.product();
    if (days_between(plan.day(product.meta.created_at), plan.today()) < days) return;
    const auto heard = acted(plan, product.heard, kActiveDays);
    if (std::none_of(kPairs.begin(), kPairs.end(), [&](const Pair& pair) { return both(heard, pair); }))
        return;
    const Meetings meetings(plan, days);
    std::vector<std::string> apart;
    for (std::size_t i = 0; i < kPairs.size(); ++i)
        if (both(heard, kPairs[i]) && !meetings.met(i))
            apart.push_back(fmt::format("{} and {}", word(kPairs[i].first), word(kPairs[i].second)));
    if (apart.empty()) return;
    Report report(plan, id_of(product), Severity::info);
    report.mend("change list state:open", "Open requests");
    findings.push_back(std::move(report).facts(fmt::format(
        "In the last {} {} have shared no record{}: on none has one of each written or acted.",
        days_text(days), apart.front(),
        apart.size() == 1
            ? std::string{}
            : fmt::format(", nor have {}", fmt::join(apart.begin() + 1, apart.end(), ", nor have ")))));
}

}  // namespace rule

}  // namespace plumb
