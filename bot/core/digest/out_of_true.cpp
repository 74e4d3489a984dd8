// Out of true: open warnings by severity, and what of them is news.
#include "core/command/card_lines.hpp"
#include "core/command/record_text.hpp"
#include "core/digest/digest.hpp"
#include "core/people/thresholds.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace plumb {

namespace {

std::size_t items_in(std::string_view list) {
    return list.empty() ? 0 : static_cast<std::size_t>(std::count(list.begin(), list.end(), ',')) + 1;
}

bool is_rise(const JournalRow& row) {
    if (row.field == "subject") return !row.before.empty() && items_in(row.after) > items_in(row.before);
    if (row.field != "severity") return false;
    const auto before = named<Severity>(row.before);
    const auto after = named<Severity>(row.after);
    return before && after && *after > *before;
}

/// It was silent or gone, and is open again.
bool is_return(const JournalRow& row) {
    return row.field == "status" && row.after == word(WarningStatus::open) && !row.before.empty() &&
           row.before != word(WarningStatus::acknowledged);
}

/// ` new`, ` worse`, ` back` or nothing.
std::string_view news_of(const Warning& warning, const Context& context, Instant since) {
    if (warning.opened_at > since) return " new";
    bool worse = false;
    bool back = false;
    for (const JournalRow& row : context.archive.journal) {
        if (row.at <= since || row.record != Ref{id_of(warning)}) continue;
        worse = worse || is_rise(row);
        back = back || is_return(row);
    }
    if (worse) return " worse";
    return back ? " back" : "";
}

bool muted(const World& world, const Warning& warning, Day today) {
    const auto mutes = mutes_of(world, warning.product, warning.rule, today);
    return std::any_of(mutes.begin(), mutes.end(), [&](const Mute* mute) {
        return !mute->subject || mute->subject == warning.subject.front();
    });
}

bool shown_first(const Warning* a, const Warning* b) {
    if (a->status != b->status) return a->status < b->status;
    if (a->severity != b->severity) return a->severity > b->severity;
    return a->meta.n < b->meta.n;
}

Line line_of(const World& world, const Context& context, const Warning& warning, Instant since) {
    Text text(std::string(severity_mark(warning.severity)) + " ");
    text.strong(to_string(Ref{id_of(warning)}));
    if (warning.status == WarningStatus::open) text << news_of(warning, context, since);
    text << "  " << warning.facts;
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
        if (w.product == wish.product && shown && !w.subject.empty() && !muted(world, w, today))
            warnings.push_back(&w);
    }
    std::sort(warnings.begin(), warnings.end(), shown_first);
    worth = !warnings.empty() && warnings.front()->status == WarningStatus::open;
    Section section{"Out of true", {}};
    std::vector<Line> lines;
    for (const Warning* w : warnings) lines.push_back(line_of(world, context, *w, wish.since));
    add_capped(section, std::move(lines), "warnings");
    return section;
}

}  // namespace plumb
