// The store: where an installation lives. Synchronous; one implementation is SQLite (storage/), a second may
// follow.
#pragma once

#include "core/base/result.hpp"
#include "core/command/decision.hpp"
#include "core/command/undo_entry.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace plumb {

/// A message on its way out, as it is stored: the outbox.
struct OutboxRow {
    std::int64_t id = 0;
    Instant made_at{};
    Outgoing message;
    /// Where the answer belongs on the platform (response address, ephemeral target); opaque to all but the
    /// chat that made it.
    std::string reply_to;
    /// Of the answer to a command that can be taken back: which one. Not stored: after a restart nobody is
    /// offered that.
    std::optional<UndoMark> undo = {};
    /// How often it was tried; above 0 the outcome of the last try is unknown.
    int tries = 0;
};

/// A message that the platform has: what an anchor in a channel points to.
struct Post {
    std::string anchor;
    std::string channel;
    Ref thread;
    /// The platform's name of it (`ts`, event id); empty while it is still in the outbox.
    std::string message_id;
    Instant at{};
    Card card;
};

/// What the anchor of a private answer begins with that can be pressed by reactions.
inline constexpr std::string_view kAnswerAnchor = "answer:";

/// Whether a post is kept of a message: it is to be edited or found again. A private answer is gone once it
/// was read, but where its buttons are reactions.
inline bool has_post(const Outgoing& message) {
    if (message.to && message.reply) return message.anchor.starts_with(kAnswerAnchor);
    return !message.anchor.empty();
}

/// A message that waits in the outbox and goes to another channel from here on: the row as it is now.
struct Readdressed {
    std::string from;
    OutboxRow row;
};

/// Everything that one inbound event brings about; committed whole or not at all.
struct Transaction {
    /// Identities of the inbound event for de-duplication (event id, envelope id, trigger id …); may be
    /// empty.
    std::vector<std::string> inbox_keys;
    Instant at{};
    std::vector<Write> writes;
    std::vector<JournalRow> journal;
    std::vector<ThreadMessage> thread;
    std::vector<OutboxRow> outbox;
    std::vector<Post> posts;
    /// With each goes the post that it is to become.
    std::vector<Readdressed> readdressed;
    /// The speaker's new undo entry for this channel; `undone` spends it instead: its images go, what it was
    /// is remembered.
    std::optional<UndoEntry> undo;
    bool undone = false;
    PersonId actor;
    std::string channel;
    /// Numbers given so far (World::last, World::last_message).
    std::array<int, kKinds> last{};
    int last_message = 0;
};

/// What is kept of an event whose handling threw.
struct DeadLetter {
    int n = 0;
    Instant at{};
    std::string payload;
    std::string error;
};

class Store {
  public:
    virtual ~Store() = default;

    virtual World load() = 0;

    /// Group commit: begin(), any number of put() (each a savepoint of its own: a refused one leaves no
    /// trace), then commit(). Nothing is durable before commit() has returned true-ish; on failure nothing
    /// since begin() is.
    virtual Result<void> begin() = 0;
    /// Gives the outbox rows their ids.
    virtual Result<void> put(Transaction& transaction) = 0;
    virtual Result<void> commit() = 0;
    virtual void rollback() = 0;

    /// True when any of these keys was seen.
    virtual bool seen(const std::vector<std::string>& keys) = 0;

    /// What was written down about any of them, in order.
    virtual std::vector<JournalRow> history(const std::vector<Ref>& records) = 0;
    virtual std::vector<JournalRow> journal_since(Instant since) = 0;
    virtual std::vector<ThreadMessage> thread(Ref record) = 0;
    virtual std::vector<ThreadMessage> threads() = 0;
    virtual std::vector<SearchHit> search(std::string_view text, int limit) = 0;
    virtual std::optional<UndoEntry> undo_entry(PersonId actor, std::string_view channel) = 0;

    /// Pending messages in order.
    virtual std::vector<OutboxRow> outbox() = 0;
    /// Outcomes; may be folded into the next commit by the implementation but survive a clean stop.
    virtual void tried(std::int64_t id) = 0;
    /// It was stored as tried and, as is known now, was not: nothing of it has gone out.
    virtual void untried(std::int64_t id) = 0;
    virtual void sent(std::int64_t id, std::string_view message_id) = 0;
    /// `why` of a message that is lost: it is kept as a dead letter. Empty: nobody misses it. From the next
    /// group on there is no post that it was to become, unless another message of the outbox is to.
    virtual void dropped(std::int64_t id, std::string_view why) = 0;
    /// Writes outcomes that still wait, where no group is open.
    virtual void settle() = 0;

    virtual std::optional<Post> post(std::string_view anchor, std::string_view channel) = 0;
    /// Post::message_id alone; empty where there is no post.
    virtual std::string message_id(std::string_view anchor, std::string_view channel) = 0;
    /// Where posts of that anchor are.
    virtual std::vector<std::string> channels(std::string_view anchor) = 0;
    /// The message that the platform calls so.
    virtual std::optional<Post> post_by_message(std::string_view channel, std::string_view message_id) = 0;
    /// The record whose card started a platform thread.
    virtual Ref record_of_thread(std::string_view channel, std::string_view message_id) = 0;

    virtual int bury(const DeadLetter& letter) = 0;
    /// A value of a chat's own (sync token), stored with the transactions of the current group.
    virtual std::string note(std::string_view key) = 0;
    virtual void set_note(std::string_view key, std::string_view value) = 0;
};

}  // namespace plumb
