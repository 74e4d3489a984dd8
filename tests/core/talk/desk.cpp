#include "tests/core/talk/desk.hpp"

#include "core/command/undo_entry.hpp"
#include "tests/support/as_read.hpp"

namespace plumb::sample {

std::string words(const World& world, const Card& card) {
    std::string out = as_read(world, card.title);
    if (!card.state.empty()) out += " [" + card.state + "]";
    for (const Line& line : card.lines) {
        out += "\n";
        if (!line.label.empty()) out += line.label + ": ";
        out += as_read(world, line.text);
    }
    return out;
}

std::string Desk::say(std::string_view who, std::string_view text) {
    Context context = sample::context(world_, who);
    context.now = now_;
    context.said = std::string(text);
    context.archive = archive_;
    context.place.thread = thread_;
    Draft draft(world_, context);
    const auto refused = [](const Refusal& r) {
        return "refused: " + r.wrong + " | " + r.expected + " | " + r.example;
    };
    const auto command = understand(draft, text, plumb::commands());
    if (!command) return refused(command.error());
    if (const auto done = command->spec->handler(draft, *command); !done) return refused(done.error());
    std::string out;
    for (const Told& told : draft.told())
        out += (out.empty() ? "" : "\n") + as_read(draft.world(), told.line);
    for (const Outgoing& message : draft.out())
        out += (out.empty() ? "" : "\n") + words(draft.world(), message.card);
    if (!draft.writes().empty()) entry_ = undo_entry(world_, context, draft.writes());
    world_ = draft.world();
    return out;
}

}  // namespace plumb::sample
