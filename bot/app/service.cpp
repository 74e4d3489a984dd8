#include "app/service.hpp"

#include "app/event_log.hpp"
#include "app/one_room.hpp"
#include "app/outbox.hpp"
#include "app/persons.hpp"
#include "app/postings.hpp"
#include "app/quiet.hpp"
#include "app/token.hpp"
#include "core/base/among.hpp"
#include "core/command/undo_entry.hpp"
#include "core/plan/channel_move.hpp"
#include "core/talk/decide.hpp"
#include "core/talk/grammar.hpp"
#include "core/talk/reactions.hpp"
#include "core/talk/warning_thread.hpp"
#include "ports/counters.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace plumb {

namespace {

/// The private answer, which an acknowledgement can carry; what takes its time to make does not hold that up.
bool may_ride(const OutboxRow& row) { return row.message.to && row.message.reply && !row.message.card.file; }

/// The first that may.
OutboxRow* riding_row(std::vector<OutboxRow>& rows) {
    const auto found = std::find_if(rows.begin(), rows.end(), may_ride);
    return found == rows.end() ? nullptr : &*found;
}

/// On the answers that everybody reads.
void offer_undo(std::vector<OutboxRow>& rows, const UndoMark& mark) {
    for (OutboxRow& row : rows)
        if (row.message.reply && !row.message.to) row.undo = mark;
}

void count_outcome(Service::Counters& counters, Handled::Outcome outcome) {
    switch (outcome) {
        case Handled::Outcome::done: ++counters.done; break;
        case Handled::Outcome::refused: ++counters.refused; break;
        case Handled::Outcome::repeat: ++counters.repeats; break;
        case Handled::Outcome::ignored: ++counters.ignored; break;
        case Handled::Outcome::failed: ++counters.failed; break;
        case Handled::Outcome::dead: ++counters.dead; break;
    }
}

/// Whether that command is what the speaker's `undo` would take back.
bool is_last(const Context& context, const UndoMark& mark) {
    return context.archive.undo && is_of(mark, *context.archive.undo);
}

}  // namespace

Service::Service(Store& store, const Zones& zones, const Clock& clock, Outbox& outbox, ServiceOptions options)
    : store_(store),
      zones_(zones),
      clock_(clock),
      outbox_(outbox),
      options_(std::move(options)),
      world_(store.load()) {
    take_live(clock_.now());
    load_names();
    outbox_.see([this]() -> const World& { return world_; });
    outbox_.hold_with(
        [this](const OutboxRow& row) { return held_until(world_, context_at(row.made_at), row.message); });
    const std::string last = store_.note(kTickedNote);
    if (!last.empty()) ticked_ = parse_instant(last);
}

void Service::take_live(Instant now) {
    live_ = Live(world_, now);
    live_on_ = std::chrono::floor<Days>(now);
}

void Service::receive(Inbound inbound, Done done) {
    const bool idle = queue_.empty();
    queue_.push_back({std::move(inbound), std::move(done), {}, {}, {}, {}});
    if (idle && wake_) wake_();
}

Context Service::context_for(const Inbound& inbound, std::vector<Write>& people) {
    Context context = context_at(clock_.now());
    context.place = inbound.place;
    learn_name(inbound.place);
    context.members = with_configured(inbound.members, options_, inbound.place);
    if (!inbound.thread_id.empty() && !context.place.thread) context.place.thread = record_of_thread(inbound);
    context.actor = person_of(inbound.author, options_, zones_, context.now, world_, people);
    follow_zone(inbound.author, context.actor, people);
    return context;
}

Decision Service::no_longer_last(const Context& context) const {
    const Refusal refusal{"That is no longer your last command here.",
                          "undo takes back the last one, and history shows what came since.", "help history"};
    Decision decision = answer_only(world_, context, refusal_card(refusal));
    decision.refused = true;
    return decision;
}

Decision Service::decide_inbound(const Inbound& inbound, Context& context) {
    if (const auto* pressed = std::get_if<Pressed>(&inbound.what)) {
        context.said = pressed->command;
        look_up(context, context.said);
        if (pressed->takes_back && !is_last(context, *pressed->takes_back)) return no_longer_last(context);
        return decide(world_, context, context.said, &live_, inbound.beside);
    }
    const auto* said = std::get_if<Said>(&inbound.what);
    context.said = said ? said->text : std::string{};
    if (said && !said->addressed && (said->only_talk || !is_command(said->text, context.place)))
        return discuss(world_, context, said->text, &live_);
    look_up(context, context.said);
    return decide(world_, context, context.said, &live_, inbound.beside);
}

Result<void> Service::record(const Inbound& inbound, const Context& context, Decision&& decision,
                             Pending& pending) {
    draw_tokens(decision);
    Transaction transaction;
    transaction.inbox_keys = inbound.keys;
    transaction.at = context.now;
    transaction.actor = context.actor;
    transaction.channel = context.place.channel;
    if (decision.undoable) transaction.undo = undo_entry(world_, context, decision.writes);
    transaction.undone = decision.undone;
    Postings made =
        postings(store_, outbox_.chats(), decision.after, decision.out, context, inbound.reply_to);
    if (transaction.undo) offer_undo(made.rows, mark_of(*transaction.undo));
    tell_source(made, inbound, world_, decision.writes, context.now);
    Live live = decision.live ? std::move(*decision.live) : live_;
    if (!decision.live) live.follow(world_, decision.writes, context.now);
    transaction.writes = std::move(decision.writes);
    transaction.journal = std::move(decision.journal);
    transaction.thread = std::move(decision.thread);
    transaction.outbox = std::move(made.rows);
    transaction.posts = std::move(made.posts);
    if (const auto* moved = std::get_if<Moved>(&inbound.what)) {
        transaction.readdressed = readdressed(*moved);
        if (!moved->made) store_.set_note(moved_note(moved->from), moved->to);
    }
    // It may be seen before the outbox can say so: a process that dies in between must not say it again.
    if (inbound.reply_in_ack)
        if (OutboxRow* riding = riding_row(transaction.outbox)) riding->tries = 1;
    keep_counters(transaction, decision.after);
    if (auto put = store_.put(transaction); !put) return put;
    world_ = std::move(decision.after);
    live_ = std::move(live);
    agenda_.take(world_, context, transaction.writes, ticked_.value_or(context.now));
    for (OutboxRow& row : transaction.outbox) {
        pending.row_ids += (pending.row_ids.empty() ? "" : ",") + std::to_string(row.id);
        pending.rows.push_back(std::move(row));
    }
    for (Readdressed& one : transaction.readdressed) pending.readdressed.push_back(std::move(one.row));
    return {};
}

/// A reaction becomes the button it stands for, pressed where its message is; false where it stands for none.
bool Service::press(Inbound& inbound) const {
    const auto* reacted = std::get_if<Reacted>(&inbound.what);
    if (!reacted) return true;
    const auto post = store_.post_by_message(inbound.place.channel, reacted->message_id);
    auto command = post ? reacted_command(post->card, reacted->key) : std::nullopt;
    if (!command) return false;
    inbound.place.thread = post->thread;
    inbound.what = Pressed{std::move(*command)};
    return true;
}

/// What is neither said nor pressed.
Decision Service::decide_other(const Inbound& inbound, const Context& context,
                               std::vector<Write>& people) const {
    Decision decision;
    if (const auto* remark = std::get_if<Remark>(&inbound.what))
        return answer_only(world_, context, remark->card);
    if (const auto* moved = std::get_if<Moved>(&inbound.what))
        decision.writes = moved_channel(world_, moved->from, moved->to);
    if (const auto* who = std::get_if<Introduced>(&inbound.what)) {
        Person person = *world_.find(context.actor);
        if (!person.function) person.function = who->function;
        for (const Role role : who->roles)
            if (!is_among(person.roles, role)) person.roles.push_back(role);
        if (!(person == *world_.find(context.actor))) people.push_back({AnyRecord{person}, false});
    }
    decision.after = plumb::apply(plumb::apply(world_, people), decision.writes);
    return decision;
}

void Service::note(Pending& pending, const std::vector<Pending>& group) {
    const bool incomplete = std::any_of(group.begin(), group.end(), [](const Pending& p) {
        return p.handled.outcome == Handled::Outcome::failed;
    });
    pending.handled.outcome = Handled::Outcome::failed;
    if (incomplete) return;
    const Noted& noted = std::get<Noted>(pending.inbound.what);
    store_.set_note(noted.key, noted.value);
    pending.handled.outcome = Handled::Outcome::done;
}

void Service::handle(Pending& pending) {
    Inbound& inbound = pending.inbound;
    if (!inbound.keys.empty() && store_.seen(inbound.keys)) {
        pending.handled.outcome = Handled::Outcome::repeat;
        return;
    }
    if (const auto* echoed = std::get_if<Echoed>(&inbound.what)) {
        pending.handled.outcome = confirm(*echoed);
        return;
    }
    if (!heard_here(world_, outbox_.chats(), inbound) || !press(inbound)) {
        pending.handled.outcome = Handled::Outcome::ignored;
        return;
    }
    const World before = world_;
    const Live live_before = live_;
    std::vector<Write> people;
    Context context = context_for(inbound, people);
    live_.follow(before, people, context.now);
    auto* said = std::get_if<Said>(&inbound.what);
    if (said && said->alone && !context.place.thread) said->addressed = true;
    if (said && !said->addressed && !context.place.thread) {
        pending.handled.outcome = Handled::Outcome::ignored;
        world_ = before;
        live_ = live_before;
        return;
    }
    const bool spoken =
        std::holds_alternative<Said>(inbound.what) || std::holds_alternative<Pressed>(inbound.what);
    Decision decision = spoken ? decide_inbound(inbound, context) : decide_other(inbound, context, people);
    pending.handled.outcome = decision.refused ? Handled::Outcome::refused : Handled::Outcome::done;
    decision.writes.insert(decision.writes.begin(), people.begin(), people.end());
    if (auto recorded = record(inbound, context, std::move(decision), pending); !recorded) {
        world_ = before;
        live_ = live_before;
        pending.handled.outcome = Handled::Outcome::failed;
        trouble_ = recorded.error().wrong;
    }
}

bool Service::awaits_root(const Inbound& inbound) const {
    return std::holds_alternative<Said>(inbound.what) && !inbound.thread_id.empty() &&
           outbox_.in_flight(inbound.place.channel) && clock_.now() - inbound.at < kRootWait &&
           !record_of_thread(inbound);
}

/// A record's card begins its thread, and the message that tells of one warning that one's; what stands in a
/// thread is of its record.
Ref Service::record_of_thread(const Inbound& inbound) const {
    const std::string& channel = inbound.place.channel;
    if (const Ref record = store_.record_of_thread(channel, inbound.thread_id)) return record;
    const auto post = store_.post_by_message(channel, inbound.thread_id);
    const Ref warning = post ? lone_warning(post->anchor, post->card) : Ref{};
    if (exists(world_, warning)) return warning;
    return post && exists(world_, post->thread) ? post->thread : Ref{};
}

std::vector<Service::Pending> Service::take_group() {
    std::deque<Pending> come = std::exchange(held_, {});
    std::move(queue_.begin(), queue_.end(), std::back_inserter(come));
    queue_.clear();
    // A position in a stream is recorded with all that came before it.
    const bool noted = std::any_of(come.begin(), come.end(), [](const Pending& pending) {
        return std::holds_alternative<Noted>(pending.inbound.what);
    });
    std::vector<Pending> group;
    for (Pending& pending : come) {
        if (!noted && awaits_root(pending.inbound))
            held_.push_back(std::move(pending));
        else
            group.push_back(std::move(pending));
    }
    return group;
}

void Service::flush() {
    std::vector<Pending> group = take_group();
    if (group.empty()) return;
    const World before = world_;
    if (auto begun = store_.begin(); !begun) {
        trouble_ = begun.error().wrong;
        for (Pending& pending : group) pending.handled.outcome = Handled::Outcome::failed;
    } else {
        for (Pending& pending : group) {
            const World held = world_;
            try {
                if (std::holds_alternative<Noted>(pending.inbound.what))
                    note(pending, group);
                else
                    handle(pending);
            } catch (const std::exception& error) {
                world_ = held;
                take_live(clock_.now());
                bury(pending, error.what());
            }
        }
    }
    finish_group(group, before);
}

void Service::bury(Pending& pending, const std::string& error) {
    pending.handled.outcome = Handled::Outcome::dead;
    pending.rows.clear();
    int n = 0;
    try {
        n = store_.bury({0, clock_.now(), pending.inbound.payload, error});
    } catch (const std::exception& refused) {
        // The database itself is what is wrong: the event comes again.
        pending.handled.outcome = Handled::Outcome::failed;
        trouble_ = refused.what();
        return;
    }
    spdlog::error("event could not be handled, reference E-{}: {}", n, error);
    std::vector<Write> people;
    Context context = context_for(pending.inbound, people);
    Decision decision = answer_only(
        world_, context,
        plain_card("Something went wrong, reference E-" + std::to_string(n) + ". Nothing was recorded."));
    decision.writes.insert(decision.writes.begin(), people.begin(), people.end());
    if (auto recorded = record(pending.inbound, context, std::move(decision), pending); !recorded)
        trouble_ = recorded.error().wrong;
}

bool Service::finish_group(std::vector<Pending>& group, const World& before) {
    const bool failed_before = std::any_of(group.begin(), group.end(), [](const Pending& p) {
        return p.handled.outcome == Handled::Outcome::failed;
    });
    const auto committed = store_.commit();
    if (!committed) {
        store_.rollback();
        world_ = before;
        take_live(clock_.now());
        agenda_stale_ = true;
        // Where nothing could be begun it is known why.
        if (!failed_before || trouble_.empty()) trouble_ = committed.error().wrong;
        spdlog::error("a commit failed, {} events are not recorded: {}", group.size(), trouble_);
    } else if (!failed_before) {
        trouble_.clear();
        ++counters_.commits;
    }
    std::vector<OutboxRow> rows;
    for (Pending& pending : group) {
        if (!committed) pending.handled.outcome = Handled::Outcome::failed;
        if (pending.handled.outcome == Handled::Outcome::failed) {
            pending.rows.clear();
            pending.readdressed.clear();
        }
        if (!pending.readdressed.empty()) outbox_.readdress(std::exchange(pending.readdressed, {}));
        for (OutboxRow& row : pending.rows) {
            const bool rides = pending.inbound.reply_in_ack && may_ride(row) && !pending.handled.reply;
            if (!rides) {
                rows.push_back(std::move(row));
                continue;
            }
            pending.handled.reply = row;
            pending.handled.reply_done = [this, row](bool sent) { outbox_.settle_reply(row, sent); };
        }
    }
    for (Pending& pending : group) {
        count_outcome(counters_, pending.handled.outcome);
        pending.handled.why = trouble_;
        log_handled(pending.inbound, pending.handled, pending.row_ids);
        if (pending.done) pending.done(pending.handled);
    }
    outbox_.enqueue(std::move(rows));
    return committed.has_value();
}

void Service::probe() {
    if (trouble_.empty()) return;
    try {
        auto taken = store_.begin();
        if (taken) store_.set_note("probed", iso(clock_.now()));
        if (taken) taken = store_.commit();
        if (!taken) store_.rollback();
        trouble_ = taken ? std::string{} : taken.error().wrong;
        if (taken) spdlog::info("the database takes commits again");
    } catch (const std::exception& error) {
        store_.rollback();
        trouble_ = error.what();
    }
}

}  // namespace plumb
