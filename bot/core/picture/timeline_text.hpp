// A timeline in words: beside the picture for everybody, and in its place for
// those who do not see it.
#pragma once

#include "core/base/card.hpp"
#include "core/picture/timeline.hpp"

#include <string>

namespace plumb {

/// What the picture shows, lane by lane, conflicts first.
Card timeline_card(const Timeline& timeline);

/// A sentence or three for the picture itself.
std::string timeline_alt(const Timeline& timeline);

/// `atlas-timeline-2027-03-01.png`.
std::string picture_name(const World& world, ProductId product, std::string_view what, Day today);

/// The picture of a product's timeline, for a card:
/// `atlas-timeline-2027-03-01.png`.
FileWish timeline_wish(const World& world, ProductId product, Day today, const TimelineSpan& span);

}  // namespace plumb
