// Options that several commands share, and what they mean.
#pragma once

#include "core/base/result.hpp"
#include "core/records/world.hpp"
#include "core/time/zone.hpp"

#include <string>

namespace CLI {
class App;
}

namespace plumb::cli {

struct Asked {
    std::string config;
    std::string database;
    std::string product;
    std::string at;
    std::string since;
    std::string format;
    std::string output;
};

/// `-c` and `--db`.
void add_database_options(CLI::App& command, Asked& asked);
void add_product_option(CLI::App& command, Asked& asked);
/// `--at`, a time that stands for now.
void add_at_option(CLI::App& command, Asked& asked);

/// `atlas` of `atlas` and of `product:atlas`.
std::string bare_key(const std::string& key);
/// None where it was not asked for.
Result<ProductId> asked_product(const World& world, const std::string& key);
/// Refuses a day in a year that no record may hold; `option` names it.
Result<void> held_day(const std::string& option, Day day);
/// `option` names it in a refusal.
Result<Instant> asked_instant(const std::string& option, const std::string& text);
/// `--at`, or now.
Result<Instant> asked_now(const std::string& at);

/// The product's zone; UTC where there is none of that name.
const Zone& zone_of_product(const Zones& zones, const Product& product);

/// Writes to the file whole or not at all, or to standard output where `file` is empty or `-`. Links to it
/// stay, and what is a device or a pipe is written into.
Result<void> write_output(const std::string& file, const std::string& text);

}  // namespace plumb::cli
