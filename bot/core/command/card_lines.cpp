#include "core/command/card_lines.hpp"

#include "core/command/record_text.hpp"
#include "core/command/warnings_today.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace plumb {

namespace {

constexpr std::size_t kWarningsShown = 5;

struct Shown {
    const Warning* warning = nullptr;
    /// That it is muted; empty: it is not.
    std::string muted;
};

bool shown_first(const Shown& a, const Shown& b) {
    if (a.muted.empty() != b.muted.empty()) return a.muted.empty();
    return comes_first(*a.warning, *b.warning);
}

}  // namespace

std::string_view severity_mark(Severity severity) {
    switch (severity) {
        case Severity::critical: return "■";
        case Severity::warning: return "▲";
        case Severity::info: return "·";
    }
    return "·";
}

void add_field(Card& card, std::string label, const Text& text) {
    if (!text.empty()) card.lines.push_back({Line::Kind::field, std::move(label), text});
}

void add_context(Card& card, const Text& text) {
    if (!text.empty()) card.lines.push_back({Line::Kind::context, {}, text});
}

void add_owners(Card& card, const World& world, const std::vector<PersonId>& owners,
                const std::string& take) {
    if (owners.empty()) {
        add_field(card, "Owner", "Who owns it?");
        card.buttons.push_back({"Take it", take, {}, {}});
        return;
    }
    Text people;
    for (std::size_t i = 0; i < owners.size(); ++i) {
        if (i) people << (i + 1 == owners.size() ? " and " : ", ");
        people.person(owners[i]);
        if (const auto function = function_of(world, owners[i]))
            people << fmt::format(" ({})", word(*function));
    }
    add_field(card, owners.size() == 1 ? "Owner" : "Owners", people);
}

void add_owner(Card& card, const World& world, PersonId owner, const std::string& take) {
    std::vector<PersonId> owners;
    if (owner) owners.push_back(owner);
    add_owners(card, world, owners, take);
}

void add_warnings(Card& card, const World& world, const Context& context, Ref record) {
    std::vector<Shown> warnings;
    world.all<Warning>().each_naming(record, [&](const Warning& w) {
        if (w.status != WarningStatus::resolved && !w.subject.empty() && w.subject.front() == record)
            warnings.push_back({&w, muted_text(world, w, today_of(context, world, w.product))});
    });
    std::sort(warnings.begin(), warnings.end(), shown_first);
    FactsToday facts(world, context);
    for (std::size_t i = 0; i < std::min(warnings.size(), kWarningsShown); ++i) {
        const Warning& w = *warnings[i].warning;
        Text text(std::string(severity_mark(w.severity)) + " ");
        text.code(to_string(Ref{id_of(w)})) << " " << facts.of(w);
        if (w.status != WarningStatus::open) text << fmt::format(" ({})", word(w.status));
        if (!warnings[i].muted.empty()) text << fmt::format(" ({})", warnings[i].muted);
        card.lines.push_back({Line::Kind::item, {}, std::move(text)});
    }
    if (warnings.size() > kWarningsShown)
        add_context(card, fmt::format("and {} more: warnings", warnings.size() - kWarningsShown));
}

std::vector<const Move*> moves_of(const World& world, Ref record) {
    std::vector<const Move*> moves;
    world.all<Move>().each_naming(record, [&](const Move& move) {
        if (move.record == record) moves.push_back(&move);
    });
    std::stable_sort(moves.begin(), moves.end(), [](const Move* a, const Move* b) { return a->on < b->on; });
    return moves;
}

void add_moves(Card& card, const World& world, Ref record, Day today, std::size_t most) {
    const std::vector<const Move*> moves = moves_of(world, record);
    const std::size_t first = moves.size() > most ? moves.size() - most : 0;
    for (std::size_t i = moves.size(); i-- > first;) {
        const Move& move = *moves[i];
        std::string text =
            record.kind == Kind::feature
                ? fmt::format("from {} to {}", release_or_backlog(world, move.from),
                              release_or_backlog(world, move.to))
                : move_phrase(move.old_date.value_or(move.on), move.new_date.value_or(move.on), today);
        text += " on " + spoken(move.on, today);
        if (move.by) text += " by " + person_name(world, move.by);
        if (!move.why.empty()) text += ": " + quoted(move.why);
        add_field(card, "Moved", text);
    }
    if (first > 0) add_context(card, fmt::format("and {} earlier", counted(static_cast<int>(first), "move")));
}

}  // namespace plumb
