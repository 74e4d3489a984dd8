#include "core/talk/whatif.hpp"

#include "core/change/ripple.hpp"
#include "core/talk/consequences.hpp"
#include "core/talk/decide.hpp"
#include "core/talk/grammar.hpp"

#include <algorithm>
#include <array>

namespace plumb {

namespace {

constexpr std::array<std::string_view, 3> kPrefixWords{"/plumb", "!plumb", "plumb"};

std::string_view skip_spaces(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    return text;
}

/// Drops a first word; nothing when the text does not begin with it.
std::optional<std::string_view> after(std::string_view text, std::string_view first) {
    if (text.size() < first.size()) return std::nullopt;
    for (std::size_t i = 0; i < first.size(); ++i)
        if ((text[i] | 0x20) != (first[i] | 0x20)) return std::nullopt;
    if (text.size() > first.size() && text[first.size()] != ' ') return std::nullopt;
    return skip_spaces(text.substr(first.size()));
}

Decision refused(const World& world, const Context& context, Card card) {
    Decision decision = answer_only(world, context, std::move(card));
    decision.refused = true;
    return decision;
}

}  // namespace

std::optional<std::string_view> whatif_text(std::string_view text) {
    text = skip_spaces(text);
    for (const std::string_view prefix : kPrefixWords) {
        if (const auto rest = after(text, prefix)) {
            text = *rest;
            break;
        }
    }
    return after(text, "whatif");
}

Decision whatif(const World& world, const Context& context, std::string_view text, const Sight& sight) {
    if (text.empty()) {
        const Refusal refusal{"whatif needs a command that records something.", "Put the command after it.",
                              "whatif release move 2.0 to:2027-03-25"};
        return refused(world, context, refusal_card(refusal));
    }
    Draft draft(world, context);
    apply_effects(draft, sight);
    const World now = sight.of(draft);
    const auto command = understand(draft, text);
    if (!command) return refused(world, context, refusal_card(command.error()));
    if (!command->spec->records) {
        const Refusal refusal{"That command records nothing, so there is nothing to weigh.",
                              "whatif takes a command that changes something.",
                              "whatif release move 2.0 to:2027-03-25"};
        return refused(world, context, refusal_card(refusal));
    }
    if (auto done = command->spec->handler(draft, *command); !done)
        return refused(world, context, refusal_card(done.error()));
    Card card;
    card.title << "This would be so: ";
    if (draft.told().empty())
        card.title.code(text);
    else
        card.title << draft.told().front().line;
    for (std::size_t i = 1; i < draft.told().size(); ++i)
        card.lines.push_back({Line::Kind::text, {}, draft.told()[i].line});
    for (Line& line : ripple_lines(now, context, sight.of(draft))) card.lines.push_back(std::move(line));
    Text last("Nothing was recorded. To do it: ");
    last.code(text);
    card.lines.push_back({Line::Kind::context, {}, std::move(last)});
    return answer_only(world, context, std::move(card));
}

}  // namespace plumb
