#include "core/plan/baseline.hpp"

#include "core/command/asked.hpp"
#include "core/command/paging.hpp"
#include "core/command/record_text.hpp"
#include "core/plan/plan_cards.hpp"
#include "core/plan/rows.hpp"
#include "core/plan/snapshot.hpp"
#include "core/records/links.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace plumb {

namespace {

constexpr std::size_t kNamesShown = 5;

/// Who could confirm: people of another function than the one that made it, never its maker.
std::string who_could(const World& world, const Baseline& baseline) {
    std::vector<std::string> people;
    for (const Person& p : world.all<Person>())
        if (p.function && p.function != baseline.made_for && id_of(p) != baseline.made_by)
            people.push_back(fmt::format("{} ({})", person_name(world, id_of(p)), word(*p.function)));
    if (people.empty())
        return "Nobody of another function is known here yet: they say me function:engineering first.";
    return listed(people, kNamesShown) + " can.";
}

tl::unexpected<Refusal> own_side(const World& world, const Baseline& baseline, std::string side) {
    return refuse(std::move(side) + ", and a baseline is confirmed by another function.",
                  who_could(world, baseline), "plan confirm");
}

std::string size_phrase(const Baseline& baseline) {
    return counted(static_cast<std::int64_t>(baseline.releases.size()), "release") + " and " +
           counted(static_cast<std::int64_t>(baseline.features.size()), "feature");
}

}  // namespace

Result<void> plan_show(Draft& draft, const Command& command) {
    const auto product = product_asked(draft, command);
    if (!product) return tl::make_unexpected(product.error());
    const World& world = draft.world();
    const Day today = today_in(draft, *product);
    Snapshot plan = plan_now(world, *product);
    std::stable_sort(plan.releases.begin(), plan.releases.end(),
                     [](const BaselineRelease& a, const BaselineRelease& b) { return a.date < b.date; });
    std::vector<std::string> rows;
    const auto add_features = [&](ReleaseId release) {
        for (const BaselineFeature& f : plan.features)
            if (f.release == release || (!release && !release_of(world, *world.find(f.feature))))
                rows.push_back("    " + feature_row(world, *world.find(f.feature)));
    };
    for (const BaselineRelease& r : plan.releases) {
        rows.push_back(release_row(world, *world.find(r.release), today));
        add_features(r.release);
    }
    const std::size_t before = rows.size();
    add_features({});
    if (rows.size() > before) rows.insert(rows.begin() + static_cast<std::ptrdiff_t>(before), "Backlog");
    if (rows.empty()) {
        draft.answer(plain_card("Nothing is planned yet.",
                                {Text("Plan a release: ").code("release new 1.0 date:2027-06-30")}));
        return {};
    }
    std::string title = "The plan of " + name(world, *product);
    const Baseline* agreed = confirmed_baseline(world, *product);
    title += agreed
                 ? ", agreed " +
                       spoken(zone_of(draft.context(), world, *product).day_of(*agreed->confirmed_at), today)
                 : std::string(", in no confirmed baseline");
    draft.answer(list_card(title, rows, page_asked(command), "plan show"));
    return {};
}

Result<void> plan_baseline(Draft& draft, const Command& command) {
    const auto product = product_asked(draft, command);
    if (!product) return tl::make_unexpected(product.error());
    Snapshot plan = plan_now(draft.world(), *product);
    if (plan.releases.empty())
        return refuse("There is no release to agree on.",
                      "A baseline holds the product's releases and features.",
                      "release new 1.0 date:2027-06-30");
    Baseline baseline;
    baseline.product = *product;
    baseline.note = command.text;
    baseline.made_by = draft.actor();
    baseline.made_for = function_of(draft.world(), draft.actor());
    baseline.releases = std::move(plan.releases);
    baseline.features = std::move(plan.features);
    draft.show_card(draft.add(std::move(baseline)));
    return {};
}

Result<void> plan_confirm(Draft& draft, const Command& command) {
    const auto product = product_asked(draft, command);
    if (!product) return tl::make_unexpected(product.error());
    const World& world = draft.world();
    const Baseline* last = last_baseline(world, *product);
    if (!last)
        return refuse("There is no baseline to confirm.", "Somebody proposes one first.",
                      "plan baseline \"Spring plan\"");
    const auto function = function_of(world, draft.actor());
    if (last->made_by == draft.actor()) return own_side(world, *last, "You made this baseline");
    if (function == last->made_for)
        return own_side(world, *last,
                        fmt::format("{} made this baseline for {}", person_name(world, last->made_by),
                                    function ? word(*function) : "nobody"));
    Baseline baseline = *last;
    const bool renewed = baseline.confirmed_at.has_value();
    baseline.confirmed_by = draft.actor();
    baseline.confirmed_at = draft.now();
    if (!renewed) baseline.first_confirmed_at = draft.now();
    const BaselineId id = id_of(baseline);
    Text line(fmt::format("The baseline of {} is {} by ", name(world, *product),
                          renewed ? "confirmed again" : "confirmed"));
    line.person(draft.actor()) << fmt::format(" ({}): {}. What it holds changes through requests.",
                                              function ? word(*function) : "no function",
                                              size_phrase(baseline));
    draft.concern(id, baseline.made_by, line);
    draft.put(std::move(baseline));
    draft.show_card(id);
    draft.tell(id, std::move(line));
    return {};
}

Result<void> plan_diff(Draft& draft, const Command& command) {
    const auto product = product_asked(draft, command);
    if (!product) return tl::make_unexpected(product.error());
    const World& world = draft.world();
    const Day today = today_in(draft, *product);
    const Zone& zone = zone_of(draft.context(), world, *product);
    const auto since = command.get<Day>("since");
    const Baseline* agreed = confirmed_baseline(world, *product);
    if (!since && !agreed)
        return refuse("There is no confirmed baseline to compare with.",
                      "Give a day, or agree on a baseline.",
                      fmt::format("plan diff since:{}", iso(today - Days{14})));
    if (since && *since > today)
        return refuse(
            fmt::format("{} is to come: nothing is different since then.", spoken(*since, today)),
            "A day that is not after today:", fmt::format("plan diff since:{}", iso(today - Days{14})));
    const Snapshot before = since ? plan_on(world, *product, *since, zone, draft.context().archive.history)
                                  : agreed_plan(*agreed);
    const auto lines = differences(world, before, plan_now(world, *product), today);
    const std::string against =
        since ? "since " + spoken(*since, today)
              : "since the baseline confirmed " + spoken(zone.day_of(*agreed->confirmed_at), today);
    if (lines.empty()) {
        answer_line(draft, fmt::format("The plan of {} is as it was {}.", name(world, *product), against));
        return {};
    }
    std::string again = "plan diff";
    if (since) again += " since:" + iso(*since);
    draft.answer(list_card(
        fmt::format("{} in the plan of {} {}", counted(static_cast<std::int64_t>(lines.size()), "difference"),
                    name(world, *product), against),
        lines, page_asked(command), again));
    return {};
}

Card baseline_card(const World& world, const Context& context, BaselineId id) {
    Card card;
    const Baseline* baseline = world.find(id);
    if (!baseline) return card;
    const Day today = today_of(context, world, baseline->product);
    const Zone& zone = zone_of(context, world, baseline->product);
    card.id = label(world, id);
    card.title = baseline->note.empty() ? fmt::format("baseline of {}", name(world, baseline->product))
                                        : baseline->note;
    card.state = baseline->confirmed_at ? "confirmed" : "proposed";
    Text made("by ");
    made.person(baseline->made_by);
    if (baseline->made_for) made << fmt::format(" ({})", word(*baseline->made_for));
    made << " on " << spoken(zone.day_of(baseline->meta.created_at), today) << ": " << size_phrase(*baseline);
    card.lines.push_back({Line::Kind::field, "Made", std::move(made)});
    if (!baseline->confirmed_at) {
        card.lines.push_back(
            {Line::Kind::text,
             {},
             "It counts once somebody of another function has confirmed it. " + who_could(world, *baseline)});
        card.buttons.push_back({"Confirm", "plan confirm", Button::Style::primary, {}});
        return card;
    }
    Text confirmed("by ");
    confirmed.person(baseline->confirmed_by) << " on " << spoken(zone.day_of(*baseline->confirmed_at), today);
    card.lines.push_back({Line::Kind::field, "Confirmed", std::move(confirmed)});
    return card;
}

}  // namespace plumb
