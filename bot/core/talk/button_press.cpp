#include "core/talk/button_press.hpp"

#include "core/base/spelling.hpp"
#include "core/command/lookup.hpp"
#include "core/talk/tokens.hpp"

#include <charconv>
#include <optional>

namespace plumb {

namespace {

/// The record that a piece names: `CR-1`, `baseline:2`.
std::optional<Ref> named_by(const Piece& piece) {
    if (piece.is_word() && piece.text.find('-') != std::string::npos) return typed_id(piece.text);
    if (!piece.is_key() || piece.key != "baseline") return std::nullopt;
    int n = 0;
    std::from_chars(piece.text.data(), piece.text.data() + piece.text.size(), n);
    return n > 0 ? std::optional(Ref{BaselineId{n}}) : std::nullopt;
}

/// What was pressed, with the piece at `on` as the record that it stands on; none: the thread's.
ButtonPress read_on(const std::string& text, const Pieces& pieces, std::size_t on, Ref record) {
    ButtonPress pressed{{}, record, {}};
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        const Piece& piece = pieces[i];
        if (i == on) continue;
        if (piece.is_word())
            pressed.label += (pressed.label.empty() ? "" : " ") + lower(piece.text);
        else
            pressed.rest += " " + text.substr(piece.from, piece.to - piece.from);
    }
    return pressed;
}

/// The same where the label itself holds what reads as a key or a quoted text, as it was typed: `Ask to move
/// Q3: big`, `Add “Leave it as it is”`.
ButtonPress read_whole(std::string text, const Pieces& pieces, std::size_t on, Ref record) {
    if (on < pieces.size()) text.erase(pieces[on].from, pieces[on].to - pieces[on].from);
    return {lower(text), record, {}};
}

}  // namespace

Result<PressReadings> readings_of_press(std::string_view inside, const Place& place) {
    const auto text = readable(inside);
    if (!text) return tl::make_unexpected(text.error());
    const auto pieces = pieces_of(*text);
    if (!pieces) return tl::make_unexpected(pieces.error());
    PressReadings readings;
    for (std::size_t at = pieces->size(); at-- > 0;)
        if (const auto record = named_by((*pieces)[at]))
            readings.push_back(read_on(*text, *pieces, at, *record));
    readings.push_back(read_on(*text, *pieces, pieces->size(), place.thread));
    if (readings.front().rest.empty()) return readings;
    for (std::size_t at = pieces->size(); at-- > 0;)
        if (const auto record = named_by((*pieces)[at]))
            readings.push_back(read_whole(*text, *pieces, at, *record));
    readings.push_back(read_whole(*text, *pieces, pieces->size(), place.thread));
    return readings;
}

}  // namespace plumb
