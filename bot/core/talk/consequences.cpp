#include "core/talk/consequences.hpp"

#include "core/align/effects.hpp"
#include "core/align/engine.hpp"
#include "core/align/plan.hpp"
#include "core/change/ripple.hpp"
#include "core/change/similar.hpp"
#include "core/command/record_text.hpp"
#include "core/launch/retro.hpp"
#include "core/talk/cards.hpp"
#include "core/talk/reminders.hpp"
#include "core/talk/ripples_beside.hpp"
#include "core/talk/shown_beside.hpp"
#include "core/talk/telling.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <set>

namespace plumb {

namespace {

/// Products whose rules have to be asked.
std::vector<ProductId> unasked(Draft& draft) {
    if (draft.live()) return draft.live()->unasked(draft.now());
    std::vector<ProductId> ids;
    for (const Product& p : draft.world().all<Product>()) ids.push_back(id_of(p));
    return ids;
}

/// The first moment of a new day in one of them.
Instant next_day(const Draft& draft, const std::vector<ProductId>& products) {
    Instant first = Instant::max();
    for (const ProductId id : products) {
        const Zone& zone = zone_of(draft.context(), draft.world(), id);
        first = std::min(first, zone.at(zone.day_of(draft.now()) + Days{1}, Seconds{0}));
    }
    return first;
}

/// A copy, in which warnings can be given their numbers: those that were given are given, whoever they were
/// given to.
World seen_by_rules(const Draft& draft) {
    World seen = draft.seen();
    for (std::size_t k = 0; k < kKinds; ++k)
        seen.set_last(static_cast<Kind>(k), draft.world().last(static_cast<Kind>(k)));
    return seen;
}

/// Requests and events are seen in every channel of their product; the rest where it was asked for.
bool everywhere(Ref record) { return record.kind == Kind::change || record.kind == Kind::event; }

/// What others decide on or count on must not be left in one person's direct messages.
bool left_unseen(const Place& place, Ref record) {
    return place.direct && (record.kind == Kind::baseline || record.kind == Kind::release);
}

std::vector<std::string> channels_of(const Draft& draft, Ref record) {
    std::vector<std::string> channels;
    const Product* product = draft.find(product_of(draft.world(), record));
    if (product) channels = product->channels;
    return channels;
}

/// A request that was just opened shows those that it looks like: on its card, which is the answer, and not
/// in a message more.
void add_similar(Draft& draft, Ref record, Card& card) {
    const ChangeRequest* request = draft.find(record.as<ChangeId>());
    if (!request) return;
    Text text = similar_text(draft.world(), draft.context(), *request);
    if (!text.empty()) card.lines.push_back({Line::Kind::context, {}, std::move(text)});
}

void post_card(Draft& draft, const World& seen, Ref record, const std::string& channel, Outgoing::How how,
               bool reply, bool fresh) {
    Outgoing message;
    message.how = how;
    message.channel = channel;
    message.reply = reply;
    message.anchor = card_anchor(record);
    // All that the card of an open request shows is live.
    const bool live = record.kind == Kind::change && exists(seen, record);
    message.card = card_of(live ? seen : draft.world(), draft.context(), record);
    if (fresh) add_similar(draft, record, message.card);
    if (!message.card.id.empty()) draft.say(std::move(message));
}

std::string ripple_anchor(Ref request) { return "ripple:" + to_string(request); }

/// What told of a record that was taken back says so, wherever it stands: its card is no longer something to
/// press, nothing would come of a request, and what somebody said is recorded no more.
void strike(Draft& draft, const World& before, Ref record) {
    Outgoing message;
    message.how = Outgoing::How::edit;
    message.card = plain_card(called(before, record) + " was taken back.");
    message.anchor = card_anchor(record);
    draft.say(message);
    if (record.kind != Kind::change) return;
    message.anchor = source_anchor(record);
    draft.say(message);
    message.anchor = ripple_anchor(record);
    message.thread = record;
    draft.say(std::move(message));
}

/// What the command was about: its records' cards are there to hang their threads on, also where a channel
/// was bound after they were made.
std::set<Ref> spoken_of(const Draft& draft) {
    std::set<Ref> records;
    for (const Told& told : draft.told()) records.insert(told.record);
    for (const auto& concern : draft.concerns()) records.insert(concern.record);
    return records;
}

/// Cards that are redrawn for what they show of others, at most: a channel takes one message a second.
constexpr std::size_t kMostBeside = 12;

/// New records get a card where they were made (that is the answer) and where all are to see it; changed ones
/// have theirs edited wherever it stands.
void draw_cards(Draft& draft, const World& before, const World& seen) {
    std::set<Ref> done;
    const std::vector<Ref> cards = draft.cards();
    const std::set<Ref> spoken = spoken_of(draft);
    const std::string here = draft.context().place.channel;
    for (const Ref record : cards) {
        if (!done.insert(record).second) continue;
        if (!exists(draft.world(), record)) {
            if (exists(before, record)) strike(draft, before, record);
            continue;
        }
        const bool fresh = !exists(before, record);
        if (fresh && !here.empty()) post_card(draft, seen, record, here, Outgoing::How::upsert, true, true);
        const bool shown = everywhere(record) ? fresh || spoken.contains(record)
                                              : fresh && left_unseen(draft.context().place, record);
        for (const std::string& channel : channels_of(draft, record)) {
            if (fresh && channel == here) continue;
            const auto how = shown ? Outgoing::How::upsert : Outgoing::How::edit;
            post_card(draft, seen, record, channel, how, false, fresh);
        }
        if (!fresh) post_card(draft, seen, record, {}, Outgoing::How::edit, false, false);
    }
    std::vector<Ref> beside = shown_beside(before, draft.world(), draft.writes());
    std::erase_if(beside, [&](Ref record) { return done.contains(record); });
    if (beside.size() > kMostBeside) beside.resize(kMostBeside);
    for (const Ref record : beside) post_card(draft, seen, record, {}, Outgoing::How::edit, false, false);
}

/// Requests whose ripple is drawn anew for what changed beside them, at most.
constexpr std::size_t kMostRipples = 4;

/// The ripple of an open request stands in its thread: posted when it is opened, kept right when the request
/// or the plan changes. Its card names days of the plan, too.
void draw_ripples(Draft& draft, const World& before, const World& seen,
                  const std::vector<Consequence>& consequences) {
    std::set<Ref> done;
    const auto found = [&](ProductId product) -> const Findings* {
        for (const Consequence& consequence : consequences)
            if (consequence.product == product) return &consequence.findings;
        return nullptr;
    };
    for (const Ref record : draft.cards()) {
        const ChangeRequest* request = draft.find(record.as<ChangeId>());
        if (!request || !Plan::open(*request) || !done.insert(record).second) continue;
        const Card card = ripple_card(seen, draft.context(), record.as<ChangeId>(), found(request->product));
        for (const std::string& channel : channels_of(draft, record)) {
            Outgoing message;
            message.how = Outgoing::How::upsert;
            message.channel = channel;
            message.thread = record;
            message.anchor = ripple_anchor(record);
            message.card = card;
            draft.say(std::move(message));
        }
    }
    const std::vector<ChangeId> beside =
        ripples_beside(before, draft.world(), seen, draft.writes(), kMostRipples);
    for (const ChangeId request : beside) {
        if (!done.insert(request).second) continue;
        post_card(draft, seen, request, {}, Outgoing::How::edit, false, false);
        Outgoing message;
        message.how = Outgoing::How::edit;
        message.thread = request;
        message.anchor = ripple_anchor(request);
        message.card = ripple_card(seen, draft.context(), request, found(draft.find(request)->product));
        draft.say(std::move(message));
    }
}

/// People concerned by a change of a record, for its thread: those with a line of their own, then the rest
/// together. `said` stands above already.
std::vector<Line> concern_lines(const Draft& draft, Ref record, const Text& said) {
    std::vector<Line> lines;
    Text rest;
    std::set<PersonId> named;
    for (const auto& concern : draft.concerns()) {
        if (concern.record != record) continue;
        if (concern.line.empty() || concern.line == said) {
            if (!named.insert(concern.who).second) continue;
            rest << (rest.empty() ? "For " : ", ");
            rest.ping(concern.who);
            continue;
        }
        Text text;
        text.ping(concern.who) << ": " << concern.line;
        lines.push_back({Line::Kind::text, {}, std::move(text)});
    }
    if (!rest.empty()) lines.push_back({Line::Kind::context, {}, rest << "."});
    return lines;
}

/// Of a record's threads, one in each of its channels: that in which the command was given has its answer.
enum class Threads { all, given_in, others };

void say_in_thread(Draft& draft, Ref record, const Card& card, Threads threads) {
    const Place& place = draft.context().place;
    for (const std::string& channel : channels_of(draft, record)) {
        const bool given_in = place.thread == record && place.channel == channel;
        if (threads != Threads::all && given_in != (threads == Threads::given_in)) continue;
        Outgoing message;
        message.channel = channel;
        message.thread = record;
        message.card = card;
        draft.say(std::move(message));
    }
}

/// People concerned of whom no line in their record's thread has said so.
void draw_concerned(Draft& draft, const std::set<Ref>& said) {
    const Ref here = draft.context().place.thread;
    std::set<Ref> rest;
    for (const auto& concern : draft.concerns())
        if (concern.record == here || !said.contains(concern.record)) rest.insert(concern.record);
    for (const Ref record : rest) {
        std::vector<Line> lines = concern_lines(draft, record, {});
        Card card = plain_card(lines.front().text);
        card.lines.assign(lines.begin() + 1, lines.end());
        say_in_thread(draft, record, card, said.contains(record) ? Threads::given_in : Threads::all);
    }
}

/// The one-line answers: where they were asked for, and, for what the thread must know, there.
void draw_told(Draft& draft) {
    const Place& place = draft.context().place;
    std::set<Ref> threads;
    const std::vector<Told> told = draft.told();
    for (const Told& line : told) {
        Outgoing message;
        message.how = Outgoing::How::merge;
        message.channel = place.channel;
        message.thread = place.thread;
        message.reply = true;
        message.anchor = "change:" + to_string(line.record);
        if (place.thread) message.anchor += "@" + to_string(place.thread);
        message.card = plain_card(line.line);
        if (!place.channel.empty()) draft.say(std::move(message));
        if (!line.thread) continue;
        Card card = plain_card(line.line);
        if (threads.insert(line.record).second)
            for (Line& more : concern_lines(draft, line.record, line.line))
                card.lines.push_back(std::move(more));
        say_in_thread(draft, line.record, card, Threads::others);
    }
    draw_concerned(draft, threads);
}

/// Words for why a warning resolved: what was done.
std::string mended_by(const Draft& draft) {
    if (draft.told().empty()) return {};
    std::string words;
    for (const Run& run : draft.told().front().line.runs())
        words += run.kind == Run::Kind::person || run.kind == Run::Kind::ping
                     ? person_name(draft.world(), run.who)
                     : run.text;
    return words;
}

/// The same where nobody did anything: the day that came.
std::string passed_by(const Draft& draft, const Warning& warning) {
    const Ref main = warning.subject.empty() ? Ref{} : warning.subject.front();
    if (!main) return {};
    const LaunchEvent* event = draft.find(main.as<EventId>());
    const Day today = today_of(draft.context(), draft.world(), warning.product);
    if (event && is_over(*event, today)) return called(draft.world(), main) + " is over.";
    return fmt::format("{} finds nothing on {} any more.", warning.rule, called(draft.world(), main));
}

/// A resolved warning says what mended it.
void note_mended(Draft& draft, const std::vector<Consequence>& consequences) {
    const std::string words = mended_by(draft);
    for (const Consequence& consequence : consequences) {
        for (const Telling& telling : consequence.tellings) {
            if (telling.why != Telling::Why::resolved) continue;
            Warning warning = *draft.find(telling.warning);
            warning.reason = words.empty() ? passed_by(draft, warning) : words;
            draft.put_quietly(std::move(warning));
        }
    }
}

void apply_to(Draft& draft, const World& seen, ProductId product) {
    const Zone& zone = zone_of(draft.context(), draft.world(), product);
    for (Write& write : effects(seen, product, zone.day_of(draft.now()), zone)) draft.store(std::move(write));
}

void ask_rules(Draft& draft, World& seen, ProductId product, std::vector<Consequence>& consequences) {
    const Zone& zone = zone_of(draft.context(), draft.world(), product);
    const Day today = zone.day_of(draft.now());
    Findings findings = align(seen, product, today, zone, Mends::left_out);
    LifeStep step = live(seen, product, findings, draft.now(), today, draft.actor());
    for (Write& write : step.writes) draft.store(std::move(write));
    consequences.push_back({product, std::move(step.tellings), std::move(findings)});
}

}  // namespace

void apply_effects(Draft& draft) {
    for (const ProductId id : unasked(draft)) apply_to(draft, draft.seen(), id);
}

void apply_effects(Draft& draft, ProductId product) { apply_to(draft, draft.seen(), product); }

std::vector<Consequence> evaluate(Draft& draft) {
    World seen = seen_by_rules(draft);
    std::vector<Consequence> consequences;
    const std::vector<ProductId> asked = unasked(draft);
    for (const ProductId id : asked) ask_rules(draft, seen, id, consequences);
    if (draft.live()) draft.live()->asked(draft.now(), next_day(draft, asked));
    return consequences;
}

std::vector<Consequence> evaluate(Draft& draft, ProductId product) {
    World seen = seen_by_rules(draft);
    std::vector<Consequence> consequences;
    ask_rules(draft, seen, product, consequences);
    return consequences;
}

void draw_up(Draft& draft, const World& before, const std::vector<Consequence>& consequences) {
    note_mended(draft, consequences);
    tell_returns(draft, before);
    for (const Consequence& consequence : consequences)
        for (const Telling& telling : consequence.tellings)
            if (const Warning* w = draft.find(telling.warning); w && !w->subject.empty())
                draft.show_card(w->subject[0]);
    // Telling writes where a warning stands: what is drawn is as it was decided.
    const World seen = draft.seen();
    draw_cards(draft, before, seen);
    draw_ripples(draft, before, seen, consequences);
    draw_told(draft);
    tell_warnings(draft, seen, consequences);
}

Decision finish(Draft&& draft, const World& before, bool undoable) {
    Decision decision;
    JournalRow stamp;
    stamp.at = draft.now();
    stamp.by = draft.actor();
    stamp.place = draft.context().place.channel;
    stamp.command = draft.context().said;
    decision.journal = journal(before, draft.world(), draft.writes(), stamp);
    decision.after = draft.world();
    decision.live = std::move(draft.live());
    decision.writes = draft.writes();
    decision.out = draft.out();
    decision.undoable = undoable;
    return decision;
}

}  // namespace plumb
