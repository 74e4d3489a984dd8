// Whose zone is the one that their platform has for them.
#include "app/persons.hpp"
#include "app/service.hpp"

#include <algorithm>

namespace plumb {

/// Whether they said themselves what their zone is, and still mean it.
bool Service::said_zone(PersonId who) const {
    const std::vector<JournalRow> rows = store_.history({Ref{who}});
    const auto last =
        std::find_if(rows.rbegin(), rows.rend(), [](const JournalRow& row) { return row.field == "tz"; });
    return last != rows.rend() && !last->after.empty();
}

/// Who moves takes their zone along, where it is not one that they said.
void Service::follow_zone(const Author& author, PersonId who, std::vector<Write>& people) {
    const Person* known = who ? world_.find(who) : nullptr;
    if (!known || !is_in_another_zone(*known, author, zones_) || said_zone(who)) return;
    Person moved = *known;
    moved.tz = author.tz;
    people.push_back({AnyRecord{std::move(moved)}, false});
    world_ = plumb::apply(std::move(world_), {people.back()});
}

}  // namespace plumb
