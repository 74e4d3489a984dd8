#include "chat/matrix/thread_roots.hpp"

#include "chat/matrix/json.hpp"

namespace plumb::matrix {

namespace {

constexpr std::size_t kRootsKept = 2000;

}  // namespace

void ThreadRoots::saw(const Event& event) {
    if (event.type != "m.room.message" || event.id.empty()) return;
    const Json& relation = at(*event.content, "m.relates_to");
    const bool in_thread = text_at(relation, "rel_type") == "m.thread";
    saw(event.id, in_thread ? text_at(relation, "event_id") : std::string{});
}

void ThreadRoots::saw(const std::string& message, const std::string& root) {
    if (!roots_.emplace(message, root).second) return;
    seen_.push_back(message);
    if (seen_.size() <= kRootsKept) return;
    roots_.erase(seen_.front());
    seen_.pop_front();
}

std::optional<std::string> ThreadRoots::root_of(const std::string& message) const {
    const auto found = roots_.find(message);
    if (found == roots_.end()) return std::nullopt;
    return found->second;
}

}  // namespace plumb::matrix
