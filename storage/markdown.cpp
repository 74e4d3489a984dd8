#include "storage/markdown.hpp"

#include "core/base/utf8.hpp"

namespace plumb::storage::md {

std::string plain(std::string_view text) {
    constexpr std::string_view kMarkup = "\\`*_{}[]<>#|~!&$^=";
    std::string out;
    bool blank = false;
    for (const char c : with_bidi_escaped(text)) {
        if (c == '\n' || c == '\t') {
            blank = true;
            continue;
        }
        if (blank && !out.empty()) out += ' ';
        blank = false;
        // A dash or a number at the start would begin a list.
        const bool starts_list = out.empty() && (c == '-' || c == '+');
        if (starts_list || kMarkup.find(c) != std::string_view::npos) out += '\\';
        out += c;
    }
    return out;
}

std::string row(const Cells& cells) {
    std::string line = "|";
    for (const std::string& cell : cells) line += " " + cell + " |";
    return line + "\n";
}

std::string header(const Cells& cells) { return row(cells) + row(Cells(cells.size(), "---")); }

std::string field(std::string_view label, std::string_view text) {
    if (text.empty()) return {};
    return "- **" + plain(label) + "** " + plain(text) + "\n";
}

}  // namespace plumb::storage::md
