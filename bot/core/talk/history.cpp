// `history ID`: every change of a record, who made it, when, from what to what.
#include "core/base/phrases.hpp"
#include "core/command/paging.hpp"
#include "core/command/record_text.hpp"
#include "core/talk/talk_handlers.hpp"
#include "core/time/hours.hpp"

#include <fmt/core.h>

namespace plumb {

namespace {

/// `status from open to assessed`.
std::string change_text(const JournalRow& row) {
    std::string field = row.field;
    for (char& c : field)
        if (c == '_') c = ' ';
    if (row.field == "created") return "recorded";
    if (row.field == "erased") return "taken away";
    if (row.before.empty()) return fmt::format("{} is {}", field, row.after);
    if (row.after.empty()) return fmt::format("{} is cleared (was {})", field, row.before);
    return fmt::format("{} from {} to {}", field, row.before, row.after);
}

bool same_act(const JournalRow& a, const JournalRow& b) {
    return a.at == b.at && a.by == b.by && a.command == b.command;
}

/// The reader's zone, else the product's.
const Zone& reader_zone(const Draft& draft, ProductId product) {
    const Person* reader = draft.find(draft.actor());
    if (reader && !reader->tz.empty()) return zone_or_utc(draft.context().zones, reader->tz);
    return zone_of(draft.context(), draft.world(), product);
}

std::string row_text(const World& world, const std::vector<JournalRow>& rows, std::size_t first,
                     std::size_t last, const Zone& zone, Day today) {
    const JournalRow& row = rows[first];
    std::vector<std::string> changes;
    for (std::size_t i = first; i < last; ++i) changes.push_back(change_text(rows[i]));
    const std::string who = row.by ? person_name(world, row.by) : "by the clock";
    return fmt::format("{} {}, {}: {}", spoken(zone.day_of(row.at), today),
                       clock_text(zone.time_of_day(row.at)), who, listed(changes));
}

}  // namespace

Result<void> show_history(Draft& draft, const Command& command) {
    const std::vector<JournalRow>& journal = draft.context().archive.history;
    const Zone& zone = reader_zone(draft, command.product);
    const Day today = zone.day_of(draft.now());
    std::vector<std::string> rows;
    for (std::size_t first = 0; first < journal.size();) {
        std::size_t last = first + 1;
        while (last < journal.size() && same_act(journal[first], journal[last])) ++last;
        rows.push_back(row_text(draft.world(), journal, first, last, zone, today));
        first = last;
    }
    const std::string what = called(draft.world(), command.subject);
    if (rows.empty()) {
        draft.answer(plain_card(fmt::format("Nothing is written down about {} yet.", what)));
        return {};
    }
    const Text title(fmt::format("{}: {}, times in {}.", what,
                                 counted(static_cast<int>(rows.size()), "change"), zone.name()));
    draft.answer(list_card(title, rows, command.get<std::int64_t>("page").value_or(1),
                           "history " + as_typed(label(draft.world(), command.subject))));
    return {};
}

}  // namespace plumb
