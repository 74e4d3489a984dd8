// Where an answer belongs that a program without threads has sent.
#include "chat/matrix/intake_batch.hpp"
#include "chat/matrix/names.hpp"

namespace plumb::matrix {

/// The root of the thread in which the answered message stands; empty where it stands in none. What was said
/// before this run is asked of the homeserver.
net::Task<std::string> Intake::thread_of(const Room& room, std::string answered, Batch& batch) {
    const std::optional<std::string> known = roots_.root_of(answered);
    if (known && known->empty()) co_return std::string{};
    // What is kept of a message says more than its thread does.
    if (parts_.store.post_by_message(channel_address(parts_.self.user, room.id), answered))
        co_return std::string{};
    if (known) co_return *known;
    if (!may_ask(batch)) co_return std::string{};
    const auto begun = std::chrono::steady_clock::now();
    const Answer answer = co_await event_from(room, answered, batch.for_questions, batch);
    asked_since(begun, batch);
    if (!answer.ok()) co_return std::string{};
    roots_.saw(event_of(answer.body));
    co_return roots_.root_of(answered).value_or(std::string{});
}

}  // namespace plumb::matrix
