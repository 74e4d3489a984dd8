// `collateral …`: what an event needs, by when, and what it claims.
#include "core/base/phrases.hpp"
#include "core/command/asked.hpp"
#include "core/command/assign.hpp"
#include "core/command/card_lines.hpp"
#include "core/command/paging.hpp"
#include "core/command/record_text.hpp"
#include "core/command/said.hpp"
#include "core/launch/event.hpp"
#include "core/launch/launch_cards.hpp"
#include "core/launch/launch_commands.hpp"
#include "core/launch/launch_handlers.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cstdlib>

namespace plumb {

namespace {

constexpr KeySpec kDue{
    .name = "due", .type = KeyType::due, .required = true, .clears = false, .example = "T-14"};
constexpr KeySpec kDueAgain{.name = "due", .type = KeyType::due, .example = "T-14"};
constexpr KeySpec kOwner{.name = "owner", .type = KeyType::person, .example = "@ana"};
constexpr KeySpec kClaims{.name = "claims", .type = KeyType::features, .example = "F-1"};
constexpr KeySpec kSide{
    .name = "side", .type = KeyType::word, .choices = Words<Side>::words, .example = "outside"};
constexpr KeySpec kTitle{.name = "title", .clears = false, .example = "\"Data sheet\""};
constexpr std::array<std::string_view, 1> kStateToo{"status"};
constexpr std::array kNewKeys{kDue, kOwner, kClaims, kSide};
constexpr std::array kSetKeys{kTitle, kDueAgain, kOwner, kClaims, kSide};
constexpr std::array kListKeys{KeySpec{.name = "state",
                                       .type = KeyType::word,
                                       .choices = Words<CollateralStatus>::words,
                                       .example = "todo",
                                       .aliases = kStateToo},
                               kOwner, kPageKey};

constexpr CommandSpec on_collateral(std::string_view verb, Handler handler, std::string_view example,
                                    std::string_view does, std::span<const KeySpec> keys = {}) {
    return {.noun = "collateral",
            .verb = verb,
            .subject = SubjectType::id,
            .kind = Kind::collateral,
            .keys = keys,
            .records = true,
            .may = May::with_function,
            .handler = handler,
            .example = example,
            .does = does};
}

constexpr std::array kTable{
    CommandSpec{.noun = "collateral",
                .verb = "new",
                .subject = SubjectType::id,
                .kind = Kind::event,
                .text = TextUse::required,
                .keys = kNewKeys,
                .records = true,
                .may = May::with_function,
                .handler = collateral_new,
                .example = "collateral new LE-1 \"Data sheet\" due:T-14 owner:@ana claims:F-1",
                .does = "something an event needs"},
    CommandSpec{.noun = "collateral",
                .verb = "list",
                .subject = SubjectType::any_optional,
                .keys = kListKeys,
                .handler = collateral_list,
                .example = "collateral list LE-1",
                .does = "what is needed, the first due first"},
    CommandSpec{.noun = "collateral",
                .verb = "show",
                .subject = SubjectType::id,
                .kind = Kind::collateral,
                .handler = collateral_show,
                .example = "collateral show C-1",
                .does = "one piece of it"},
    on_collateral("start", collateral_start, "collateral start C-1", "it is being made"),
    on_collateral("done", collateral_done, "collateral done C-1", "it is ready, or current again"),
    on_collateral("set", collateral_set, "collateral set C-1 due:2027-03-01 claims:F-1,F-2", "changes it",
                  kSetKeys),
};

void assign_due(Collateral& collateral, const Command& command) {
    if (command.clears("due")) {
        collateral.due.reset();
        collateral.due_before.reset();
    }
    if (const auto due = command.get<Due>("due")) {
        collateral.due = due->day;
        collateral.due_before = due->before;
    }
    if (const auto day = command.get<Day>("due")) {
        collateral.due = *day;
        collateral.due_before.reset();
    }
}

constexpr std::array<std::string_view, 1> kNotPlain{"due"};

Result<void> check_claims(const World& world, const Collateral& collateral) {
    for (const FeatureId feature : collateral.claims)
        if (auto same = same_product(world, collateral.product, feature); !same) return same;
    return {};
}

/// A changed piece is seen on its own card and on its event's.
void show(Draft& draft, CollateralId id) {
    draft.show_card(Ref{id});
    draft.show_card(Ref{draft.find(id)->event});
}

/// What is different. The rule of a due date stands with its day: `due is Thu 1 Jul (T-14)`.
std::string changed(const World& world, Day today, const Collateral& before, const Collateral& after) {
    Collateral was = before;
    was.due_before = after.due_before;
    if (after.due && before.due_before != after.due_before) was.due.reset();
    std::string phrase = changes_phrase(world, today, was, after);
    if (!was.due && after.due && after.due_before) {
        const std::string day = "due is " + spoken(*after.due, today);
        phrase.insert(phrase.find(day) + day.size(), fmt::format(" ({})", due_rule_text(*after.due_before)));
    }
    return phrase;
}

Result<void> become(Draft& draft, const Command& command, CollateralStatus status, std::string_view says) {
    const auto id = command.subject.as<CollateralId>();
    Collateral collateral = *draft.find(id);
    if (collateral.status == status)
        return refuse(fmt::format("{} is {} already.", called(draft.world(), Ref{id}), word(status)),
                      "What else there is:", "collateral list");
    const bool was_stale = collateral.status == CollateralStatus::stale;
    collateral.status = status;
    draft.put(collateral);
    Text line;
    line.strong(to_string(Ref{id})) << fmt::format(
        " “{}” of {} {}{}.", collateral.title, to_string(Ref{collateral.event}), says,
        was_stale && status == CollateralStatus::done ? ", current again" : "");
    draft.tell(Ref{id}, std::move(line));
    show(draft, id);
    return {};
}

}  // namespace

std::span<const CommandSpec> collateral_commands() { return kTable; }

Result<void> collateral_new(Draft& draft, const Command& command) {
    const LaunchEvent& event = *draft.find(command.subject.as<EventId>());
    if (auto ahead = still_ahead(draft.world(), event); !ahead) return ahead;
    Collateral collateral;
    collateral.product = event.product;
    collateral.event = id_of(event);
    collateral.title = command.text;
    assign_all(collateral, command, kNotPlain);
    assign_due(collateral, command);
    if (auto ok = check_claims(draft.world(), collateral); !ok) return ok;
    const PersonId owner = collateral.owner;
    const CollateralId id = draft.add(std::move(collateral));
    show(draft, id);
    draft.concern(Ref{draft.find(id)->event}, owner, "you own " + called(draft.world(), Ref{id}) + ".");
    return {};
}

Result<void> collateral_set(Draft& draft, const Command& command) {
    const auto id = command.subject.as<CollateralId>();
    const Collateral before = *draft.find(id);
    Collateral after = before;
    assign_all(after, command, kNotPlain);
    assign_due(after, command);
    if (auto ok = check_claims(draft.world(), after); !ok) return ok;
    draft.put(after);
    if (after == before) {
        answer_as_it_is(draft, id);
        return {};
    }
    const Day today = today_in(draft, after.product);
    Text line;
    line.strong(to_string(Ref{id})) << ": " << changed(draft.world(), today, before, after) << ".";
    draft.tell(Ref{id}, std::move(line));
    show(draft, id);
    if (after.owner != before.owner)
        draft.concern(Ref{after.event}, after.owner, "you own " + called(draft.world(), Ref{id}) + " now.");
    return {};
}

Result<void> collateral_start(Draft& draft, const Command& command) {
    return become(draft, command, CollateralStatus::doing, "is being made");
}

Result<void> collateral_done(Draft& draft, const Command& command) {
    return become(draft, command, CollateralStatus::done, "is done");
}

Result<void> collateral_show(Draft& draft, const Command& command) {
    draft.answer(collateral_card(draft.world(), draft.context(), command.subject.as<CollateralId>()));
    return {};
}

Result<void> collateral_list(Draft& draft, const Command& command) {
    const World& world = draft.world();
    const std::string state = command.text_of("state");
    const auto owner = command.id<PersonId>("owner");
    std::vector<const Collateral*> pieces;
    for (const Collateral& c : world.all<Collateral>()) {
        if (command.subject ? Ref{c.event} != command.subject : c.product != command.product) continue;
        if (!state.empty() && word(c.status) != state) continue;
        if (owner && c.owner != owner) continue;
        pieces.push_back(&c);
    }
    std::stable_sort(pieces.begin(), pieces.end(), [](const auto* a, const auto* b) {
        return a->due.value_or(Day::max()) < b->due.value_or(Day::max());
    });
    const Day today = today_in(draft, command.product);
    std::vector<std::string> rows;
    for (const Collateral* c : pieces) {
        std::string row = fmt::format("{}  {}  {}, {}", to_string(Ref{id_of(*c)}), c->title,
                                      to_string(Ref{c->event}), word(c->status));
        if (c->due) row += ", due " + day_phrase(*c->due, today);
        if (c->owner) row += ", " + person_name(world, c->owner);
        rows.push_back(std::move(row));
    }
    const std::string again =
        command.subject ? "collateral list " + to_string(command.subject) : "collateral list";
    const Text title =
        rows.empty()
            ? nothing_like(command, "piece of collateral", again,
                           Text("No collateral here. The first piece: ")
                               .code("collateral new LE-1 \"Data sheet\" due:T-14"))
            : Text(counted(static_cast<std::int64_t>(rows.size()), "piece", "pieces") + " of collateral");
    draft.answer(list_card(title, rows, page_asked(command), asked_again(command, again)));
    return {};
}

std::string due_rule_text(int before) {
    return fmt::format("T{}{}", before < 0 ? '+' : '-', std::abs(before));
}

Card collateral_card(const World& world, const Context& context, CollateralId id) {
    const Collateral& collateral = *world.find(id);
    const Day today = today_of(context, world, collateral.product);
    Card card;
    card.id = to_string(Ref{id});
    card.title = Text(collateral.title);
    card.state = std::string(word(collateral.status));
    if (collateral.side) card.state += fmt::format(" · {}", word(*collateral.side));
    add_field(card, "For", called(world, Ref{collateral.event}));
    if (collateral.due) {
        std::string due = day_phrase(*collateral.due, today);
        if (collateral.due_before) due += ", " + due_rule_text(*collateral.due_before);
        add_field(card, "Due", due);
    }
    std::vector<std::string> claims;
    for (const FeatureId f : collateral.claims) claims.push_back(called(world, Ref{f}));
    add_field(card, "Claims", listed(claims));
    add_owner(card, world, collateral.owner, "collateral set " + card.id + " owner:me");
    add_warnings(card, world, context, Ref{id});
    if (collateral.status != CollateralStatus::done)
        card.buttons.push_back({"Done", "collateral done " + card.id, Button::Style::normal, {}});
    return card;
}

}  // namespace plumb
