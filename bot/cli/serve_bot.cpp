#include "cli/serve_bot.hpp"

#include "app/event_log.hpp"
#include "cli/logging.hpp"
#include "core/base/among.hpp"

#include <boost/asio/post.hpp>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <exception>

namespace plumb::cli {

namespace asio = boost::asio;
using std::chrono::milliseconds;

namespace {

/// Turns of the loop in which nothing came before a group is committed: between two of them the sockets are
/// asked.
constexpr int kQuietTurns = 3;
/// The clock may be set: whatever is due is looked at this often.
constexpr std::chrono::seconds kLongestWait{30};
/// Outcomes of sends that no commit has taken along are written after this. What is lost with a kill until
/// then is asked of the chat again (operation.md section 4), and is not said twice.
constexpr milliseconds kSettleAfter{500};
/// While the database takes no commits it is asked this often.
constexpr std::chrono::seconds kProbeEvery{2};
/// Of the ten seconds that a stop may take.
constexpr std::chrono::seconds kStopWithin{8};
constexpr milliseconds kStopLook{20};

const char* kind_of(const Inbound& inbound) {
    if (const auto* said = std::get_if<Said>(&inbound.what)) return said->addressed ? "command" : "message";
    if (std::holds_alternative<Pressed>(inbound.what)) return "press";
    return std::holds_alternative<Tick>(inbound.what) ? "tick" : "other";
}

std::string platform_address(std::string_view platform, const std::string& id) {
    return id.find(':') != std::string::npos && id.starts_with(platform) ? id : std::string(platform) + id;
}

}  // namespace

ServiceOptions service_options(const config::Settings& settings) {
    ServiceOptions options;
    options.default_tz = settings.defaults.tz;
    options.policy = settings.defaults.policy;
    options.catch_up = settings.defaults.catch_up;
    options.admins = settings.admins;
    for (const config::SlackSettings& account : settings.slack)
        options.admins.insert(options.admins.end(), account.admins.begin(), account.admins.end());
    for (const config::MatrixSettings& account : settings.matrix)
        for (const std::string& id : account.admins)
            options.admins.push_back(platform_address("matrix:", id));
    for (const config::PersonSettings& person : settings.people) {
        NamedPerson named{person.name, person.slack};
        for (const std::string& id : person.matrix) named.accounts.push_back(platform_address("matrix:", id));
        options.people.push_back(std::move(named));
    }
    return options;
}

ServeBot::ServeBot(config::Settings settings, Store& store, const Zones& zones, Metrics& metrics,
                   std::function<Result<config::Settings>()> reread)
    : settings_(std::move(settings)),
      zones_(zones),
      files_(sources_beside(config::database_path(settings_, config::environment()), zones,
                            settings_.defaults.tz),
             [this](std::function<void()> work) { asio::post(context_, std::move(work)); }),
      outbox_(store, clock_),
      service_(store, zones, clock_, outbox_, service_options(settings_)),
      around_{context_.get_executor(),
              store,
              clock_,
              metrics,
              settings_.limits,
              settings_.defaults.tz,
              [this]() -> const World& { return service_.world(); },
              zones},
      reread_(std::move(reread)),
      signals_(context_, SIGTERM, SIGINT, SIGHUP),
      timer_(context_),
      settle_timer_(context_),
      stop_timer_(context_) {
    outbox_.make_files_with(files_);
    service_.on_wake([this] { gather(0, taken_); });
    outbox_.on_wake([this] {
        pump_soon();
        settle_soon();
    });
}

ServeBot::~ServeBot() {
    // Chats go before what they point to; what they still had posted is thrown away with the context.
    for (Account& account : accounts_)
        if (account.chat) outbox_.remove(*account.chat);
    accounts_.clear();
}

Result<void> ServeBot::start() {
    for (const AccountSettings& account : accounts_of(settings_)) begin(account);
    const auto works = [](const Account& account) { return account.chat != nullptr; };
    if (std::none_of(accounts_.begin(), accounts_.end(), works)) return refuse(accounts_.front().trouble);
    outbox_.load();
    service_.tick();
    arm();
    await_signal();
    return {};
}

void ServeBot::begin(const AccountSettings& settings) {
    auto chat = make_chat(settings, around_);
    if (!chat) {
        const std::string why =
            chat.error().wrong + (chat.error().expected.empty() ? "" : " ") + chat.error().expected;
        spdlog::error("{} cannot start: {}", name_of(settings), why);
        accounts_.push_back({settings, nullptr, why});
        return;
    }
    accounts_.push_back({settings, std::move(*chat), {}});
    Chat& started = *accounts_.back().chat;
    outbox_.add(started);
    // Slack’s acknowledgements are timed where they are given.
    const bool timed = !std::holds_alternative<config::SlackSettings>(settings);
    started.start([this, timed_as = timed ? name_of(settings) : std::string{}](
                      Inbound inbound,
                      const std::function<void(Handled)>& done) { take(std::move(inbound), timed_as, done); },
                  [this] { pump_soon(); });
}

void ServeBot::take(Inbound inbound, const std::string& timed_as, const std::function<void(Handled)>& done) {
    ++taken_;
    const auto came = std::chrono::steady_clock::now();
    const char* kind = kind_of(inbound);
    service_.receive(std::move(inbound), [this, done, came, kind, timed_as](const Handled& handled) {
        if (done) done(handled);
        around_.metrics.count("plumbline_events_total", {{"kind", kind}, {"outcome", word(handled.outcome)}});
        if (timed_as.empty()) return;
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - came;
        around_.metrics.observe("plumbline_acknowledgement_seconds", {{"account", timed_as}}, took.count());
    });
}

void ServeBot::gather(int quiet, std::uint64_t taken) {
    asio::post(context_, [this, quiet, taken] {
        const int now_quiet = taken == taken_ ? quiet + 1 : 0;
        if (now_quiet < kQuietTurns) return gather(now_quiet, taken_);
        service_.flush();
        arm();
    });
}

void ServeBot::pump_soon() {
    if (pumping_) return;
    pumping_ = true;
    asio::post(context_, [this] {
        pumping_ = false;
        if (service_.holds()) service_.flush();
        outbox_.pump();
        arm();
    });
}

void ServeBot::arm() {
    if (stopping_) return;
    const auto now = std::chrono::system_clock::now();
    std::chrono::system_clock::time_point next = now + kLongestWait;
    for (const auto& due : {service_.next_tick(), outbox_.next_try()})
        if (due && *due < next) next = *due;
    if (!service_.trouble().empty()) next = std::min(next, now + kProbeEvery);
    timer_.expires_after(std::max(next - now, std::chrono::system_clock::duration::zero()));
    timer_.async_wait([this](const boost::system::error_code& error) {
        if (!error && !stopping_) ring();
    });
}

void ServeBot::ring() {
    try {
        service_.probe();
        service_.tick();
        outbox_.pump();
    } catch (const std::exception& error) {
        // The clock must go on ringing, whatever the database does.
        spdlog::error("what the clock brought was not done: {}", error.what());
    }
    arm();
}

void ServeBot::settle_soon() {
    if (settling_) return;
    settling_ = true;
    settle_timer_.expires_after(kSettleAfter);
    settle_timer_.async_wait([this](const boost::system::error_code&) {
        settling_ = false;
        around_.store.settle();
    });
}

void ServeBot::await_signal() {
    signals_.async_wait([this](const boost::system::error_code& error, int signal) {
        if (error) return;
        if (signal == SIGHUP)
            reload();
        else if (stopping_)
            finish();
        else
            stop();
        await_signal();
    });
}

void ServeBot::reload() {
    if (stopping_) return;
    auto read = reread_();
    if (!read) {
        spdlog::error("the configuration stays as it was: {} {}", read.error().wrong, read.error().expected);
        return;
    }
    if (!(read->storage == settings_.storage) || !(read->http == settings_.http))
        spdlog::warn("[storage] and [http] are read at the start alone: restart for them");
    set_up_log(read->log);
    service_.set_options(service_options(*read));
    around_.limits = read->limits;
    const std::vector<AccountSettings> wanted = accounts_of(*read);
    std::vector<Account> kept;
    for (Account& account : accounts_) {
        const bool stays = account.chat && is_among(wanted, account.settings);
        if (stays)
            kept.push_back(std::move(account));
        else if (account.chat)
            let_go(std::move(account.chat));
    }
    accounts_ = std::move(kept);
    for (const AccountSettings& account : wanted)
        if (std::none_of(accounts_.begin(), accounts_.end(),
                         [&](const Account& held) { return held.settings == account; }))
            begin(account);
    settings_ = std::move(*read);
    spdlog::info("the configuration was read again: {} {}", accounts_.size(),
                 accounts_.size() == 1 ? "account" : "accounts");
}

void ServeBot::let_go(std::unique_ptr<Chat> chat) {
    outbox_.remove(*chat);
    const std::shared_ptr<Chat> held = std::move(chat);
    // Kept until it is through, and destroyed outside of its own call.
    held->stop([this, held] { asio::post(context_, [held] {}); });
}

void ServeBot::stop() {
    spdlog::info("stopping");
    stopping_ = true;
    timer_.cancel();
    service_.flush();
    closing_ = accounts_.size();
    for (Account& account : accounts_) {
        if (account.chat)
            account.chat->stop([this] { --closing_; });
        else
            --closing_;
    }
    const auto until = std::chrono::steady_clock::now() + kStopWithin;
    struct Look {
        static void at(ServeBot& bot, std::chrono::steady_clock::time_point last) {
            bot.stop_timer_.expires_after(kStopLook);
            bot.stop_timer_.async_wait([&bot, last](const boost::system::error_code&) {
                const bool through = bot.closing_ == 0 && !bot.outbox_.in_flight();
                if (through || std::chrono::steady_clock::now() >= last) return bot.finish();
                at(bot, last);
            });
        }
    };
    Look::at(*this, until);
}

void ServeBot::finish() {
    service_.flush();
    around_.store.settle();
    context_.stop();
}

std::vector<ChatHealth> ServeBot::health() const {
    std::vector<ChatHealth> all;
    for (const Account& account : accounts_) {
        ChatHealth health = account.chat ? account.chat->health() : ChatHealth{{}, false, account.trouble};
        health.name = name_of(account.settings);
        all.push_back(std::move(health));
    }
    return all;
}

void ServeBot::run() {
    for (;;) {
        try {
            context_.run();
            return;
        } catch (const std::exception& error) {
            // A bug in a chat's callback: said, and the others go on.
            spdlog::error("something went wrong in the loop: {}", error.what());
        }
    }
}

}  // namespace plumb::cli
