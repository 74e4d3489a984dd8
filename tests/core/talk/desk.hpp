// The sample installation with people speaking to it: commands understood and carried out, without rules and
// messages around them.
#pragma once

#include "core/talk/registry.hpp"
#include "tests/core/talk/sample.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace plumb::sample {

class Desk {
  public:
    Desk() : world_(sample::world()), now_(sample::context(world_).now) {}

    /// Says something in #atlas: the lines of its answers, or `refused: …` with all three parts. What it
    /// recorded stays.
    std::string say(std::string_view who, std::string_view text);
    /// The same by `you`.
    std::string say(std::string_view text) { return say("you", text); }

    World& world() { return world_; }
    template <class T>
    const T& get(int n) const {
        return *world_.find(Id<T::kind>{n});
    }
    void later(Seconds seconds) { now_ += seconds; }
    Instant now() const { return now_; }
    Archive& archive() { return archive_; }
    void in_thread(Ref record) { thread_ = record; }
    /// The images of the last command that recorded something, as the shell keeps them for undo.
    std::optional<UndoEntry> entry() const { return entry_; }

  private:
    World world_;
    Instant now_;
    Archive archive_;
    Ref thread_;
    std::optional<UndoEntry> entry_;
};

/// A card as lines of plain text.
std::string words(const World& world, const Card& card);

}  // namespace plumb::sample
