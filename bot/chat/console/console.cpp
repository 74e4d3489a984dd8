#include "chat/console/console.hpp"

#include "chat/console/draw.hpp"
#include "chat/console/keep_file.hpp"

#include <ostream>

namespace plumb::console {

namespace {

constexpr std::string_view kPrefix = "console/";

}  // namespace

bool Console::owns(std::string_view channel) const { return channel.substr(0, kPrefix.size()) == kPrefix; }

std::string Console::direct_channel(const Person& person) const { return "console/@" + person.handle; }

std::string Console::place(const Outgoing& message, const World& world) const {
    if (message.to) {
        const Person* person = world.find(message.to);
        return "@" + (person ? person->handle : std::string("somebody")) + " (private)";
    }
    std::string where = message.channel.substr(kPrefix.size());
    if (message.thread) where += " " + name(world, message.thread) + ">";
    return where;
}

std::string Console::edited(const Outgoing& message, const World& world) const {
    // What was added to a recent message stands alone here: its beginning is a few lines above.
    Card card = message.card;
    if (message.anchor.rfind("change:", 0) == 0 && !card.lines.empty())
        card = plain_card(card.lines.back().text);
    return place(message, world) + " (edited) " + plain(card, world) + "\n";
}

std::string Console::kept(const File& file) const {
    const auto path = keep_file(look_.folder, file);
    return "  " + (path ? "Saved as " + *path : path.error().wrong) + "\n";
}

void Console::send(const Delivery& delivery, std::function<void(SendOutcome)> done) {
    const OutboxRow& row = *delivery.row;
    const Outgoing& message = row.message;
    const World& world = *delivery.world;
    const bool edit = message.how == Outgoing::How::edit;
    std::string text;
    if (look_.plain) {
        text = place(message, world) + (edit ? " (edited) " : " ") + plain(message.card, world) + "\n";
    } else if (!edit) {
        const bool shown_by_itself = !message.to && !message.thread;
        if (!shown_by_itself) text = place(message, world) + "\n";
        text += framed(message.card, world, look_.columns);
    } else if (message.anchor.rfind("card:", 0) != 0) {
        text = edited(message, world);
    }
    if (delivery.file) text += kept(*delivery.file);
    waiting_[row.id] = std::move(text);
    SendOutcome outcome;
    outcome.message_id = edit ? delivery.edits : "m" + std::to_string(row.id);
    done(outcome);
}

void Console::print() {
    for (const auto& [id, text] : waiting_) out_ << text;
    waiting_.clear();
    out_.flush();
}

void Console::say_privately(std::string_view who, std::string_view text) {
    print();
    if (look_.plain) out_ << "@" << who << " (private) ";
    out_ << text << "\n";
    out_.flush();
}

Inbound inbound_of(const Speech& speech, const std::string& self, const std::string& channel) {
    Inbound inbound;
    const std::string who = speech.who.empty() ? self : speech.who;
    inbound.author = {"console/" + who, who, {}, {}};
    inbound.place.account = std::string(Console::kAccount);
    inbound.place.channel_name = speech.channel.empty() ? channel : speech.channel;
    inbound.place.channel = Console::address(inbound.place.channel_name);
    inbound.payload = speech.text;
    return inbound;
}

}  // namespace plumb::console
