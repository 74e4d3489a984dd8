#include "chat/console/console.hpp"

#include "chat/console/draw.hpp"
#include "chat/console/keep_file.hpp"
#include "core/base/spelling.hpp"

#include <algorithm>
#include <ostream>

namespace plumb::console {

namespace {

constexpr std::string_view kPrefix = "console/";

/// A card that changes with every command, and a ripple, would scroll away what was said about them.
bool is_redrawn(const std::string& anchor) {
    return anchor.rfind("card:", 0) == 0 || anchor.rfind("ripple:", 0) == 0;
}

}  // namespace

bool Console::owns(std::string_view channel) const { return channel.substr(0, kPrefix.size()) == kPrefix; }

std::string Console::direct_channel(const Person& person) const { return "console/@" + person.handle; }

std::string Console::place(const Outgoing& message, const World& world) const {
    if (message.to) {
        const Person* person = world.find(message.to);
        return "@" + (person ? person->handle : std::string("somebody")) + " (private)";
    }
    std::string where = message.channel.substr(kPrefix.size());
    // As it is named in a line: `>CR-1:`, `>1.0:`, `>baseline:1:`.
    const bool by_id = message.thread.kind == Kind::baseline;
    if (message.thread)
        where += " " + (by_id ? to_string(message.thread) : name(world, message.thread)) + ">";
    return where;
}

std::string Console::plainly(const Outgoing& message, const World& world) const {
    const bool edit = message.how == Outgoing::How::edit;
    return place(message, world) + (edit ? " (edited) " : " ") + plain(message.card, world) + "\n";
}

std::string Console::on_terminal(const Outgoing& message, const World& world) const {
    const Pen pen(look_.colour);
    const bool edit = message.how == Outgoing::How::edit;
    if (edit && is_redrawn(message.anchor)) return {};
    Card card = message.card;
    // What was added to a recent message stands alone here: its beginning is a few lines above.
    if (edit && message.anchor.rfind("change:", 0) == 0 && !card.lines.empty())
        card = plain_card(card.lines.back().text);
    const std::string where = place(message, world);
    const bool here = where == "#" + look_.channel || where == "@" + look_.self + " (private)";
    std::string text;
    if (edit || !here) text = pen.quiet(where + (edit ? " (edited)" : "")) + "\n";
    return text + framed(card, world, look_.columns, pen);
}

std::string Console::kept(const File& file) const {
    const auto path = keep_file(look_.folder, file);
    return "  " + (path ? "Saved as " + *path : path.error().wrong) + "\n";
}

void Console::send(const Delivery& delivery, std::function<void(SendOutcome)> done) {
    const OutboxRow& row = *delivery.row;
    const Outgoing& message = row.message;
    const World& world = *delivery.world;
    std::string text = look_.plain ? plainly(message, world) : on_terminal(message, world);
    if (delivery.file) text += kept(*delivery.file);
    Waiting waiting{std::move(text), {}, bool(message.thread)};
    if (!look_.plain) waiting.said = plain(message.card, world);
    waiting_[row.id] = std::move(waiting);
    if (message.to) offered_ = message.card.buttons;
    SendOutcome outcome;
    outcome.message_id = message.how == Outgoing::How::edit ? delivery.edits : "m" + std::to_string(row.id);
    done(outcome);
}

bool Console::repeats(const Waiting& one) const {
    if (look_.plain || !one.in_thread) return false;
    const std::string_view head = std::string_view(one.said).substr(0, one.said.find('\n'));
    return std::any_of(waiting_.begin(), waiting_.end(), [&](const auto& other) {
        return !other.second.in_thread && other.second.said.find(head) != std::string::npos;
    });
}

void Console::print() {
    // Who sits at a terminal sees channel and threads as one: what both say is said once.
    for (const auto& [id, waiting] : waiting_)
        if (!repeats(waiting)) out_ << waiting.text;
    waiting_.clear();
    out_.flush();
}

std::optional<std::string> Console::last_offered(std::string_view label) const {
    for (const Button& button : offered_)
        if (same_word(button.label, label)) return button.command;
    return std::nullopt;
}

void Console::say_privately(std::string_view who, std::string_view text) {
    print();
    if (look_.plain) out_ << "@" << who << " (private) ";
    out_ << text << "\n";
    out_.flush();
}

namespace {

/// Names are one in any case, as in commands: `@Ana:` is ana, and who sits here keeps the own spelling.
std::string as_known(std::string_view typed, const std::string& own) {
    return typed.empty() || same_word(typed, own) ? own : lower(typed);
}

}  // namespace

Inbound inbound_of(const Speech& speech, const std::string& self, const std::string& channel) {
    Inbound inbound;
    const std::string who = as_known(speech.who, self);
    inbound.author = {"console/" + who, who, {}, {}};
    inbound.place.account = std::string(Console::kAccount);
    inbound.place.channel_name = as_known(speech.channel, channel);
    inbound.place.channel = Console::address(inbound.place.channel_name);
    inbound.payload = speech.text;
    return inbound;
}

}  // namespace plumb::console
