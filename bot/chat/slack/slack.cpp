#include "chat/slack/slack.hpp"

#include "chat/slack/intake.hpp"
#include "chat/slack/mrkdwn.hpp"
#include "net/backoff.hpp"

#include <boost/asio/steady_timer.hpp>
#include <spdlog/spdlog.h>

namespace plumb::slack {

namespace {

constexpr std::chrono::milliseconds kAskAgainBase{200};
constexpr std::chrono::seconds kAskAgainCap{30};
/// To the Web API: calls that hang in one channel leave room for the others.
constexpr long kConnections = 24;
/// A stop waits this long for what is in hand.
constexpr std::chrono::seconds kStopWait{3};

net::HttpClientSettings http_settings(const SlackAccount& account) {
    net::HttpClientSettings settings;
    settings.max_body = account.longest;
    settings.connections_per_host = kConnections;
    return settings;
}

net::WebSocketSettings socket_settings(const SlackAccount& account) {
    net::WebSocketSettings settings;
    settings.max_message = account.longest;
    // Three chances to be heard before a line counts as dead.
    settings.ping_every = account.dead_after / 3;
    return settings;
}

net::ReconnectSettings reconnect_settings(const SlackAccount& account) {
    net::ReconnectSettings settings;
    settings.sockets = account.connections;
    settings.dead_after = account.dead_after;
    return settings;
}

class Slack : public Chat {
  public:
    Slack(SlackAccount account, SlackAround around)
        : account_(std::move(account)),
          around_(std::move(around)),
          http_(net::make_http_client(around_.executor, http_settings(account_))),
          factory_(around_.executor, socket_settings(account_)),
          api_(around_.executor, *http_, account_.api_url, account_.bot_token, account_.burst, account_.name,
               around_.metrics),
          directory_(around_.executor, api_),
          sender_(api_, directory_, around_.clock, self_, around_.store,
                  [this](const std::string& why) { die(why); }),
          sockets_(around_.executor, factory_, api_, account_.app_token, account_.name,
                   reconnect_settings(account_), around_.metrics, socket_events()),
          retry_(around_.executor),
          stop_(around_.executor) {}

    Slack(const Slack&) = delete;
    Slack& operator=(const Slack&) = delete;
    ~Slack() override {
        api_.stop();
        http_->stop();
    }

    void start(InboundHandler handler, std::function<void()> on_ready) override {
        on_ready_ = std::move(on_ready);
        intake_.emplace(Intake::Parts{account_, around_, self_, api_, directory_, sender_,
                                      [this](const std::string& why) { check_token(why); }},
                        std::move(handler));
        ask_who_we_are();
        sockets_.start();
    }

    void stop(std::function<void()> done) override {
        stopped_ = std::move(done);
        retry_.cancel();
        stop_.expires_after(kStopWait);
        stop_.async_wait([this](const boost::system::error_code& cancelled) {
            if (!cancelled) end_stop();
        });
        const auto close_sockets = [this] { sockets_.stop([this] { end_stop(); }); };
        if (intake_)
            intake_->close(close_sockets);
        else
            close_sockets();
    }

    ChatHealth health() const override {
        ChatHealth health{account_.name, ready() && sockets_.live() > 0, {}};
        if (!dead_.empty())
            health.what = dead_;
        else if (self_.team.empty())
            health.what =
                "Slack has not yet said who the bot is: " + (trouble_.empty() ? "asking" : trouble_);
        else
            health.what = std::to_string(sockets_.open()) + " of " + std::to_string(account_.connections) +
                          " connections are open";
        return health;
    }

    bool owns(std::string_view channel) const override {
        const std::string account = self_.account();
        return !self_.team.empty() && channel.size() > account.size() && channel[account.size()] == '/' &&
               channel.substr(0, account.size()) == account;
    }

    std::string direct_channel(const Person& person) const override {
        const std::string user = user_of(person, self_.account());
        return user.empty() || self_.team.empty() ? std::string{} : self_.account() + "/@" + user;
    }

    bool goes_apart(const OutboxRow& row) const override { return Sender::goes_apart(row); }

    void send(const Delivery& delivery, std::function<void(SendOutcome)> done) override {
        sender_.send(delivery, std::move(done));
    }

    bool ready() const override { return !self_.team.empty() && dead_.empty(); }

  private:
    Sockets::Events socket_events() {
        Sockets::Events events;
        events.envelope = [this](const std::shared_ptr<Connection>& line, Envelope envelope,
                                 std::string raw) {
            if (!intake_) return;
            if (!self_.team.empty()) return intake_->take(line, std::move(envelope), std::move(raw));
            early_.push_back([this, line, envelope, raw] { intake_->take(line, envelope, raw); });
        };
        events.unreadable = [this](const std::string& why) {
            if (intake_) intake_->count_bad(why);
        };
        events.stopped = [this](const std::string& why) { die(why); };
        events.changed = [this] {
            around_.metrics.set("plumbline_connections", {{"account", account_.name}}, sockets_.live());
        };
        return events;
    }

    void ask_who_we_are() {
        api_.call(WebApi::Call{kAuthTest}, [this](const Answer& answer) {
            if (answer.what == Answer::What::dead) return die("auth.test: " + answer.error);
            const std::string team = text_at(answer.body, "team_id");
            if (answer.ok() && !team.empty()) return introduced(team, answer.body);
            trouble_ = answer.ok() ? "auth.test names no team" : "auth.test: " + answer.error;
            spdlog::warn("slack {}: {}", account_.name, trouble_);
            retry_.expires_after(net::doubled(failures_++, kAskAgainBase, kAskAgainCap));
            retry_.async_wait([this](const boost::system::error_code& cancelled) {
                if (!cancelled) ask_who_we_are();
            });
        });
    }

    /// Some token was revoked, or the app removed: whether it was ours, Slack knows.
    void check_token(const std::string& why) {
        api_.call(WebApi::Call{kAuthTest}, [this, why](const Answer& answer) {
            if (answer.what == Answer::What::dead) die(why + ": " + answer.error);
        });
    }

    void introduced(const std::string& team, const Json& body) {
        self_ = {team, text_at(body, "user_id"), text_at(body, "bot_id"), text_at(body, "url")};
        if (std::string name = text_at(body, "user"); !name.empty()) self_.name = std::move(name);
        spdlog::info("slack {}: this is {} in {} ({})", account_.name, text_at(body, "user"),
                     text_at(body, "team"), team);
        on_ready_();
        for (const auto& take : std::exchange(early_, {})) take();
    }

    void die(const std::string& why) {
        if (!dead_.empty()) return;
        dead_ = why;
        spdlog::error("slack {}: stopped, {}. The tokens are made at api.slack.com/apis; the others run on",
                      account_.name, why);
        retry_.cancel();
        sockets_.stop([] {});
    }

    void end_stop() {
        stop_.cancel();
        if (const auto done = std::exchange(stopped_, {})) done();
    }

    SlackAccount account_;
    SlackAround around_;
    Self self_;
    std::unique_ptr<net::HttpClient> http_;
    net::WebSockets factory_;
    WebApi api_;
    Directory directory_;
    Sender sender_;
    std::optional<Intake> intake_;
    Sockets sockets_;
    boost::asio::steady_timer retry_;
    boost::asio::steady_timer stop_;
    std::function<void()> on_ready_;
    std::function<void()> stopped_;
    /// What came before it was known who we are.
    std::vector<std::function<void()>> early_;
    std::string dead_;
    std::string trouble_;
    int failures_ = 0;
};

}  // namespace

std::unique_ptr<Chat> make_slack(SlackAccount account, SlackAround around) {
    return std::make_unique<Slack>(std::move(account), std::move(around));
}

}  // namespace plumb::slack
