// A set of numbers, few or a hundred thousand: copying is cheap, changing a copy leaves the original as it
// was.
#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
#include <vector>

namespace plumb {

/// In ascending order, in runs that copies share. For one thread.
class Numbers {
    static constexpr std::size_t kLongest = 512;
    using Run = std::vector<int>;

  public:
    void add(int n) {
        auto at = run_for(n);
        if (at == runs_.end()) at = runs_.insert(at, std::make_shared<Run>());
        Run& run = own(*at);
        const auto place = std::lower_bound(run.begin(), run.end(), n);
        if (place != run.end() && *place == n) return;
        run.insert(place, n);
        if (run.size() < kLongest) return;
        // The last is left full but for one: numbers come in ascending order.
        const auto middle = at + 1 == runs_.end() ? run.end() - 1 : run.begin() + kLongest / 2;
        auto rest = std::make_shared<Run>(middle, run.end());
        run.erase(middle, run.end());
        runs_.insert(at + 1, std::move(rest));
    }
    void remove(int n) {
        const auto at = run_for(n);
        if (at == runs_.end()) return;
        Run& run = own(*at);
        const auto place = std::lower_bound(run.begin(), run.end(), n);
        if (place == run.end() || *place != n) return;
        run.erase(place);
        if (run.empty()) runs_.erase(at);
    }
    bool empty() const { return runs_.empty(); }
    template <class Use>
    void each(Use use) const {
        for (const auto& run : runs_)
            for (const int n : *run) use(n);
    }

  private:
    using Runs = std::vector<std::shared_ptr<Run>>;

    /// The last run that begins at or before the number, else the first.
    Runs::iterator run_for(int n) {
        const auto after = std::upper_bound(
            runs_.begin(), runs_.end(), n, [](int wanted, const auto& run) { return wanted < run->front(); });
        return after == runs_.begin() ? after : after - 1;
    }
    static Run& own(std::shared_ptr<Run>& held) {
        if (held.use_count() > 1) held = std::make_shared<Run>(*held);
        return *held;
    }
    Runs runs_;
};

}  // namespace plumb
