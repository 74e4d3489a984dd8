// `promise …`: what was told to the outside, to whom, by when.
#include "core/base/phrases.hpp"
#include "core/command/asked.hpp"
#include "core/command/assign.hpp"
#include "core/command/card_lines.hpp"
#include "core/command/paging.hpp"
#include "core/command/record_text.hpp"
#include "core/command/said.hpp"
#include "core/launch/launch_cards.hpp"
#include "core/launch/launch_commands.hpp"
#include "core/launch/launch_handlers.hpp"
#include "core/launch/tell_changes.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>

namespace plumb {

namespace {

constexpr KeySpec kTo{
    .name = "to", .type = KeyType::customer, .required = true, .clears = false, .example = "\"Acme\""};
constexpr KeySpec kToAgain{.name = "to", .type = KeyType::customer, .clears = false, .example = "\"Acme\""};
constexpr KeySpec kFeature{.name = "feature", .type = KeyType::feature, .example = "F-1"};
constexpr KeySpec kBy{
    .name = "by", .type = KeyType::day, .required = true, .clears = false, .example = "2027-06-30"};
constexpr KeySpec kByAgain{.name = "by", .type = KeyType::day, .clears = false, .example = "2027-06-30"};
constexpr KeySpec kOwner{.name = "owner", .type = KeyType::person, .example = "@ana"};
constexpr KeySpec kTitle{.name = "title", .clears = false, .example = "\"Offline by Easter\""};
constexpr std::array<std::string_view, 1> kStateToo{"status"};
constexpr std::array kNewKeys{kTo, kFeature, kBy, kOwner};
constexpr std::array kSetKeys{kTitle, kToAgain, kFeature, kByAgain, kOwner};
constexpr std::array kListKeys{KeySpec{.name = "state",
                                       .type = KeyType::word,
                                       .choices = Words<PromiseStatus>::words,
                                       .example = "open",
                                       .aliases = kStateToo},
                               KeySpec{.name = "to", .type = KeyType::customer, .example = "\"Acme\""},
                               kFeature, kPageKey};

constexpr CommandSpec on_promise(std::string_view verb, Handler handler, std::string_view example,
                                 std::string_view does, TextUse text = TextUse::none,
                                 std::span<const KeySpec> keys = {}) {
    return {.noun = "promise",
            .verb = verb,
            .subject = SubjectType::id,
            .kind = Kind::promise,
            .text = text,
            .keys = keys,
            .records = true,
            .may = May::with_function,
            .handler = handler,
            .example = example,
            .does = does};
}

constexpr std::array kTable{
    CommandSpec{.noun = "promise",
                .verb = "new",
                .text = TextUse::required,
                .keys = kNewKeys,
                .records = true,
                .makes_product = true,
                .may = May::with_function,
                .handler = promise_new,
                .example = "promise new \"Offline by Easter\" to:\"Acme\" feature:F-1 by:2027-03-26",
                .does = "something told to the outside"},
    CommandSpec{.noun = "promise",
                .verb = "list",
                .keys = kListKeys,
                .handler = promise_list,
                .example = "promise list state:open",
                .does = "promises, the first due first"},
    CommandSpec{.noun = "promise",
                .verb = "show",
                .subject = SubjectType::id,
                .kind = Kind::promise,
                .handler = promise_show,
                .example = "promise show P-1",
                .does = "one promise"},
    on_promise("keep", promise_keep, "promise keep P-1", "it was kept"),
    on_promise("break", promise_break, "promise break P-1 \"They get it in 2.1\"",
               "it was broken; say what the customer is told", TextUse::optional),
    on_promise("told", promise_told, "promise told P-1 \"Called them, they wait for 2.1\"",
               "what the customer was told of a broken one", TextUse::required),
    on_promise("set", promise_set, "promise set P-1 by:2027-06-30", "changes it", TextUse::none, kSetKeys),
};

constexpr std::array<std::string_view, 1> kNotPlain{"to"};

void assign_customer(Draft& draft, Promise& promise, const Command& command) {
    if (const std::string name = command.text_of("to"); !name.empty()) promise.to = draft.customer(name);
}

Result<void> still_open(const World& world, const Promise& promise) {
    if (promise.status == PromiseStatus::open) return {};
    return refuse(fmt::format("{} is {} already.", to_string(Ref{id_of(promise)}), word(promise.status)),
                  "A new promise is a record of its own.",
                  fmt::format("promise new {} to:{} by:\"in 8 weeks\"", as_typed(promise.title),
                              as_typed(name(world, Ref{promise.to}))));
}

Result<void> close(Draft& draft, const Command& command, PromiseStatus status) {
    const auto id = command.subject.as<PromiseId>();
    Promise promise = *draft.find(id);
    if (auto open = still_open(draft.world(), promise); !open) return open;
    promise.status = status;
    promise.closed_at = draft.now();
    Text line;
    line.strong(to_string(Ref{id})) << fmt::format(" “{}” to {} is {}.", promise.title,
                                                   name(draft.world(), Ref{promise.to}), word(status));
    if (status == PromiseStatus::broken) {
        promise.told = command.text;
        promise.told_pending = command.text.empty();
        if (promise.told_pending) {
            line << " What is the customer told? ";
            line.code(fmt::format("promise told {} \"…\"", to_string(Ref{id})));
        } else {
            line << " They are told: “" << command.text << "”.";
        }
        const std::string whom = name(draft.world(), Ref{promise.to});
        draft.concern(Ref{id}, promise.owner,
                      called(draft.world(), Ref{id}) + " is broken" +
                          (promise.told_pending ? ": tell " + whom + " and write down what they were told."
                                                : ", and " + whom + " is told."));
    }
    draft.put(promise);
    draft.tell(Ref{id}, std::move(line), true);
    draft.show_card(Ref{id});
    return {};
}

}  // namespace

std::span<const CommandSpec> promise_commands() { return kTable; }

Result<void> promise_new(Draft& draft, const Command& command) {
    Promise promise;
    promise.product = command.product;
    promise.title = command.text;
    promise.owner = draft.actor();
    assign_all(promise, command, kNotPlain);
    if (auto same = same_product(draft.world(), promise.product, promise.feature); !same) return same;
    assign_customer(draft, promise, command);
    const PersonId owner = promise.owner;
    const PromiseId id = draft.add(std::move(promise));
    draft.show_card(Ref{id});
    draft.concern(Ref{id}, owner, "you own " + called(draft.world(), Ref{id}) + ".");
    return {};
}

Result<void> promise_set(Draft& draft, const Command& command) {
    const auto id = command.subject.as<PromiseId>();
    const Promise before = *draft.find(id);
    if (auto open = still_open(draft.world(), before); !open) return open;
    Promise after = before;
    assign_all(after, command, kNotPlain);
    if (auto same = same_product(draft.world(), after.product, after.feature); !same) return same;
    assign_customer(draft, after, command);
    draft.put(after);
    tell_changes(draft, before, after);
    return {};
}

Result<void> promise_keep(Draft& draft, const Command& command) {
    return close(draft, command, PromiseStatus::kept);
}

Result<void> promise_break(Draft& draft, const Command& command) {
    const auto id = command.subject.as<PromiseId>();
    // What breaking it asked for can be said by the same command.
    if (draft.find(id)->told_pending) {
        if (!command.text.empty()) return promise_told(draft, command);
        return refuse(fmt::format("{} is broken already.", to_string(Ref{id})),
                      "What the customer is told is still asked for.",
                      fmt::format("promise told {} \"It comes with the next release\"", to_string(Ref{id})));
    }
    return close(draft, command, PromiseStatus::broken);
}

Result<void> promise_told(Draft& draft, const Command& command) {
    const auto id = command.subject.as<PromiseId>();
    Promise promise = *draft.find(id);
    if (promise.status != PromiseStatus::broken)
        return refuse(fmt::format("{} is {}, not broken.", to_string(Ref{id}), word(promise.status)),
                      "What the customer is told is asked of a broken promise.",
                      "promise break " + to_string(Ref{id}));
    promise.told = command.text;
    promise.told_pending = false;
    draft.put(promise);
    Text line;
    line.strong(to_string(Ref{id})) << ": " << name(draft.world(), Ref{promise.to}) << " was told “"
                                    << command.text << "”.";
    draft.tell(Ref{id}, std::move(line));
    draft.show_card(Ref{id});
    return {};
}

Result<void> promise_show(Draft& draft, const Command& command) {
    draft.answer(promise_card(draft.world(), draft.context(), command.subject.as<PromiseId>()));
    return {};
}

Result<void> promise_list(Draft& draft, const Command& command) {
    const World& world = draft.world();
    const std::string state = command.text_of("state");
    const Customer* to = command.has("to") ? customer_by_name(world, command.text_of("to")) : nullptr;
    const auto feature = command.id<FeatureId>("feature");
    std::vector<const Promise*> promises;
    for (const Promise& p : world.all<Promise>()) {
        if (p.product != command.product || (!state.empty() && word(p.status) != state)) continue;
        if ((command.has("to") && (!to || p.to != id_of(*to))) || (feature && p.feature != feature)) continue;
        promises.push_back(&p);
    }
    std::stable_sort(promises.begin(), promises.end(), [](const auto* a, const auto* b) {
        return a->by.value_or(Day::max()) < b->by.value_or(Day::max());
    });
    const Day today = today_in(draft, command.product);
    std::vector<std::string> rows;
    for (const Promise* p : promises) {
        std::string row = fmt::format("{}  {}  to {}, {}", to_string(Ref{id_of(*p)}), p->title,
                                      name(world, Ref{p->to}), word(p->status));
        if (p->by) row += ", by " + day_phrase(*p->by, today);
        rows.push_back(std::move(row));
    }
    const Text title =
        rows.empty()
            ? nothing_like(command, "promise", "promise list",
                           Text("No promises. The first one: ")
                               .code("promise new \"Offline by Easter\" to:\"Acme\" by:\"in 4 weeks\""))
            : Text(counted(static_cast<std::int64_t>(rows.size()), "promise", "promises"));
    draft.answer(list_card(title, rows, page_asked(command), asked_again(command, "promise list")));
    return {};
}

Card promise_card(const World& world, const Context& context, PromiseId id) {
    const Promise& promise = *world.find(id);
    const Day today = today_of(context, world, promise.product);
    Card card;
    card.id = to_string(Ref{id});
    card.title = Text(promise.title);
    card.state = std::string(word(promise.status));
    add_field(card, "To", name(world, Ref{promise.to}));
    if (promise.by) add_field(card, "By", day_phrase(*promise.by, today));
    if (const Feature* feature = world.find(promise.feature)) {
        std::string text = called(world, Ref{promise.feature});
        const Release* release = world.find(feature->release);
        if (!release)
            text += ", in no release";
        else if (release->status == ReleaseStatus::cancelled)
            text += fmt::format(", in {}, which is cancelled", release->name);
        else
            text += fmt::format(", in {}, {}", release->name,
                                spoken(release->shipped_on.value_or(release->date), today));
        add_field(card, "Feature", text);
    }
    add_owner(card, world, promise.owner, "promise set " + card.id + " owner:me");
    if (!promise.told.empty()) add_field(card, "Told", promise.told);
    if (promise.told_pending)
        add_context(card, "What is the customer told? promise told " + card.id + " \"…\"");
    add_warnings(card, world, context, Ref{id});
    return card;
}

}  // namespace plumb
