#include "core/change/watchers.hpp"

#include "core/base/among.hpp"

namespace plumb {

bool add_once(std::vector<PersonId>& people, PersonId who) {
    if (!who || is_among(people, who)) return false;
    people.push_back(who);
    return true;
}

void put_as_acted(Draft& draft, ChangeRequest request) {
    request.meta.updated_at = draft.now();
    // In the very instant of its last change nothing else of it differs.
    if (const auto function = function_of(draft.world(), draft.actor()))
        request.meta.acts[static_cast<std::size_t>(*function)] = draft.now();
    draft.put(std::move(request));
}

void tell_watchers(Draft& draft, const ChangeRequest& request, const Text& line,
                   const std::vector<PersonId>& but) {
    for (const PersonId who : request.watchers)
        if (!is_among(but, who)) draft.concern(id_of(request), who, line);
}

std::vector<PersonId> unacknowledged(const ChangeRequest& request) {
    std::vector<PersonId> rest;
    for (const PersonId who : request.affected)
        if (!is_among(request.acknowledged, who)) rest.push_back(who);
    return rest;
}

}  // namespace plumb
