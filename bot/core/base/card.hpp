// The one value that all platforms draw: a record's card, a warning, a list, a digest, an answer of one line.
#pragma once

#include "core/base/text.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace plumb {

/// One line of a card.
struct Line {
    enum class Kind : std::uint8_t {
        text,
        /// `label` and its text (`Why`, `Heard`, `Touches`).
        field,
        /// Somebody's own words.
        quote,
        /// One of a list.
        item,
        /// A command to paste.
        command,
        /// Smaller print.
        context,
        /// A section's name, in a digest word for word that of product.md section 6.
        heading
    };
    Kind kind = Kind::text;
    std::string label;
    Text text;

    bool operator==(const Line&) const = default;
};

/// A question that a button's form asks: a key of the command.
struct Ask {
    std::string key;
    std::string label;
    /// Words to choose from; empty: free text.
    std::vector<std::string> choices;
    bool required = false;

    bool operator==(const Ask&) const = default;
};

/// A button: pressing it is the same as sending `command` (with the keys that its form asked).
struct Button {
    enum class Style : std::uint8_t { normal, primary, danger };
    std::string label;
    std::string command;
    Style style = Style::normal;
    std::vector<Ask> asks;

    bool operator==(const Button&) const = default;
};

/// A file made after the answer (export, picture): what to make, not its bytes.
struct FileWish {
    /// Stored by number: new ones go to the end.
    enum class What : std::uint8_t { export_csv, export_json, timeline, rows, pulse };
    What what = What::rows;
    std::string name;
    ProductId product;
    /// For `rows`: the text of the file.
    std::string text;
    /// For `timeline`: the first and last day shown; absent: chosen by what there is.
    std::optional<std::chrono::sys_days> from;
    std::optional<std::chrono::sys_days> to;

    bool operator==(const FileWish&) const = default;
};

struct Card {
    /// `CR-1`, `AW-4`; empty for plain answers.
    std::string id;
    /// The headline. For a plain answer the first line.
    Text title;
    /// What stands at the right of the headline: `open · normal`.
    std::string state;
    std::vector<Line> lines;
    std::vector<Button> buttons;
    std::optional<FileWish> file;

    bool operator==(const Card&) const = default;
};

/// An answer of one or more plain lines.
inline Card plain_card(Text first, std::vector<Text> more = {}) {
    Card card;
    card.title = std::move(first);
    for (Text& line : more) card.lines.push_back({Line::Kind::text, {}, std::move(line)});
    return card;
}

}  // namespace plumb
