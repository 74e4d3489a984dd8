// Out of true: open warnings by severity, and what of them is news.
#include "core/command/card_lines.hpp"
#include "core/command/record_text.hpp"
#include "core/command/warnings_today.hpp"
#include "core/digest/digest.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <set>
#include <utility>

namespace plumb {

namespace {

std::size_t items_in(std::string_view list) {
    return list.empty() ? 0 : static_cast<std::size_t>(std::count(list.begin(), list.end(), ',')) + 1;
}

bool is_more(const JournalRow& row) {
    return row.field == "subject" && !row.before.empty() && items_in(row.after) > items_in(row.before);
}

/// Above 0: more severe; below 0: less; 0: the row says nothing of it.
int severity_step(const JournalRow& row) {
    if (row.field != "severity") return 0;
    const auto before = named<Severity>(row.before);
    const auto after = named<Severity>(row.after);
    return before && after ? static_cast<int>(*after) - static_cast<int>(*before) : 0;
}

/// Of one warning: it got more severe, or there came to be more of it while it did not get less severe.
bool is_worse(const std::vector<const JournalRow*>& rows) {
    using Step = std::pair<Instant, std::string_view>;
    std::set<Step> falls;
    for (const JournalRow* row : rows)
        if (severity_step(*row) < 0) falls.insert({row->at, row->command});
    return std::any_of(rows.begin(), rows.end(), [&](const JournalRow* row) {
        return severity_step(*row) > 0 || (is_more(*row) && !falls.contains({row->at, row->command}));
    });
}

/// It was silent or gone, and is open again.
bool is_return(const JournalRow& row) {
    return row.field == "status" && row.after == word(WarningStatus::open) && !row.before.empty() &&
           row.before != word(WarningStatus::acknowledged);
}

/// ` new`, ` worse`, ` back` or nothing.
std::string_view news_of(const Warning& warning, const Context& context, Instant since) {
    if (is_news(warning.opened_at, warning.meta.created_by, since)) return " new";
    std::vector<const JournalRow*> rows;
    for (const JournalRow& row : context.archive.journal)
        if (is_news(row.at, row.by, since) && row.record == Ref{id_of(warning)}) rows.push_back(&row);
    if (is_worse(rows)) return " worse";
    const bool back =
        std::any_of(rows.begin(), rows.end(), [](const JournalRow* row) { return is_return(*row); });
    return back ? " back" : "";
}

Line line_of(const World& world, const Context& context, const Warning& warning, std::string facts,
             Instant since) {
    Text text(std::string(severity_mark(warning.severity)) + " ");
    text.strong(to_string(Ref{id_of(warning)}));
    if (warning.status == WarningStatus::open) text << news_of(warning, context, since);
    text << "  " << facts;
    if (warning.status == WarningStatus::acknowledged) {
        text << " (acknowledged";
        if (warning.by) text << " by " << person_name(world, warning.by);
        if (!warning.reason.empty()) text << ": " << quoted(warning.reason);
        text << ")";
    }
    return item({}, std::move(text));
}

}  // namespace

Section out_of_true(const World& world, const Context& context, const DigestWish& wish, bool& worth) {
    const Day today = today_of(context, world, wish.product);
    std::vector<const Warning*> warnings;
    for (const Warning& w : world.all<Warning>()) {
        const bool shown = w.status == WarningStatus::open || w.status == WarningStatus::acknowledged;
        if (w.product == wish.product && shown && !w.subject.empty() && !mute_of(world, w, today))
            warnings.push_back(&w);
    }
    std::sort(warnings.begin(), warnings.end(),
              [](const Warning* a, const Warning* b) { return comes_first(*a, *b); });
    worth = !warnings.empty() && warnings.front()->status == WarningStatus::open;
    Section section{"Out of true", {}};
    std::vector<Line> lines;
    FactsToday facts(world, context);
    for (const Warning* w : warnings) lines.push_back(line_of(world, context, *w, facts.of(*w), wish.since));
    add_capped(section, std::move(lines), "warnings");
    return section;
}

}  // namespace plumb
