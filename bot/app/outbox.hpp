// Messages on their way out: in order within a channel, each sent once, channels apart from one another.
#pragma once

#include "ports/chat.hpp"
#include "ports/clock.hpp"

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace plumb {

/// How long messages of a channel wait while every account is there and none serves it; then they are given
/// up.
inline constexpr Seconds kUnservedWait = std::chrono::hours{1};

/// Rows enter after the commit that made them, and leave when the platform has them. A row whose outcome is
/// unknown keeps its place: the chat looks for it before it sends again. Waiting edits of one message are
/// folded into the last. A file is made when its message's turn comes; where it cannot be made the message
/// goes without and says why. What no account serves waits for one to come, for kUnservedWait.
class Outbox {
  public:
    using Worlds = std::function<const World&()>;
    using Hold = std::function<std::optional<Instant>(const OutboxRow&)>;

    Outbox(Store& store, const Clock& clock) : store_(store), clock_(clock) {}

    void add(Chat& chat) { chats_.push_back(&chat); }
    void remove(const Chat& chat);
    const std::vector<Chat*>& chats() const { return chats_; }
    void see(Worlds world) { world_ = std::move(world); }
    /// Says of a row until when it has to wait (quiet hours); other rows of its channel pass it.
    void hold_with(Hold hold) { hold_ = std::move(hold); }
    /// Who makes the files that cards wish for; without one messages go without.
    void make_files_with(FileMaker& files) { files_ = &files; }
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
    /// True while a chat has a row in hand whose outcome is not known yet.
    bool in_flight() const;
    /// A message to this channel is on its way: what it is called there is not known yet.
    bool in_flight(const std::string& channel) const;
    std::size_t depth() const;
    /// A row that waits or is with its chat; nullptr where there is none.
    const OutboxRow* find(std::int64_t id) const;
    /// What waits for a channel, in order, without what is with its chat.
    std::vector<OutboxRow> waiting(const std::string& channel) const;
    /// Rows that wait, as they are now: with another channel they go there, behind what waits for it.
    void readdress(std::vector<OutboxRow> rows);
    /// When the oldest waiting row was made.
    std::optional<Instant> oldest() const;

  private:
    class Flight;
    /// What keeps one order: a channel's messages, and apart from them the private answers in it where their
    /// chat gives those another way.
    struct LaneName {
        std::string channel;
        bool apart = false;
        auto operator<=>(const LaneName&) const = default;
    };
    struct Lane {
        std::deque<OutboxRow> rows;
        /// The first row is with its chat, or its file in the making.
        bool in_flight = false;
        std::optional<Instant> not_before;
        /// The first row's file: made once, however often the row is tried.
        std::optional<File> file;
        /// Since when no account serves the channel.
        std::optional<Instant> unserved_since;
    };
    void release(Instant now);
    void line_up(OutboxRow row);
    void start(const LaneName& name, Lane& lane);
    void settle(const LaneName& name, const SendOutcome& outcome);
    bool wants_file(const Lane& lane) const;
    void make_file(const LaneName& name, Lane& lane);
    static void take_out_first(Lane& lane);
    void take_out(std::int64_t id);
    bool folded(const Lane& lane) const;
    bool put_behind_root(Lane& lane);
    void wait_unserved(const std::string& channel, Lane& lane);
    Chat* chat_for(const std::string& channel) const;
    void wake() const {
        if (wake_) wake_();
    }

    Store& store_;
    const Clock& clock_;
    Worlds world_;
    FileMaker* files_ = nullptr;
    std::vector<Chat*> chats_;
    std::map<LaneName, Lane> lanes_;
    std::multimap<Instant, OutboxRow> held_;
    Hold hold_;
    std::function<void()> wake_;
    /// Outlived by what a chat was given to call back.
    std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

}  // namespace plumb
