// Messages as JSON text: what the outbox, the posts and the undo entries hold.
#pragma once

#include "ports/store.hpp"

#include <string>
#include <string_view>

namespace plumb::storage {

std::string card_text(const Card& card);
/// Throws std::invalid_argument or a JSON error on text that card_text did not write.
Card card_from(std::string_view text);

std::string outgoing_text(const Outgoing& message);
Outgoing outgoing_from(std::string_view text);

std::string images_text(const std::vector<UndoEntry::Image>& images);
std::vector<UndoEntry::Image> images_from(std::string_view text);

}  // namespace plumb::storage
