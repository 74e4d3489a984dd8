#include "chat/slack/directory.hpp"

#include <algorithm>
#include <cctype>

namespace plumb::slack {

namespace {

/// An event must be acknowledged within three seconds, and this comes before it is recorded.
constexpr std::chrono::milliseconds kPeopleWait{1500};
/// Zones and names change; they are asked for again after this, without anybody waiting.
constexpr std::chrono::hours kFresh{1};

Profile profile_of(const Json& user) {
    Profile profile;
    profile.handle = text_at(user, {"profile", "display_name"});
    const bool handy = !profile.handle.empty() &&
                       std::all_of(profile.handle.begin(), profile.handle.end(), [](unsigned char c) {
                           return std::isalnum(c) || c == '-' || c == '_' || c == '.';
                       });
    if (!handy) profile.handle = text_at(user, "name");
    profile.name = text_at(user, {"profile", "display_name"});
    if (profile.name.empty()) profile.name = text_at(user, "real_name");
    profile.tz = text_at(user, "tz");
    profile.bot = truth_at(user, "is_bot");
    profile.outsider = truth_at(user, "is_restricted") || truth_at(user, "is_ultra_restricted") ||
                       truth_at(user, "is_stranger");
    profile.gone = truth_at(user, "deleted");
    return profile;
}

}  // namespace

/// One question for several people; answered once.
struct Directory::Round {
    Round(const boost::asio::any_io_executor& executor, std::function<void()> then)
        : timer(executor), done(std::move(then)) {}

    void end() {
        timer.cancel();
        if (const auto then = std::exchange(done, {})) then();
    }

    boost::asio::steady_timer timer;
    std::function<void()> done;
    std::size_t open = 0;
};

const Profile* Directory::person(const std::string& user) const {
    const auto known = people_.find(user);
    return known == people_.end() ? nullptr : &known->second;
}

void Directory::ask(std::vector<std::string> users, std::function<void()> done) {
    const auto now = std::chrono::steady_clock::now();
    std::vector<std::string> unknown;
    for (const std::string& user : users) {
        const Profile* known = person(user);
        if (!known) {
            unknown.push_back(user);
        } else if (now - known->asked_at > kFresh) {
            people_[user].asked_at = now;
            ask_one(user, [] {});
        }
    }
    if (unknown.empty()) return done();
    auto round = std::make_shared<Round>(executor_, std::move(done));
    round->open = unknown.size();
    round->timer.expires_after(kPeopleWait);
    round->timer.async_wait([round](const boost::system::error_code& stopped) {
        if (!stopped) round->end();
    });
    for (const std::string& user : unknown)
        ask_one(user, [round] {
            if (--round->open == 0) round->end();
        });
}

void Directory::ask_one(const std::string& user, std::function<void()> done) {
    auto& waiting = asked_[user];
    waiting.push_back(std::move(done));
    if (waiting.size() > 1) return;
    WebApi::Call call{kUsersInfo, {{"user", user}}, user};
    api_.call(std::move(call), [this, user](const Answer& answer) {
        if (answer.ok()) {
            Profile profile = profile_of(at(answer.body, "user"));
            profile.asked_at = std::chrono::steady_clock::now();
            people_[user] = std::move(profile);
        }
        const auto node = asked_.extract(user);
        if (node.empty()) return;
        for (const auto& then : node.mapped()) then();
    });
}

void Directory::channel_name(const std::string& channel, std::function<void(const std::string&)> done) {
    if (const auto known = channels_.find(channel); known != channels_.end()) return done(known->second);
    WebApi::Call call{kConversationsInfo, {{"channel", channel}}, channel, kPeopleWait};
    api_.call(std::move(call), [this, channel, done = std::move(done)](const Answer& answer) {
        const std::string name = text_at(answer.body, {"channel", "name"});
        if (answer.ok() && !name.empty()) channels_[channel] = name;
        done(name);
    });
}

void Directory::direct(const std::string& user, std::function<void(const std::string&, const Answer&)> done) {
    if (const auto known = directs_.find(user); known != directs_.end()) return done(known->second, {});
    WebApi::Call call{kConversationsOpen, {{"users", user}}, user};
    api_.call(std::move(call), [this, user, done = std::move(done)](const Answer& answer) {
        const std::string channel = text_at(answer.body, {"channel", "id"});
        if (answer.ok() && !channel.empty()) directs_[user] = channel;
        done(answer.ok() ? channel : std::string{}, answer);
    });
}

}  // namespace plumb::slack
