// A card in less room than it takes: as an edit of its one message, or as a line in its place.
#include "chat/matrix/draw.hpp"
#include "chat/matrix/draw_text.hpp"
#include "core/command/lookup.hpp"
#include "core/talk/verbs.hpp"

namespace plumb::matrix {

namespace {

/// What the elements around a line take.
constexpr std::size_t kAround = 64;

/// Ends a sentence with the command that shows all of a card, where there is one.
void end_with_show(Text& said, const Card& card) {
    const auto ref = typed_id(card.id);
    const std::string_view noun = ref ? noun_of(ref->kind) : std::string_view{};
    if (noun.empty()) {
        said << ".";
        return;
    }
    said << ": ";
    said.code(std::string(noun) + " show " + card.id);
}

DrawnText where_the_rest_is(const Card& card, const World& world, std::string_view prefix) {
    Text said("There is more than fits into one message");
    end_with_show(said, card);
    return drawn_text(said, world, prefix);
}

}  // namespace

Drawn drawn_edit(const Card& card, const World& world, std::string_view prefix, std::size_t most) {
    std::vector<Drawn> messages = drawn(card, world, prefix, most);
    if (messages.size() == 1) return std::move(messages.front());
    const DrawnText rest = where_the_rest_is(card, world, prefix);
    messages = drawn(card, world, prefix, most - rest.body.size() - rest.html.size() - kAround);
    Drawn first = std::move(messages.front());
    first.body += "\n" + rest.body;
    first.html += "<p>" + rest.html + "</p>";
    return first;
}

Drawn drawn_line(const Card& card, const World& world, std::string_view prefix) {
    Text said;
    if (card.id.empty()) {
        said << "What belongs here";
    } else {
        said.strong(card.id);
        said << " is on record; its card";
    }
    said << " is larger than the homeserver takes";
    end_with_show(said, card);
    DrawnText line = drawn_text(said, world, prefix);
    return {std::move(line.body), "<p>" + line.html + "</p>", {}};
}

}  // namespace plumb::matrix
