#include "chat/matrix/draw.hpp"

#include "chat/matrix/draw_text.hpp"
#include "chat/matrix/json.hpp"
#include "core/base/indent.hpp"
#include "core/base/spelling.hpp"
#include "core/base/utf8.hpp"
#include "core/talk/reactions.hpp"

#include <algorithm>

namespace plumb::matrix {

namespace {

/// How neighbouring pieces of a card are held together.
enum class Group : std::uint8_t { paragraph, list, quote };

struct Piece {
    Group group = Group::paragraph;
    DrawnText text;
};

std::string_view opening(Group group) {
    return group == Group::list ? "<ul>" : group == Group::quote ? "<blockquote>" : "<p>";
}
std::string_view closing(Group group) {
    return group == Group::list ? "</ul>" : group == Group::quote ? "</blockquote>" : "</p>";
}

DrawnText head(const Card& card, const World& world, std::string_view prefix) {
    DrawnText out;
    if (!card.id.empty()) out << strong_text(card.id) << plain_text("  ");
    out << drawn_text(card.title, world, prefix);
    if (card.state.empty()) return out;
    DrawnText state = plain_text(card.state);
    state.html = "<em>" + state.html + "</em>";
    return out << plain_text(" — ") << state;
}

/// `help` alone on its line: elsewhere one word may be an identifier.
bool is_one_word_command(const Line& line) {
    if (!line.label.empty() || line.text.runs().size() != 1) return false;
    const Run& run = line.text.runs().front();
    return run.kind == Run::Kind::code && !is_command_text(run.text);
}

Piece piece_of(const Line& line, const World& world, std::string_view prefix) {
    DrawnText text = drawn_text(line.text, world, prefix);
    DrawnText labelled;
    if (!line.label.empty()) labelled << strong_text(line.label) << plain_text(text.empty() ? "" : "  ");
    labelled << text;
    switch (line.kind) {
        case Line::Kind::quote: text.body = "“" + text.body + "”"; return {Group::quote, std::move(text)};
        case Line::Kind::item:
            labelled.body = "- " + indented(labelled.body, "  ");
            labelled.html = "<li>" + labelled.html + "</li>";
            return {Group::list, std::move(labelled)};
        case Line::Kind::heading: {
            const std::string name = line.label.empty() ? text.body : line.label;
            return {Group::paragraph, strong_text(name)};
        }
        case Line::Kind::command:
            if (is_one_word_command(line) && !prefix.empty()) {
                Text whole;
                whole.code(std::string(prefix) + " " + line.text.runs().front().text);
                return {Group::paragraph, drawn_text(whole, world, {})};
            }
            break;
        case Line::Kind::text:
        case Line::Kind::field:
        case Line::Kind::context: break;
    }
    return {Group::paragraph, std::move(labelled)};
}

bool shows(const Card& card, std::string_view command) {
    for (const Line& line : card.lines)
        for (const Run& run : line.text.runs())
            if (run.kind == Run::Kind::code && run.text == command) return true;
    return false;
}

/// What can be done with the card: reactions for the buttons that have one, commands for the rest.
DrawnText actions(const Card& card, std::string_view prefix, Offers offers) {
    DrawnText out;
    const auto add = [&](const DrawnText& one) { out << plain_text(out.empty() ? "" : " · ") << one; };
    const auto offered =
        offers == Offers::reactions ? offered_reactions(card) : std::vector<OfferedReaction>{};
    for (const OfferedReaction& one : offered)
        add(plain_text(std::string(one.key) + " " + lower(one.button->label)));
    for (const Button& button : card.buttons) {
        const bool reacts = std::any_of(offered.begin(), offered.end(),
                                        [&](const OfferedReaction& one) { return one.button == &button; });
        if (reacts || shows(card, button.command)) continue;
        Text command;
        command.code(button.command);
        add(drawn_text(command, {}, prefix));
    }
    return out;
}

std::size_t wire_size(const Piece& piece) {
    constexpr std::size_t kGroup = 32;
    std::size_t mentions = 0;
    for (const std::string& user : piece.text.mentions) mentions += user.size() + 4;
    return written(Json(piece.text.body)).size() + written(Json(piece.text.html)).size() + kGroup + mentions;
}

/// A piece too long for one message, as plain text in several.
std::vector<Piece> cut(const Piece& piece, std::size_t most) {
    if (wire_size(piece) <= most) return {piece};
    // A byte of text takes at most six on the wire, and it goes there twice.
    const std::size_t bytes = std::max<std::size_t>(most / 16, 1);
    std::vector<Piece> parts;
    std::string_view rest = piece.text.body;
    while (!rest.empty()) {
        std::size_t end = 0;
        while (end < rest.size() && end < bytes) end += first_character(rest.substr(end)).bytes;
        Piece part{Group::paragraph, plain_text(rest.substr(0, end))};
        if (parts.empty()) part.text.mentions = piece.text.mentions;
        parts.push_back(std::move(part));
        rest.remove_prefix(end);
    }
    return parts;
}

Drawn assembled(const std::vector<Piece>& pieces) {
    DrawnText all;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        const Piece& piece = pieces[i];
        const bool opens = i == 0 || pieces[i - 1].group != piece.group;
        const bool closes = i + 1 == pieces.size() || pieces[i + 1].group != piece.group;
        if (i > 0) all.body += '\n';
        if (opens) all.html += opening(piece.group);
        if (!opens && piece.group != Group::list) all.html += "<br>";
        all << piece.text;
        if (closes) all.html += closing(piece.group);
    }
    return {std::move(all.body), std::move(all.html), std::move(all.mentions)};
}

}  // namespace

std::vector<Drawn> drawn(const Card& card, const World& world, std::string_view prefix, std::size_t most,
                         Offers offers) {
    std::vector<Piece> pieces;
    const auto add = [&](const Piece& piece) {
        if (piece.text.empty()) return;
        for (Piece& part : cut(piece, most)) pieces.push_back(std::move(part));
    };
    add({Group::paragraph, head(card, world, prefix)});
    for (const Line& line : card.lines) add(piece_of(line, world, prefix));
    add({Group::paragraph, actions(card, prefix, offers)});
    std::vector<Drawn> messages;
    std::vector<Piece> message;
    std::size_t size = 0;
    for (Piece& piece : pieces) {
        const std::size_t more = wire_size(piece);
        if (!message.empty() && size + more > most) {
            messages.push_back(assembled(message));
            message.clear();
            size = 0;
        }
        size += more;
        message.push_back(std::move(piece));
    }
    if (!message.empty()) messages.push_back(assembled(message));
    return messages;
}

}  // namespace plumb::matrix
