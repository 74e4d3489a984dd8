#include "cli/serve_readings.hpp"

#include "cli/asked.hpp"
#include "core/align/effects.hpp"
#include "core/align/engine.hpp"

#include <chrono>
#include <filesystem>
#include <utility>

namespace plumb::cli {

namespace {

using Values = std::vector<std::pair<std::string, double>>;

Values one(double value) { return {{std::string(), value}}; }

double bytes_of(const std::string& database) {
    double bytes = 0;
    for (const char* file : {"", "-wal"}) {
        std::error_code none;
        const auto size = std::filesystem::file_size(database + file, none);
        if (!none) bytes += static_cast<double>(size);
    }
    return bytes;
}

/// Warnings that wait for somebody, by rule; a rule whose last one was mended stays, at 0.
Values open_warnings(const World& world) {
    std::map<std::string, double> by_rule;
    for (const Warning& warning : world.all<Warning>()) {
        const bool open =
            warning.status != WarningStatus::resolved && warning.status != WarningStatus::accepted;
        by_rule[warning.rule] += open ? 1 : 0;
    }
    return {by_rule.begin(), by_rule.end()};
}

}  // namespace

void ServeReadings::time_rules() {
    const World& world = bot_.service().world();
    std::vector<const Product*> products;
    for (const Product& product : world.all<Product>()) products.push_back(&product);
    if (products.empty()) return;
    next_product_ %= products.size();
    const Product& product = *products[next_product_++];
    const Zone& zone = zone_of_product(bot_.zones(), product);
    const Day today = zone.day_of(bot_.clock().now());
    const auto began = std::chrono::steady_clock::now();
    const auto found =
        align(as_of(world, id_of(product), today, zone), id_of(product), today, zone, Mends::left_out);
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
    rule_seconds_[product.key] = took.count();
}

std::vector<http::Reading> ServeReadings::take() {
    time_rules();
    const Outbox& outbox = bot_.outbox();
    const auto oldest = outbox.oldest();
    const auto age = oldest ? bot_.clock().now() - *oldest : Seconds{0};
    Values ready;
    for (const ChatHealth& chat : bot_.health()) ready.emplace_back(chat.name, chat.ready ? 1 : 0);
    const auto commits = static_cast<double>(bot_.service().counters().commits);
    return {
        {"plumbline_outbox_messages",
         "Messages that wait to be sent.",
         {},
         one(static_cast<double>(outbox.depth()))},
        {"plumbline_outbox_oldest_seconds",
         "Age of the oldest message that waits.",
         {},
         one(static_cast<double>(std::max<Seconds::rep>(age.count(), 0)))},
        {"plumbline_open_warnings", "Warnings that are not mended or accepted.", "rule",
         open_warnings(bot_.service().world())},
        {"plumbline_rule_evaluation_seconds",
         "Time that all rules took on a product when last asked.",
         "product",
         {rule_seconds_.begin(), rule_seconds_.end()}},
        {"plumbline_database_bytes", "Size of the database with its log.", {}, one(bytes_of(database_))},
        {"plumbline_database_ready",
         "1 while the database takes commits.",
         {},
         one(bot_.service().trouble().empty() ? 1 : 0)},
        {"plumbline_account_ready", "1 while an account is connected.", "account", std::move(ready)},
        {"plumbline_commits", "Groups that were committed since the start.", {}, one(commits)},
    };
}

}  // namespace plumb::cli
