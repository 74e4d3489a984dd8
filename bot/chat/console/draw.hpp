// A card as text: plain for scripts and pipes, framed on a terminal.
#pragma once

#include "chat/console/pen.hpp"
#include "core/base/card.hpp"
#include "core/records/world.hpp"

#include <string>
#include <string_view>

namespace plumb::console {

/// Runs as text. A mention that pings is `@ben`, one that does not `ben`; an `@ben` that somebody typed pings
/// nobody and gets an invisible joiner, so that the two can be told apart.
std::string text_of(const Text& text, const World& world, const Pen& pen = Pen());

/// The card as lines; the first is the headline. Later lines are indented, so that none looks like the
/// beginning of a message.
std::string plain(const Card& card, const World& world);

/// The card in a frame as wide as `columns`, long lines wrapped; plain answers without a frame.
std::string framed(const Card& card, const World& world, int columns, const Pen& pen);

/// How wide a text is on a terminal (wide and combining characters counted as such, colours not at all).
int width_of(std::string_view text);

}  // namespace plumb::console
