#include "core/talk/registry.hpp"

#include "core/change/commands.hpp"
#include "core/digest/digest_commands.hpp"
#include "core/launch/launch_commands.hpp"
#include "core/people/people_commands.hpp"
#include "core/picture/picture_commands.hpp"
#include "core/plan/plan_commands.hpp"
#include "core/talk/talk_commands.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace plumb {

namespace {

/// The tables of all folders, in the order in which help names them.
std::vector<const CommandSpec*> all() {
    const std::array tables{talk_commands(),    people_commands(),     plan_commands(),
                            change_commands(),  launch_commands(),     collateral_commands(),
                            promise_commands(), assumption_commands(), picture_commands(),
                            digest_commands()};
    std::vector<const CommandSpec*> specs;
    for (const auto table : tables)
        for (const CommandSpec& spec : table) specs.push_back(&spec);
    return specs;
}

}  // namespace

Commands commands() {
    static const std::vector<const CommandSpec*> specs = all();
    return specs;
}

const CommandSpec* find_command(Commands commands, std::string_view noun, std::string_view verb) {
    const auto found = std::find_if(commands.begin(), commands.end(), [&](const CommandSpec* spec) {
        return spec->noun == noun && spec->verb == verb;
    });
    return found == commands.end() ? nullptr : *found;
}

}  // namespace plumb
