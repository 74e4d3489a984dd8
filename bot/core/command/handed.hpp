// What a chat hands over beside a command's text.
#pragma once

#include <string>

namespace plumb {

/// A value of a command that its text does not hold: taken as it is, whatever quotes stand in it, and not
/// counted with what was typed.
struct Handed {
    /// Empty: the title.
    std::string key;
    std::string text;

    bool operator==(const Handed&) const = default;
};

}  // namespace plumb
