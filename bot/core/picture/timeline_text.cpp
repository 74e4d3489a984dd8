#include "core/picture/timeline_text.hpp"

#include "core/base/phrases.hpp"
#include "core/command/card_lines.hpp"
#include "core/command/record_text.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace plumb {

namespace {

constexpr std::size_t kLinesShown = 12;
constexpr std::size_t kNamedInAlt = 4;

std::string release_line(const TimelineRelease& release, Day today) {
    std::string line =
        fmt::format("{} · {}{}", release.name, release.status == ReleaseStatus::shipped ? "shipped " : "",
                    day_phrase(release.date, today));
    if (release.beta_from)
        line += fmt::format(" · beta {}", span_phrase(*release.beta_from, *release.beta_to, today));
    if (release.freeze) line += fmt::format(" · freeze {}", spoken(*release.freeze, today));
    return line;
}

std::string event_line(const TimelineEvent& event, Day today) {
    std::string line = fmt::format("{} {} · {}", to_string(Ref{event.id}), quoted(event.title),
                                   span_phrase(event.on, event.to, today));
    if (event.on > today) line += fmt::format(" ({})", distance_text(event.on, today));
    if (event.busy_from < event.on) line += fmt::format(" · setup from {}", spoken(event.busy_from, today));
    if (event.immovable) line += " · cannot move";
    if (event.status == EventStatus::done) line += " · done";
    return line;
}

std::string due_line(const TimelineDue& due, Day today) {
    return fmt::format("{} {} · {} for {} · {}{}", to_string(Ref{due.id}), quoted(due.title),
                       spoken(due.due, today), to_string(Ref{due.event}), word(due.status),
                       due.late ? ", late" : "");
}

void add_section(Card& card, const std::string& heading, const std::vector<std::string>& lines) {
    if (lines.empty()) return;
    card.lines.push_back({Line::Kind::heading, {}, heading});
    for (std::size_t i = 0; i < std::min(lines.size(), kLinesShown); ++i)
        card.lines.push_back({Line::Kind::item, {}, lines[i]});
    if (lines.size() > kLinesShown) add_context(card, fmt::format("and {} more", lines.size() - kLinesShown));
}

std::string conflict_line(const Conflict& conflict, Day today) {
    return fmt::format("{} {} ({}, {})", severity_mark(conflict.severity), conflict.sentence,
                       spoken(conflict.event_day, today), spoken(conflict.with_day, today));
}

/// What lies behind the last day, and the command that shows it; empty where nothing does.
Text later_line(const Timeline& timeline) {
    if (timeline.later == 0) return {};
    const std::string what = timeline.later == 1
                                 ? timeline.later_first
                                 : fmt::format("{} more, the first {}", timeline.later, timeline.later_first);
    return Text("Later: " + what + ". To see " + (timeline.later == 1 ? "it: " : "them: "))
        .code("timeline to:" + iso(timeline.later_to));
}

/// `2 releases (1.0 on Fri 12 Mar, 2.0 on Thu 25 Mar)`.
template <class Bar, class Name>
std::string counted_names(const std::vector<Bar>& bars, std::string_view one, Name name) {
    std::vector<std::string> names;
    for (const Bar& bar : bars) names.push_back(name(bar));
    std::string words = counted(static_cast<std::int64_t>(bars.size()), one);
    if (!names.empty()) words += " (" + listed(names, kNamedInAlt) + ")";
    return words;
}

}  // namespace

Card timeline_card(const Timeline& timeline) {
    const Day today = timeline.today;
    Card card;
    card.title = fmt::format("{}, {}", timeline.product, span_phrase(timeline.from, timeline.to, today));
    if (timeline.releases.empty() && timeline.events.empty() && timeline.due.empty()) {
        card.lines.push_back({Line::Kind::text, {}, "Nothing is planned here."});
        if (timeline.later == 0)
            card.lines.push_back(
                {Line::Kind::text,
                 {},
                 Text("Plan something: ").code("release new 1.0 date:" + iso(today + Days{90}))});
        add_context(card, later_line(timeline));
        return card;
    }
    std::vector<std::string> conflicts, releases, events, due;
    for (const Conflict& conflict : timeline.conflicts) conflicts.push_back(conflict_line(conflict, today));
    for (const TimelineRelease& release : timeline.releases) releases.push_back(release_line(release, today));
    for (const TimelineEvent& event : timeline.events) events.push_back(event_line(event, today));
    for (const TimelineDue& piece : timeline.due) due.push_back(due_line(piece, today));
    add_section(card, "Dates that disagree", conflicts);
    add_section(card, "Releases", releases);
    add_section(card, "Events", events);
    add_section(card, "Collateral due", due);
    add_context(card, later_line(timeline));
    return card;
}

std::string timeline_alt(const Timeline& timeline) {
    const Day today = timeline.today;
    std::string alt =
        fmt::format("Timeline of {}, {}: ", timeline.product, span_phrase(timeline.from, timeline.to, today));
    if (timeline.releases.empty() && timeline.events.empty()) return alt + "nothing is planned.";
    alt += counted_names(timeline.releases, "release", [&](const TimelineRelease& r) {
        return fmt::format("{} on {}", r.name, spoken(r.date, today));
    });
    alt += "; " + counted_names(timeline.events, "event", [&](const TimelineEvent& e) {
               return fmt::format("{} on {}", to_string(Ref{e.id}), spoken(e.on, today));
           });
    alt += fmt::format("; {} of collateral due.",
                       counted(static_cast<std::int64_t>(timeline.due.size()), "piece"));
    std::vector<std::string> conflicts;
    for (const Conflict& conflict : timeline.conflicts) conflicts.push_back(conflict.sentence);
    if (!conflicts.empty()) alt += " Dates that disagree: " + listed(conflicts, kNamedInAlt) + ".";
    return alt;
}

std::string picture_name(const World& world, ProductId product, std::string_view what, Day today) {
    const Product* of = world.find(product);
    return fmt::format("{}-{}-{}.png", of ? of->key : std::string("plan"), what, iso(today));
}

FileWish timeline_wish(const World& world, ProductId product, Day today, const TimelineSpan& span) {
    FileWish wish;
    wish.what = FileWish::What::timeline;
    wish.product = product;
    wish.name = picture_name(world, product, "timeline", today);
    wish.from = span.from;
    wish.to = span.to;
    return wish;
}

}  // namespace plumb
