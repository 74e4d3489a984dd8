// HTML of messages as text: what a person typed, with people's pills as the ids they stand for.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plumb::matrix {

struct Pill {
    /// Whom it stands for, `@ana:example.org`.
    std::string id;
    /// What is shown for it, and how often that stands before it, and in all, in what is shown.
    std::string name;
    std::size_t before = 0;
    std::size_t in_all = 0;
};

struct HtmlText {
    std::string text;
    /// In their order; none where there are more than a person would put into a message.
    std::vector<Pill> pills;
};

/// A text as typed with its pills as the ids they stand for; nothing where it does not show
/// them as often.
std::optional<std::string> with_pills(std::string_view typed, const std::vector<Pill>& pills);

/// Reads any bytes, in time proportional to their length. What a message is a reply to (`mx-reply`) is left
/// out.
HtmlText html_text(std::string_view html);

}  // namespace plumb::matrix
