// The ripple of a change as lines and as a card.
#include "core/align/switch_cost.hpp"
#include "core/change/judgement.hpp"
#include "core/change/parts.hpp"
#include "core/change/ripple.hpp"
#include "core/command/card_lines.hpp"
#include "core/command/record_text.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace plumb {

namespace {

constexpr std::size_t kLinesShown = 8;
constexpr std::size_t kFindingsShown = 8;

std::string days_left(Day day, Day today) {
    if (day == today) return "today";
    if (day < today) return distance_text(day, today);
    return counted(working_days_after(today, day), "working day") + " left";
}

/// `LE-1 “Spring launch”, Thu 15 Jul, 96 working days left (ben)`.
Text thing_text(const World& world, Day today, Ref thing, std::optional<Day> day) {
    Text text(called(world, thing));
    if (day) text << ", " << spoken(*day, today) << ", " << days_left(*day, today);
    const auto owners = owners_of(world, thing);
    text << (owners.empty() ? " (no owner)" : " (");
    for (std::size_t i = 0; i < owners.size(); ++i) {
        if (i) text << ", ";
        text.person(owners[i]);
    }
    if (!owners.empty()) text << ")";
    return text;
}

void add_findings(std::vector<Line>& lines, const std::string& label, const Findings& findings) {
    for (std::size_t i = 0; i < findings.size() && i < kFindingsShown; ++i) {
        Text text(std::string(severity_mark(findings[i].severity)) + " ");
        text << findings[i].facts;
        lines.push_back({Line::Kind::field, label, std::move(text)});
    }
    if (findings.size() > kFindingsShown)
        lines.push_back(
            {Line::Kind::context, {}, fmt::format("and {} more", findings.size() - kFindingsShown)});
}

void add_touched(std::vector<Line>& lines, const World& world, Day today, const Touched& touched) {
    std::vector<Text> things;
    for (const EventId id : touched.events)
        things.push_back(thing_text(world, today, id, world.find(id)->on));
    for (const CollateralId id : touched.collateral)
        things.push_back(thing_text(world, today, id, world.find(id)->due));
    for (const PromiseId id : touched.promises)
        things.push_back(thing_text(world, today, id, world.find(id)->by));
    for (std::size_t i = 0; i < things.size() && i < kLinesShown; ++i)
        lines.push_back({Line::Kind::field, "Touches", std::move(things[i])});
    if (things.size() > kLinesShown) {
        std::vector<std::string> counts;
        const auto count = [&](std::size_t n, std::string_view one, std::string_view many) {
            if (n) counts.push_back(counted(static_cast<std::int64_t>(n), one, many));
        };
        count(touched.events.size(), "event", "events");
        count(touched.collateral.size(), "piece of collateral", "pieces of collateral");
        count(touched.promises.size(), "promise", "promises");
        lines.push_back({Line::Kind::context,
                         {},
                         fmt::format("and {} more: {} in all", things.size() - kLinesShown, listed(counts))});
    }
}

void add_cost(Card& card, const World& world, const ChangeRequest& request) {
    if (const auto effort = effort_of(world, request))
        card.lines.push_back({Line::Kind::field, "Effort", effort_phrase(*effort)});
    for (const SwitchCost& cost : switch_costs(world, request))
        card.lines.push_back({Line::Kind::field, "Switching", switching_text(cost)});
}

void add_warnings(std::vector<Line>& lines, const Findings& bring, const Findings& mend) {
    add_findings(lines, "Would bring", bring);
    add_findings(lines, "Would mend", mend);
    if (bring.empty() && mend.empty())
        lines.push_back({Line::Kind::text, {}, "It would bring no warning and mend none."});
}

/// Takes more findings in. What is found about a person in several products is said once.
void take(Findings& all, const Findings& more) {
    for (const Finding& finding : more)
        if (std::none_of(all.begin(), all.end(), [&](const Finding& f) { return f.facts == finding.facts; }))
            all.push_back(finding);
}

void worst_first(Findings& findings) {
    std::stable_sort(findings.begin(), findings.end(),
                     [](const Finding& a, const Finding& b) { return a.severity > b.severity; });
}

}  // namespace

std::vector<Line> ripple_lines(const World& world, const Context& context, const Ripple& ripple) {
    std::vector<Line> lines;
    add_warnings(lines, ripple.bring, ripple.mend);
    add_touched(lines, world, today_of(context, world, ripple.product), ripple.touched);
    return lines;
}

std::vector<Line> ripple_lines(const World& before, const Context& context, const World& after) {
    Findings bring;
    Findings mend;
    std::vector<Line> touched;
    for (const Product& product : after.all<Product>()) {
        const ProductId id = id_of(product);
        const Ripple found = ripple(before, context, id, after, seeds_of_difference(before, after, id));
        take(bring, found.bring);
        take(mend, found.mend);
        add_touched(touched, after, today_of(context, after, id), found.touched);
    }
    worst_first(bring);
    worst_first(mend);
    std::vector<Line> lines;
    add_warnings(lines, bring, mend);
    lines.insert(lines.end(), touched.begin(), touched.end());
    return lines;
}

Card ripple_card(const World& world, const Context& context, ChangeId id, const Findings* now) {
    const ChangeRequest& request = *world.find(id);
    Card card;
    card.title = Text("If ");
    card.title << called(world, id) << " were approved";
    const auto approved = if_approved(world, context, id);
    if (!approved) {
        card.lines.push_back(
            {Line::Kind::text, {}, approved.error().wrong + " It cannot be carried out as it stands."});
        return card;
    }
    card.lines.push_back({Line::Kind::text, {}, Text(approved->what) << "."});
    add_cost(card, world, request);
    const Zone& zone = zone_of(context, world, request.product);
    const Plan plan(world, request.product, zone.day_of(context.now), zone);
    const Ripple found =
        ripple(world, context, request.product, approved->world, seeds_of(plan, request), id, now);
    for (Line& line : ripple_lines(world, context, found)) card.lines.push_back(std::move(line));
    return card;
}

}  // namespace plumb
