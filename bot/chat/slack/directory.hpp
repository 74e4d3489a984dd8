// Who and what Slack's ids are: people, channels, direct conversations; asked, and kept for a while.
#pragma once

#include "chat/slack/web_api.hpp"

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

namespace plumb::slack {

struct Profile {
    /// What they are called by: `ana`.
    std::string handle;
    std::string name;
    std::string tz;
    bool bot = false;
    /// A guest, or somebody of another workspace who is not yet known in this one.
    bool outsider = false;
    /// The workspaces that they are members of, as far as Slack says.
    std::vector<std::string> teams;
    bool gone = false;
    net::Instant asked_at{};

    /// Whether they are a full member of that workspace.
    bool is_member(const std::string& team) const;
    /// Whether what they say is taken: a person, and a member who is still there.
    bool takes_part(const std::string& team) const { return !bot && !gone && is_member(team); }
};

/// Of a `user` as users.info gives it.
Profile profile_of(const Json& user);

struct Channel {
    /// Empty where Slack would not say.
    std::string name;
    /// A direct conversation of several people: its name is made of theirs.
    bool group = false;
};

class Directory {
  public:
    Directory(boost::asio::any_io_executor executor, WebApi& api)
        : executor_(std::move(executor)), api_(api) {}

    /// Calls `done` when Slack has answered for all of them, at the latest at `until`: an event waits for it
    /// before it is acknowledged. Those already known cost nothing, and those whom Slack did not tell of in
    /// time are asked for again without anybody waiting for it. The first of them, who did it, comes before
    /// all whom others named.
    void ask(const std::vector<std::string>& users, net::Instant until, std::function<void()> done);
    /// Calls `then` when Slack has told of somebody, or will not.
    void when_told(const std::string& user, std::function<void()> then) { ask_one(user, std::move(then)); }
    /// nullptr where Slack could not (yet) say.
    const Profile* person(const std::string& user) const;

    /// Calls `done` once, when Slack has answered, at the latest at `until`. A name that is a minute old is
    /// asked for again, and holds where Slack does not answer.
    void ask_channel(const std::string& channel, net::Instant until,
                     std::function<void(const Channel&)> done);
    /// As far as it is known.
    Channel channel(const std::string& channel) const;
    /// It is called so from now on.
    void learn_name(const std::string& channel, const std::string& name);

    /// The conversation with a person, opened where there is none; the answer says what is wrong when the id
    /// is empty.
    void direct(const std::string& user, std::function<void(const std::string&, const Answer&)> done);
    void learn_direct(const std::string& user, const std::string& channel) { directs_[user] = channel; }

  private:
    class Round;
    std::shared_ptr<Round> round(net::Instant until, std::function<void()> done) const;
    enum class Turn : std::uint8_t { first, last };
    void ask_one(const std::string& user, std::function<void()> done, Turn turn = Turn::last);
    void ask_waiting();
    void give_up_waiting();

    boost::asio::any_io_executor executor_;
    WebApi& api_;
    std::unordered_map<std::string, Profile> people_;
    std::unordered_map<std::string, std::vector<std::function<void()>>> asked_;
    /// Those of `asked_` whose turn has not come.
    std::deque<std::string> in_turn_;
    std::size_t open_questions_ = 0;
    /// Slack wants no questions about people before.
    net::Instant not_before_{};
    /// People whom Slack did not tell of in time, and since when.
    std::unordered_map<std::string, net::Instant> unsaid_;
    std::unordered_map<std::string, Channel> channels_;
    std::unordered_map<std::string, net::Instant> channels_asked_at_;
    std::unordered_map<std::string, std::string> directs_;
    /// Gone with the directory: a timer that is still running then calls nobody.
    std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

}  // namespace plumb::slack
