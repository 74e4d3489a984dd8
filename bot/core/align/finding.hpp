// What a rule says: one finding about one subject.
#pragma once

#include "core/base/card.hpp"
#include "core/records/world.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace plumb {

/// What would mend a finding: a complete command to paste, and the words of its button (`Move event to Thu 25
/// Mar`).
struct Mend {
    std::string command;
    std::string button;
    /// What only people can say is an example in the command and a question to whoever presses the button:
    /// its form asks, and the answers are keys of `pressed`. Where that is empty, pressing it is sending
    /// `command`.
    std::string pressed{};
    std::vector<Ask> asks{};

    bool operator==(const Mend&) const = default;
};

/// Whether the rules word what would mend what they find: a card says it, an evaluation by the thousand needs
/// the findings alone.
enum class Mends : std::uint8_t { left_out, worded };

struct Finding {
    /// Name of the rule; lives as long as the program.
    std::string_view rule;
    Severity severity = Severity::info;
    /// The main subject first, then every other record that the facts name.
    std::vector<Ref> subject;
    /// One sentence with its numbers and dates.
    std::string facts;
    std::vector<PersonId> concerns;
    /// Empty where the mends were left out.
    std::vector<Mend> mend;

    bool operator==(const Finding&) const = default;
};

using Findings = std::vector<Finding>;

}  // namespace plumb
