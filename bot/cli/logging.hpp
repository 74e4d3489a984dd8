// The log: lines on standard error, for people or as JSON.
#pragma once

#include "config/settings.hpp"

namespace plumb::cli {

/// For programs that answer a person: what went wrong is in the answer already.
inline constexpr config::LogSettings kQuietLog{config::LogLevel::error, config::LogFormat::text};

/// Sets up the log of the whole process; may be called again. Every line passes through net/redact. What
/// follows a line's last ` | ` are its fields, `event=Ev1 row=12`, and keys of their own in JSON.
void set_up_log(const config::LogSettings& settings);

}  // namespace plumb::cli
