#include "chat/slack/sockets.hpp"

#include "net/redact.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <spdlog/spdlog.h>

#include <random>

namespace plumb::slack {

namespace {

double chance() {
    static std::mt19937_64 source{std::random_device{}()};
    return std::uniform_real_distribution<double>{0.0, 1.0}(source);
}

constexpr std::chrono::seconds kOpenWait{10};

}  // namespace

Sockets::Sockets(boost::asio::any_io_executor executor, net::WebSockets& factory, WebApi& api,
                 std::string app_token, std::string name, net::ReconnectSettings settings, Metrics& metrics,
                 Events events)
    : executor_(std::move(executor)),
      factory_(factory),
      api_(api),
      app_token_(std::move(app_token)),
      name_(std::move(name)),
      events_(std::move(events)),
      machine_(settings),
      timer_(executor_),
      metrics_(metrics),
      slots_(settings.sockets) {}

Sockets::~Sockets() {
    alive_.reset();
    for (const auto& [generation, line] : lines_) line->socket().destroy();
}

void Sockets::start() { feed(net::event::Start{}); }

void Sockets::stop(std::function<void()> done) {
    stopped_ = std::move(done);
    feed(net::event::Stop{});
    if (lines_.empty())
        if (const auto then = std::exchange(stopped_, {})) then();
}

/// One event at a time: an action may bring the next about at once (an address that cannot be dialled), and
/// its actions come after all those of the first.
void Sockets::feed(const net::Event& event) {
    fed_.push_back(event);
    if (fed_.size() > 1) return;
    const std::weak_ptr<bool> alive = alive_;
    try {
        while (!alive.expired() && !fed_.empty()) tell_machine();
    } catch (...) {
        if (!alive.expired()) fed_.clear();
        throw;
    }
}

void Sockets::tell_machine() {
    const int live = machine_.live();
    const int open = machine_.open_slots();
    const net::Actions actions = machine_.resume(fed_.front(), net::now(), chance());
    const std::weak_ptr<bool> alive = alive_;
    for (const net::Action& action : actions) {
        std::visit([this](const auto& a) { act(a); }, action);
        if (alive.expired()) return;
    }
    fed_.pop_front();
    if (live != machine_.live() || open != machine_.open_slots()) events_.changed();
}

void Sockets::tick() {
    for (const auto& [generation, line] : lines_)
        feed(net::event::Heard{generation, line->socket().last_heard()});
    feed(net::event::Tick{});
}

void Sockets::act(const net::action::OpenUrl& action) {
    WebApi::Call call{kConnectionsOpen};
    call.token = app_token_;
    call.again = false;
    call.timeout = kOpenWait;
    api_.call(std::move(call),
              [this, request = action.request, alive = std::weak_ptr(alive_)](const Answer& answer) {
                  if (alive.expired()) return;
                  std::string url = text_at(answer.body, "url");
                  if (answer.ok() && !url.empty())
                      return feed(net::event::UrlOpened{request, std::move(url)});
                  const std::string why = answer.ok() ? "no address in the answer" : answer.error;
                  feed(net::event::UrlRefused{request, answer.what == Answer::What::dead, answer.retry_after,
                                              "apps.connections.open: " + why});
              });
}

void Sockets::act(const net::action::Dial& action) {
    auto line = std::make_shared<Connection>(factory_.make(), action.generation);
    lines_[action.generation] = line;
    boost::asio::co_spawn(executor_, run(line, action.url), boost::asio::detached);
}

void Sockets::act(const net::action::Close& action) {
    const auto found = lines_.find(action.generation);
    if (found == lines_.end()) return;
    if (action.politely)
        boost::asio::co_spawn(executor_, close(found->second), boost::asio::detached);
    else
        found->second->socket().destroy();
}

/// Reading goes on by itself.
void Sockets::act(const net::action::Drain&) {}

void Sockets::act(const net::action::SetTimer& action) {
    timer_.expires_at(action.at);
    timer_.async_wait([this, alive = std::weak_ptr(alive_)](const boost::system::error_code& stopped) {
        if (!stopped && !alive.expired()) tick();
    });
}

void Sockets::act(const net::action::Log& action) {
    const auto level = action.level == net::LogLevel::info   ? spdlog::level::info
                       : action.level == net::LogLevel::warn ? spdlog::level::warn
                                                             : spdlog::level::err;
    spdlog::log(level, "slack {}: {}", name_, net::redact(action.text));
}

void Sockets::act(const net::action::Alarm& action) {
    metrics_.set("plumbline_foreign_connections", {{"account", name_}}, action.theirs - action.ours);
    if (action.theirs > action.ours)
        spdlog::warn(
            "slack {}: Slack counts {} connections of this app, {} are ours; the others take a share of "
            "what people do",
            name_, action.theirs, action.ours);
}

void Sockets::act(const net::action::StoppedForGood& action) { events_.stopped(action.reason); }

void Sockets::act(const net::action::DarkBegins&) {
    if (hellos_ > 0) spdlog::warn("slack {}: no connection can receive", name_);
}

void Sockets::act(const net::action::DarkEnds& action) {
    const auto lasted = std::chrono::duration_cast<std::chrono::milliseconds>(action.lasted);
    const std::chrono::duration<double> seconds = lasted;
    metrics_.count("plumbline_dark_seconds_total", {{"account", name_}}, seconds.count());
    // It also ends where the account is let go or is dead, and nothing is connected.
    if (machine_.live() == 0) return;
    spdlog::info("slack {}: connected after {} ms without a connection", name_, lasted.count());
}

net::Task<void> Sockets::run(std::shared_ptr<Connection> line, std::string url) {
    const std::weak_ptr<bool> alive = alive_;
    const auto opened = co_await line->socket().connect(std::move(url));
    if (alive.expired()) co_return;
    if (!opened) {
        gone(line, opened.error().text);
        co_return;
    }
    feed(net::event::Dialled{line->generation()});
    for (;;) {
        auto read = co_await line->socket().read();
        if (alive.expired()) co_return;
        if (!read) {
            if (read.error().what == net::WsTrouble::bad_utf8) events_.unreadable(read.error().text);
            gone(line, read.error().text);
            co_return;
        }
        frame(line, std::move(*read));
        if (alive.expired()) co_return;
    }
}

net::Task<void> Sockets::close(std::shared_ptr<Connection> line) { co_await line->socket().close(); }

void Sockets::gone(const std::shared_ptr<Connection>& line, const std::string& why) {
    lines_.erase(line->generation());
    reason_ = "lost";
    feed(net::event::Closed{line->generation(), why});
    if (lines_.empty())
        if (const auto then = std::exchange(stopped_, {})) then();
}

void Sockets::frame(const std::shared_ptr<Connection>& line, net::WsFrame frame) {
    if (frame.binary) {
        return events_.unreadable("a binary frame");
    }
    Frame read = read_frame(frame.bytes);
    if (const auto* hello = std::get_if<HelloFrame>(&read)) {
        if (hellos_++ >= slots_)
            metrics_.count("plumbline_reconnects_total", {{"account", name_}, {"reason", reason_}});
        feed(net::event::Hello{line->generation(), hello->num_connections,
                               hello->approximate_connection_time});
    } else if (const auto* disconnect = std::get_if<DisconnectFrame>(&read)) {
        reason_ = "told";
        feed(net::event::Disconnect{line->generation(), disconnect->reason});
    } else if (auto* envelope = std::get_if<Envelope>(&read)) {
        events_.envelope(line, std::move(*envelope), std::move(frame.bytes));
    } else {
        const auto& bad = std::get<UnreadableFrame>(read);
        if (!bad.id.empty()) line->acknowledge(bad.id, {});
        events_.unreadable(bad.why);
    }
}

}  // namespace plumb::slack
