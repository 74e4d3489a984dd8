#include "net/backoff.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace plumb::net {

namespace {

constexpr std::chrono::hours kLongestWait{1};

}  // namespace

Span doubled(int failures, Span base, Span cap) {
    Span out = base;
    for (int i = 0; i < failures && out < cap; ++i) out *= 2;
    return std::min(out, cap);
}

Span full_jitter(int failures, Span base, Span cap, double random) {
    const auto upper = static_cast<double>(doubled(failures, base, cap).count());
    return Span{static_cast<Span::rep>(upper * random)};
}

std::optional<Span> parse_retry_after(std::string_view value) {
    while (value.starts_with(' ')) value.remove_prefix(1);
    while (value.ends_with(' ')) value.remove_suffix(1);
    double seconds = 0;
    const auto [end, error] =
        std::from_chars(value.data(), value.data() + value.size(), seconds, std::chars_format::fixed);
    const bool read = error == std::errc{} && end == value.data() + value.size();
    if (!read || !std::isfinite(seconds) || seconds < 0) return std::nullopt;
    const std::chrono::duration<double> capped(
        std::min(seconds, std::chrono::duration<double>(kLongestWait).count()));
    return std::chrono::duration_cast<Span>(capped);
}

}  // namespace plumb::net
