#include "core/plan/plan_commands.hpp"

namespace plumb {

std::span<const CommandSpec> plan_commands() {
    static const std::vector<CommandSpec> all = [] {
        std::vector<CommandSpec> joined;
        for (const auto table : {product_commands(), release_commands(), feature_commands(),
                                 baseline_commands(), view_commands()})
            joined.insert(joined.end(), table.begin(), table.end());
        return joined;
    }();
    return all;
}

}  // namespace plumb
