#include "core/talk/decide.hpp"

#include "core/base/spelling.hpp"
#include "core/base/utf8.hpp"
#include "core/change/said_in_thread.hpp"
#include "core/command/undo_entry.hpp"
#include "core/launch/heard_at.hpp"
#include "core/launch/retro_said.hpp"
#include "core/talk/consequences.hpp"
#include "core/talk/grammar.hpp"
#include "core/talk/in_product.hpp"
#include "core/talk/traces.hpp"
#include "core/talk/tried.hpp"
#include "core/talk/verbs.hpp"
#include "core/talk/whatif.hpp"

#include <algorithm>
#include <set>

namespace plumb {

namespace {

/// Open warnings that a mute silences, or lets be heard again.
void add_muted(std::set<WarningId>& ids, const World& world, const Mute& mute) {
    world.all<Warning>().each_naming(mute.product, [&](const Warning& w) {
        const bool its = w.product == mute.product && w.rule == mute.rule && !w.subject.empty();
        if (its && w.status == WarningStatus::open && (!mute.subject || mute.subject == w.subject.front()))
            ids.insert(id_of(w));
    });
}

/// Warnings that the command answered for or muted: the messages they stand in say so.
std::vector<Consequence> answered(const Draft& draft, const World& before) {
    std::set<WarningId> ids;
    for (const Write& write : draft.writes()) {
        if (const auto* mute = std::get_if<Mute>(&write.record)) add_muted(ids, draft.world(), *mute);
        const auto* warning = std::get_if<Warning>(&write.record);
        const Warning* held = warning ? before.find(id_of(*warning)) : nullptr;
        if (held && !is_same_answer(*held, *warning)) ids.insert(id_of(*warning));
    }
    std::vector<Consequence> consequences;
    for (const WarningId id : ids)
        consequences.push_back({draft.find(id)->product, {{id, Telling::Why::refreshed}}, {}});
    return consequences;
}

/// A command that finds everything as it is to be says so: there is always an answer.
void answer_unchanged(Draft& draft) {
    Card card = plain_card("Nothing changed: it is so already.");
    for (const Told& told : draft.told()) card.lines.push_back({Line::Kind::text, {}, told.line});
    draft.answer(std::move(card));
}

/// A question is answered as of now, and brings nothing about: what is `due` by now is told in the morning,
/// or by what is recorded before it. What naming people made, and that the speaker was heard, stays.
Decision only_asked(const Draft& draft, const World& before, const std::vector<Write>& due, const Live* live,
                    const Command& asked) {
    Draft kept(before, draft.context(), live);
    for (const Write& write : draft.writes()) {
        const auto same = [&](const Write& w) { return ref_of(w.record) == ref_of(write.record); };
        if (std::none_of(due.begin(), due.end(), same)) kept.store(write);
    }
    // Help shows commands as they are.
    const ProductId about = asked.spec->noun == "help" ? ProductId{} : asked.product;
    for (Outgoing message : draft.out()) {
        if (message.reply) keep_in_product(before, draft.context(), about, message.card);
        kept.say(std::move(message));
    }
    return finish(std::move(kept), before, false);
}

/// Why a feature or a release is as it was given, where no field of theirs, no move and no request keeps it:
/// its speaker's word in the record's thread.
void keep_why(Decision& decision, const Context& context, const Command& command, Ref about) {
    const std::string why = command.text_of("why");
    if (why.empty() || (about.kind != Kind::feature && about.kind != Kind::release)) return;
    const auto kept = [&](const JournalRow& row) { return row.after == why; };
    if (std::any_of(decision.journal.begin(), decision.journal.end(), kept)) return;
    decision.thread.push_back({about, context.actor, context.now, why});
}

Decision refused(const World& world, const Context& context, const Refusal& refusal, std::string_view text) {
    const Refusal offered = with_tried_example(world, context, refusal, text);
    Decision decision = answer_only(world, context, refusal_card(offered));
    decision.refused = true;
    return decision;
}

/// In a thread a line without the prefix may be discussion: what is offered keeps the prefix that was typed.
void keep_prefix(Decision& decision, const Place& place, std::string_view text) {
    const Unprefixed bare = without_prefix(text);
    if (!place.thread || !bare.prefixed) return;
    const std::string prefix(trimmed(text.substr(0, text.size() - bare.text.size())));
    for (Outgoing& message : decision.out)
        for (Line& line : message.card.lines)
            for (Run& run : line.text.runs())
                if (line.kind == Line::Kind::command && !is_command(run.text, place))
                    run.text = prefix + " " + run.text;
}

Decision told_or_refused(const World& world, const Context& context, std::string_view text, const Live* live,
                         const std::vector<Handed>& beside) {
    if (const auto hypothetical = whatif_text(text)) return whatif(world, context, *hypothetical, live);
    Draft draft(world, context, live);
    apply_effects(draft);
    const std::vector<Write> due = draft.writes();
    const World begun = draft.world();
    const auto command = understand(draft, text, commands(), beside);
    if (!command) return refused(world, context, command.error(), text);
    // Reading may have made people and customers by naming them.
    const std::vector<Write> read = draft.writes();
    if (auto done = command->spec->handler(draft, *command); !done)
        return refused(world, context, done.error(), text);
    const bool recorded = draft.writes() != read;
    if (!recorded && draft.out().empty()) answer_unchanged(draft);
    const bool undo = command->spec->noun == "undo";
    leave_traces(draft, begun, *command);
    if (!recorded) return only_asked(draft, world, due, live, *command);
    const auto seen = answered(draft, begun);
    auto consequences = evaluate(draft);
    consequences.insert(consequences.end(), seen.begin(), seen.end());
    draw_up(draft, world, consequences);
    const bool undoable = command->spec->records && !command->spec->setting && !undo;
    const Ref about = draft.told().empty() ? Ref{} : draft.told().front().record;
    Decision decision = finish(std::move(draft), world, undoable);
    decision.undone = undo;
    keep_why(decision, context, *command, about);
    return decision;
}

}  // namespace

Card refusal_card(const Refusal& refusal) {
    Card card = plain_card(refusal.wrong);
    if (!refusal.expected.empty()) card.lines.push_back({Line::Kind::text, {}, refusal.expected});
    if (!refusal.example.empty())
        card.lines.push_back({Line::Kind::command, {}, Text{}.code(refusal.example)});
    return card;
}

Decision answer_only(const World& world, const Context& context, Card card) {
    Draft draft(world, context);
    draft.answer(std::move(card));
    return finish(std::move(draft), world, false);
}

Decision decide(const World& world, const Context& context, std::string_view text, const Live* live,
                const std::vector<Handed>& beside) {
    Decision decision = told_or_refused(world, context, text, live, beside);
    if (decision.refused) keep_prefix(decision, context.place, text);
    return decision;
}

Decision discuss(const World& world, const Context& context, std::string_view text, const Live* live) {
    Draft draft(world, context, live);
    const std::string kept = cleaned(text);
    // Nothing said is no discussion: it answers nobody and is not kept.
    if (trimmed(kept).empty()) return finish(std::move(draft), world, false);
    apply_effects(draft);
    heard_in_thread(draft, context.place.thread, kept);
    if (const auto event = context.place.thread.as<EventId>(); !answers_retro(draft, event, kept))
        heard_at_event(draft, event, kept);
    note_heard(draft, product_here(draft.world(), context.place));
    const auto consequences = evaluate(draft);
    draw_up(draft, world, consequences);
    Decision decision = finish(std::move(draft), world, false);
    decision.thread.push_back({context.place.thread, context.actor, context.now, kept});
    return decision;
}

}  // namespace plumb
