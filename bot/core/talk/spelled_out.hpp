// A command that a chat spells out for somebody, of a form's or a message's values.
#pragma once

#include "core/command/handed.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace plumb {

struct SpelledOut {
    std::string text;
    /// Values that cannot be read back from a text, or would make it too long for one.
    std::vector<Handed> beside;

    /// Adds a value, in quotes; `key` empty: the title.
    void add(std::string_view key, std::string_view value);

    bool operator==(const SpelledOut&) const = default;
};

}  // namespace plumb
