#include "core/talk/whatif.hpp"

#include "core/base/spelling.hpp"
#include "core/base/utf8.hpp"
#include "core/change/ripple.hpp"
#include "core/talk/cards.hpp"
#include "core/talk/consequences.hpp"
#include "core/talk/decide.hpp"
#include "core/talk/grammar.hpp"
#include "core/talk/marks.hpp"
#include "core/talk/talk_handlers.hpp"
#include "core/talk/traces.hpp"
#include "core/talk/verbs.hpp"

#include <fmt/core.h>

namespace plumb {

namespace {

constexpr std::string_view kWord = "whatif";

Refusal needs_command() {
    return {"whatif needs a command that records something.", "Put the command after it.",
            "whatif release move 2.0 to:2027-03-25"};
}

/// A command that mends what was asked is asked in the same way: pasting it records nothing either.
Refusal weighed_again(Refusal refusal, std::string_view text) {
    const auto typed = pieces_of(text);
    const auto offered = pieces_of(refusal.example);
    if (!offered) return refusal;
    const auto meant = command_named(commands(), *offered);
    const auto found = typed ? command_named(commands(), *typed) : std::nullopt;
    const bool same = !found || (meant && found->spec == meant->spec);
    if (meant && meant->spec->records && same) refusal.example = fmt::format("{} {}", kWord, refusal.example);
    return refusal;
}

/// What the command does, as the first line of its answer would say: where it makes a record, the head of its
/// card; where it has neither, the command itself.
Text outcome(const Draft& draft, std::string_view text) {
    if (!draft.told().empty()) return draft.told().front().line;
    if (!draft.cards().empty()) {
        const Card made = card_of(draft.world(), draft.context(), draft.cards().front());
        if (!made.id.empty()) {
            Text head(made.id + " ");
            head << made.title;
            if (!made.state.empty()) head << " — " << made.state;
            return head;
        }
    }
    return Text{}.code(text);
}

Decision refused(const World& world, const Context& context, Card card) {
    Decision decision = answer_only(world, context, std::move(card));
    decision.refused = true;
    return decision;
}

}  // namespace

std::optional<std::string_view> whatif_text(std::string_view text) {
    text = without_prefix(text).text;
    if (!same_word(text.substr(0, kWord.size()), kWord)) return std::nullopt;
    const std::string_view rest = text.substr(kWord.size());
    if (!rest.empty() && !is_space(first_character(rest).code)) return std::nullopt;
    return without_prefix(rest).text;
}

Result<void> whatif_of_nothing(Draft&, const Command&) { return tl::make_unexpected(needs_command()); }

Decision whatif(const World& world, const Context& context, std::string_view text, const Live* live) {
    if (text.empty()) return refused(world, context, refusal_card(needs_command()));
    Draft draft(world, context, live);
    apply_effects(draft);
    const World begun = draft.world();
    const World now = draft.seen();
    const auto command = understand(draft, text);
    if (!command) return refused(world, context, refusal_card(weighed_again(command.error(), text)));
    if (!command->spec->records) {
        const Refusal refusal{"That command records nothing, so there is nothing to weigh.",
                              "whatif takes a command that changes something.",
                              "whatif release move 2.0 to:2027-03-25"};
        return refused(world, context, refusal_card(refusal));
    }
    if (auto done = command->spec->handler(draft, *command); !done)
        return refused(world, context, refusal_card(weighed_again(done.error(), text)));
    leave_traces(draft, begun, *command);
    Card card;
    card.title << "This would be so: " << outcome(draft, text);
    for (std::size_t i = 1; i < draft.told().size(); ++i)
        card.lines.push_back({Line::Kind::text, {}, draft.told()[i].line});
    for (Line& line : ripple_lines(now, context, draft.seen())) card.lines.push_back(std::move(line));
    Text last("Nothing was recorded. To do it: ");
    last.code(text);
    card.lines.push_back({Line::Kind::context, {}, std::move(last)});
    return answer_only(world, context, std::move(card));
}

}  // namespace plumb
