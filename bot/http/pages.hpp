// The pages that monitoring and calendars ask for: what they answer, without a socket.
#pragma once

#include "net/http_server.hpp"
#include "ports/chat.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plumb::http {

/// What /readyz answers from.
struct Condition {
    /// Empty while the database takes commits; else why not.
    std::string database;
    std::vector<ChatHealth> chats;
    bool stopping = false;
};

/// True when everything is as it should be.
bool is_ready(const Condition& condition);

/// A line for each part: `ok database`, `not ready slack: waits for hello`.
std::string condition_text(const Condition& condition);

struct Sources {
    std::function<Condition()> condition;
    /// The figures in Prometheus's text form.
    std::function<std::string()> metrics;
    /// The iCalendar text of the product that the token opens; nothing for any other text.
    std::function<std::optional<std::string>(std::string_view token)> calendar;
};

/// `/healthz`, `/readyz`, `/metrics` and `/calendar/TOKEN.ics`.
std::vector<net::HttpRoute> routes(Sources sources);

}  // namespace plumb::http
