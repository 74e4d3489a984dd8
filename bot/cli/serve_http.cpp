#include "cli/serve_http.hpp"

#include "cli/serve_readings.hpp"
#include "http/pages.hpp"
#include "storage/calendar.hpp"

#include <spdlog/spdlog.h>

namespace plumb::cli {

namespace {

std::optional<std::string> calendar(const World& world, std::string_view token) {
    const ProductId product = storage::product_of_calendar(world, token);
    if (!product) return std::nullopt;
    return storage::calendar_text(world, product);
}

}  // namespace

Result<std::unique_ptr<net::HttpServer>> serve_pages(const config::HttpSettings& settings, ServeBot& bot,
                                                     const http::PrometheusMetrics& metrics,
                                                     const std::string& database) {
    if (!settings.on) return nullptr;
    const auto readings = std::make_shared<ServeReadings>(bot, database);
    http::Sources sources;
    sources.condition = [&bot] {
        return http::Condition{bot.service().trouble(), bot.health(), bot.stopping()};
    };
    sources.metrics = [&metrics, readings] { return metrics.text(readings->take()); };
    sources.calendar = [&bot](std::string_view token) { return calendar(bot.service().world(), token); };
    net::HttpServerSettings server;
    server.address = settings.address;
    server.port = settings.port;
    server.on_trouble = [](const std::string& what) { spdlog::warn("http: {}", what); };
    auto listening = net::serve_http(bot.context().get_executor(), server, http::routes(std::move(sources)));
    if (listening) {
        spdlog::info("http listens on {}:{}", settings.address, (*listening)->port());
        return listening;
    }
    if (settings.set) return listening;
    spdlog::warn("{}; going on without /healthz, /readyz, /metrics and calendars (set [http] listen)",
                 listening.error().wrong);
    return nullptr;
}

}  // namespace plumb::cli
