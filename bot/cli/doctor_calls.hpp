// One call at a time to a platform, waited for.
#pragma once

#include "net/http_message.hpp"

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace plumb::cli {

/// Sends it and waits for what comes of it.
net::HttpOutcome call(net::HttpRequest request);

/// The body as JSON; null where it is none, is nested too deeply, or is too long to be an answer.
nlohmann::json json_of(const net::HttpResponse& response);

/// A text of an object; empty where it has none of that name.
std::string text_in(const nlohmann::json& object, const std::string& name);

/// How far the machine's clock is off a server's `Date`, in seconds; 0 where it names none.
long seconds_off(const net::HttpResponse& response);

}  // namespace plumb::cli
