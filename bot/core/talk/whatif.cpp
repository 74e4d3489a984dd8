#include "core/talk/whatif.hpp"

#include "core/base/among.hpp"
#include "core/base/spelling.hpp"
#include "core/base/unseen.hpp"
#include "core/base/utf8.hpp"
#include "core/change/ripple.hpp"
#include "core/talk/cards.hpp"
#include "core/talk/consequences.hpp"
#include "core/talk/decide.hpp"
#include "core/talk/example.hpp"
#include "core/talk/grammar.hpp"
#include "core/talk/talk_handlers.hpp"
#include "core/talk/traces.hpp"
#include "core/talk/tried.hpp"
#include "core/talk/verbs.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <iterator>
#include <set>

namespace plumb {

namespace {

constexpr std::string_view kWord = "whatif";

/// What can be weighed now: a release that moves, where there is one, else a new one.
std::string weighable(const World& world, const Context& context) {
    const ProductId product = product_here(world, context.place);
    const auto& all = world.all<Release>();
    const bool planned = std::any_of(all.begin(), all.end(), [&](const Release& r) {
        return (!product || r.product == product) && r.status != ReleaseStatus::cancelled;
    });
    const std::string_view verb = planned ? "move" : "new";
    for (const CommandSpec* spec : commands())
        if (spec->noun == noun_of(Kind::release) && spec->verb == verb)
            return tried(world, context, fmt::format("{} {}", kWord, fresh_example(world, context, *spec)),
                         {});
    return std::string(kWord);
}

Refusal needs_command(const World& world, const Context& context) {
    return {"whatif needs a command that records something.", "Put the command after it.",
            weighable(world, context)};
}

/// A command that mends what was asked is asked in the same way: pasting it records nothing either.
Refusal weighed_again(const World& world, const Context& context, const Refusal& met, std::string_view text) {
    Refusal refusal = with_tried_example(world, context, met, text);
    const auto typed = pieces_of(text);
    const auto offered = pieces_of(refusal.example);
    if (!offered) return refusal;
    const auto meant = command_named(commands(), *offered);
    const auto found = typed ? command_named(commands(), *typed) : std::nullopt;
    const bool same = !found || (meant && found->spec == meant->spec);
    if (meant && meant->spec->records && same) refusal.example = fmt::format("{} {}", kWord, refusal.example);
    return refusal;
}

Line plain(Text text) { return {Line::Kind::text, {}, std::move(text)}; }

/// What the command answers the asker: that it changes nothing, or what a setting of theirs is. What it would
/// send beside that is for no thread to show.
std::vector<Line> private_answer(const Draft& draft) {
    std::vector<Line> lines;
    for (const Outgoing& message : draft.out()) {
        if (!message.reply) continue;
        lines.push_back(plain(message.card.title));
        lines.insert(lines.end(), message.card.lines.begin(), message.card.lines.end());
    }
    return lines;
}

/// The heads of the cards of what it makes, as far as no line tells of it.
std::vector<Line> made(const Draft& draft, const World& begun) {
    std::vector<Line> lines;
    std::vector<Ref> named;
    for (const Told& told : draft.told()) named.push_back(told.record);
    for (const Ref record : draft.cards()) {
        if (exists(begun, record) || is_among(named, record)) continue;
        named.push_back(record);
        const Card card = card_of(draft.world(), draft.context(), record);
        if (card.id.empty()) continue;
        Text head(card.id + " ");
        head << card.title;
        if (!card.state.empty()) head << " — " << card.state;
        lines.push_back(plain(std::move(head)));
    }
    return lines;
}

/// What the command says of a record that it makes, up to a command that could be given only once the record
/// is there.
Text as_far_as_possible(const Told& told, const World& begun) {
    Text line = told.line;
    if (exists(begun, told.record)) return line;
    std::vector<Run>& runs = line.runs();
    const std::string named = fmt::format(" {} ", to_string(told.record));
    const auto offered = std::find_if(runs.begin(), runs.end(), [&](const Run& run) {
        return run.kind == Run::Kind::code && run.text.find(named) != std::string::npos;
    });
    // With the words that lead to it.
    if (offered - runs.begin() > 1 && offered != runs.end()) runs.erase(offered - 1, runs.end());
    return line;
}

/// What the command does, as its answer would say; where it would say nothing, the command itself.
std::vector<Line> outcome(const Draft& draft, const World& begun, std::string_view text) {
    std::vector<Line> lines = made(draft, begun);
    for (const Told& told : draft.told()) lines.push_back(plain(as_far_as_possible(told, begun)));
    if (lines.empty()) lines = private_answer(draft);
    if (lines.empty()) lines.push_back(plain(Text{}.code(text)));
    return lines;
}

/// The ripple of each request that the command opens.
std::vector<Line> if_approved_too(const Draft& draft, const World& begun) {
    std::vector<Line> lines;
    std::set<Ref> done;
    for (const Ref record : draft.cards()) {
        if (!draft.find(record.as<ChangeId>()) || exists(begun, record) || !done.insert(record).second)
            continue;
        Card card = ripple_card(draft.seen(), draft.context(), record.as<ChangeId>());
        lines.push_back(plain(std::move(card.title) << ":"));
        std::move(card.lines.begin(), card.lines.end(), std::back_inserter(lines));
    }
    return lines;
}

/// It is so already: the command's own answer. That somebody spoke may bring or mend a warning all the same.
Card nothing_to_do(const Draft& draft, const std::vector<Line>& weighed) {
    std::vector<Line> lines = private_answer(draft);
    if (lines.empty()) {
        lines.push_back(plain(Text("Nothing would change: it is so already.")));
        for (const Told& told : draft.told()) lines.push_back(plain(told.line));
    }
    Card card;
    card.title = std::move(lines.front().text);
    card.lines.assign(lines.begin() + 1, lines.end());
    std::copy_if(weighed.begin(), weighed.end(), std::back_inserter(card.lines),
                 [](const Line& line) { return !line.label.empty(); });
    card.lines.push_back({Line::Kind::context, {}, Text("Nothing was recorded.")});
    return card;
}

/// Somebody whom the command alone would make known is named in words: where the answer is drawn, nobody is
/// called so.
void name_unknown(const World& known, const World& then, Text& text) {
    for (Run& run : text.runs()) {
        const bool person = run.kind == Run::Kind::person || run.kind == Run::Kind::ping;
        if (person && !known.find(run.who)) run = {Run::Kind::plain, person_name(then, run.who), {}, {}};
    }
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
    const std::string_view command = without_prefix(rest).text;
    return whatif_text(command).value_or(command);
}

Result<void> whatif_of_nothing(Draft& draft, const Command&) {
    return tl::make_unexpected(needs_command(draft.world(), draft.context()));
}

Decision whatif(const World& world, const Context& context, std::string_view text, const Live* live) {
    if (text.empty()) return refused(world, context, refusal_card(needs_command(world, context)));
    Draft draft(world, context, live);
    apply_effects(draft);
    const World begun = draft.world();
    const World now = draft.seen();
    const auto command = understand(draft, text);
    if (!command)
        return refused(world, context, refusal_card(weighed_again(world, context, command.error(), text)));
    if (!command->spec->records) {
        const Refusal refusal{"That command records nothing, so there is nothing to weigh.",
                              "whatif takes a command that changes something.", weighable(world, context)};
        return refused(world, context, refusal_card(refusal));
    }
    // Reading may have made people and customers by naming them.
    const std::vector<Write> effects = draft.writes();
    if (auto done = command->spec->handler(draft, *command); !done)
        return refused(world, context, refusal_card(weighed_again(world, context, done.error(), text)));
    const bool nothing = draft.writes() == effects;
    leave_traces(draft, begun, *command);
    std::vector<Line> weighed = ripple_lines(now, context, draft.seen());
    if (nothing) return answer_only(world, context, nothing_to_do(draft, weighed));
    std::vector<Line> lines = outcome(draft, begun, text);
    const std::vector<Line> approved = if_approved_too(draft, begun);
    // That a request alone would bring no warning is not what is asked.
    if (!approved.empty())
        std::erase_if(weighed, [](const Line& line) { return line.kind == Line::Kind::text; });
    weighed.insert(weighed.end(), approved.begin(), approved.end());
    Card card;
    card.title << "This would be so: " << lines.front().text;
    card.lines.assign(lines.begin() + 1, lines.end());
    for (Line& line : weighed) card.lines.push_back(std::move(line));
    Text last("Nothing was recorded. To do it: ");
    last.code(text);
    card.lines.push_back({Line::Kind::context, {}, std::move(last)});
    name_unknown(world, draft.world(), card.title);
    for (Line& line : card.lines) name_unknown(world, draft.world(), line.text);
    return answer_only(world, context, std::move(card));
}

}  // namespace plumb
