#include "chat/matrix/company.hpp"

#include "chat/matrix/names.hpp"

namespace plumb::matrix {

net::Task<void> ask_company(Api& api, Rooms& rooms, std::string room, std::string self,
                            std::chrono::milliseconds within) {
    Call call = get(client_path({"rooms", room, "joined_members"}));
    call.kind = "members";
    call.timeout = within;
    const Answer answer = co_await api.call(std::move(call));
    const Json& joined = at(answer.body, "joined");
    if (!answer.ok() || !joined.is_object()) co_return;
    Room& known = rooms.at(room);
    known.company_known = true;
    known.company_whole = true;
    for (const auto& [user, profile] : joined.items()) {
        if (user == self || !is_user_id(user)) continue;
        known.present.insert(user);
        std::string name = one_line_name(text_at(profile, "display_name"));
        if (!name.empty()) known.members.emplace(user, std::move(name));
    }
}

}  // namespace plumb::matrix
