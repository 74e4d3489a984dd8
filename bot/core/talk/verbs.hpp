// Which command is meant: nouns, verbs, the aliases people try first, and the nearest known ones.
#pragma once

#include "core/talk/reading.hpp"

namespace plumb {

/// A command found by its words, and how many pieces they take.
struct FoundCommand {
    const CommandSpec* spec = nullptr;
    std::size_t words = 0;
};

/// The text without the bot's name in front of it (`plumb`, `/plumb`, `!plumb`), and whether it was there.
struct Unprefixed {
    std::string_view text;
    bool prefixed = false;
};
Unprefixed without_prefix(std::string_view text);

/// By noun and verb; nothing when they name none. `pieces` are those of a text without prefix.
std::optional<FoundCommand> command_named(Commands commands, const Pieces& pieces);

/// Why no command is meant: the nearest noun or verb, with the command corrected.
Refusal unknown_command(Commands commands, std::string_view typed, const Pieces& pieces);

/// The noun of commands about records of a kind (`change` for requests); empty where there is none.
std::string_view noun_of(Kind kind);
/// Verbs of a noun, in the order of the table; without the empty one.
std::vector<std::string_view> verbs_of(Commands commands, std::string_view noun);
/// All nouns, and commands of one word, in the order of the table, each once.
std::vector<std::string_view> nouns_of(Commands commands);
/// The noun that a word says, by its own name or another one, of one record or of many (`launches`,
/// `events`); empty: none.
std::string_view noun_said(Commands commands, std::string_view word);
/// The verb that another name of it stands for, in this noun; the name itself where it is none.
std::string_view plain_verb(Commands commands, std::string_view noun, std::string_view verb);

}  // namespace plumb
