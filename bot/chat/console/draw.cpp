#include "chat/console/draw.hpp"

#include "core/base/indent.hpp"
#include "core/base/utf8.hpp"

#include <cctype>
#include <clocale>
#include <cwchar>

namespace plumb::console {

namespace {

/// Begins a colour, which ends in an m.
constexpr char kEscape = '\033';
/// U+2060, invisible: between an @ that somebody typed and a name that exists.
constexpr std::string_view kJoiner = "\u2060";
/// What stands before an @ that names no person to anybody: a value's, an address's.
constexpr std::string_view kBeforeValue = ":,+@.-";

bool is_word(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) || c == '-' || c == '_' || c == '.' || (c & 0x80) != 0;
}

/// Whether a word is somebody's handle, or begins with one that a mark beyond ASCII ends (`ben”`).
bool names_somebody(const World& world, std::string_view word) {
    const auto begins_mark = [](char c) { return (c & 0xC0) == 0xC0; };
    while (!word.empty()) {
        if (person_by_handle(world, word)) return true;
        std::size_t cut = word.size() - 1;
        while (cut > 0 && !begins_mark(word[cut])) --cut;
        word = word.substr(0, cut);
        while (word.ends_with('.')) word.remove_suffix(1);
    }
    return false;
}

std::string unpinged(std::string_view typed, const World& world) {
    std::string out;
    for (std::size_t i = 0; i < typed.size(); ++i) {
        out += typed[i];
        // Behind a sign (`owner:+@dan`) it is a value and reads as none.
        const bool value = i > 0 && kBeforeValue.find(typed[i - 1]) != std::string_view::npos;
        if (typed[i] != '@' || value) continue;
        std::size_t end = i + 1;
        while (end < typed.size() && is_word(typed[end])) ++end;
        while (end > i + 1 && typed[end - 1] == '.') --end;
        if (names_somebody(world, typed.substr(i + 1, end - i - 1))) out += kJoiner;
    }
    return out;
}

std::string line_text(const Line& line, const World& world) {
    const std::string text = text_of(line.text, world);
    switch (line.kind) {
        case Line::Kind::field: return line.label + "  " + text;
        case Line::Kind::quote: return "“" + text + "”";
        case Line::Kind::item: return "- " + (line.label.empty() ? text : line.label + "  " + text);
        case Line::Kind::heading: return line.label.empty() ? text : line.label;
        case Line::Kind::text:
        case Line::Kind::command:
        case Line::Kind::context: break;
    }
    return line.label.empty() ? text : line.label + "  " + text;
}

/// Buttons as `[Assess] [Approve]`.
std::string button_text(const Card& card) {
    std::string out;
    for (const Button& button : card.buttons)
        out += (out.empty() ? "[" : " [") + with_bidi_escaped(button.label) + "]";
    return out;
}

std::string head_text(const Card& card, const World& world) {
    std::string head;
    if (!card.id.empty()) head = with_bidi_escaped(unpinged(card.id, world)) + "  ";
    head += text_of(card.title, world);
    return head;
}

}  // namespace

std::string text_of(const Text& text, const World& world, const Pen& pen) {
    std::string out;
    for (const Run& run : text.runs()) {
        switch (run.kind) {
            case Run::Kind::plain: out += pen.with_marks(unpinged(run.text, world)); break;
            case Run::Kind::strong: out += pen.strong(unpinged(run.text, world)); break;
            case Run::Kind::code: out += pen.code(unpinged(run.text, world)); break;
            case Run::Kind::person: out += unpinged(person_name(world, run.who), world); break;
            case Run::Kind::ping: {
                const Person* person = world.find(run.who);
                out += pen.strong("@" + (person ? person->handle : to_string(Ref{run.who})));
                break;
            }
            case Run::Kind::link: {
                // What is written after `link:` need not be an address.
                const bool address = run.target.find("://") != std::string::npos;
                const std::string target = address ? run.target : unpinged(run.target, world);
                out += run.text.empty() ? target : unpinged(run.text, world) + " (" + target + ")";
                break;
            }
        }
    }
    return with_bidi_escaped(out);
}

std::string plain(const Card& card, const World& world) {
    std::string out = head_text(card, world);
    if (!card.state.empty()) out += " — " + unpinged(card.state, world);
    out = indented(out, "  ");
    for (const Line& line : card.lines) out += "\n  " + indented(line_text(line, world), "  ");
    if (const std::string buttons = button_text(card); !buttons.empty()) out += "\n  " + buttons;
    return out;
}

int width_of(std::string_view text) {
    std::mbstate_t state{};
    int width = 0;
    while (!text.empty()) {
        if (text.front() == kEscape) {
            const std::size_t end = text.find('m');
            text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
            continue;
        }
        wchar_t c = 0;
        const std::size_t used = std::mbrtowc(&c, text.data(), text.size(), &state);
        if (used == 0 || used == static_cast<std::size_t>(-1) || used == static_cast<std::size_t>(-2)) {
            ++width;
            text.remove_prefix(1);
            state = std::mbstate_t{};
            continue;
        }
        width += std::max(0, wcwidth(c));
        text.remove_prefix(used);
    }
    return width;
}

}  // namespace plumb::console
