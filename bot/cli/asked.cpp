#include "cli/asked.hpp"

#include "cli/clocks.hpp"
#include "storage/archive.hpp"

#include <CLI/CLI.hpp>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>

namespace plumb::cli {

namespace files = std::filesystem;

void add_database_options(CLI::App& command, Asked& asked) {
    command.add_option("-c", asked.config, "Configuration file")->type_name("FILE");
    command.add_option("--db", asked.database, "Database; wins over configuration and environment")
        ->type_name("FILE");
}

void add_product_option(CLI::App& command, Asked& asked) {
    command.add_option("--product", asked.product, "Only this product")->type_name("KEY");
}

void add_at_option(CLI::App& command, Asked& asked) {
    command.add_option("--at", asked.at, "As of this time instead of now")->type_name("TIME");
}

std::string bare_key(const std::string& key) {
    const std::string_view prefix = kPrefixes[static_cast<std::size_t>(Kind::product)];
    return key.rfind(prefix, 0) == 0 ? key.substr(prefix.size()) : key;
}

Result<ProductId> asked_product(const World& world, const std::string& key) {
    if (key.empty()) return ProductId{};
    if (const Product* product = product_by_key(world, bare_key(key))) return id_of(*product);
    std::string known;
    for (const Product& product : world.all<Product>()) known += (known.empty() ? "" : ", ") + product.key;
    return refuse("--product " + key + ": there is no such product.",
                  known.empty() ? "No product is on record." : "Known: " + known + ".");
}

Result<void> held_day(const std::string& option, Day day) {
    if (within_years(Instant{day})) return {};
    const int year = static_cast<int>(std::chrono::year_month_day{day}.year());
    return refuse(option + ": the year is " + std::to_string(year) + ".",
                  "Expected a day from 1970 to 2199, such as 2027-03-01.");
}

Result<Instant> asked_instant(const std::string& option, const std::string& text) {
    if (const auto at = parse_instant(text)) {
        if (auto held = held_day(option, std::chrono::floor<std::chrono::days>(*at)); !held)
            return tl::make_unexpected(held.error());
        return *at;
    }
    return refuse(option + " " + text + ": this is no time.",
                  "Expected RFC 3339 or its beginning, such as 2027-03-01T09:00.");
}

Result<Instant> asked_now(const std::string& at) {
    return at.empty() ? SystemClock{}.now() : asked_instant("--at", at);
}

const Zone& zone_of_product(const Zones& zones, const Product& product) {
    static const Zone utc;
    const Zone* zone = zones.find(product.tz);
    return zone ? *zone : utc;
}

namespace {

/// `file` is what a refusal names.
Result<void> write_into(const std::string& path, std::ios::openmode how, const std::string& text,
                        const std::string& file) {
    std::ofstream out(path, std::ios::binary | how);
    out << text;
    out.close();
    if (!out) return refuse(file + " cannot be written: " + std::strerror(errno) + ".");
    return {};
}

/// A device, a pipe, or a link that leads to no place where a file could be put: what is written goes through
/// it.
bool is_passage(const std::string& file) {
    std::error_code none;
    return files::is_symlink(file, none) ||
           (files::exists(file, none) && !files::is_regular_file(file, none) &&
            !files::is_directory(file, none));
}

}  // namespace

Result<void> write_output(const std::string& file, const std::string& text) {
    if (file.empty() || file == "-") {
        std::cout << text << std::flush;
        if (!std::cout) return refuse("Standard output does not take it.");
        return {};
    }
    const std::string target = storage::behind_links(file);
    if (is_passage(target)) return write_into(target, std::ios::app, text, file);
    const std::string part = target + ".part";
    std::error_code ignored;
    if (auto written = write_into(part, std::ios::trunc, text, file); !written) {
        files::remove(part, ignored);
        return written;
    }
    std::error_code failed;
    files::rename(part, target, failed);
    if (!failed) return {};
    files::remove(part, ignored);
    return refuse(file + " cannot be written: " + failed.message() + ".");
}

}  // namespace plumb::cli
