// `history ID`: every change of a record, who made it, when, from what to what.
#include "core/base/phrases.hpp"
#include "core/command/channel_word.hpp"
#include "core/command/paging.hpp"
#include "core/command/record_text.hpp"
#include "core/talk/history_text.hpp"
#include "core/talk/talk_handlers.hpp"
#include "core/time/hours.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace plumb {

namespace {

bool same_act(const JournalRow& a, const JournalRow& b) {
    return a.at == b.at && a.by == b.by && a.command == b.command;
}

/// The reader's zone, else the product's.
const Zone& reader_zone(const Draft& draft, ProductId product) {
    const Person* reader = draft.find(draft.actor());
    if (reader && !reader->tz.empty()) return zone_or_utc(draft.context().zones, reader->tz);
    return zone_of(draft.context(), draft.world(), product);
}

/// A product's channels as the journal keeps them, by what people call them.
std::string channel_words(const Context& context, std::string_view addresses) {
    constexpr std::string_view kBetween = ", ";
    std::string words;
    while (!addresses.empty()) {
        const std::size_t end = std::min(addresses.find(kBetween), addresses.size());
        if (!words.empty()) words += kBetween;
        words += channel_word(context, std::string(addresses.substr(0, end)));
        addresses.remove_prefix(std::min(end + kBetween.size(), addresses.size()));
    }
    return words;
}

void name_channels(const Context& context, std::vector<JournalRow>& journal) {
    for (JournalRow& row : journal) {
        if (row.record.kind != Kind::product || row.field != "channels") continue;
        row.before = channel_words(context, row.before);
        row.after = channel_words(context, row.after);
    }
}

/// When, who, what; empty where nothing changed that people ask for.
std::string row_text(const World& world, Ref record, const std::vector<JournalRow>& act, const Zone& zone,
                     Day today) {
    const std::string changes = act_text(world, record, act, today);
    if (changes.empty()) return {};
    const JournalRow& row = act.front();
    const bool imported = row.command.starts_with("import ");
    const std::string who = row.by ? person_name(world, row.by) : imported ? "by an import" : "by the clock";
    return fmt::format("{} {}, {}: {}", spoken(zone.day_of(row.at), today),
                       clock_text(zone.time_of_day(row.at)), who, changes);
}

}  // namespace

Result<void> show_history(Draft& draft, const Command& command) {
    std::vector<JournalRow> journal =
        while_its_own(draft.context().archive.history, draft.world(), command.subject);
    // What is planned in a product has histories of its own.
    if (command.subject.kind == Kind::product)
        std::erase_if(journal, [&](const JournalRow& row) { return row.record != command.subject; });
    name_channels(draft.context(), journal);
    const Zone& zone = reader_zone(draft, command.product);
    const Day today = zone.day_of(draft.now());
    std::vector<std::string> rows;
    for (std::size_t first = 0; first < journal.size();) {
        std::size_t last = first + 1;
        while (last < journal.size() && same_act(journal[first], journal[last])) ++last;
        const std::vector<JournalRow> act(journal.begin() + static_cast<std::ptrdiff_t>(first),
                                          journal.begin() + static_cast<std::ptrdiff_t>(last));
        first = last;
        std::string row = row_text(draft.world(), command.subject, act, zone, today);
        if (!row.empty()) rows.push_back(std::move(row));
    }
    const std::string what = called(draft.world(), command.subject);
    if (rows.empty()) {
        draft.answer(plain_card(fmt::format("Nothing is written down about {} yet.", what)));
        return {};
    }
    const Text title(fmt::format("{}: {}, times in {}.", what,
                                 counted(static_cast<int>(rows.size()), "change"), zone.name()));
    draft.answer(list_card(title, rows, page_asked(command),
                           "history " + as_typed(label(draft.world(), command.subject))));
    return {};
}

}  // namespace plumb
