// What the reconnect machine is told, and what it asks for.
#pragma once

#include "net/instant.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace plumb::net {

/// Names one dialled connection for its whole life; never used again, so that what a dead connection still
/// says is known to be stale.
using Generation = std::uint64_t;

/// Why the server announced the end of a connection (slack.md, section 1.3).
enum class DisconnectReason : std::uint8_t {
    warning,
    refresh_requested,
    link_disabled,
    too_many_websockets,
    other
};

/// What happened. Every Dial is answered by Dialled or Closed, every Close by Closed, every OpenUrl by
/// UrlOpened or UrlRefused. Before each Tick the shell says Heard for every connection it holds.
namespace event {

struct Start {};

/// `apps.connections.open` gave a fresh one-shot address.
struct UrlOpened {
    std::uint64_t request = 0;
    std::string url;
};

/// It gave none. `fatal`: no retry can mend it (a bad token); `retry_after`: as long as the server said to
/// wait.
struct UrlRefused {
    std::uint64_t request = 0;
    bool fatal = false;
    std::optional<Span> retry_after;
    std::string why;
};

/// The websocket handshake is done; `hello` is still to come.
struct Dialled {
    Generation generation = 0;
};

/// The first frame: only now does the connection count as connected. Slack may leave out either number.
struct Hello {
    Generation generation = 0;
    std::optional<int> num_connections;
    std::optional<std::chrono::seconds> approximate_connection_time;
};

struct Disconnect {
    Generation generation = 0;
    DisconnectReason reason = DisconnectReason::other;
};

/// The socket is gone, whoever ended it; also the answer to a dial that failed.
struct Closed {
    Generation generation = 0;
    std::string why;
};

/// The latest moment a frame came, control frames included.
struct Heard {
    Generation generation = 0;
    Instant at;
};

/// The timer last asked for went off.
struct Tick {};

struct Stop {};

}  // namespace event

using Event = std::variant<event::Start, event::UrlOpened, event::UrlRefused, event::Dialled, event::Hello,
                           event::Disconnect, event::Closed, event::Heard, event::Tick, event::Stop>;

enum class LogLevel : std::uint8_t { info, warn, error };

/// What the shell is to do.
namespace action {

/// Call `apps.connections.open` and answer with this number.
struct OpenUrl {
    std::uint64_t request = 0;
    bool operator==(const OpenUrl&) const = default;
};

/// `slot` counts from 0; it names the place the connection fills, for logs and metrics.
struct Dial {
    int slot = 0;
    Generation generation = 0;
    std::string url;
    bool operator==(const Dial&) const = default;
};

/// Close within a bounded time; `politely` tries the close handshake first, otherwise the socket is just
/// destroyed.
struct Close {
    Generation generation = 0;
    bool politely = true;
    bool operator==(const Close&) const = default;
};

/// Its successor has said hello: keep reading and acknowledging on it until it closes or Close follows at
/// `deadline`.
struct Drain {
    Generation generation = 0;
    Instant deadline;
    bool operator==(const Drain&) const = default;
};

/// Replaces the timer set before.
struct SetTimer {
    Instant at;
    bool operator==(const SetTimer&) const = default;
};

struct Log {
    LogLevel level = LogLevel::info;
    std::string text;
    bool operator==(const Log&) const = default;
};

/// The server counts `theirs` open connections of this app where `ours` belong to this process; said when the
/// difference changes, also back to none.
struct Alarm {
    int theirs = 0;
    int ours = 0;
    bool operator==(const Alarm&) const = default;
};

/// The account needs an operator; nothing more will be opened.
struct StoppedForGood {
    std::string reason;
    bool operator==(const StoppedForGood&) const = default;
};

/// From here on no connection can receive.
struct DarkBegins {
    bool operator==(const DarkBegins&) const = default;
};

struct DarkEnds {
    Span lasted{};
    bool operator==(const DarkEnds&) const = default;
};

}  // namespace action

using Action =
    std::variant<action::OpenUrl, action::Dial, action::Close, action::Drain, action::SetTimer, action::Log,
                 action::Alarm, action::StoppedForGood, action::DarkBegins, action::DarkEnds>;
using Actions = std::vector<Action>;

}  // namespace plumb::net
