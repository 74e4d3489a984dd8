// One account at work: let in, asking for what is new, sending what waits, until it is told to stop.
#pragma once

#include "chat/matrix/in_doubt.hpp"
#include "chat/matrix/intake.hpp"
#include "chat/matrix/matrix.hpp"
#include "chat/matrix/placing.hpp"
#include "chat/matrix/sender.hpp"
#include "chat/matrix/session.hpp"
#include "chat/matrix/sync_filter.hpp"

#include <boost/asio/steady_timer.hpp>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>

namespace plumb::matrix {

/// Owned together by the chat and by what it has under way, so that the chat may go at any time.
class Engine : public std::enable_shared_from_this<Engine> {
  public:
    Engine(MatrixAccount account, MatrixAround around);

    void start(InboundHandler handler, std::function<void()> on_ready);
    /// Takes nothing more in; `done` once what came is recorded.
    void stop(std::function<void()> done);
    /// Ends everything at once.
    void close();
    void send(const Delivery& delivery, std::function<void(SendOutcome)> done);
    bool ready() const { return ready_ && inside_ && dead_.empty(); }
    ChatHealth health() const;
    /// What this account calls a room that any account's address names.
    SamePlace same_place(std::string_view channel) const;
    /// A room of this account's that the bot is known to be out of or to have no say in, or that is
    /// encrypted.
    bool is_shut(std::string_view channel) const;
    /// Whether a user is in a room; where that is not known the homeserver is asked, for the next time.
    Reach reach(std::string_view channel, const std::string& user);
    /// A direct room, or where one is to be made.
    bool is_direct(std::string_view channel) const;
    /// Whether a user may tell the bot what to do; to nobody else it writes by itself.
    bool serves(const std::string& user) const;
    const Self& self() const { return self_; }
    const Rooms& rooms() const { return rooms_; }

  private:
    net::Task<void> run();
    net::Task<void> work();
    net::Task<bool> let_in();
    net::Task<void> introduce();
    Admission admission() const;
    net::Task<bool> step();
    net::Task<void> deliver(Parcel parcel, std::function<void(SendOutcome)> done);
    net::Task<void> rest(net::Span span);
    bool recovered(const Answer& answer);
    Call sync_call() const;
    SyncFilter::Wanted wanted() const;
    void heard_itself(const SyncAnswer& answer, bool quick);
    void have_filter_kept();
    void learn_own_name();
    void failed(const std::string& why);
    void succeeded();
    void keep_room(const Room& room);
    void keep_note(const std::string& key, const std::string& value);
    std::string install_id();
    void keep_mentioned(const std::string& message, const std::vector<std::string>& users);

    MatrixAccount account_;
    MatrixAround around_;
    std::shared_ptr<Api> api_;
    std::shared_ptr<Joins> joins_;
    std::shared_ptr<Placing> placing_;
    Session session_;
    Self self_;
    Rooms rooms_;
    Sender sender_;
    std::optional<Intake> intake_;
    InboundHandler handler_;
    std::function<void()> on_ready_;
    std::function<void()> stopped_;
    boost::asio::steady_timer timer_;
    std::string install_;
    SyncFilter filter_;
    /// The next answer is to bring what the bot itself said, too: the first of a run or after a failure.
    bool with_own_ = true;
    /// What the bot says ends its polls all the same.
    bool hears_itself_ = true;
    InDoubt in_doubt_;
    net::Instant named_at_{};
    std::string since_;
    /// The last answer was too large: little of each room is asked for, and its gap filled in pages.
    bool narrow_ = false;
    bool inside_ = false;
    bool ready_ = false;
    bool stopping_ = false;
    bool closed_ = false;
    bool over_ = false;
    int failures_ = 0;
    int quick_ = 0;
    int in_flight_ = 0;
    /// Rooms of which the homeserver is being asked who is in them.
    std::set<std::string> asking_company_;
    net::Instant limited_until_{};
    net::Instant answered_at_{};
    std::string trouble_;
    /// The account needs an operator.
    std::string dead_;
    /// Who was mentioned in messages of this run, for their edits.
    std::map<std::string, std::vector<std::string>> mentioned_;
};

}  // namespace plumb::matrix
