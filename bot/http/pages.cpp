#include "http/pages.hpp"

#include <algorithm>
#include <utility>

namespace plumb::http {

namespace {

constexpr int kUnavailable = 503;
constexpr int kNotFound = 404;
constexpr std::string_view kCalendar = "/calendar/";
constexpr std::string_view kEnding = ".ics";
/// The version of Prometheus's text form, as it asks for it.
constexpr const char* kMetricsType = "text/plain; version=0.0.4; charset=utf-8";

std::string line(bool ready, const std::string& name, const std::string& what) {
    return (ready ? "ok " : "not ready ") + name + (what.empty() ? "" : ": " + what) + "\n";
}

net::HttpAnswer calendar_page(const Sources& sources, std::string_view path) {
    net::HttpAnswer gone;
    gone.status = kNotFound;
    gone.body = "Not Found\n";
    if (!path.ends_with(kEnding)) return gone;
    path.remove_prefix(kCalendar.size());
    path.remove_suffix(kEnding.size());
    auto text = path.empty() ? std::nullopt : sources.calendar(path);
    if (!text) return gone;
    return {200, "text/calendar; charset=utf-8", std::move(*text)};
}

}  // namespace

bool is_ready(const Condition& condition) {
    return !condition.stopping && condition.database.empty() &&
           std::all_of(condition.chats.begin(), condition.chats.end(),
                       [](const ChatHealth& chat) { return chat.ready; });
}

std::string condition_text(const Condition& condition) {
    std::string text = condition.stopping ? "not ready: stopping\n" : "";
    text += line(condition.database.empty(), "database", condition.database);
    for (const ChatHealth& chat : condition.chats) text += line(chat.ready, chat.name, chat.what);
    return text;
}

std::vector<net::HttpRoute> routes(Sources sources) {
    const auto shared = std::make_shared<const Sources>(std::move(sources));
    return {
        {"/healthz",
         [](const net::HttpAsk&) {
             return net::HttpAnswer{200, "text/plain; charset=utf-8", "ok\n"};
         }},
        {"/readyz",
         [shared](const net::HttpAsk&) {
             const Condition condition = shared->condition();
             return net::HttpAnswer{is_ready(condition) ? 200 : kUnavailable, "text/plain; charset=utf-8",
                                    condition_text(condition)};
         }},
        {"/metrics",
         [shared](const net::HttpAsk&) {
             return net::HttpAnswer{200, kMetricsType, shared->metrics()};
         }},
        {std::string(kCalendar),
         [shared](const net::HttpAsk& ask) { return calendar_page(*shared, ask.path); }},
    };
}

}  // namespace plumb::http
