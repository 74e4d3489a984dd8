#include "core/talk/talk_commands.hpp"

#include "core/talk/help.hpp"

#include <array>

namespace plumb {

namespace {

constexpr std::array kCommands{
    CommandSpec{.noun = "help",
                .subject = SubjectType::word_optional,
                .text = TextUse::optional,
                .handler = help,
                .example = "help change",
                .does = "what can be said, with examples",
                .anywhere = true},
};

}  // namespace

std::span<const CommandSpec> talk_commands() { return kCommands; }

}  // namespace plumb
