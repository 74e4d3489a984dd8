// How warnings are told (rules.md, "Telling"): one message for all that one command or one morning brings
// about.
#pragma once

#include "core/command/card_lines.hpp"
#include "core/talk/consequences.hpp"

#include <set>

namespace plumb {

/// Who is mentioned in one message: each person once, whoever did it never.
class Mentions {
  public:
    explicit Mentions(PersonId but) : done_{but} {}
    /// Nobody at all.
    static Mentions none() {
        Mentions mentions{PersonId{}};
        mentions.silent_ = true;
        return mentions;
    }
    bool first(PersonId who) { return !silent_ && done_.insert(who).second; }

  private:
    std::set<PersonId> done_;
    bool silent_ = false;
};

/// Posts new and risen warnings as one message a product channel and in the threads of the records they are
/// about, and edits the messages of those that changed. With `tell:owner-first` a `warning` goes to its
/// owners first, and to the channel with the first telling of its product after their 24 hours, or at which
/// it is critical; while it is muted it waits.
/// `seen` is what rules see of the draft's world: mends come from it.
void tell_warnings(Draft& draft, const World& seen, const std::vector<Consequence>& consequences);

/// One warning as lines of a card, with whom it concerns: by name, or mentioned.
void warning_lines(Card& card, const World& world, const Context& context, const Warning& warning,
                   Mentions& mentions);

}  // namespace plumb
