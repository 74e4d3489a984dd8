#include "core/digest/section.hpp"

#include <fmt/core.h>

namespace plumb {

Line item(std::string label, Text text) { return {Line::Kind::item, std::move(label), std::move(text)}; }

void add_capped(Section& section, std::vector<Line> lines, std::string_view command, std::size_t most) {
    for (std::size_t i = 0; i < lines.size() && i < most; ++i) section.lines.push_back(std::move(lines[i]));
    if (lines.size() <= most) return;
    Text rest(fmt::format("and {} more", lines.size() - most));
    if (!command.empty()) (rest << ": ").code(command);
    section.lines.push_back(item(lines[most].label, std::move(rest)));
}

}  // namespace plumb
