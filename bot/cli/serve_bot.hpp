// The bot as a process: one loop in which chats, service, outbox and the clock take turns.
#pragma once

#include "app/outbox.hpp"
#include "app/service.hpp"
#include "cli/clocks.hpp"
#include "cli/files_elsewhere.hpp"
#include "cli/serve_accounts.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace plumb::cli {

class ServeBot {
  public:
    /// `reread` gives the configuration anew (SIGHUP).
    ServeBot(config::Settings settings, Store& store, const Zones& zones, Metrics& metrics,
             std::function<Result<config::Settings>()> reread);
    ServeBot(const ServeBot&) = delete;
    ServeBot& operator=(const ServeBot&) = delete;
    ~ServeBot();

    /// Makes and starts the accounts. Refused where not one of them can work.
    Result<void> start();
    /// Runs until SIGTERM or SIGINT has been obeyed.
    void run();

    boost::asio::io_context& context() { return context_; }
    const Service& service() const { return service_; }
    const Outbox& outbox() const { return outbox_; }
    const Clock& clock() const { return clock_; }
    const Zones& zones() const { return zones_; }
    std::vector<ChatHealth> health() const;
    bool stopping() const { return stopping_; }

  private:
    struct Account {
        AccountSettings settings;
        std::unique_ptr<Chat> chat;
        /// Why there is no chat.
        std::string trouble;
    };

    void begin(const AccountSettings& settings);
    /// `timed_as` names the account in the figures; empty: the chat times itself.
    void take(Inbound inbound, const std::string& timed_as, const std::function<void(Handled)>& done);
    void gather(int quiet, std::uint64_t taken);
    void pump_soon();
    void arm();
    void ring();
    void settle_soon();
    void await_signal();
    void reload();
    void let_go(std::unique_ptr<Chat> chat);
    void stop();
    void finish();

    boost::asio::io_context context_{1};
    config::Settings settings_;
    const Zones& zones_;
    SystemClock clock_;
    FilesElsewhere files_;
    Outbox outbox_;
    Service service_;
    Surroundings around_;
    std::function<Result<config::Settings>()> reread_;
    std::vector<Account> accounts_;
    boost::asio::signal_set signals_;
    boost::asio::steady_timer timer_;
    boost::asio::steady_timer settle_timer_;
    boost::asio::steady_timer stop_timer_;
    std::uint64_t taken_ = 0;
    std::size_t closing_ = 0;
    bool pumping_ = false;
    bool settling_ = false;
    bool stopping_ = false;
};

/// What the service is told by a configuration.
ServiceOptions service_options(const config::Settings& settings);

}  // namespace plumb::cli
