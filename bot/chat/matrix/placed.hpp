// Which reactions stand on the bot's cards, and what is to be done so that they are those the cards offer.
// Sans I/O: a call is asked for, and its answer told.
#pragma once

#include "chat/matrix/api.hpp"

#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace plumb::matrix {

/// The keys that an event is to carry of the bot's.
struct Wanted {
    std::string room;
    std::string event;
    std::vector<std::string> keys;
    /// Names the placing of each key, with an ending.
    std::string transaction;
    /// The event was just made: nothing stands on it.
    bool fresh = false;
};

class Placed {
  public:
    /// The bot's own user: only its reactions are taken away.
    void set_self(std::string user) { self_ = std::move(user); }
    /// Takes the place of what waits for the same event. False where there is nothing to do.
    bool want(Wanted wanted);
    bool idle() const { return waiting_.empty(); }
    /// What is to be called next; nothing where all is as it is to be. The same until settled() was told its
    /// answer.
    std::optional<Call> next();
    /// Whether an answer to it says what came of it; a good one that does not is to be asked for again.
    bool understood(const Answer& answer) const;
    /// The answer to it, where that is final.
    void settled(const Answer& answer);
    /// What waits, as a text, and back.
    std::string note() const;
    void load(std::string_view note);

  private:
    /// One of the bot's reactions: its key, and its own event; empty where only the server knows that.
    struct Standing {
        std::string key;
        std::string event;
    };
    struct Known {
        std::string event;
        std::vector<Standing> standing;
    };
    enum class Step : std::uint8_t { look, take_away, place };

    Known* known(const std::string& event);
    Known& know(const std::string& event);
    std::optional<Call> step(const Wanted& wanted);

    std::string self_;
    std::deque<Wanted> waiting_;
    /// The cards last seen to, the oldest first.
    std::deque<Known> known_;
    Step step_ = Step::look;
    /// The card and the key that the step is about.
    std::string event_;
    std::string key_;
};

}  // namespace plumb::matrix
