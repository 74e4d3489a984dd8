// How long to wait before trying again.
#pragma once

#include "net/instant.hpp"

#include <chrono>
#include <optional>
#include <string_view>

namespace plumb::net {

/// `base` doubled `failures` times, at most `cap`.
Span doubled(int failures, Span base, Span cap);

/// Full jitter: a span in [0, doubled(failures, base, cap)), picked by `random` in [0, 1). Spreads the
/// redials of many bots that lost the same server at once.
Span full_jitter(int failures, Span base, Span cap, double random);

/// The value of a Retry-After header, in seconds (`30`, `1.5`) or as a date, at most an hour; nothing for any
/// other text.
std::optional<Span> parse_retry_after(
    std::string_view value, std::chrono::system_clock::time_point now = std::chrono::system_clock::now());

}  // namespace plumb::net
