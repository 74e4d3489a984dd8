// From what was typed to a Command (product.md section 4): everything resolved and typed, or a refusal that
// says what is wrong, what is expected, and a line that can be pasted.
#pragma once

#include "core/command/draft.hpp"
#include "core/command/handed.hpp"
#include "core/talk/registry.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace plumb {

/// Understands a text of up to 40,000 characters, whatever its bytes. People who are named for the first
/// time, and the product of an unbound channel, are made in the draft; a refusal means that the draft is to
/// be dropped. Nothing typed is the command `help`. The bot's prefix may be there.
Result<Command> understand(Draft& draft, std::string_view text);
/// The same over another table of commands, and with values that the text does not hold.
Result<Command> understand(Draft& draft, std::string_view text, Commands commands,
                           const std::vector<Handed>& beside = {});

/// What the shell must look up before a command is decided.
struct Lookup {
    Needs needs = Needs::nothing;
    /// For history and threads.
    Ref record;
    /// For search.
    std::string text;
    /// For what is recent.
    Instant since{};

    bool operator==(const Lookup&) const = default;
};
/// Nothing for texts that are refused.
Lookup needs_of(const World& world, const Context& context, std::string_view text);
Lookup needs_of(const World& world, const Context& context, std::string_view text, Commands commands);

/// Whether text said in a place is a command and no discussion. Outside of threads all is. In a thread it
/// must begin with the prefix or with a noun and a verb that exist, or be one of `history` `undo` `me`
/// `trace` `status` `help` `warnings` (fields.md, "In the console"), alone or with nothing but keys or an ID.
bool is_command(std::string_view text, const Place& place);
bool is_command(std::string_view text, const Place& place, Commands commands);

}  // namespace plumb
