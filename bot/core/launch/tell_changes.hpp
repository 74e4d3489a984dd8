// How what `set` changes is told, of a record that one person owns.
#pragma once

#include "core/command/asked.hpp"
#include "core/command/draft.hpp"
#include "core/command/record_text.hpp"

namespace plumb {

/// A line of what differs, the record's card, and word to a new owner; where nothing differs the asker alone
/// is answered.
template <Record T>
void tell_changes(Draft& draft, const T& before, const T& after) {
    const Ref record{id_of(after)};
    if (after == before) return answer_as_it_is(draft, record);
    const Day today = today_in(draft, after.product);
    Text line;
    line.strong(to_string(record)) << ": " << changes_phrase(draft.world(), today, before, after) << ".";
    draft.tell(record, std::move(line));
    draft.show_card(record);
    if (after.owner != before.owner)
        draft.concern(record, after.owner, "you own " + called(draft.world(), record) + " now.");
}

}  // namespace plumb
