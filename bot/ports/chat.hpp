// A chat platform as the app sees it: what came in, and where messages go.
#pragma once

#include "core/base/reach.hpp"
#include "core/command/handed.hpp"
#include "ports/files.hpp"
#include "ports/store.hpp"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace plumb {

/// Who did it, as the platform names them. The app makes or finds the Person.
struct Author {
    /// `slack:T1/U1`, `matrix:@ana:example.org`, `console/ana`.
    std::string account;
    /// What to call them if they are new.
    std::string handle;
    std::string name;
    std::string tz;
    /// Whether they can be named and take no part: a bot, a guest, somebody who left. Absent: not known.
    std::optional<bool> outside = {};
};

/// Something was said. `addressed`: to the bot (slash command, mention, direct message, prefix); else it is
/// discussion, kept only in a record's thread.
struct Said {
    std::string text;
    bool addressed = false;
    /// Said in a conversation with nobody but the bot: to it, but in a record's thread.
    bool alone = false;
    /// No command, whatever it says: what stands beside a file, or tells what somebody does.
    bool only_talk = false;
};

/// A button was pressed, or a form sent: the command it stands for, complete.
struct Pressed {
    std::string command;
    /// Of a button that takes one command back: which one. No other is taken back.
    std::optional<UndoMark> takes_back = {};
};

/// A message of a person's became a request: its own conversation, which is no record's thread, hears of it.
struct SourceMessage {
    /// Where it is said, as reply_to; empty: nowhere.
    std::string reply_to;
    /// Who wrote it; empty where that is not known.
    std::string author;
};

/// A reaction was put on a message of the bot's, where that is how buttons are pressed: the app finds what
/// the message offers. One that means nothing there is ignored.
struct Reacted {
    std::string message_id;
    std::string key;
};

/// A value of the chat's own (a sync token) that is only true once everything received before it is recorded:
/// stored in the transaction that holds those events, and not at all (`failed`) where one of them failed.
struct Noted {
    std::string key;
    std::string value;
};

/// The chat itself has something to say to the author (that it cannot read a room): privately, in the event's
/// place.
struct Remark {
    Card card;
};

/// The platform showed a message of the bot's before its answer to the sending came: what it calls the
/// message of that row of the outbox.
struct Echoed {
    std::int64_t row = 0;
    std::string message_id;
};

/// A channel has a new address (a room was upgraded): what is bound to the old one is bound to the new one
/// from here on.
struct Moved {
    std::string from;
    std::string to;
    /// `from` only stood for a direct room that had yet to be made: it may stand for another one later.
    bool made = false;
};

/// The clock reached something that is due (a digest slot, a new day).
struct Tick {};

/// Who a console starts as, or an administrator of the configuration: made or updated before the first event.
struct Introduced {
    std::optional<Function> function;
    std::vector<Role> roles;
};

/// One event from outside, in the words of the app.
struct Inbound {
    /// For de-duplication; any that was seen before makes the event a repeat.
    std::vector<std::string> keys;
    Author author;
    Place place;
    /// The platform's name of the thread it was said in; the app finds the record. Empty: not in a thread.
    std::string thread_id;
    /// Whom its text may name and who may never have spoken.
    std::vector<Member> members;
    std::variant<Said, Pressed, Reacted, Noted, Remark, Moved, Tick, Introduced, Echoed> what;
    Instant at{};
    /// Where a direct answer belongs (Outbox::reply_to).
    std::string reply_to;
    /// Values of its command that the text of that does not hold.
    std::vector<Handed> beside;
    /// What a request that this makes was made of.
    SourceMessage source;
    /// The acknowledgement can carry the private answer.
    bool reply_in_ack = false;
    /// The raw payload, for the dead letter.
    std::string payload;
};

/// What the app did with an inbound event, told after the commit: now it may be acknowledged.
struct Handled {
    enum class Outcome : std::uint8_t {
        done,
        refused,
        /// Came before: acknowledge, do nothing.
        repeat,
        /// Not for us (discussion outside of a record's thread).
        ignored,
        /// Could not be recorded: not acknowledged where the platform sends it again.
        failed,
        dead
    };
    Outcome outcome = Outcome::done;
    /// With `failed`: what keeps the store from taking it.
    std::string why;
    /// The private answer, where the event can carry one with its acknowledgement (Inbound::reply_in_ack). It
    /// waits in the outbox until reply_done says whether it went out so; if not, it is sent like any other.
    std::optional<OutboxRow> reply;
    std::function<void(bool sent)> reply_done;
};

using InboundHandler = std::function<void(Inbound, std::function<void(Handled)>)>;

/// What became of a message that was sent.
struct SendOutcome {
    enum class What : std::uint8_t {
        sent,
        /// Not sent, try again not before `retry_at`.
        later,
        /// May have been sent: look before sending again.
        unknown,
        /// Never will be (channel gone, not allowed).
        never
    };
    What what = What::sent;
    std::string message_id;
    std::optional<Instant> retry_at;
    std::string why;
};

/// What a chat needs to send a row: the row, and the platform's ids of what it refers to.
struct Delivery {
    const OutboxRow* row = nullptr;
    /// The message to edit; empty for a new one.
    std::string edits;
    /// The platform's id of the thread's root; empty for the channel itself.
    std::string thread_id;
    /// Names and accounts of people.
    const World* world = nullptr;
    /// The file that the card wishes for, made; none where it wishes for none or is an edit. Held until the
    /// message's outcome is known.
    const File* file = nullptr;
};

/// How a chat is, for /readyz and the log. `what` says why it is not ready, or what is remarkable.
struct ChatHealth {
    /// The account's name in the configuration.
    std::string name;
    bool ready = false;
    std::string what;
};

/// What a chat calls a place that an address of its platform names, whichever account gave that address.
struct SamePlace {
    /// Empty where this account is not there.
    std::string address;
    /// It is known to be there; else it may be.
    bool there = false;
};

class Chat {
  public:
    virtual ~Chat() = default;
    /// Connects, and gives every event to `handler` until stop(); calls `on_ready` each time it becomes able
    /// to send. Never throws for what a network does. A chat that its owner drives (the console) has nothing
    /// to start.
    // Those that override these keep what they are given.
    // NOLINTBEGIN(performance-unnecessary-value-param)
    virtual void start([[maybe_unused]] InboundHandler handler,
                       [[maybe_unused]] std::function<void()> on_ready) {}
    /// Takes nothing more in and acknowledges what it took; `done` is called once, when that is through, at
    /// the latest after a few seconds. send() goes on working until the chat is destroyed.
    virtual void stop(std::function<void()> done) { done(); }
    // NOLINTEND(performance-unnecessary-value-param)
    virtual ChatHealth health() const { return {{}, ready(), {}}; }
    /// Whether an address belongs to this chat (`slack:T1/…`).
    virtual bool owns(std::string_view channel) const = 0;
    /// The address of a person's direct messages here; empty when the person has no account here.
    virtual std::string direct_channel(const Person& person) const = 0;
    /// Where accounts of one platform may be in one place; a chat whose addresses all accounts share has
    /// none.
    virtual SamePlace same_place([[maybe_unused]] std::string_view channel) const { return {}; }
    /// Nothing can be said there, as far as is known: the bot was put out, or may not speak.
    virtual bool is_shut([[maybe_unused]] std::string_view channel) const { return false; }
    /// Whether a mention there reaches a person; by itself a chat knows who has an account with it.
    virtual Reach reach([[maybe_unused]] std::string_view channel, const Person& person) {
        return direct_channel(person).empty() ? Reach::absent : Reach::unknown;
    }
    /// What is answered privately there is pressed by reactions: its message has to be known again.
    virtual bool is_pressed_by_reactions([[maybe_unused]] std::string_view channel) const { return false; }
    /// A thread hangs on a message that must be there (false where a place is only a name, as on the
    /// console).
    virtual bool needs_thread_root() const { return true; }
    /// A private answer goes another way than the messages of its channel: it waits for none of them.
    virtual bool goes_apart([[maybe_unused]] const OutboxRow& row) const { return false; }
    virtual void send(const Delivery& delivery, std::function<void(SendOutcome)> done) = 0;
    /// True when connected and able to send.
    virtual bool ready() const = 0;
};

}  // namespace plumb
