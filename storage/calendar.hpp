// The calendar that people subscribe to: releases, freezes, betas and launch events as RFC 5545.
#pragma once

#include "core/records/world.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace plumb::storage {

/// What `/calendar/TOKEN.ics` serves and `export --format ics` writes. All days are whole days. An entry
/// keeps its UID for life, and its SEQUENCE grows with every change; what is cancelled stays, marked so.
/// Lines are folded. Only one product's where `product` is one, and only what changed `since`, where that is
/// given. The same world gives the same bytes.
std::string calendar_text(const World& world, ProductId product, std::optional<Instant> since = std::nullopt);

/// The product whose calendar has this token; none where nobody's has. Takes as long for a near miss as for
/// any other.
ProductId product_of_calendar(const World& world, std::string_view token);

/// The ending of every UID that this program gives.
inline constexpr std::string_view kUidEnding = "@plumbline";

}  // namespace plumb::storage
