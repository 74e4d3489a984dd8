// Out of true: open warnings by severity, and what of them is news.
#include "core/command/card_lines.hpp"
#include "core/command/record_text.hpp"
#include "core/command/warnings_today.hpp"
#include "core/digest/digest.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <utility>

namespace plumb {

namespace {

std::size_t items_in(std::string_view list) {
    return list.empty() ? 0 : static_cast<std::size_t>(std::count(list.begin(), list.end(), ',')) + 1;
}

/// It is more severe than it was before its rows, in the order of time, or as severe and there is more of it.
/// What rose and fell back is as it was.
bool is_worse(const Warning& warning, const std::vector<const JournalRow*>& rows) {
    const auto ends = [&](std::string_view field) {
        const auto is_its = [&](const JournalRow* row) { return row->field == field; };
        const auto first = std::find_if(rows.begin(), rows.end(), is_its);
        const auto last = std::find_if(rows.rbegin(), rows.rend(), is_its);
        return first == rows.end()
                   ? std::pair<std::string_view, std::string_view>{}
                   : std::pair<std::string_view, std::string_view>{(*first)->before, (*last)->after};
    };
    const auto before = named<Severity>(ends("severity").first);
    if (before && *before != warning.severity) return warning.severity > *before;
    const auto [subject_before, subject_after] = ends("subject");
    if (items_in(subject_after) != items_in(subject_before) && !subject_before.empty())
        return items_in(subject_after) > items_in(subject_before);
    // It rose while it was muted, and that was told since.
    return std::any_of(rows.begin(), rows.end(), [](const JournalRow* row) {
        return row->field == "channel_at" && !row->before.empty() && row->after.empty();
    });
}

/// No channel had heard of it, and one has now.
bool is_first_telling(const JournalRow& row) {
    return row.field == "told_in" && row.before.starts_with('-') && !row.after.starts_with('-');
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
    const bool first =
        std::any_of(rows.begin(), rows.end(), [](const JournalRow* row) { return is_first_telling(*row); });
    if (first) return " new";
    if (is_worse(warning, rows)) return " worse";
    const bool back =
        std::any_of(rows.begin(), rows.end(), [](const JournalRow* row) { return is_return(*row); });
    return back ? " back" : "";
}

/// Its owner’s alone (`tell:owner-first`): the channel’s turn is still to come.
bool is_private(const Warning& warning, Instant now) {
    return warning.told_in < 0 && warning.channel_at && *warning.channel_at > now;
}

Line line_of(const World& world, const Context& context, const Warning& warning, const std::string& facts,
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

bool is_muted(const World& world, const Warning& warning, Day today) {
    return warning.status == WarningStatus::open && mute_of(world, warning, today);
}

}  // namespace

Section out_of_true(const World& world, const Context& context, const DigestWish& wish, bool& worth) {
    const Day today = today_of(context, world, wish.product);
    std::vector<const Warning*> warnings;
    for (const Warning& w : world.all<Warning>()) {
        const bool shown = w.status == WarningStatus::open || w.status == WarningStatus::acknowledged;
        if (w.product == wish.product && shown && !w.subject.empty() && !is_private(w, context.now) &&
            !mute_of(world, w, today))
            warnings.push_back(&w);
    }
    std::sort(warnings.begin(), warnings.end(),
              [](const Warning* a, const Warning* b) { return comes_first(*a, *b); });
    worth = !warnings.empty() && warnings.front()->status == WarningStatus::open;
    Section section{"Out of true", {}};
    std::vector<Line> lines;
    FactsToday facts(world, context, wish.evaluated);
    for (const Warning* w : warnings) lines.push_back(line_of(world, context, *w, facts.of(*w), wish.since));
    add_capped(section, std::move(lines), "warnings");
    return section;
}

std::string nothing_out_of_true(const World& world, const Context& context, const DigestWish& wish) {
    const Day today = today_of(context, world, wish.product);
    std::map<std::string_view, int> answered;
    bool hidden = false;
    world.all<Warning>().each_naming(wish.product, [&](const Warning& w) {
        if (w.product != wish.product || w.subject.empty() || w.status == WarningStatus::resolved) return;
        if (is_private(w, context.now))
            hidden = true;
        else
            ++answered[is_muted(world, w, today) ? "muted" : word(w.status)];
    });
    if (hidden) return {};
    std::string counts;
    for (const auto& [how, many] : answered)
        counts += fmt::format("{}{} {}", counts.empty() ? "" : ", ", many, how);
    return counts.empty() ? "nothing is out of true"
                          : fmt::format("nothing is out of true but what was answered ({})", counts);
}

}  // namespace plumb
