// Figures of a running bot that are looked up when somebody asks for them.
#pragma once

#include "cli/serve_bot.hpp"
#include "http/prometheus_metrics.hpp"

#include <map>
#include <string>
#include <vector>

namespace plumb::cli {

class ServeReadings {
  public:
    ServeReadings(const ServeBot& bot, std::string database) : bot_(bot), database_(std::move(database)) {}

    /// Outbox, warnings, database, connections; and how long the rules take, for which each call asks them
    /// about one more product.
    std::vector<http::Reading> take();

  private:
    void time_rules();

    const ServeBot& bot_;
    std::string database_;
    std::size_t next_product_ = 0;
    std::map<std::string, double> rule_seconds_;
};

}  // namespace plumb::cli
