// The bot's figures as Prometheus reads them.
#pragma once

#include "ports/metrics.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace plumb::http {

/// A figure that is looked up when it is asked for, such as the depth of the outbox.
struct Reading {
    std::string name;
    std::string help;
    /// One label, by name; empty for a figure without.
    std::string label;
    /// Values of the label, and of the figure.
    std::vector<std::pair<std::string, double>> values;
};

/// Counts what app and chats tell it. Not thread-safe but for its own sake: one thread runs the bot.
class PrometheusMetrics final : public Metrics {
  public:
    PrometheusMetrics();
    PrometheusMetrics(const PrometheusMetrics&) = delete;
    PrometheusMetrics& operator=(const PrometheusMetrics&) = delete;
    ~PrometheusMetrics() override;

    void count(std::string_view name, Labels labels, double by = 1) override;
    void observe(std::string_view name, Labels labels, double seconds) override;
    void set(std::string_view name, Labels labels, double value) override;

    /// Everything that was counted, and these readings, as one page.
    std::string text(const std::vector<Reading>& readings) const;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace plumb::http
