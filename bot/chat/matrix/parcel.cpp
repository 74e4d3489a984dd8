#include "chat/matrix/parcel.hpp"

#include "chat/matrix/inbound.hpp"
#include "chat/matrix/names.hpp"
#include "core/base/among.hpp"
#include "core/talk/reactions.hpp"

#include <utility>

namespace plumb::matrix {

namespace {

/// A record's thread; else, for what only the asker needs, a thread under what was asked. A direct room needs
/// none but where it was asked in one.
Spot spot_of(const Delivery& delivery, bool direct) {
    const Outgoing& message = delivery.row->message;
    const ReplyTo reply = reply_from(delivery.row->reply_to);
    if (message.thread && !delivery.thread_id.empty()) return {delivery.thread_id, reply.event};
    const bool in_thread = reply.thread != reply.event;
    if (message.to && message.reply && (!direct || in_thread)) return {reply.thread, reply.event};
    return {};
}

/// Everything on record is for whom asked for it alone; pictures and long lists say what the room may read.
bool is_export(const Card& card) {
    return card.file &&
           (card.file->what == FileWish::What::export_csv || card.file->what == FileWish::What::export_json);
}

/// A homeserver's limit may be far below the protocol's.
constexpr std::size_t kSmaller = 8;

/// An edit takes the place of what was read before: it goes on mentioning whom its message did.
Card still_mentioning(Card card, const World& world, const std::vector<std::string>& before) {
    const auto mend = [&](Text& text) {
        for (Run& run : text.runs()) {
            const Person* person = run.kind == Run::Kind::person ? world.find(run.who) : nullptr;
            if (person && is_among(before, user_of(*person))) run.kind = Run::Kind::ping;
        }
    };
    mend(card.title);
    for (Line& line : card.lines) mend(line.text);
    return card;
}

/// Those of an edit whom its message did not mention; nobody where that is not known: none is told twice.
std::vector<std::string> newly_mentioned(const std::vector<std::string>& users,
                                         const std::vector<std::string>* before) {
    std::vector<std::string> newly;
    for (const std::string& user : users)
        if (before && !is_among(*before, user)) newly.push_back(user);
    return newly;
}

std::vector<Drawn> drawn_within(const Card& card, const World& world, const Self& self, bool edits,
                                Offers offers, std::size_t share) {
    if (!edits) return drawn(card, world, self.prefix, kMostContent / share, offers);
    std::vector<Drawn> one;
    one.push_back(drawn_edit(card, world, self.prefix, kMostEdited / share));
    return one;
}

Json content_of(const Parcel& parcel, const Drawn& message, std::size_t part,
                const std::vector<std::string>& newly) {
    const std::string name = parcel.transaction(part);
    return part == 0 && !parcel.edits.empty() ? edit(message, parcel.edits, newly, name)
                                              : notice(message, parcel.spot, name);
}

std::vector<Json> contents_of(const Parcel& parcel, const std::vector<Drawn>& messages,
                              const std::vector<std::string>& newly) {
    std::vector<Json> contents;
    for (std::size_t i = 0; i < messages.size(); ++i)
        contents.push_back(content_of(parcel, messages[i], i, newly));
    return contents;
}

bool is_small(const std::vector<Drawn>& messages) {
    return messages.size() == 1 &&
           messages.front().body.size() + messages.front().html.size() < kMostEdited / kSmaller;
}

}  // namespace

bool Parcel::shorten(std::size_t part) {
    if (part >= contents.size() || line.body.empty()) return false;
    if (part == 0 && !smaller.empty()) {
        contents = std::exchange(smaller, {});
        return true;
    }
    if (text_at(contents[part], "body").ends_with(line.body)) return false;
    if (part == 0) contents.resize(1);
    contents[part] = content_of(*this, line, part, {});
    return true;
}

std::string Parcel::transaction(std::size_t part) const {
    return part == 0 ? row : row + "-" + std::to_string(part + 1);
}

std::string rows_of(std::string_view install) { return "plumb-" + std::string(install) + "-"; }

bool is_direct_target(std::string_view target, const Room* room) {
    return target.starts_with('@') || (room && !room->direct_with.empty());
}

Parcel parcel_of(const Delivery& delivery, const Self& self, const Room* room, std::string_view install,
                 const std::vector<std::string>* mentioned) {
    const OutboxRow& row = *delivery.row;
    const bool edits = row.message.how == Outgoing::How::edit && !delivery.edits.empty();
    Parcel parcel;
    parcel.target = room_of(self.user, row.message.channel);
    parcel.row = rows_of(install) + std::to_string(row.id);
    parcel.file = delivery.file;
    parcel.edits = edits ? delivery.edits : std::string{};
    parcel.made_at = row.made_at;
    parcel.tries = row.tries;
    const bool direct = is_direct_target(parcel.target, room);
    parcel.spot = spot_of(delivery, direct);
    if (const Person* asker = delivery.world->find(row.message.to);
        asker && !direct && is_export(row.message.card))
        parcel.file_for = user_of(*asker);
    const World& world = *delivery.world;
    const Card card =
        edits && mentioned ? still_mentioning(row.message.card, world, *mentioned) : row.message.card;
    // What is only for the asker is not for others to press.
    const bool aside = row.message.to && !direct;
    const Offers offers = aside ? Offers::commands : Offers::reactions;
    const std::vector<Drawn> messages = drawn_within(card, world, self, edits, offers, 1);
    for (const Drawn& message : messages)
        parcel.mentions.insert(parcel.mentions.end(), message.mentions.begin(), message.mentions.end());
    std::vector<std::string> told;
    if (edits) told = newly_mentioned(parcel.mentions, mentioned);
    parcel.contents = contents_of(parcel, messages, told);
    if (!is_small(messages))
        parcel.smaller = contents_of(parcel, drawn_within(card, world, self, edits, offers, kSmaller), told);
    parcel.line = drawn_line(card, world, self.prefix);
    // What was done is a line that offers nothing.
    parcel.pressed = !aside && row.message.anchor.rfind("change:", 0) != 0;
    if (parcel.pressed)
        for (const OfferedReaction& one : offered_reactions(row.message.card))
            parcel.reactions.emplace_back(one.key);
    return parcel;
}

}  // namespace plumb::matrix
