// Messages on their way out: in order within a channel, each sent once, channels apart from one another.
#pragma once

#include "ports/chat.hpp"
#include "ports/clock.hpp"

#include <deque>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace plumb {

/// Rows enter after the commit that made them, and leave when the platform has them. A row whose outcome is
/// unknown keeps its place: the chat looks for it before it sends again. Waiting edits of one message are
/// folded into the last.
class Outbox {
  public:
    using Worlds = std::function<const World&()>;

    Outbox(Store& store, const Clock& clock) : store_(store), clock_(clock) {}

    void add(Chat& chat) { chats_.push_back(&chat); }
    const std::vector<Chat*>& chats() const { return chats_; }
    void see(Worlds world) { world_ = std::move(world); }
    /// Called when rows wait or a retry was set: the shell calls pump() then.
    void on_wake(std::function<void()> wake) { wake_ = std::move(wake); }

    /// What an earlier process left behind; the outcome of rows that were tried is unknown.
    void load();
    void enqueue(std::vector<OutboxRow> rows);
    /// A row that goes out with an acknowledgement: sent that way, or to be sent like any other.
    void settle_reply(OutboxRow row, bool sent);
    /// Sends what may be sent now.
    void pump();
    /// When a channel that waits may be tried again.
    std::optional<Instant> next_try() const;
    bool idle() const;
    std::size_t depth() const;
    /// When the oldest waiting row was made.
    std::optional<Instant> oldest() const;

  private:
    struct Lane {
        std::deque<OutboxRow> rows;
        bool in_flight = false;
        std::optional<Instant> not_before;
    };
    void start(const std::string& channel, Lane& lane);
    void settle(const std::string& channel, const SendOutcome& outcome);
    bool folded(const Lane& lane) const;
    Chat* chat_for(const std::string& channel) const;
    void wake() const {
        if (wake_) wake_();
    }

    Store& store_;
    const Clock& clock_;
    Worlds world_;
    std::vector<Chat*> chats_;
    std::map<std::string, Lane> lanes_;
    std::function<void()> wake_;
};

}  // namespace plumb
