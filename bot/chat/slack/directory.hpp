// Who and what Slack's ids are: people, channels, direct conversations; asked once and kept.
#pragma once

#include "chat/slack/web_api.hpp"

#include <functional>
#include <map>
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
    /// A guest, or somebody of another workspace.
    bool outsider = false;
    bool gone = false;
    net::Instant asked_at{};
};

class Directory {
  public:
    Directory(boost::asio::any_io_executor executor, WebApi& api)
        : executor_(std::move(executor)), api_(api) {}

    /// Calls `done` when Slack has answered for all of them, at the latest after kPeopleWait: an event waits
    /// for it before it is acknowledged. Those already known cost nothing.
    void ask(std::vector<std::string> users, std::function<void()> done);
    /// nullptr where Slack could not (yet) say.
    const Profile* person(const std::string& user) const;

    /// Empty where Slack would not say.
    void channel_name(const std::string& channel, std::function<void(const std::string&)> done);

    /// The conversation with a person, opened where there is none; the answer says what is wrong when the id
    /// is empty.
    void direct(const std::string& user, std::function<void(const std::string&, const Answer&)> done);
    void learn_direct(const std::string& user, const std::string& channel) { directs_[user] = channel; }

  private:
    struct Round;
    void ask_one(const std::string& user, std::function<void()> done);

    boost::asio::any_io_executor executor_;
    WebApi& api_;
    std::unordered_map<std::string, Profile> people_;
    std::unordered_map<std::string, std::vector<std::function<void()>>> asked_;
    std::unordered_map<std::string, std::string> channels_;
    std::unordered_map<std::string, std::string> directs_;
};

}  // namespace plumb::slack
