#include "core/talk/registry.hpp"

#include <vector>

namespace plumb {

namespace {

/// The tables of all folders, in the order in which help names them.
std::vector<const CommandSpec*> all() {
    const std::vector<std::span<const CommandSpec>> tables;
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

}  // namespace plumb
