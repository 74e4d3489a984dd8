#include "core/plan/release.hpp"

#include "core/align/plan.hpp"
#include "core/base/among.hpp"
#include "core/base/spelling.hpp"
#include "core/command/asked.hpp"
#include "core/command/assign.hpp"
#include "core/command/paging.hpp"
#include "core/command/record_text.hpp"
#include "core/command/said.hpp"
#include "core/plan/plan_cards.hpp"
#include "core/plan/rows.hpp"
#include "core/records/links.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace plumb {

namespace {

/// How long before its release a freeze lies that is given as an example.
constexpr Days kBeforeRelease{14};

/// A release that can be planned: its name is free.
std::string free_name(const World& world, ProductId product) {
    int major = 1;
    while (release_by_name(world, product, fmt::format("{}.0", major))) ++major;
    return fmt::format("{}.0", major);
}

std::string release_example(const World& world, ProductId product) {
    return fmt::format("release new {} date:\"in 8 weeks\"", free_name(world, product));
}

/// A name must be free in the product, whatever its case, and nothing that means something else in a command.
Result<void> check_name(const World& world, ProductId product, std::string_view name, ReleaseId but) {
    if (means_something_else(name))
        return refuse(fmt::format("“{}” means something else in a command.", name),
                      "Take a name that is no ID and no word of the commands.",
                      release_example(world, product));
    return name_is_free(world, product, name, but);
}

}  // namespace

Result<void> name_is_free(const World& world, ProductId product, std::string_view name, ReleaseId but) {
    const Release* same = release_by_name(world, product, name);
    if (!same || id_of(*same) == but) return {};
    return refuse(fmt::format("There is a release {} already ({}).", same->name, word(same->status)),
                  "A name is unique in the product.", fmt::format("release show {}", as_name(same->name)));
}

bool means_something_else(std::string_view name) { return parse_ref(name) || same_word(name, "backlog"); }

Result<void> check_dates(const Release& release, Day today) {
    if (release.freeze && *release.freeze > release.date)
        return refuse(fmt::format("The freeze, {}, would be after the release, {}.",
                                  spoken(*release.freeze, today), spoken(release.date, today)),
                      "A freeze is on or before the release's date.",
                      release.meta.n ? fmt::format("release set {} freeze:{}", as_name(release.name),
                                                   iso(release.date - kBeforeRelease))
                                     : fmt::format("release new {} date:{} freeze:{}", as_name(release.name),
                                                   iso(release.date), iso(release.date - kBeforeRelease)));
    if (release.beta_from && release.beta_to && *release.beta_to < *release.beta_from)
        return refuse(fmt::format("The beta would end on {}, before it starts on {}.",
                                  spoken(*release.beta_to, today), spoken(*release.beta_from, today)),
                      "It ends on or after the day it starts.",
                      fmt::format("release beta {} from:{} to:{}", as_name(release.name),
                                  iso(*release.beta_to), iso(*release.beta_from)));
    return {};
}

/// A freeze behind the release is mended where it stands: what else was typed is kept.
tl::unexpected<Refusal> freeze_as_typed(Refusal refusal, const Command& command, const Release& release) {
    if (release.freeze && *release.freeze > release.date)
        refusal.example = said_with(command, "freeze", iso(release.date - kBeforeRelease), refusal.example);
    return tl::make_unexpected(std::move(refusal));
}

Result<void> still_changes(const World& world, const Release& release, Day today, std::string_view verb) {
    if (release.status == ReleaseStatus::cancelled)
        return refuse(fmt::format("{} is cancelled: there is nothing to {}.", release.name, verb),
                      "Plan another release.", release_example(world, release.product));
    if (release.status == ReleaseStatus::shipped)
        return refuse(fmt::format("{} shipped on {}: there is nothing to {}.", release.name,
                                  spoken(release.shipped_on.value_or(release.date), today), verb),
                      "What is still possible: set its goal, metric, owners, capacity and budget.",
                      fmt::format("release set {} goal:\"A hundred shops\"", as_name(release.name)));
    return {};
}

Result<void> release_new(Draft& draft, const Command& command) {
    const auto product = product_asked(draft, command);
    if (!product) return tl::make_unexpected(product.error());
    if (auto ok = check_name(draft.world(), *product, command.word, {}); !ok) {
        // Whatever else was typed stays.
        const std::size_t name = command.said.find(command.word);
        if (means_something_else(command.word) && name != std::string::npos) {
            ok.error().example = command.said;
            ok.error().example.replace(name, command.word.size(), free_name(draft.world(), *product));
        }
        return ok;
    }
    Release release;
    release.product = *product;
    assign_all(release, command);
    release.name = command.word;
    release.owners.clear();
    assign_people(release.owners, command, "owners");
    if (auto ok = fits_list(release.owners.size(), "owners"); !ok) return ok;
    if (auto ok = check_dates(release, today_in(draft, *product)); !ok)
        return freeze_as_typed(std::move(ok.error()), command, release);
    draft.show_card(draft.add(std::move(release)));
    return {};
}

Result<void> release_list(Draft& draft, const Command& command) {
    const auto product = product_asked(draft, command);
    if (!product) return tl::make_unexpected(product.error());
    const World& world = draft.world();
    const Day today = today_in(draft, *product);
    const auto status = named<ReleaseStatus>(command.text_of("status"));
    std::vector<const Release*> releases;
    for (const Release& r : world.all<Release>())
        if (r.product == *product && (!status || r.status == *status)) releases.push_back(&r);
    std::stable_sort(releases.begin(), releases.end(), [](const Release* a, const Release* b) {
        return Plan::date_of(*a) < Plan::date_of(*b);
    });
    std::vector<std::string> rows;
    for (const Release* r : releases) rows.push_back(release_row(world, *r, today));
    if (rows.empty()) {
        draft.answer(plain_card(status ? fmt::format("No release is {}.", word(*status))
                                       : std::string("No release is planned yet."),
                                {Text("Plan one: ").code(release_example(draft.world(), *product))}));
        return {};
    }
    std::string again = "release list";
    if (status) again += fmt::format(" status:{}", word(*status));
    draft.answer(list_card(counted(static_cast<std::int64_t>(rows.size()), "release"), rows,
                           page_asked(command), again));
    return {};
}

Result<void> release_show(Draft& draft, const Command& command) {
    draft.answer(release_card(draft.world(), draft.context(), command.subject.as<ReleaseId>()));
    return {};
}

Result<void> release_set(Draft& draft, const Command& command) {
    const ReleaseId id = command.subject.as<ReleaseId>();
    const Release before = *draft.find(id);
    const Day today = today_in(draft, before.product);
    Release after = before;
    static constexpr std::array<std::string_view, 3> kApart{"date", "owners", "why"};
    assign_all(after, command, kApart);
    assign_people(after.owners, command, "owners");
    if (auto ok = fits_list(after.owners.size(), "owners"); !ok) return ok;
    if (after.name != before.name)
        if (auto ok = check_name(draft.world(), before.product, after.name, id); !ok) {
            if (means_something_else(after.name))
                ok.error().example =
                    said_with(command, "name", free_name(draft.world(), before.product), ok.error().example);
            return ok;
        }
    if (after.freeze != before.freeze)
        if (auto ok = still_changes(draft.world(), before, today, "freeze"); !ok) return ok;
    const auto date = command.get<Day>("date");
    const bool moves = date && *date != before.date;
    Release with_date = after;
    if (moves && !baselined(draft.world(), id)) with_date.date = *date;
    if (with_date.freeze != before.freeze || with_date.date != before.date)
        if (auto ok = check_dates(with_date, today); !ok)
            return freeze_as_typed(std::move(ok.error()), command, with_date);
    if (after == before && !moves) {
        if (command.keys.empty())
            answer_line(
                draft,
                "Nothing was given to set: it takes date:, freeze:, goal:, metric:, owners:, capacity:, "
                "budget: and name:.");
        else
            answer_as_it_is(draft, id);
        return {};
    }
    if (after != before) {
        draft.put(after);
        draft.show_card(id);
        // A move keeps the why itself.
        const std::string why = moves ? std::string{} : why_of(command);
        draft.tell(id,
                   fmt::format("{}: {}{}.", before.name, changes_phrase(draft.world(), today, before, after),
                               because(why)),
                   !why.empty());
        for (const PersonId owner : after.owners)
            if (!is_among(before.owners, owner))
                draft.concern(id, owner, fmt::format("you own {} now.", after.name));
    }
    return moves ? give_date(draft, id, *date, why_of(command)) : Result<void>{};
}

Result<void> release_move(Draft& draft, const Command& command) {
    const ReleaseId id = command.subject.as<ReleaseId>();
    const Release release = *draft.find(id);
    const Day to = command.get<Day>("to").value_or(release.date);
    const Day today = today_in(draft, release.product);
    if (to == release.date) {
        answer_line(draft,
                    fmt::format("{} is due on {} already: nothing moved.", release.name, spoken(to, today)));
        return {};
    }
    return give_date(draft, id, to, why_of(command));
}

}  // namespace plumb
