// A button as it was pressed in text: `[Approve CR-1 reason:"Worth it"]`.
#pragma once

#include "core/base/result.hpp"
#include "core/command/context.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace plumb {

struct ButtonPress {
    /// Lower case, one blank between words.
    std::string label;
    Ref on;
    /// Keys and quoted text, as typed, each with a blank before it.
    std::string rest;
};

/// An ID among the words is part of the label (`Move LE-2 to Thu 25 Mar`), or says on which record the button
/// stands (`C-8 is done AW-5`: the last of them, most likely): all readings, the likelier first.
using PressReadings = std::vector<ButtonPress>;

/// What stands between the brackets; refused where it cannot be read.
Result<PressReadings> readings_of_press(std::string_view inside, const Place& place);

}  // namespace plumb
