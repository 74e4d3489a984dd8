// What comes with /sync, on its way to the app: rooms kept up to date, gaps filled, each event given once,
// the token stored with what came before it.
#pragma once

#include "chat/matrix/api.hpp"
#include "chat/matrix/budget.hpp"
#include "chat/matrix/inbound.hpp"
#include "chat/matrix/joins.hpp"
#include "chat/matrix/thread_roots.hpp"
#include "ports/clock.hpp"
#include "ports/metrics.hpp"

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace plumb::matrix {

/// Whom and where the bot listens to.
struct Admission {
    std::vector<std::string> servers;
    std::vector<std::string> rooms;
    std::vector<std::string> users;

    bool admits_room(const std::string& room) const;
    /// Whether somebody may invite the bot, whose own server is `home`, and tell it what to do.
    bool admits_user(const std::string& user, std::string_view home) const;
    /// Whether somebody else of a server may, or is that server's own bot.
    bool admits_some_of(std::string_view server, std::string_view home) const;
};

class Gap;

class Intake {
  public:
    struct Parts {
        std::string name;
        boost::asio::any_io_executor executor;
        std::shared_ptr<Api> api;
        std::shared_ptr<Joins> joins;
        Store& store;
        const Clock& clock;
        Metrics& metrics;
        Rooms& rooms;
        const Self& self;
        Admission admission;
        /// What the names of the bot's own messages begin with.
        std::string rows;
        /// Told of each command that was heard where others read along: by whom, in which room and where in
        /// it.
        std::function<void(const std::string& user, const std::string& room, const ReplyTo& at)> asked;
        /// The access token is dead.
        std::function<void()> unauthorized;
    };
    Intake(Parts parts, InboundHandler handler);

    /// The token an earlier run left; empty at the first start.
    std::string load();
    /// Takes in what came after `since`. False where it could not be recorded: it must be asked for again.
    net::Task<bool> take(SyncAnswer answer, std::string since);
    /// The bot itself said a message, in that thread or, where that is empty, in none.
    void spoke(const std::string& message, const std::string& thread) { roots_.saw(message, thread); }
    /// Writes the newest token, where it was not worth a write of its own. At a stop.
    net::Task<void> settle();
    /// Joins that an earlier run did not come to an end with.
    void resume_joins();
    void stop() { stopping_ = true; }

  private:
    struct Batch;
    net::Task<void> read_room(const JoinedRoom& joined, const std::string& since, Batch& batch);
    /// What a limited timeline leaves out; `whole` where it reaches back to what was seen last.
    struct Filled {
        std::vector<Event> events;
        bool whole = false;
    };
    net::Task<Filled> missing(const JoinedRoom& joined, const std::string& since, Batch& batch);
    net::Task<bool> read_pages(Gap& gap, int tries, Batch& batch);
    void leave_open(Room& room, const std::string& before, const std::string& since);
    net::Task<void> close_gaps(Batch& batch);
    net::Task<void> close_gap(std::string id, Batch& batch);
    net::Task<void> hear(const Event& event, Room& room, const std::vector<Event>& near, Batch& batch);
    bool may_ask(const Batch& batch) const;
    void asked_since(net::Instant begun, Batch& batch);
    net::Task<Answer> event_from(const Room& room, const std::string& id, std::chrono::milliseconds within,
                                 Batch& batch);
    net::Task<std::string> thread_of(const Room& room, std::string answered, Batch& batch);
    net::Task<void> learn_name(Room& room, std::string user, Batch& batch);
    net::Task<void> learn_company(Room& room, const std::string& text, Batch& batch);
    std::vector<Member> members_in(const Room& room, const std::string& text) const;
    bool is_stranger(const std::string& user) const;
    void turn_away(const Event& event, const Heard& heard, const Room& room, Batch& batch);
    net::Task<std::string> message_text(const Room& room, const std::string& id,
                                        const std::vector<Event>& near, const std::string& quoted,
                                        Batch& batch);
    bool admits(const std::string& room) const;
    void take_direct(const SyncAnswer& answer, Batch& batch);
    void entered(Room& room, Batch& batch);
    void take_over(Room& old, Room& next, Batch& batch);
    void mind_direct(const Room& room, Batch& batch);
    void mind_encryption(Room& room, const std::string& by, Batch& batch);
    void invited(const Invitation& invitation, Batch& batch);
    void left(const std::string& id, Batch& batch);
    void count_odd(const JoinedRoom& joined);
    void follow(const std::string& room, std::string_view via_whom, Batch& batch);
    void join(const std::string& room, const std::string& via);
    bool weigh(const Batch& batch, const std::string& token);
    net::Task<bool> record(std::vector<Inbound> group, const std::string& token);
    net::Task<bool> deliver(Batch& batch, const std::string& token);
    Inbound noted(const std::string& what, std::string value) const;
    std::string note_key(const std::string& what) const;
    Room& touch(const std::string& id, Batch& batch);

    Parts parts_;
    InboundHandler handler_;
    /// The bot's own messages that came back: recorded before what hangs on them, and not for their own sake.
    std::vector<Inbound> echoes_;
    /// Rooms whose notes are behind.
    std::set<std::string> unwritten_;
    bool list_unwritten_ = false;
    std::string written_token_;
    std::string newest_token_;
    net::Instant written_at_{};
    /// When a join of this run worked, in milliseconds since 1970.
    std::map<std::string, std::int64_t> joined_at_;
    /// Rooms whose invitations were not accepted and people who were not served, each said once.
    std::set<std::string> turned_away_;
    /// Until then nothing is asked that can be done without: the server did not say it in time.
    net::Instant questions_rest_until_{};
    /// When a room's open gap is tried again.
    struct OpenGap {
        int failures = 0;
        net::Instant not_before{};
    };
    std::map<std::string, OpenGap> gaps_;
    RefusalBudget budget_;
    ThreadRoots roots_;
    /// What could not be read, and when that was said last.
    int odd_ = 0;
    net::Instant odd_said_{};
    bool stopping_ = false;
};

}  // namespace plumb::matrix
