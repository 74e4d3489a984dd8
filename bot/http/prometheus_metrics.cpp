#include "http/prometheus_metrics.hpp"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <array>
#include <iterator>
#include <map>

namespace plumb::http {

namespace {

struct Described {
    std::string_view name;
    std::string_view help;
};
constexpr std::array kDescribed{
    Described{"plumbline_events_total", "Events that came in, by kind and outcome."},
    Described{"plumbline_acknowledgement_seconds",
              "From an event's arrival to its acknowledgement, after the commit."},
    Described{"plumbline_api_calls_total", "Calls of a platform's API, by method and status."},
    Described{"plumbline_rate_limit_waits_total", "Times that a platform's limit made a message wait."},
    Described{"plumbline_rate_limit_wait_seconds_total",
              "Seconds that messages waited for a platform's limit."},
    Described{"plumbline_reconnects_total", "Connections that were made again, by reason."},
    Described{"plumbline_dark_seconds_total", "Seconds without any connection of an account."},
    Described{"plumbline_foreign_connections", "Connections of the same app that are not this process’s."},
    Described{"plumbline_connections", "Connections of an account that are up."},
    Described{"plumbline_frames_ignored_total", "Frames and events that could not be read."},
};

std::string help_of(std::string_view name) {
    for (const Described& known : kDescribed)
        if (known.name == name) return std::string(known.help);
    return std::string(name);
}

/// Seconds; Slack gives three for an acknowledgement.
const prometheus::Histogram::BucketBoundaries kBuckets{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05,
                                                       0.1,   0.25,   0.5,   1,    2,     3};

prometheus::Labels labels_of(Metrics::Labels labels) {
    prometheus::Labels out;
    for (const auto& [name, value] : labels) out.emplace(name, value);
    return out;
}

prometheus::MetricFamily family_of(const Reading& reading) {
    prometheus::MetricFamily family;
    family.name = reading.name;
    family.help = reading.help;
    family.type = prometheus::MetricType::Gauge;
    for (const auto& [label, value] : reading.values) {
        prometheus::ClientMetric metric;
        if (!reading.label.empty()) metric.label.push_back({reading.label, label});
        metric.gauge.value = value;
        family.metric.push_back(std::move(metric));
    }
    return family;
}

}  // namespace

struct PrometheusMetrics::State {
    template <class Kind, class Builder>
    prometheus::Family<Kind>& family(std::map<std::string, prometheus::Family<Kind>*, std::less<>>& known,
                                     std::string_view name, Builder builder) {
        const auto found = known.find(name);
        if (found != known.end()) return *found->second;
        prometheus::Family<Kind>& made =
            builder.Name(std::string(name)).Help(help_of(name)).Register(registry);
        known.emplace(name, &made);
        return made;
    }

    prometheus::Registry registry;
    std::map<std::string, prometheus::Family<prometheus::Counter>*, std::less<>> counters;
    std::map<std::string, prometheus::Family<prometheus::Histogram>*, std::less<>> histograms;
    std::map<std::string, prometheus::Family<prometheus::Gauge>*, std::less<>> gauges;
};

PrometheusMetrics::PrometheusMetrics() : state_(std::make_unique<State>()) {}
PrometheusMetrics::~PrometheusMetrics() = default;

void PrometheusMetrics::count(std::string_view name, Labels labels, double by) {
    state_->family(state_->counters, name, prometheus::BuildCounter()).Add(labels_of(labels)).Increment(by);
}

void PrometheusMetrics::observe(std::string_view name, Labels labels, double seconds) {
    state_->family(state_->histograms, name, prometheus::BuildHistogram())
        .Add(labels_of(labels), kBuckets)
        .Observe(seconds);
}

void PrometheusMetrics::set(std::string_view name, Labels labels, double value) {
    state_->family(state_->gauges, name, prometheus::BuildGauge()).Add(labels_of(labels)).Set(value);
}

std::string PrometheusMetrics::text(const std::vector<Reading>& readings) const {
    std::vector<prometheus::MetricFamily> families = state_->registry.Collect();
    for (const Reading& reading : readings) families.push_back(family_of(reading));
    return prometheus::TextSerializer().Serialize(families);
}

}  // namespace plumb::http
