#include "chat/slack/directory.hpp"

#include "chat/slack/happening.hpp"
#include "core/base/among.hpp"

#include <algorithm>
#include <cctype>

namespace plumb::slack {

namespace {

/// A question that takes longer is of no use to anybody who waits.
constexpr std::chrono::seconds kAnswerWait{5};
/// Questions that hang must not keep messages from going out over the connections they share.
constexpr std::size_t kOpenQuestions = 4;
/// After a 429 that names no time.
constexpr std::chrono::seconds kUnsaidPause{1};
/// Nobody waits again for somebody whom Slack did not tell of.
constexpr std::chrono::minutes kUnsaid{1};
/// Zones and names change; they are asked for again after this, without anybody waiting.
constexpr std::chrono::hours kFresh{1};
/// A channel may be renamed where no event tells of it.
constexpr std::chrono::minutes kNameFresh{1};

}  // namespace

Profile profile_of(const Json& user) {
    Profile profile;
    profile.handle = text_at(user, {"profile", "display_name"});
    const bool handy = !profile.handle.empty() &&
                       std::all_of(profile.handle.begin(), profile.handle.end(), [](unsigned char c) {
                           return std::isalnum(c) || c == '-' || c == '_' || c == '.';
                       });
    if (!handy) profile.handle = text_at(user, "name");
    profile.name = text_at(user, {"profile", "display_name"});
    if (profile.name.empty()) profile.name = text_at(user, {"profile", "real_name"});
    if (profile.name.empty()) profile.name = text_at(user, "real_name");
    profile.tz = text_at(user, "tz");
    // Of its own bot Slack does not say that it is one.
    profile.bot = truth_at(user, "is_bot") || text_at(user, "id") == kSlackbot;
    profile.outsider = truth_at(user, "is_restricted") || truth_at(user, "is_ultra_restricted") ||
                       truth_at(user, "is_stranger");
    if (std::string home = text_at(user, "team_id"); !home.empty()) profile.teams.push_back(std::move(home));
    // Members of an organisation may work in several of its workspaces.
    const Json& teams = at(user, {"enterprise_user", "teams"});
    for (const Json& team : teams.is_array() ? teams : Json::array())
        if (team.is_string()) profile.teams.push_back(team.get<std::string>());
    profile.gone = truth_at(user, "deleted");
    return profile;
}

bool Profile::is_member(const std::string& team) const {
    return !outsider && (teams.empty() || is_among(teams, team));
}

/// What is waited for, answered once: when all of it is there, or when the time is up.
class Directory::Round {
  public:
    Round(const boost::asio::any_io_executor& executor, std::function<void()> then)
        : timer_(executor), done_(std::move(then)) {}

    void end() {
        timer_.cancel();
        if (const auto then = std::exchange(done_, {})) then();
    }

    std::size_t open = 0;

  private:
    friend class Directory;
    boost::asio::steady_timer timer_;
    std::function<void()> done_;
};

std::shared_ptr<Directory::Round> Directory::round(net::Instant until, std::function<void()> done) const {
    auto made = std::make_shared<Round>(executor_, std::move(done));
    made->timer_.expires_at(until);
    made->timer_.async_wait([made, alive = std::weak_ptr(alive_)](const boost::system::error_code& stopped) {
        if (!stopped && !alive.expired()) made->end();
    });
    return made;
}

const Profile* Directory::person(const std::string& user) const {
    const auto known = people_.find(user);
    return known == people_.end() ? nullptr : &known->second;
}

void Directory::ask(const std::vector<std::string>& users, net::Instant until, std::function<void()> done) {
    const auto now = std::chrono::steady_clock::now();
    if (now < not_before_) return done();
    std::vector<std::string> unknown;
    for (const std::string& user : users) {
        const Profile* known = person(user);
        const auto unsaid = unsaid_.find(user);
        if (!known && (unsaid == unsaid_.end() || now - unsaid->second > kUnsaid)) {
            unknown.push_back(user);
        } else if (!known) {
            ask_one(user, [] {});
        } else if (now - known->asked_at > kFresh) {
            people_[user].asked_at = now;
            ask_one(user, [] {});
        }
    }
    if (unknown.empty()) return done();
    const auto all = round(until, [this, unknown, done = std::move(done)] {
        for (const std::string& user : unknown)
            if (!person(user)) unsaid_[user] = std::chrono::steady_clock::now();
        done();
    });
    all->open = unknown.size();
    for (const std::string& user : unknown)
        ask_one(
            user,
            [all] {
                if (--all->open == 0) all->end();
            },
            user == users.front() ? Turn::first : Turn::last);
}

void Directory::ask_one(const std::string& user, std::function<void()> done, Turn turn) {
    auto& waiting = asked_[user];
    waiting.push_back(std::move(done));
    if (waiting.size() > 1) return;
    in_turn_.insert(turn == Turn::first ? in_turn_.begin() : in_turn_.end(), user);
    ask_waiting();
}

void Directory::ask_waiting() {
    if (open_questions_ >= kOpenQuestions || in_turn_.empty()) return;
    if (std::chrono::steady_clock::now() < not_before_) return give_up_waiting();
    const std::string user = std::move(in_turn_.front());
    in_turn_.pop_front();
    ++open_questions_;
    WebApi::Call call{kUsersInfo, {{"user", user}}, user, kAnswerWait};
    call.again = false;
    api_.call(std::move(call), [this, user](const Answer& answer) {
        --open_questions_;
        if (answer.what == Answer::What::limited)
            not_before_ = std::chrono::steady_clock::now() + answer.retry_after.value_or(kUnsaidPause);
        if (answer.what == Answer::What::refused && is_about_method(answer.error))
            not_before_ = std::chrono::steady_clock::now() + kUnsaid;
        if (answer.ok()) {
            Profile profile = profile_of(at(answer.body, "user"));
            profile.asked_at = std::chrono::steady_clock::now();
            people_[user] = std::move(profile);
            unsaid_.erase(user);
        }
        if (const auto node = asked_.extract(user); !node.empty())
            for (const auto& then : node.mapped()) then();
        ask_waiting();
    });
}

/// They are asked for again when they next do something.
void Directory::give_up_waiting() {
    for (const std::string& user : std::exchange(in_turn_, {}))
        if (const auto node = asked_.extract(user); !node.empty())
            for (const auto& then : node.mapped()) then();
}

void Directory::ask_channel(const std::string& channel, net::Instant until,
                            std::function<void(const Channel&)> done) {
    const auto now = std::chrono::steady_clock::now();
    const auto asked = channels_asked_at_.find(channel);
    if (channels_.contains(channel) && asked != channels_asked_at_.end() && now - asked->second < kNameFresh)
        return done(channels_[channel]);
    channels_asked_at_[channel] = now;
    const auto one = round(until, [this, channel, done = std::move(done)] { done(this->channel(channel)); });
    WebApi::Call call{kConversationsInfo, {{"channel", channel}}, channel, kAnswerWait};
    api_.call(std::move(call), [this, channel, one](const Answer& answer) {
        const Json& told = at(answer.body, "channel");
        const std::string name = text_at(told, "name");
        if (answer.ok() && !name.empty())
            channels_[channel] = {name, truth_at(told, "is_mpim") || is_group_name(name)};
        one->end();
    });
}

Channel Directory::channel(const std::string& channel) const {
    const auto known = channels_.find(channel);
    return known == channels_.end() ? Channel{} : known->second;
}

void Directory::learn_name(const std::string& channel, const std::string& name) {
    channels_[channel] = {name, is_group_name(name)};
    channels_asked_at_[channel] = std::chrono::steady_clock::now();
}

void Directory::direct(const std::string& user, std::function<void(const std::string&, const Answer&)> done) {
    if (const auto known = directs_.find(user); known != directs_.end()) return done(known->second, {});
    WebApi::Call call{kConversationsOpen, {{"users", user}}, user};
    api_.call(std::move(call), [this, user, done = std::move(done)](const Answer& answer) {
        const std::string channel = text_at(answer.body, {"channel", "id"});
        if (answer.ok() && !channel.empty()) directs_[user] = channel;
        // A message may also be addressed to the person; only its edits cannot.
        if (answer.what == Answer::What::refused && is_about_method(answer.error)) return done(user, answer);
        done(answer.ok() ? channel : std::string{}, answer);
    });
}

}  // namespace plumb::slack
