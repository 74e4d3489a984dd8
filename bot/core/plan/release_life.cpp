// What happens to a release: its date moves, it becomes ready, it is tried in beta, it ships or is cancelled.
#include "core/align/plan.hpp"
#include "core/change/state.hpp"
#include "core/command/asked.hpp"
#include "core/command/ledger.hpp"
#include "core/command/record_text.hpp"
#include "core/plan/instead.hpp"
#include "core/plan/release.hpp"
#include "core/records/links.hpp"

#include <fmt/core.h>

namespace plumb {

namespace {

/// Any day of no year that counts, so that spoken() writes the year.
constexpr Day kOtherYear{};

void tell_owners(Draft& draft, const Release& release, const Text& line) {
    for (const PersonId who : release.owners) draft.concern(id_of(release), who, line);
}

/// A request that asks for the same and waits; none.
const ChangeRequest* asking_already(const World& world, ReleaseId release, Day to, std::string_view why) {
    const ChangeRequest* found = nullptr;
    world.all<ChangeRequest>().each_naming(Ref{release}, [&](const ChangeRequest& r) {
        const bool same = r.change_kind == ChangeKind::date && r.release == release && r.date == to;
        if (same && waiting(r) && (why.empty() || why == r.why)) found = &r;
    });
    return found;
}

Result<void> request_date(Draft& draft, const Release& release, Day to, const std::string& why) {
    if (const ChangeRequest* same = asking_already(draft.world(), id_of(release), to, why)) {
        Card card = plain_card(called(draft.world(), Ref{id_of(*same)}) + " asks for that already.");
        const std::string support = "change support " + to_string(Ref{id_of(*same)});
        card.lines.push_back({Line::Kind::command, {}, Text{}.code(support)});
        draft.answer(std::move(card));
        return {};
    }
    ChangeRequest request =
        request_for(release.product, ChangeKind::date,
                    fmt::format("Move {} to {}", release.name, spoken(to, kOtherYear)), why);
    request.release = id_of(release);
    request.date = to;
    return request_instead(draft, std::move(request), release.name);
}

/// `: “Crash on start”`, or nothing.
}  // namespace

Result<void> give_date(Draft& draft, ReleaseId id, Day to, const std::string& why) {
    const Release release = *draft.find(id);
    const Day today = today_in(draft, release.product);
    if (auto ok = still_changes(draft.world(), release, today, "move"); !ok) return ok;
    Release moved = release;
    moved.date = to;
    if (auto ok = check_dates(moved, today); !ok) return ok;
    if (baselined(draft.world(), id)) return request_date(draft, release, to, why);
    move_release(draft, id, to, why);
    draft.show_card(id);
    Text line(
        fmt::format("{} moves {}{}.", release.name, move_phrase(release.date, to, today), because(why)));
    if (why.empty() && confirmed_baseline(draft.world(), release.product))
        line << " Why it moved is not on record: say it in its thread.";
    tell_owners(draft, release, line);
    draft.tell(id, std::move(line), true);
    return {};
}

Result<void> release_ready(Draft& draft, const Command& command) {
    const ReleaseId id = command.subject.as<ReleaseId>();
    Release release = *draft.find(id);
    const Day today = today_in(draft, release.product);
    if (auto ok = still_changes(draft.world(), release, today, "make ready"); !ok) return ok;
    std::vector<std::string> said;
    for (std::size_t i = 0; i < kPillars; ++i) {
        const std::string_view pillar = word(static_cast<Pillar>(i));
        if (!command.has(pillar)) continue;
        PillarState state;
        state.status = named<Readiness>(command.text_of(pillar));
        // What is unset says nothing, but for the note that it is given.
        if (state.status || !command.text_of("note").empty()) {
            state.note = command.text_of("note");
            state.by = draft.actor();
            state.at = draft.now();
        }
        said.push_back(fmt::format("{} {}", pillar, state.status ? word(*state.status) : "unset"));
        release.ready.of[i] = std::move(state);
    }
    const std::string note = command.text_of("note");
    if (said.empty())
        return refuse("No pillar was given.",
                      "They are market, product, revenue and people: each green, amber or red.",
                      fmt::format("release ready {} market:green{}", as_name(release.name),
                                  note.empty() ? std::string{} : " note:" + as_name(note)));
    std::string line = fmt::format("{}: {}", release.name, listed(said));
    line += note.empty() ? "." : ": " + quoted(note) + ".";
    draft.put(std::move(release));
    draft.show_card(id);
    draft.tell(id, std::move(line));
    return {};
}

Result<void> release_beta(Draft& draft, const Command& command) {
    const ReleaseId id = command.subject.as<ReleaseId>();
    const Release before = *draft.find(id);
    Release release = before;
    const Day today = today_in(draft, release.product);
    if (auto ok = still_changes(draft.world(), release, today, "try in beta"); !ok) return ok;
    if (command.clears("from")) {
        release.beta_from = std::nullopt;
        release.beta_to = std::nullopt;
    } else if (command.clears("to") && !command.has("from") && !release.beta_from) {
        return refuse(fmt::format("{} has no beta, so there is no end to clear.", release.name),
                      "It begins today, or on the day that from: names.",
                      fmt::format("release beta {}", as_name(release.name)));
    } else {
        if (const auto from = command.get<Day>("from")) release.beta_from = *from;
        // Said of a beta that was announced, the bare command begins it.
        const bool begins = !command.has("from") && !command.has("to") && release.beta_from > today;
        if (!release.beta_from || begins) release.beta_from = today;
        if (command.has("to")) release.beta_to = command.get<Day>("to");
    }
    if (auto ok = check_dates(release, today); !ok) return ok;
    // Announced, not begun: the status follows by itself when the day has come (align/effects.hpp).
    const bool begun = release.beta_from && *release.beta_from <= today;
    release.status = begun ? ReleaseStatus::beta : ReleaseStatus::planned;
    if (release == before) {
        answer_line(draft,
                    fmt::format("Nothing changed: the beta of {} is as you say already.", release.name));
        return {};
    }
    std::string line = release.name + ": ";
    if (!release.beta_from) {
        line += "no beta";
    } else {
        line += begun ? "in beta since " : "beta from ";
        line += spoken(*release.beta_from, today);
        if (release.beta_to) line += ", planned to " + spoken(*release.beta_to, today);
    }
    draft.put(std::move(release));
    draft.show_card(id);
    draft.tell(id, line + ".");
    return {};
}

Result<void> release_ship(Draft& draft, const Command& command) {
    const ReleaseId id = command.subject.as<ReleaseId>();
    Release release = *draft.find(id);
    const Day today = today_in(draft, release.product);
    if (auto ok = still_changes(draft.world(), release, today, "ship"); !ok) return ok;
    const Day day = command.get<Day>("on").value_or(today);
    if (day > today)
        return refuse(fmt::format("{} is to come: a release is shipped once it is out.", spoken(day, today)),
                      "A day that is not after today; what is planned is its date.",
                      fmt::format("release move {} to:{}", as_name(release.name), iso(day)));
    release.status = ReleaseStatus::shipped;
    release.shipped_on = day;
    const int late = days_between(release.date, day);
    std::string line = fmt::format("{} shipped on {}", release.name, spoken(day, today));
    if (late == 0) line += ", as planned";
    if (late != 0) line += fmt::format(", {} {}", days_text(std::abs(late)), late > 0 ? "late" : "early");
    Text text(line + ".");
    tell_owners(draft, release, text);
    draft.put(std::move(release));
    draft.show_card(id);
    draft.tell(id, std::move(text), true);
    return {};
}

Result<void> release_cancel(Draft& draft, const Command& command) {
    const ReleaseId id = command.subject.as<ReleaseId>();
    Release release = *draft.find(id);
    const Day today = today_in(draft, release.product);
    if (auto ok = still_changes(draft.world(), release, today, "cancel"); !ok) return ok;
    const std::string why = why_of(command);
    if (why.empty() && baselined(draft.world(), id))
        return refuse(fmt::format("{} is in a confirmed baseline: cancelling it needs a why.", release.name),
                      "Say why in a few words.",
                      fmt::format("release cancel {} why:\"Nobody asks for it\"", as_name(release.name)));
    release.status = ReleaseStatus::cancelled;
    release.reason = why;
    // A beta that was only announced never comes.
    if (release.beta_from > today) {
        release.beta_from.reset();
        release.beta_to.reset();
    }
    const std::vector<const Feature*> features = features_of(draft.world(), id);
    std::string line = fmt::format("{} is cancelled{}.", release.name, because(why));
    if (!features.empty())
        line += fmt::format(
            " {} in no release now.",
            features.size() == 1 ? "Its feature is" : fmt::format("Its {} features are", features.size()));
    Text text(line);
    tell_owners(draft, release, text);
    draft.put(std::move(release));
    draft.show_card(id);
    draft.tell(id, std::move(text), true);
    return {};
}

}  // namespace plumb
