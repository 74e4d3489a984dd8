// Who is in a room: a command may name people who have never spoken to the bot.
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
    Call call = get(client_path({"rooms", room.id, "joined_members"}));
    call.kind = "members";
    call.timeout = batch.for_questions;
    const Answer answer = co_await parts_.api->call(std::move(call));
    asked_since(begun, batch);
    const Json& joined = at(answer.body, "joined");
    if (!answer.ok() || !joined.is_object()) co_return;
    for (const auto& [user, profile] : joined.items()) {
        if (user == parts_.self.user || !is_user_id(user)) continue;
        room.present.insert(user);
        std::string name = one_line_name(text_at(profile, "display_name"));
        if (!name.empty()) room.members.emplace(user, std::move(name));
    }
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
