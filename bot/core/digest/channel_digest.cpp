// The digest of a channel: its sections under a title of its day or week.
#include "core/align/plan.hpp"
#include "core/command/record_text.hpp"
#include "core/digest/digest.hpp"

#include <fmt/core.h>

namespace plumb {

namespace {

constexpr Days kWeekOfDigest{7};

int iso_week(Day monday) {
    const Day thursday = monday + Days{3};
    const std::chrono::year_month_day date{thursday};
    return days_between(Day{date.year() / std::chrono::January / 1}, thursday) / 7 + 1;
}

/// `week 8 (22–28 Feb)` where the week is a calendar week, else its days.
std::string week_text(Day day) {
    const Day first = day - kWeekOfDigest;
    std::string days = week_before(day);
    if (std::chrono::weekday{first} != std::chrono::Monday) return days;
    return fmt::format("week {} ({})", iso_week(first), days);
}

/// `2.0 in 25 days`; empty when no release is to come.
std::string next_release(const World& world, ProductId product, Day today) {
    const Release* next = nullptr;
    for (const Release& r : world.all<Release>())
        if (r.product == product && Plan::still_to_come(r) && r.date >= today &&
            (!next || r.date < next->date))
            next = &r;
    return next ? next->name + " " + distance_text(next->date, today) : std::string{};
}

void add(Card& card, Section section) {
    if (section.empty()) return;
    card.lines.push_back({Line::Kind::heading, std::string(section.heading), {}});
    for (Line& line : section.lines) card.lines.push_back(std::move(line));
}

std::string title_of(const World& world, const DigestWish& wish, Day today) {
    // The schedule may count its days by another zone than the product, by whose days all else is told.
    const Day day = wish.late.empty() ? today : wish.day;
    const std::string when = wish.weekly ? week_text(wish.day) : spoken(day, today);
    std::string title = fmt::format("{} · {}", name(world, wish.product), when);
    if (!wish.late.empty()) title += " · late, " + wish.late;
    return title;
}

/// The weekly digest's one line where there is nothing.
std::string nothing_at_all(const World& world, const Context& context, const DigestWish& wish) {
    std::string truth = nothing_out_of_true(world, context, wish);
    if (!truth.empty()) truth = ", " + truth;
    return fmt::format(": nothing waits{}, and nothing comes up in four weeks.", truth);
}

}  // namespace

std::string week_before(Day day) {
    const std::chrono::year_month_day first{day - kWeekOfDigest};
    const std::chrono::year_month_day last{day - Days{1}};
    const auto month = [](std::chrono::year_month_day date) {
        return kMonthNames[static_cast<unsigned>(date.month()) - 1].substr(0, 3);
    };
    const auto number = [](std::chrono::year_month_day date) { return static_cast<unsigned>(date.day()); };
    if (first.month() == last.month())
        return fmt::format("{}–{} {}", number(first), number(last), month(last));
    return fmt::format("{} {} – {} {}", number(first), month(first), number(last), month(last));
}

Digest channel_digest(const World& world, const Context& context, const DigestWish& wish) {
    const Day today = today_of(context, world, wish.product);
    Digest digest;
    Card& card = digest.card;
    bool open_warnings = false;
    Section needs = needs_you(world, context, wish);
    Section warnings = out_of_true(world, context, wish, open_warnings);
    digest.worth = !needs.empty() || open_warnings;
    add(card, std::move(needs));
    add(card, std::move(warnings));
    const auto news = [&](Section section) {
        if (wish.weekly && !section.empty()) digest.worth = true;
        add(card, std::move(section));
    };
    news(dates_moved(world, context, wish));
    news(decided_since(world, context, wish));
    news(coming_up(world, context, wish));
    if (due_at_once(world, context, wish)) digest.worth = true;
    if (wish.weekly) {
        news(heard_since(world, context, wish));
        if (pulse_tells(world, context, wish)) digest.worth = true;
        add(card, pulse(world, context, wish, wish.monthly));
    }
    card.title = title_of(world, wish, today);
    if (digest.worth) {
        card.state = next_release(world, wish.product, today);
        return digest;
    }
    card.lines.clear();
    card.title << (wish.weekly ? nothing_at_all(world, context, wish) : ": nothing needs action.");
    return digest;
}

}  // namespace plumb
