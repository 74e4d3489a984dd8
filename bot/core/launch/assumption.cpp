// `assumption …`: what both plans rest on and nobody has proven.
#include "core/align/plan.hpp"
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

#include <array>
#include <set>

namespace plumb {

namespace {

constexpr KeySpec kAbout{.name = "about", .type = KeyType::ref, .example = "F-1"};
constexpr KeySpec kCheckBy{.name = "check-by", .type = KeyType::day, .example = "2027-03-01"};
constexpr KeySpec kOwner{.name = "owner", .type = KeyType::person, .example = "@ana"};
constexpr KeySpec kTitle{.name = "title", .clears = false, .example = "\"Crews accept hosting abroad\""};
constexpr std::array<std::string_view, 1> kStateToo{"status"};
constexpr std::array kNewKeys{kAbout, kCheckBy, kOwner};
constexpr std::array kSetKeys{kTitle, kAbout, kCheckBy, kOwner};
constexpr std::array kListKeys{KeySpec{.name = "state",
                                       .type = KeyType::word,
                                       .choices = Words<AssumptionStatus>::words,
                                       .example = "open",
                                       .aliases = kStateToo},
                               kPageKey};

constexpr CommandSpec on_assumption(std::string_view verb, Handler handler, std::string_view example,
                                    std::string_view does, TextUse text = TextUse::none,
                                    std::span<const KeySpec> keys = {}) {
    return {.noun = "assumption",
            .verb = verb,
            .subject = SubjectType::id,
            .kind = Kind::assumption,
            .text = text,
            .keys = keys,
            .records = true,
            .may = May::with_function,
            .handler = handler,
            .example = example,
            .does = does};
}

constexpr std::array kTable{
    CommandSpec{
        .noun = "assumption",
        .verb = "new",
        .text = TextUse::required,
        .keys = kNewKeys,
        .records = true,
        .makes_product = true,
        .may = May::with_function,
        .handler = assumption_new,
        .example = "assumption new \"Crews accept hosting abroad\" about:F-1 check-by:2027-03-01 owner:@ana",
        .does = "something the plan rests on and nobody has proven"},
    CommandSpec{.noun = "assumption",
                .verb = "list",
                .keys = kListKeys,
                .handler = assumption_list,
                .example = "assumption list state:open",
                .does = "all of them"},
    CommandSpec{.noun = "assumption",
                .verb = "show",
                .subject = SubjectType::id,
                .kind = Kind::assumption,
                .handler = assumption_show,
                .example = "assumption show A-1",
                .does = "one of them"},
    on_assumption("hold", assumption_hold, "assumption hold A-1 \"Twelve of fourteen said yes\"",
                  "it held: how we know", TextUse::required),
    on_assumption("fail", assumption_fail, "assumption fail A-1 \"Four of six said no\"",
                  "it failed: what we found", TextUse::required),
    on_assumption("set", assumption_set, "assumption set A-1 check-by:2027-03-15", "changes it",
                  TextUse::none, kSetKeys),
};

constexpr std::array<std::string_view, 1> kNotPlain{"check-by"};

/// What an assumption can be about: the newest feature, event or request, else a release.
std::string something_planned(const World& world, ProductId product) {
    for (const Kind kind : {Kind::feature, Kind::event, Kind::change})
        for (int n = world.last(kind); n > 0; --n)
            if (const Ref ref{kind, n}; exists(world, ref) && product_of(world, ref) == product)
                return to_string(ref);
    for (const Release& release : world.all<Release>())
        if (release.product == product) return as_name(release.name);
    return "F-1";
}

Result<void> assign_rest(const World& world, Assumption& assumption, const Command& command) {
    if (const auto it = command.keys.find("check-by"); it != command.keys.end())
        assign(assumption, "check_by", it->second);
    const Kind kind = assumption.about.kind;
    const bool may = !assumption.about || kind == Kind::release || kind == Kind::feature ||
                     kind == Kind::event || kind == Kind::change;
    if (may) return same_product(world, assumption.product, assumption.about);
    return refuse(
        fmt::format("An assumption cannot be about {}.", to_string(assumption.about)),
        "It is about a release, a feature, an event or a request.",
        said_with(command, "about", something_planned(world, assumption.product), "assumption list"));
}

/// Owners of what rests on the assumption: of the record it is about, and of the events that depend on that.
std::set<PersonId> owners_resting(const Draft& draft, const Assumption& assumption) {
    std::set<PersonId> people;
    const World& world = draft.world();
    if (!assumption.about) return people;
    for (const PersonId who : owners_of(world, assumption.about)) people.insert(who);
    const auto feature = assumption.about.as<FeatureId>();
    auto release = assumption.about.as<ReleaseId>();
    if (const Feature* f = world.find(feature)) release = f->release;
    for (const LaunchEvent& event : world.all<LaunchEvent>()) {
        bool rests = release && event.release == release;
        for (const FeatureId f : event.features) {
            rests = rests || f == feature;
            const Feature* named = world.find(f);
            rests = rests || (release && named && named->release == release);
        }
        if (rests) people.insert(event.owners.begin(), event.owners.end());
    }
    for (const Promise& promise : world.all<Promise>())
        if (feature && promise.feature == feature && promise.owner) people.insert(promise.owner);
    return people;
}

/// What was found out stays as it was found.
Result<void> still_open(const Assumption& assumption) {
    if (assumption.status == AssumptionStatus::open) return {};
    return refuse(fmt::format("{} {} already: “{}”.", to_string(Ref{id_of(assumption)}),
                              word(assumption.status), assumption.found),
                  "Record a new one where it is in doubt again.",
                  "assumption new " + as_typed(assumption.title));
}

/// The record an assumption is about, as the key of a request that changes it: ` feature:F-1`. Nothing where
/// no request can: what is dropped, shipped or cancelled, and a request itself.
std::string resting_key(const World& world, Ref about) {
    const Feature* feature = world.find(about.as<FeatureId>());
    const Release* release = world.find(feature ? feature->release : about.as<ReleaseId>());
    if (feature && feature->status == FeatureStatus::dropped) return {};
    if (release && !Plan::still_to_come(*release)) return {};
    if (feature) return " feature:" + to_string(about);
    if (release) return " release:" + as_name(release->name);
    return about.kind == Kind::event ? " events:" + to_string(about) : std::string{};
}

Result<void> close(Draft& draft, const Command& command, AssumptionStatus status) {
    const auto id = command.subject.as<AssumptionId>();
    Assumption assumption = *draft.find(id);
    if (auto open = still_open(assumption); !open) return open;
    assumption.status = status;
    assumption.found = command.text;
    assumption.closed_at = draft.now();
    draft.put(assumption);
    Text line;
    line.strong(to_string(Ref{id})) << fmt::format(" “{}” {}: “{}”.", assumption.title, word(status),
                                                   command.text);
    if (status == AssumptionStatus::failed) {
        line << " What rests on it may have to change: ";
        line.code(fmt::format("change new {} why:{}{}",
                              as_typed("Change what rests on " + to_string(Ref{id})),
                              as_typed(assumption.title + " does not hold: " + command.text),
                              resting_key(draft.world(), assumption.about)));
        for (const PersonId who : owners_resting(draft, assumption))
            draft.concern(
                Ref{id}, who,
                fmt::format("{} failed, and what you own rests on it.", called(draft.world(), Ref{id})));
    }
    draft.tell(Ref{id}, std::move(line), true);
    draft.show_card(Ref{id});
    return {};
}

}  // namespace

std::span<const CommandSpec> assumption_commands() { return kTable; }

Result<void> assumption_new(Draft& draft, const Command& command) {
    Assumption assumption;
    assumption.product = command.product;
    assumption.title = command.text;
    assign_all(assumption, command, kNotPlain);
    if (auto sound = assign_rest(draft.world(), assumption, command); !sound) return sound;
    const PersonId owner = assumption.owner;
    const AssumptionId id = draft.add(std::move(assumption));
    draft.show_card(Ref{id});
    draft.concern(Ref{id}, owner, "you own " + called(draft.world(), Ref{id}) + ".");
    return {};
}

Result<void> assumption_set(Draft& draft, const Command& command) {
    const auto id = command.subject.as<AssumptionId>();
    const Assumption before = *draft.find(id);
    if (command.has("about") || command.has("check-by"))
        if (auto open = still_open(before); !open) return open;
    Assumption after = before;
    assign_all(after, command, kNotPlain);
    if (auto sound = assign_rest(draft.world(), after, command); !sound) return sound;
    draft.put(after);
    tell_changes(draft, before, after);
    return {};
}

Result<void> assumption_hold(Draft& draft, const Command& command) {
    return close(draft, command, AssumptionStatus::held);
}

Result<void> assumption_fail(Draft& draft, const Command& command) {
    return close(draft, command, AssumptionStatus::failed);
}

Result<void> assumption_show(Draft& draft, const Command& command) {
    draft.answer(assumption_card(draft.world(), draft.context(), command.subject.as<AssumptionId>()));
    return {};
}

Result<void> assumption_list(Draft& draft, const Command& command) {
    const World& world = draft.world();
    const std::string state = command.text_of("state");
    const Day today = today_in(draft, command.product);
    std::vector<std::string> rows;
    for (const Assumption& a : world.all<Assumption>()) {
        if (a.product != command.product || (!state.empty() && word(a.status) != state)) continue;
        std::string row = fmt::format("{}  {}  {}", to_string(Ref{id_of(a)}), a.title, word(a.status));
        if (a.about) row += ", about " + name(world, a.about);
        if (a.check_by) row += ", check by " + day_phrase(*a.check_by, today);
        rows.push_back(std::move(row));
    }
    const Text title =
        rows.empty() ? nothing_like(command, "assumption", "assumption list",
                                    Text("No assumptions. The first one: ")
                                        .code("assumption new \"Crews accept hosting abroad\" about:F-1"))
                     : Text(counted(static_cast<std::int64_t>(rows.size()), "assumption", "assumptions"));
    draft.answer(list_card(title, rows, page_asked(command), asked_again(command, "assumption list")));
    return {};
}

Card assumption_card(const World& world, const Context& context, AssumptionId id) {
    const Assumption& assumption = *world.find(id);
    const Day today = today_of(context, world, assumption.product);
    Card card;
    card.id = to_string(Ref{id});
    card.title = Text(assumption.title);
    card.state = std::string(word(assumption.status));
    if (assumption.about) add_field(card, "About", called(world, assumption.about));
    if (assumption.check_by) add_field(card, "Check by", day_phrase(*assumption.check_by, today));
    add_field(card, "Found", assumption.found);
    add_owner(card, world, assumption.owner, "assumption set " + card.id + " owner:me");
    add_warnings(card, world, context, Ref{id});
    return card;
}

}  // namespace plumb
