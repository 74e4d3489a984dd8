// Figures about the bot itself, for whoever watches it.
#pragma once

#include <initializer_list>
#include <string_view>
#include <utility>

namespace plumb {

/// What app and chats count into, without knowing who reads it. Names and labels are those of Prometheus
/// (`plumbline_reconnects_total`, `account`); a name always comes with the same labels. This class itself
/// forgets everything.
class Metrics {
  public:
    using Labels = std::initializer_list<std::pair<std::string_view, std::string_view>>;

    virtual ~Metrics() = default;
    /// Something happened, `by` times (or for so many seconds).
    virtual void count(std::string_view, Labels, double = 1) {}
    /// Something took so many seconds.
    virtual void observe(std::string_view, Labels, double) {}
    /// Something is so much now.
    virtual void set(std::string_view, Labels, double) {}
};

}  // namespace plumb
