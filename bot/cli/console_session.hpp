// A console session: a store, a service and a console put together, and lines fed to them one by one.
#pragma once

#include "app/outbox.hpp"
#include "app/service.hpp"
#include "chat/console/console.hpp"
#include "cli/clocks.hpp"
#include "cli/file_maker.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace plumb::cli {

struct SessionOptions {
    /// `NAME:FUNCTION` of whom the console is.
    std::string self = "you";
    std::optional<Function> function = Function::product;
    std::string channel = "atlas";
    /// Set: the clock stands there and is moved by `:now`.
    std::optional<Instant> now;
    std::string default_tz = "UTC";
    /// What a new product begins with.
    Policy policy;
    bool catch_up = true;
    std::vector<std::string> admins;
    console::Look look;
};

class ConsoleSession {
  public:
    ConsoleSession(Store& store, const Zones& zones, std::ostream& out, SessionOptions options);

    /// One line of a script. False when the bot itself failed (the store took nothing more).
    bool line(std::string_view text);
    /// Prints what is still on its way.
    void drain();

    const World& world() const { return service_.world(); }
    /// For completion: what a speaker of the console knows.
    Context context() const;

  private:
    void move_clock(const std::string& typed);
    bool speak(const console::Speech& speech);
    bool press(const console::Press& press);
    bool give(Inbound inbound, const std::string& who);
    const Clock& clock() const;

    SessionOptions options_;
    const Zones& zones_;
    SystemClock system_clock_;
    StandingClock standing_clock_;
    console::Console console_;
    FilesAtOnce files_;
    Outbox outbox_;
    Service service_;
};

}  // namespace plumb::cli
