// A small installation and a table of commands in the forms of product.md section 4, for tests of the grammar
// alone.
#pragma once

#include "core/talk/grammar.hpp"

#include <map>

namespace plumb::sample {

/// Zones by literal: UTC, Europe/Berlin an hour ahead, Asia/Tokyo nine.
class FewZones : public Zones {
  public:
    const Zone* find(std::string_view name) const override;

  private:
    std::map<std::string, Zone, std::less<>> zones_{
        {"UTC", Zone("UTC", Seconds{0}, {})},
        {"Europe/Berlin", Zone("Europe/Berlin", std::chrono::hours{1}, {})},
        {"Asia/Tokyo", Zone("Asia/Tokyo", std::chrono::hours{9}, {})}};
};

/// People: `you` (product, admin and approver), `ana` (engineering), `ben` (marketing), `cleo` (sales), `eve`
/// (product, approver), `guest` (no function). Product atlas, bound to #atlas: releases 1.0, 2.0, Spring 27;
/// F-1 “Login” (KEP-24), F-2 “Log in, twice”; CR-1, LE-1 on 2027-07-15 with C-1, LE-2; P-1, A-1, AW-1.
/// Product borealis, bound to nothing: release 9.0, LE-3, F-3 “Login”.
World world();

/// `handle` speaking in #atlas on Wed 2027-03-03 at 09:00 UTC.
Context context(const World& world, std::string_view handle = "you");

/// Half of the real commands, with the real keys.
Commands commands();

/// What was understood, in one line: `change new | atlas | text | key=value …`, or `refused: …`.
std::string understood(std::string_view text, const Context& context, const World& world);
std::string understood(std::string_view text);

/// The refusal of a text; fails the test when it is understood.
Refusal refusal(std::string_view text, const Context& context, const World& world);
Refusal refusal(std::string_view text);

}  // namespace plumb::sample
