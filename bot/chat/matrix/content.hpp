// The contents of the events that the bot sends (matrix.md, section 1.4).
#pragma once

#include "chat/matrix/draw.hpp"
#include "chat/matrix/json.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace plumb::matrix {

/// Longest content of an event: what servers add for one another must fit into 64 KiB, too.
inline constexpr std::size_t kMostContent = 52'000;
/// An edit says everything twice.
inline constexpr std::size_t kMostEdited = kMostContent / 2;

/// Where in a room a message stands.
struct Spot {
    /// The root of a thread; empty for the room itself.
    std::string thread;
    /// The message that is answered.
    std::string answers;
};

/// `row` names the message, so that it can be found again in the room.
Json notice(const Drawn& message, const Spot& spot, std::string_view row);
/// The edit of a message; `newly` are those of its mentions that are to be told now.
Json edit(const Drawn& message, std::string_view edited, const std::vector<std::string>& newly,
          std::string_view row);
Json reaction(std::string_view on, std::string_view key);

struct UploadedFile {
    std::string address;
    std::string name;
    std::string type;
    std::string alternative;
    std::size_t bytes = 0;
};
Json file(const UploadedFile& file, const Spot& spot, std::string_view row);

/// The row that a message was sent for; empty for others'.
std::string row_of(const Json& content);

}  // namespace plumb::matrix
