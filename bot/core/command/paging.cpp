#include "core/command/paging.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace plumb {

namespace {

/// `feature list release:1.0` makes `feature-list.txt`. The second word may be what somebody searched for:
/// nothing but letters and dashes gets into a file's name.
std::string file_name(const std::string& command) {
    std::string name;
    int words = 0;
    for (const char c : command) {
        if (c == ' ' && ++words == 2) break;
        if (c == ' ')
            name += '-';
        else if ((c >= 'a' && c <= 'z') || c == '-')
            name += c;
    }
    while (!name.empty() && name.back() == '-') name.pop_back();
    return name + ".txt";
}

}  // namespace

std::int64_t page_asked(const Command& command) {
    return command.get<std::int64_t>(kPageKey.name).value_or(1);
}

Card list_card(const Text& title, const std::vector<std::string>& rows, std::int64_t page,
               const std::string& command) {
    Card card;
    card.title = title;
    const std::size_t pages = std::max<std::size_t>(1, (rows.size() + kPageRows - 1) / kPageRows);
    const std::size_t shown = std::min(pages, page < 1 ? std::size_t{1} : static_cast<std::size_t>(page));
    const std::size_t first = (shown - 1) * kPageRows;
    const std::size_t last = std::min(rows.size(), first + kPageRows);
    for (std::size_t i = first; i < last; ++i) card.lines.push_back({Line::Kind::item, {}, rows[i]});
    if (page < 1 || static_cast<std::size_t>(page) > pages)
        card.lines.push_back({Line::Kind::context, {}, fmt::format("There is no page {}.", page)});
    if (pages == 1) return card;
    card.lines.push_back(
        {Line::Kind::context, {}, fmt::format("Page {} of {}, {} in all.", shown, pages, rows.size())});
    if (shown > 1)
        card.buttons.push_back({"Previous", fmt::format("{} page:{}", command, shown - 1), {}, {}});
    if (shown < pages)
        card.buttons.push_back({"Next", fmt::format("{} page:{}", command, shown + 1), {}, {}});
    if (rows.size() <= kFileRows) return card;
    FileWish file;
    file.name = file_name(command);
    for (const std::string& row : rows) file.text += row + "\n";
    card.file = std::move(file);
    return card;
}

}  // namespace plumb
