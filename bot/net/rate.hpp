// When a message may go: a burst, then an even pace, in order; a machine without timers or clock.
#pragma once

#include "net/instant.hpp"

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <unordered_map>
#include <variant>
#include <vector>

namespace plumb::net {

/// What one lane may carry: `burst` messages at once, then one in each `every`. A lane that rests earns its
/// burst back at the same pace. `when_unsaid`: the wait after a refusal that names none. The defaults are
/// Slack's for messages of one channel (operation.md, section 4).
struct Limit {
    int burst = 20;
    Span every = std::chrono::seconds{1};
    Span when_unsaid = std::chrono::seconds{1};
};

/// The caller's name for one message.
using Ticket = std::uint64_t;

/// What happened; `lane` is whatever shares one limit and one order, such as a method with its channel.
namespace pace {

struct Ask {
    std::string lane;
    Ticket ticket = 0;
    Limit limit;
};

/// The one in flight has its answer, good or bad.
struct Done {
    std::string lane;
};

/// The one in flight was refused for pace (429): it goes again before all others of its lane.
struct Refused {
    std::string lane;
    std::optional<Span> retry_after;
};

/// A message that still waits is no longer wanted (a later edit took its place); one in flight stays.
struct Drop {
    std::string lane;
    Ticket ticket = 0;
};

struct Tick {};

struct Send {
    Ticket ticket = 0;
    bool operator==(const Send&) const = default;
};

/// Say Tick then; replaces the moment asked for before.
struct WakeAt {
    Instant at;
    bool operator==(const WakeAt&) const = default;
};

using Event = std::variant<Ask, Done, Refused, Drop, Tick>;
using Action = std::variant<Send, WakeAt>;

}  // namespace pace

/// Below this many lanes none is looked at for being forgotten.
inline constexpr std::size_t kLanesKept = 64;

/// One message of a lane is in flight at a time, which keeps their order; lanes do not wait for one another.
class Pacer {
  public:
    std::vector<pace::Action> resume(const pace::Event& event, Instant now);

    /// Messages that wait, over all lanes.
    std::size_t waiting() const;
    std::size_t lanes() const { return lanes_.size(); }

  private:
    struct Lane {
        Limit limit;
        std::deque<Ticket> waiting;
        std::optional<Ticket> in_flight;
        Instant full_at;
        Instant may_send_at() const;
    };

    void on(const pace::Ask&);
    void on(const pace::Done&);
    void on(const pace::Refused&);
    void on(const pace::Drop&);
    void on(const pace::Tick&);
    void serve(Lane& lane);
    void wake_at(Instant at);
    void forget_rested();

    std::unordered_map<std::string, Lane> lanes_;
    std::size_t forget_above_ = kLanesKept;
    std::optional<Instant> armed_;
    Instant now_;
    std::vector<pace::Action> out_;
};

}  // namespace plumb::net
