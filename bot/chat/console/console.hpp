// The console as a chat: messages are printed, in the order in which they were made.
#pragma once

#include "chat/console/script.hpp"
#include "ports/chat.hpp"

#include <iosfwd>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace plumb::console {

struct Look {
    /// Stable output for scripts: each message begins with its place.
    bool plain = false;
    int columns = 80;
    bool colour = false;
    /// On a terminal what is said here and to this person stands for itself, without its place.
    std::string self;
    std::string channel;
    /// Where files are saved.
    std::string folder = ".";
};

class Console : public Chat {
  public:
    static constexpr std::string_view kAccount = "console";

    Console(std::ostream& out, Look look) : out_(out), look_(std::move(look)) {}

    bool owns(std::string_view channel) const override;
    std::string direct_channel(const Person& person) const override;
    bool needs_thread_root() const override { return false; }
    void send(const Delivery& delivery, std::function<void(SendOutcome)> done) override;
    bool ready() const override { return true; }

    /// Prints what was sent since the last time, in the order of the outbox.
    void print();
    /// Something of the console's own, to one person.
    void say_privately(std::string_view who, std::string_view text);

    /// The command behind a button of the last answer to one person: a list's `Next`. Nothing where that has
    /// none so called.
    std::optional<std::string> last_offered(std::string_view label) const;

    static std::string address(std::string_view channel) { return "console/#" + std::string(channel); }

  private:
    std::string place(const Outgoing& message, const World& world) const;
    std::string plainly(const Outgoing& message, const World& world) const;
    std::string on_terminal(const Outgoing& message, const World& world) const;
    std::string kept(const File& file) const;

    std::ostream& out_;
    Look look_;
    /// What is to be printed, in the order of the outbox.
    struct Waiting {
        std::string text;
        /// On a terminal: what it says on one line, to see whether another message said so already.
        std::string said;
        bool in_thread = false;
    };
    bool repeats(const Waiting& one) const;

    std::map<std::int64_t, Waiting> waiting_;
    std::vector<Button> offered_;
};

/// The inbound event of a script line.
Inbound inbound_of(const Speech& speech, const std::string& self, const std::string& channel);

}  // namespace plumb::console
