// A card on a terminal: framed, wrapped, its words in line with each other, in colour where that is wanted.
#include "chat/console/draw.hpp"

#include "core/base/utf8.hpp"

#include <algorithm>
#include <vector>

namespace plumb::console {

namespace {

constexpr int kLeastWidth = 40;
/// Labels longer than this stand for themselves: what follows is not lined up behind them.
constexpr int kWidestLabel = 14;
constexpr std::string_view kBullet = "- ";

std::string repeated(std::string_view piece, int times) {
    std::string out;
    for (int i = 0; i < times; ++i) out += piece;
    return out;
}

std::string spaces(int n) { return repeated(" ", n); }

/// Breaks a text at spaces so that no line is wider than `columns`; line breaks in it are kept, and so are
/// blanks at the beginning of a line and between words. A word wider than all of it stands alone.
std::vector<std::string> wrapped(std::string_view text, int columns) {
    std::vector<std::string> lines;
    std::string line;
    std::string word;
    int width = 0;
    int blanks = 0;
    bool fresh = true;
    const auto new_line = [&] {
        lines.push_back(std::move(line));
        line.clear();
        width = 0;
        blanks = 0;
        fresh = true;
    };
    const auto push_word = [&] {
        if (word.empty()) return;
        const int wide = width_of(word);
        if (!fresh && width + blanks + wide > columns) new_line();
        line += spaces(blanks) + word;
        width += blanks + wide;
        blanks = 0;
        fresh = false;
        word.clear();
    };
    for (const char c : text) {
        if (c != ' ' && c != '\n') {
            word += c;
            continue;
        }
        push_word();
        if (c == '\n')
            new_line();
        else
            ++blanks;
    }
    push_word();
    lines.push_back(std::move(line));
    return lines;
}

class Drawer {
  public:
    Drawer(const Card& card, const World& world, int columns, const Pen& pen)
        : card_(card), world_(world), columns_(std::max(columns, kLeastWidth)), pen_(pen) {}

    std::string framed();
    std::string unframed();

  private:
    /// The lines under the headline, none wider than `columns`.
    std::vector<std::string> body(int columns) const;
    std::vector<std::string> line(const Line& line, int label_width, int columns) const;
    int label_width(Line::Kind kind) const;
    std::vector<std::string> button_rows(int columns) const;

    const Card& card_;
    const World& world_;
    int columns_;
    Pen pen_;
};

bool lined_up(const Line& line) { return !line.label.empty() && width_of(line.label) <= kWidestLabel; }

/// How wide the labels are of the card's lines of that kind.
int Drawer::label_width(Line::Kind kind) const {
    int widest = 0;
    for (const Line& line : card_.lines)
        if (line.kind == kind && lined_up(line)) widest = std::max(widest, width_of(line.label));
    return widest;
}

std::vector<std::string> Drawer::line(const Line& line, int label_width, int columns) const {
    std::string text = text_of(line.text, world_, pen_);
    std::string head;
    if (line.kind == Line::Kind::item) head = kBullet;
    if (!line.label.empty() && line.kind != Line::Kind::heading) {
        const int gap = lined_up(line) ? label_width - width_of(line.label) + 2 : 2;
        head += pen_.quiet(line.label) + spaces(gap);
    }
    switch (line.kind) {
        case Line::Kind::heading:
            return wrapped(pen_.strong(line.label.empty() ? text : line.label), columns);
        case Line::Kind::quote: text = "“" + text + "”"; break;
        case Line::Kind::command: text = pen_.code(text); break;
        case Line::Kind::context: text = pen_.quiet(text); break;
        case Line::Kind::text:
        case Line::Kind::field:
        case Line::Kind::item: break;
    }
    const int indent = width_of(head);
    std::vector<std::string> lines = wrapped(text, columns - indent);
    for (std::size_t i = 0; i < lines.size(); ++i) lines[i] = (i == 0 ? head : spaces(indent)) + lines[i];
    return lines;
}

std::vector<std::string> Drawer::body(int columns) const {
    std::vector<std::string> all;
    for (const Line& one : card_.lines)
        for (std::string& drawn : line(one, label_width(one.kind), columns)) all.push_back(std::move(drawn));
    return all;
}

/// Buttons as `[Assess] [Approve]`, each on one line.
std::vector<std::string> Drawer::button_rows(int columns) const {
    std::vector<std::string> rows;
    for (const Button& button : card_.buttons) {
        const std::string drawn = "[" + button.label + "]";
        if (rows.empty() || width_of(rows.back()) + 1 + width_of(drawn) > columns)
            rows.push_back(drawn);
        else
            rows.back() += " " + drawn;
    }
    return rows;
}

std::string Drawer::unframed() {
    std::string out;
    const std::string title = text_of(card_.title, world_, pen_);
    const int gap = columns_ - width_of(title) - width_of(card_.state);
    if (!card_.state.empty() && gap > 1 && title.find('\n') == std::string::npos) {
        out = title + spaces(gap) + pen_.quiet(card_.state) + "\n";
    } else {
        const std::string head = title + (card_.state.empty() ? "" : " — " + card_.state);
        for (const std::string& text : wrapped(head, columns_)) out += text + "\n";
    }
    for (const std::string& text : body(columns_ - 2)) out += "  " + text + "\n";
    for (const std::string& row : button_rows(columns_ - 2)) out += "  " + pen_.code(row) + "\n";
    return out;
}

std::string Drawer::framed() {
    const std::string state = card_.state.empty() ? "" : " " + card_.state + " ";
    // The corners, the space before the headline, the one behind it, and a dash at the least.
    constexpr int kAround = 5;
    const std::string id = with_bidi_escaped(card_.id) + "  ";
    std::vector<std::string> head =
        wrapped(text_of(card_.title, world_), columns_ - kAround - width_of(state) - width_of(id));
    for (std::size_t i = 0; i < head.size(); ++i) head[i] = (i == 0 ? id : spaces(width_of(id))) + head[i];
    const int dashes = std::max(1, columns_ - kAround + 1 - width_of(head.front()) - width_of(state));
    std::string out = pen_.quiet("┌ ") + pen_.strong(head.front()) + " " +
                      pen_.quiet(repeated("─", dashes) + state + "┐") + "\n";
    const std::string bar = pen_.quiet("│ ");
    for (std::size_t i = 1; i < head.size(); ++i) out += bar + pen_.strong(head[i]) + "\n";
    for (const std::string& text : body(columns_ - 2)) out += bar + text + "\n";
    const std::vector<std::string> rows = button_rows(columns_ - kAround);
    if (rows.empty()) return out + pen_.quiet("└" + repeated("─", columns_ - 2) + "┘") + "\n";
    for (std::size_t i = 0; i + 1 < rows.size(); ++i) out += bar + pen_.code(rows[i]) + "\n";
    const int rest = std::max(1, columns_ - kAround + 1 - width_of(rows.back()));
    return out + pen_.quiet("└ ") + pen_.code(rows.back()) + " " + pen_.quiet(repeated("─", rest) + "┘") +
           "\n";
}

}  // namespace

std::string framed(const Card& card, const World& world, int columns, const Pen& pen) {
    Drawer drawer(card, world, columns, pen);
    return card.id.empty() ? drawer.unframed() : drawer.framed();
}

}  // namespace plumb::console
