// Keeps the sockets of one Slack account open: a machine without sockets, timers or clock.
#pragma once

#include "net/reconnect_words.hpp"

#include <string_view>

namespace plumb::net {

/// The figures behind it; sources: operation.md, section 4, and slack.md, sections 1.2, 1.6 and 1.7.
inline constexpr std::chrono::seconds kUrlWait{30};
inline constexpr std::chrono::seconds kDialWait{15};
inline constexpr std::chrono::seconds kHelloWait{10};
inline constexpr std::chrono::seconds kDrainWait{15};
inline constexpr std::chrono::milliseconds kRedialBase{100};
inline constexpr std::chrono::seconds kRedialCap{30};
inline constexpr std::chrono::seconds kCrowdedBase{1};
inline constexpr std::chrono::seconds kCrowdedCap{30};

/// A connection that lived this long shows that dialling works again: the next failure starts from the
/// shortest wait.
inline constexpr std::chrono::seconds kSettled{5};

struct ReconnectSettings {
    int sockets = 2;
    Span dead_after = std::chrono::seconds{25};
};

/// One attempt (fresh address, dial, hello) is in the air at any time, whatever asked for it, so there is
/// exactly one owner of reconnecting. A successor says hello before the connection it replaces is left.
/// Copyable: a test may keep a state and try what comes of it.
class Reconnect {
  public:
    explicit Reconnect(ReconnectSettings settings) : settings_(settings) {}

    /// What is to be done now that `event` happened at `now`, in order. `random` is in [0, 1) and spreads
    /// waits. Events of connections and requests that are no longer known change nothing.
    Actions resume(const Event& event, Instant now, double random);

    /// Connections that can receive: past their hello and not given up, draining ones included.
    int live() const;

    /// Slots whose own connection is past its hello; ready means all of them.
    int open_slots() const;
    bool stopped() const { return mode_ == Mode::stopped; }

  private:
    enum class Mode : std::uint8_t { idle, running, stopped };
    enum class Phase : std::uint8_t { dialling, greeting, open, draining, closing };
    enum class Opener : std::uint8_t { idle, asking, connecting };

    struct Connection {
        int slot = 0;
        Generation generation = 0;
        Phase phase = Phase::dialling;
        Instant opened_at;
        Instant last_heard;
        Instant deadline;
        std::optional<Instant> refresh_at;
        bool leaving = false;
    };

    /// Waits that grow with each failure until a connection opened after the last one has settled.
    struct Failures {
        int count = 0;
        Instant last;
    };

    void on(const event::Start&);
    void on(const event::UrlOpened&);
    void on(const event::UrlRefused&);
    void on(const event::Dialled&);
    void on(const event::Hello&);
    void on(const event::Disconnect&);
    void on(const event::Closed&);
    void on(const event::Heard&);
    void on(const event::Tick&);
    void on(const event::Stop&);

    Connection* find(Generation generation);
    const Connection* holder(int slot) const;
    std::optional<int> needy_slot() const;
    bool settled_since(Instant failure) const;
    void tick(Connection& connection);
    void replace(Connection& connection, std::string_view why);
    void attempt_failed(std::string_view why, std::optional<Span> at_least = {});
    void lost(const Connection& connection, std::string_view why);
    void back_off(std::optional<Span> at_least = {});
    void back_off_crowded(const Connection& connection);
    void drain(Connection& connection);
    void close(Connection& connection, bool politely);
    void close_all();
    void stop_for_good(std::string reason);
    void check_count(std::optional<int> theirs);
    void ask_if_needed();
    void note_darkness();
    void arm_timer();
    std::optional<Instant> next_deadline() const;
    void log(LogLevel level, std::string text);

    ReconnectSettings settings_;
    Mode mode_ = Mode::idle;
    std::vector<Connection> connections_;
    Generation last_generation_ = 0;

    Opener opener_ = Opener::idle;
    int attempt_slot_ = 0;
    std::uint64_t request_ = 0;
    Instant ask_deadline_;
    Instant not_before_;
    Failures failures_;
    Failures crowded_;
    Instant crowded_until_;

    int excess_ = 0;
    std::optional<Instant> dark_since_;
    std::optional<Instant> armed_;

    Instant now_;
    double random_ = 0;
    Actions out_;
};

}  // namespace plumb::net
