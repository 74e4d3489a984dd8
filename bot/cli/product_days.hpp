// Commands that print something of each product on one day: `align`, `figures`.
#pragma once

#include "cli/asked.hpp"
#include "cli/options.hpp"

#include <functional>
#include <string>
#include <vector>

namespace plumb::cli {

/// One product on the day asked for: records as they are, and what is dated as it is by then.
struct ProductDay {
    World world;
    ProductId product;
    Day today{};
    const Zone* zone = nullptr;
};

/// The options of such a command; its output is text unless `--format json` asks for the other.
void add_day_options(CLI::App& command, Asked& asked);

/// Prints what `say` makes of the products asked for, in the order of their numbers; `world` is that of the
/// database. Returns the exit status.
int print_days(
    const Asked& asked,
    const std::function<std::string(const World& world, const std::vector<ProductDay>& days)>& say);

}  // namespace plumb::cli
