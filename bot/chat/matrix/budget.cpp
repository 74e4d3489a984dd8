#include "chat/matrix/budget.hpp"

namespace plumb::matrix {

void RefusalBudget::refused(const std::string& room, const std::string& who, net::Instant now) {
    refusals_[{room, who}].push_back(now);
}

bool RefusalBudget::left(const std::string& room, const std::string& who, net::Instant now) {
    const auto found = refusals_.find({room, who});
    if (found == refusals_.end()) return true;
    std::deque<net::Instant>& times = found->second;
    while (!times.empty() && now - times.front() > kRefusalsWithin) times.pop_front();
    const bool left = times.size() < kMostRefusals;
    if (times.empty()) refusals_.erase(found);
    return left;
}

}  // namespace plumb::matrix
