// HTML of messages as text: what a person typed, with pills as the ids they stand for.
#pragma once

#include <string>
#include <string_view>

namespace plumb::matrix {

struct HtmlText {
    std::string text;
    /// The id of the pill that the text begins with; it is part of the text.
    std::string first_pill;
};

/// Reads any bytes, in time proportional to their length. What a message is a reply to (`mx-reply`) is left
/// out.
HtmlText html_text(std::string_view html);

}  // namespace plumb::matrix
