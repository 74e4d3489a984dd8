#include "app/one_room.hpp"

#include <utility>

namespace plumb {

namespace {

/// What a place is called here; empty where only one account can be in it.
std::string address_here(const World& world, const std::vector<Chat*>& chats, const std::string& channel) {
    std::string first;
    for (const Chat* chat : chats) {
        SamePlace same = chat->same_place(channel);
        if (same.address.empty()) continue;
        if (product_of_channel(world, same.address)) return std::move(same.address);
        if (first.empty() && same.there) first = std::move(same.address);
    }
    return first;
}

}  // namespace

bool heard_here(const World& world, const std::vector<Chat*>& chats, Inbound& inbound) {
    const auto* said = std::get_if<Said>(&inbound.what);
    if (chats.size() < 2 || (!said && !std::holds_alternative<Reacted>(inbound.what))) return true;
    std::string address = address_here(world, chats, inbound.place.channel);
    if (address.empty() || address == inbound.place.channel) return true;
    if (!said || !said->addressed) return false;
    inbound.place.channel = std::move(address);
    return true;
}

}  // namespace plumb
