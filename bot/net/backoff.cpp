#include "net/backoff.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <ctime>
#include <curl/curl.h>
#include <string>

namespace plumb::net {

namespace {

constexpr std::chrono::hours kLongestWait{1};
constexpr std::string_view kDateEnd = " GMT";

std::optional<Span> until_date(std::string_view date, std::chrono::system_clock::time_point now) {
    const std::time_t at = curl_getdate(std::string(date).c_str(), nullptr);
    if (at < 0) return std::nullopt;
    const auto wait = std::chrono::system_clock::from_time_t(at) - now;
    using Wait = std::chrono::system_clock::duration;
    return std::chrono::duration_cast<Span>(std::clamp<Wait>(wait, Wait::zero(), kLongestWait));
}

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

std::optional<Span> parse_retry_after(std::string_view value, std::chrono::system_clock::time_point now) {
    while (value.starts_with(' ')) value.remove_prefix(1);
    while (value.ends_with(' ')) value.remove_suffix(1);
    double seconds = 0;
    const auto [end, error] =
        std::from_chars(value.data(), value.data() + value.size(), seconds, std::chars_format::fixed);
    const bool read = error == std::errc{} && end == value.data() + value.size();
    if (!read && value.ends_with(kDateEnd)) return until_date(value, now);
    if (!read || !std::isfinite(seconds) || seconds < 0) return std::nullopt;
    const std::chrono::duration<double> capped(
        std::min(seconds, std::chrono::duration<double>(kLongestWait).count()));
    return std::chrono::duration_cast<Span>(capped);
}

}  // namespace plumb::net
