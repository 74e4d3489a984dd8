#include "net/rate.hpp"

#include <algorithm>
#include <utility>

namespace plumb::net {

std::vector<pace::Action> Pacer::resume(const pace::Event& event, Instant now) {
    now_ = now;
    out_.clear();
    std::visit([this](const auto& e) { on(e); }, event);
    return std::move(out_);
}

std::size_t Pacer::waiting() const {
    std::size_t sum = 0;
    for (const auto& [name, lane] : lanes_) sum += lane.waiting.size();
    return sum;
}

/// A lane holds no count of what it may still send, only the moment at which its whole burst is earned back;
/// each message moves that by `every`, and one may go while it is less than a burst away.
Instant Pacer::Lane::may_send_at() const { return full_at - limit.every * (limit.burst - 1); }

void Pacer::on(const pace::Ask& e) {
    const bool fresh = lanes_.find(e.lane) == lanes_.end();
    if (fresh && lanes_.size() >= forget_above_) forget_rested();
    Lane& lane = lanes_[e.lane];
    if (fresh) lane.full_at = now_;
    lane.limit = e.limit;
    lane.waiting.push_back(e.ticket);
    serve(lane);
}

void Pacer::on(const pace::Done& e) {
    const auto found = lanes_.find(e.lane);
    if (found == lanes_.end() || !found->second.in_flight) return;
    found->second.in_flight.reset();
    serve(found->second);
}

void Pacer::on(const pace::Refused& e) {
    const auto found = lanes_.find(e.lane);
    if (found == lanes_.end() || !found->second.in_flight) return;
    Lane& lane = found->second;
    lane.waiting.push_front(*std::exchange(lane.in_flight, std::nullopt));
    const Instant again = now_ + e.retry_after.value_or(lane.limit.when_unsaid);
    lane.full_at = std::max(lane.full_at, again + lane.limit.every * (lane.limit.burst - 1));
    serve(lane);
}

void Pacer::on(const pace::Drop& e) {
    const auto found = lanes_.find(e.lane);
    if (found == lanes_.end()) return;
    std::deque<Ticket>& waiting = found->second.waiting;
    waiting.erase(std::remove(waiting.begin(), waiting.end(), e.ticket), waiting.end());
}

void Pacer::on(const pace::Tick&) {
    armed_.reset();
    for (auto& [name, lane] : lanes_) serve(lane);
}

void Pacer::serve(Lane& lane) {
    if (lane.in_flight || lane.waiting.empty()) return;
    const Instant at = lane.may_send_at();
    if (at > now_) return wake_at(at);
    lane.in_flight = lane.waiting.front();
    lane.waiting.pop_front();
    lane.full_at = std::max(lane.full_at, now_) + lane.limit.every;
    out_.emplace_back(pace::Send{*lane.in_flight});
}

void Pacer::wake_at(Instant at) {
    if (armed_ && *armed_ <= at) return;
    armed_ = at;
    std::erase_if(out_, [](const pace::Action& a) { return std::holds_alternative<pace::WakeAt>(a); });
    out_.emplace_back(pace::WakeAt{at});
}

/// A lane that rests with its whole burst earned back is as good as one never seen.
void Pacer::forget_rested() {
    std::erase_if(lanes_, [&](const auto& entry) {
        const Lane& lane = entry.second;
        return lane.waiting.empty() && !lane.in_flight && lane.full_at <= now_;
    });
    forget_above_ = std::max(kLanesKept, lanes_.size() * 2);
}

}  // namespace plumb::net
