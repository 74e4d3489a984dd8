// What a running bot shows over HTTP.
#pragma once

#include "cli/serve_bot.hpp"
#include "http/prometheus_metrics.hpp"
#include "net/http_server.hpp"

#include <memory>
#include <string>

namespace plumb::cli {

/// Serves health, figures and calendars while the bot runs. Null where the configuration says off, or where
/// the default port is taken, which the log says; refused where a port that was set is taken.
Result<std::unique_ptr<net::HttpServer>> serve_pages(const config::HttpSettings& settings, ServeBot& bot,
                                                     const http::PrometheusMetrics& metrics,
                                                     const std::string& database);

}  // namespace plumb::cli
