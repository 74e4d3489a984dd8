#include "chat/console/draw.hpp"

#include <algorithm>
#include <vector>

namespace plumb::console {

namespace {

constexpr int kLeastWidth = 40;

std::string repeated(std::string_view piece, int times) {
    std::string out;
    for (int i = 0; i < times; ++i) out += piece;
    return out;
}

/// Breaks a text at spaces so that no line is wider than `columns`; line breaks in it are kept.
std::vector<std::string> wrapped(std::string_view text, int columns, std::string_view hanging) {
    std::vector<std::string> lines;
    std::string line;
    std::string word;
    const auto push_word = [&] {
        if (word.empty()) return;
        if (!line.empty() && line != hanging && width_of(line) + 1 + width_of(word) > columns) {
            lines.push_back(line);
            line = std::string(hanging);
            line += word;
        } else {
            if (!line.empty() && line != hanging) line += ' ';
            line += word;
        }
        word.clear();
    };
    for (const char c : text) {
        if (c == ' ') {
            if (word.empty() && line.empty()) line = " ";
            push_word();
        } else if (c == '\n') {
            push_word();
            lines.push_back(line);
            line = std::string(hanging);
        } else {
            word += c;
        }
    }
    push_word();
    lines.push_back(line);
    return lines;
}

/// The lines of a card's plain form, without the headline.
std::vector<std::string> body(const Card& card, const World& world) {
    Card rest = card;
    rest.id.clear();
    rest.title = {};
    rest.state.clear();
    std::vector<std::string> lines;
    std::string line;
    const std::string text = plain(rest, world);
    for (std::size_t i = text.find('\n'); i != std::string::npos && i < text.size();) {
        const std::size_t end = text.find('\n', i + 1);
        lines.push_back(text.substr(i + 1 + 2, end == std::string::npos ? end : end - i - 3));
        i = end;
    }
    return lines;
}

}  // namespace

std::string framed(const Card& card, const World& world, int columns) {
    const int width = std::max(columns, kLeastWidth);
    std::string out;
    const std::string head = (card.id.empty() ? "" : card.id + "  ") + text_of(card.title, world);
    if (card.id.empty()) {
        for (const std::string& line : wrapped(head, width, "  ")) out += line + "\n";
        for (const std::string& text : body(card, world))
            for (const std::string& line : wrapped("  " + text, width, "    ")) out += line + "\n";
        return out;
    }
    const int used = width_of(head) + width_of(card.state) + 8;
    out += "┌ " + head + " " + repeated("─", std::max(3, width - used)) +
           (card.state.empty() ? "" : " " + card.state + " ") + "┐\n";
    for (const std::string& text : body(card, world))
        for (const std::string& line : wrapped(text, width - 2, "    ")) out += "│ " + line + "\n";
    out += "└" + repeated("─", width - 2) + "┘\n";
    return out;
}

}  // namespace plumb::console
