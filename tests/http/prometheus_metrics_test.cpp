#include "http/prometheus_metrics.hpp"

#include <catch2/catch.hpp>

using namespace plumb::http;
using Catch::Contains;

TEST_CASE("what is counted adds up by label") {
    PrometheusMetrics metrics;
    metrics.count("plumbline_events_total", {{"kind", "command"}, {"outcome", "done"}});
    metrics.count("plumbline_events_total", {{"kind", "command"}, {"outcome", "done"}}, 2);
    metrics.count("plumbline_events_total", {{"kind", "press"}, {"outcome", "refused"}});
    const std::string text = metrics.text({});
    CHECK_THAT(text, Contains("# TYPE plumbline_events_total counter\n"));
    CHECK_THAT(text, Contains("# HELP plumbline_events_total Events that came in, by kind and outcome.\n"));
    CHECK_THAT(text, Contains("plumbline_events_total{kind=\"command\",outcome=\"done\"} 3\n"));
    CHECK_THAT(text, Contains("plumbline_events_total{kind=\"press\",outcome=\"refused\"} 1\n"));
}

TEST_CASE("what takes time goes into buckets") {
    PrometheusMetrics metrics;
    metrics.observe("plumbline_acknowledgement_seconds", {{"account", "slack"}}, 0.02);
    const std::string text = metrics.text({});
    CHECK_THAT(text, Contains("plumbline_acknowledgement_seconds_bucket{account=\"slack\",le=\"0.01\"} 0\n"));
    CHECK_THAT(text,
               Contains("plumbline_acknowledgement_seconds_bucket{account=\"slack\",le=\"0.025\"} 1\n"));
    CHECK_THAT(text, Contains("plumbline_acknowledgement_seconds_count{account=\"slack\"} 1\n"));
}

TEST_CASE("a gauge is what it was set to last, a reading what it is now") {
    PrometheusMetrics metrics;
    metrics.set("plumbline_connections", {{"account", "slack"}}, 2);
    metrics.set("plumbline_connections", {{"account", "slack"}}, 1);
    const std::string text =
        metrics.text({{"plumbline_outbox_messages", "Waiting.", {}, {{"", 3}}},
                      {"plumbline_open_warnings", "Open.", "rule", {{"no-slack", 1}, {"overdue", 4}}}});
    CHECK_THAT(text, Contains("plumbline_connections{account=\"slack\"} 1\n"));
    CHECK_THAT(text, Contains("plumbline_outbox_messages 3\n"));
    CHECK_THAT(text, Contains("# TYPE plumbline_open_warnings gauge\n"));
    CHECK_THAT(text, Contains("plumbline_open_warnings{rule=\"overdue\"} 4\n"));
}
