#include "core/launch/event.hpp"

#include "core/align/plan.hpp"
#include "core/base/among.hpp"
#include "core/command/asked.hpp"
#include "core/command/record_text.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cctype>
#include <map>

namespace plumb {

namespace {

bool whole_word(std::string_view text, std::string_view word) {
    for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
        const auto letter = [&](std::size_t i) {
            return i < text.size() && std::isalpha(static_cast<unsigned char>(text[i]));
        };
        std::size_t end = at + word.size();
        if (end < text.size() && text[end] == 's') ++end;
        if ((at == 0 || !letter(at - 1)) && !letter(end)) return true;
    }
    return false;
}

/// The command that records the event, or sets it, with a value that can be.
std::string again(const LaunchEvent& event, const std::string& value) {
    if (event.meta.n) return fmt::format("launch set {} {}", to_string(Ref{id_of(event)}), value);
    return fmt::format("launch new {} on:{} {}", as_typed(event.title), iso(event.on), value);
}

}  // namespace

EventType type_in_title(std::string_view title) {
    std::string lower(title);
    for (char& c : lower) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    for (std::size_t t = 0; t < Words<EventType>::words.size(); ++t) {
        const auto type = static_cast<EventType>(t);
        if (type == EventType::launch || type == EventType::other) continue;
        if (whole_word(lower, word(type))) return type;
    }
    return EventType::launch;
}

Day due_day(const LaunchEvent& event, int before) {
    constexpr Day kFirst{std::chrono::year{kFirstYear} / 1 / 1};
    constexpr Day kLast{std::chrono::year{kLastYear} / 12 / 31};
    return std::clamp(event.on - Days{before}, kFirst, kLast);
}

bool stands_below(const World& world, EventId event, EventId top) {
    // The chain of parents is walked with a bound, so that a circle in old data cannot hang it.
    for (std::size_t step = 0; event && step <= world.all<LaunchEvent>().size(); ++step) {
        if (event == top) return true;
        const LaunchEvent* e = world.find(event);
        event = e ? e->parent : EventId{};
    }
    return false;
}

const LaunchEvent* last_looked_back_on(const World& world, const LaunchEvent& event) {
    const LaunchEvent* last = nullptr;
    world.all<LaunchEvent>().each_naming(lessons_ref(event.type), [&](const LaunchEvent& e) {
        if (e.product == event.product && id_of(e) != id_of(event) && e.to < event.on &&
            (!last || last->to < e.to))
            last = &e;
    });
    return last;
}

std::vector<CollateralId> move_collateral(Draft& draft, EventId id) {
    const LaunchEvent* event = draft.find(id);
    if (!event) return {};
    std::vector<Collateral> hanging;
    draft.world().all<Collateral>().each_naming(id, [&](const Collateral& c) {
        if (c.event == id && c.due_before && c.due != due_day(*event, *c.due_before)) hanging.push_back(c);
    });
    const Day today = today_in(draft, event->product);
    std::vector<CollateralId> moved;
    std::map<PersonId, std::vector<std::string>> due;
    for (Collateral& c : hanging) {
        c.due = due_day(*event, *c.due_before);
        moved.push_back(id_of(c));
        due[c.owner].push_back(called(draft.world(), id_of(c)) + " " + spoken(*c.due, today));
        // It moved with its event: nobody acted on the piece itself.
        c.meta.updated_at = draft.now();
        draft.put_quietly(std::move(c));
    }
    for (const auto& [owner, items] : due)
        draft.concern(id, owner, "what is due moves along: " + listed(items) + ".");
    return moved;
}

Result<void> check_event(const World& world, const LaunchEvent& event, Day today) {
    if (event.to < event.on) {
        // Of an event that ends on that day already another end was meant.
        const LaunchEvent* before = world.find(id_of(event));
        const bool so_already = before && before->on == event.on && before->to == event.on;
        return refuse(fmt::format("It would end {} before it starts {}.", spoken(event.to, today),
                                  spoken(event.on, today)),
                      "The end is on or after the start.",
                      again(event, "to:" + iso(so_already ? event.on + std::chrono::days{1} : event.on)));
    }
    if (std::chrono::year_month_day{event.to}.year() > std::chrono::year{kLastYear})
        return refuse(fmt::format("It would end on {}.", iso(event.to)),
                      fmt::format("A day from {}-01-01 to {}-12-31.", kFirstYear, kLastYear),
                      again(event, fmt::format("to:{}-12-31", kLastYear)));
    if (event.tier && (*event.tier < 1 || *event.tier > 3))
        return refuse(fmt::format("There is no tier {}.", *event.tier), "A tier is 1, 2 or 3.",
                      again(event, *event.tier < 1 ? "tier:1" : "tier:3"));
    if (event.parent && event.meta.n && stands_below(world, event.parent, id_of(event)))
        return refuse(event.parent == id_of(event)
                          ? fmt::format("{} cannot be its own parent.", to_string(Ref{id_of(event)}))
                          : fmt::format("{} stands below {} already.", to_string(Ref{event.parent}),
                                        to_string(Ref{id_of(event)})),
                      "A parent may not be the event itself or stand below it.", again(event, "parent:"));
    std::vector<Ref> named{event.parent, event.release};
    named.insert(named.end(), event.features.begin(), event.features.end());
    for (const Ref record : named)
        if (auto same = same_product(world, event.product, record); !same) return same;
    return {};
}

Result<void> may_change(const Draft& draft, const LaunchEvent& event) {
    const auto& owners = event.owners;
    const bool owner = is_among(owners, draft.actor());
    if (owners.empty() || owner || has_role(draft.world(), draft.actor(), Role::approver) ||
        has_role(draft.world(), draft.actor(), Role::admin))
        return {};
    std::string wrong = fmt::format("{} belongs to {}, and only its owners, approvers and admins change it.",
                                    to_string(Ref{id_of(event)}), names_of(draft.world(), owners));
    if (!function_of(draft.world(), draft.actor()))
        return refuse(std::move(wrong),
                      "You can ask them, or offer help once you have said which side you speak for:",
                      "me function:marketing");
    return refuse(std::move(wrong), "You can offer help, or ask them.",
                  fmt::format("launch take {}", to_string(Ref{id_of(event)})));
}

Result<void> still_ahead(const World&, const LaunchEvent& event) {
    if (Plan::still_to_come(event)) return {};
    return refuse(fmt::format("{} is {}, and stays so.", to_string(Ref{id_of(event)}), word(event.status)),
                  "Record a new event.",
                  fmt::format("launch new {} on:{}", as_typed(event.title), iso(event.on)));
}

Result<void> move_event(Draft& draft, EventId id, Day on, std::optional<Day> to, std::string why) {
    const LaunchEvent before = *draft.find(id);
    LaunchEvent event = before;
    event.on = on;
    event.to = to ? *to : before.to + (on - before.on);
    const Day today = today_in(draft, event.product);
    if (auto sound = check_event(draft.world(), event, today); !sound) return sound;
    draft.put(event);
    if (on != before.on) {
        Move move;
        move.product = event.product;
        move.record = Ref{id};
        move.old_date = before.on;
        move.new_date = on;
        move.on = today;
        move.by = draft.actor();
        move.why = std::move(why);
        draft.add(std::move(move));
        move_collateral(draft, id);
    }
    for (const PersonId owner : event.owners) draft.concern(Ref{id}, owner, {});
    return {};
}

}  // namespace plumb
