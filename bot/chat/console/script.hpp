// One line of a console script: who speaks, where, and what (fields.md, "In the console").
#pragma once

#include "core/base/result.hpp"

#include <string>
#include <string_view>
#include <variant>

namespace plumb::console {

/// `@who: #channel: >ID: text`, each part optional and in any order, for that line alone.
struct Speech {
    /// Without `@`; empty: whoever the console is.
    std::string who;
    /// Without `#`; empty: the console's channel.
    std::string channel;
    /// As typed, without quotes (`>"Spring 27":`); empty: the channel itself.
    std::string thread;
    std::string text;

    bool operator==(const Speech&) const = default;
};

/// `[Approve CR-1 reason:"…"]`, with the same speaker parts in front.
struct Press {
    Speech by;
    /// What stands between the brackets.
    std::string inside;

    bool operator==(const Press&) const = default;
};

/// `:now TIME`.
struct ClockMove {
    std::string time;

    bool operator==(const ClockMove&) const = default;
};

/// `:quit` and the like: a line that begins with a colon and is none of ours.
struct Unknown {
    std::string word;

    bool operator==(const Unknown&) const = default;
};

/// An empty line or a comment (`# …`).
struct Nothing {
    bool operator==(const Nothing&) const = default;
};

using ScriptLine = std::variant<Nothing, Speech, Press, ClockMove, Unknown>;

ScriptLine read_line(std::string_view line);

}  // namespace plumb::console
