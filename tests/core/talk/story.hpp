// Whole decisions on the sample installation: people speak, time passes, and every message is kept.
#pragma once

#include "core/talk/agenda.hpp"
#include "core/talk/decide.hpp"
#include "tests/core/talk/sample.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace plumb::sample {

class Story {
  public:
    Story();

    /// Somebody says something in #atlas; what it recorded stays, and its messages are in `out`.
    const Decision& say(std::string_view who, std::string_view text);
    const Decision& say(std::string_view text) { return say("you", text); }
    /// Passes every morning and every turn on the way.
    void until(Instant then);
    void pass(Seconds seconds) { until(now_ + seconds); }

    const World& world() const { return world_; }
    /// What is kept of it for the rules, as the service keeps it.
    const World& live() const { return live_.world(); }
    Instant now() const { return now_; }
    Context context(std::string_view who) const;
    /// All warnings that are not resolved, by number.
    std::vector<const Warning*> unresolved() const;

    /// What was sent since it was last cleared.
    std::vector<Outgoing> out;

  private:
    const Decision& keep(Decision decision, Instant at);

    FewZones zones_;
    World world_;
    Live live_;
    Instant now_;
    Decision last_;
};

/// A card's lines as plain text, a mention as `@name`.
std::string spelled(const World& world, const Card& card);

}  // namespace plumb::sample
