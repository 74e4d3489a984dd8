#include "app/event_log.hpp"

#include <spdlog/spdlog.h>

#include <array>

namespace plumb {

std::string_view word(Handled::Outcome outcome) {
    constexpr std::array<std::string_view, 6> kOutcomes{"done",    "refused", "repeat",
                                                        "ignored", "failed",  "dead"};
    return kOutcomes[static_cast<std::size_t>(outcome)];
}

void log_handled(const Inbound& inbound, const Handled& handled, const std::string& row_ids) {
    if (inbound.keys.empty()) return;
    const auto level =
        handled.outcome == Handled::Outcome::ignored ? spdlog::level::debug : spdlog::level::info;
    spdlog::log(level, "handled for {} | event={} outcome={} account={} rows={}", inbound.author.account,
                inbound.keys.front(), word(handled.outcome), inbound.place.account, row_ids);
}

}  // namespace plumb
