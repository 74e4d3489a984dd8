// Who is in a room: a command may name people who have never spoken to the bot.
#include "chat/matrix/company.hpp"
#include "chat/matrix/intake_batch.hpp"
#include "chat/matrix/names.hpp"
#include "core/base/spelling.hpp"

namespace plumb::matrix {

/// Homeservers send only the speakers along: a room is asked once who is in it, when a command names
/// somebody. Without an answer the bot knows those it has seen.
net::Task<void> Intake::learn_company(Room& room, const std::string& text, Batch& batch) {
    if (room.company_known || !room.direct_with.empty() || text.find('@') == std::string::npos) co_return;
    if (!may_ask(batch)) co_return;
    room.company_known = true;
    const auto begun = std::chrono::steady_clock::now();
    co_await ask_company(*parts_.api, parts_.rooms, room.id, parts_.self.user, batch.for_questions);
    asked_since(begun, batch);
}

/// Those of a room whose ids, the names in these or what they call themselves stand in a text; nobody whom
/// the bot does not serve.
std::vector<Member> Intake::members_in(const Room& room, const std::string& text) const {
    const std::string said = lower(text);
    std::vector<Member> out;
    for (const std::string& user : room.present) {
        const std::string handle = lower(local_part(user));
        const auto known = room.members.find(user);
        const std::string name = known == room.members.end() ? std::string{} : known->second;
        const bool named = said.find(handle) != std::string::npos ||
                           (!name.empty() && said.find(lower(name)) != std::string::npos);
        if (named && !is_stranger(user)) out.push_back({account_of(user), handle, name});
    }
    return out;
}

}  // namespace plumb::matrix
