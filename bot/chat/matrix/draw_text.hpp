// The runs of a text as body and HTML. Private to drawing.
#pragma once

#include "core/base/text.hpp"
#include "core/records/world.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace plumb::matrix {

struct DrawnText {
    std::string body;
    std::string html;
    std::vector<std::string> mentions;

    DrawnText& operator<<(const DrawnText& more);
    bool empty() const { return body.empty(); }
};

DrawnText plain_text(std::string_view text);
DrawnText strong_text(std::string_view text);
/// Runs; commands among them begin with `prefix`.
DrawnText drawn_text(const Text& text, const World& world, std::string_view prefix);

/// Whether a code run is a command to type and no identifier.
bool is_command_text(std::string_view code);

}  // namespace plumb::matrix
