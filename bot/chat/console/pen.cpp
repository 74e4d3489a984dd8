#include "chat/console/pen.hpp"

#include <array>
#include <utility>

namespace plumb::console {

namespace {

constexpr std::string_view kReset = "\033[0m";
/// Red, yellow and green as the terminal has them; the marks differ in shape as well.
constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kMarks{
    {{"■", "31"}, {"▲", "33"}, {"✓", "32"}}};

std::string begin(std::string_view style) { return "\033[" + std::string(style) + "m"; }

}  // namespace

std::string Pen::styled(std::string_view text, std::string_view style) const {
    if (!colour_) return std::string(text);
    std::string out;
    bool in_word = false;
    for (const char c : text) {
        const bool blank = c == ' ' || c == '\n';
        if (!blank && !in_word) out += begin(style);
        if (blank && in_word) out += kReset;
        in_word = !blank;
        out += c;
    }
    if (in_word) out += kReset;
    return out;
}

std::string Pen::with_marks(std::string_view text) const {
    std::string out(text);
    if (!colour_) return out;
    for (const auto& [mark, style] : kMarks)
        for (std::size_t at = out.find(mark); at != std::string::npos;) {
            const std::string coloured = begin(style) + std::string(mark) + std::string(kReset);
            out.replace(at, mark.size(), coloured);
            at = out.find(mark, at + coloured.size());
        }
    return out;
}

}  // namespace plumb::console
