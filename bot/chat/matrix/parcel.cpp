#include "chat/matrix/parcel.hpp"

#include "chat/matrix/inbound.hpp"
#include "chat/matrix/names.hpp"
#include "core/talk/reactions.hpp"

namespace plumb::matrix {

namespace {

/// A record's thread; else, for what only the asker needs, a thread under what was asked. A direct room needs
/// none.
Spot spot_of(const Delivery& delivery, bool direct) {
    const Outgoing& message = delivery.row->message;
    const ReplyTo reply = reply_from(delivery.row->reply_to);
    if (message.thread && !delivery.thread_id.empty()) return {delivery.thread_id, reply.event};
    if (message.to && message.reply && !direct) return {reply.thread, reply.event};
    return {};
}

/// Everything on record is for whom asked for it alone; pictures and long lists say what the room may read.
bool is_export(const Card& card) {
    return card.file &&
           (card.file->what == FileWish::What::export_csv || card.file->what == FileWish::What::export_json);
}

}  // namespace

std::string Parcel::transaction(std::size_t part) const {
    return part == 0 ? row : row + "-" + std::to_string(part + 1);
}

std::string rows_of(std::string_view install) { return "plumb-" + std::string(install) + "-"; }

Parcel parcel_of(const Delivery& delivery, const Self& self, const Room* room, std::string_view install,
                 const NewlyMentioned& newly) {
    const OutboxRow& row = *delivery.row;
    const bool edits = row.message.how == Outgoing::How::edit && !delivery.edits.empty();
    Parcel parcel;
    parcel.target = room_of(self.user, row.message.channel);
    parcel.row = rows_of(install) + std::to_string(row.id);
    parcel.file = delivery.file;
    parcel.edits = edits ? delivery.edits : std::string{};
    parcel.made_at = row.made_at;
    parcel.tries = row.tries;
    const bool direct = parcel.target.rfind('@', 0) == 0 || (room && !room->direct_with.empty());
    parcel.spot = spot_of(delivery, direct);
    if (const Person* asker = delivery.world->find(row.message.to);
        asker && !direct && is_export(row.message.card))
        parcel.file_for = user_of(*asker);
    std::vector<Drawn> messages;
    if (edits)
        messages.push_back(drawn_edit(row.message.card, *delivery.world, self.prefix, kMostEdited));
    else
        messages = drawn(row.message.card, *delivery.world, self.prefix, kMostContent);
    for (std::size_t i = 0; i < messages.size(); ++i) {
        const Drawn& message = messages[i];
        const std::string name = parcel.transaction(i);
        parcel.mentions.insert(parcel.mentions.end(), message.mentions.begin(), message.mentions.end());
        parcel.contents.push_back(
            i == 0 && edits ? edit(message, delivery.edits, newly(delivery.edits, message.mentions), name)
                            : notice(message, parcel.spot, name));
    }
    // What is only for the asker is not for others to press; what was done is a line that offers nothing.
    parcel.pressed = (!row.message.to || direct) && row.message.anchor.rfind("change:", 0) != 0;
    if (parcel.pressed)
        for (const OfferedReaction& one : offered_reactions(row.message.card))
            parcel.reactions.emplace_back(one.key);
    return parcel;
}

}  // namespace plumb::matrix
