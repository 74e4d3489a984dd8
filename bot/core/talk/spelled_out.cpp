#include "core/talk/spelled_out.hpp"

#include "core/base/utf8.hpp"
#include "core/command/record_text.hpp"
#include "core/talk/tokens.hpp"

namespace plumb {

namespace {

/// In bytes: what a person types into one field is hardly longer.
constexpr std::size_t kMostInText = 4000;

bool reads_back(const std::string& typed, std::string_view value) {
    const auto pieces = pieces_of(typed);
    return pieces && pieces->size() == 1 && pieces->front().text == value;
}

}  // namespace

void SpelledOut::add(std::string_view key, std::string_view value) {
    const std::string typed = (key.empty() ? "" : std::string(key) + ":") + as_typed(value);
    // What nothing may hold is refused where it stands in the text.
    const bool clean = cleaned(value) == value;
    if (clean && (value.size() > kMostInText || !reads_back(typed, value)))
        beside.push_back({std::string(key), std::string(value)});
    else
        text += " " + typed;
}

}  // namespace plumb
