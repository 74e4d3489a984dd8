// What the bot knows of its rooms: from the state that comes with /sync, kept across restarts.
#pragma once

#include "chat/matrix/sync_answer.hpp"

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace plumb::matrix {

struct Room {
    std::string id;
    bool joined = false;
    /// Stays once it was seen, whatever the room's state says later.
    bool encrypted = false;
    /// That was said.
    bool refused = false;
    std::string name;
    /// `#atlas:example.org`.
    std::string alias;
    /// What the bot itself is called there.
    std::string own_name;
    /// The person whose direct room it is, until they leave it; whether they have come in, so that an
    /// invitation that is declined is not repeated.
    std::string direct_with;
    bool entered = false;
    /// They declined that invitation, and were not asked again.
    bool declined = false;
    /// The bot made it; and /sync has not told of it yet.
    bool own = false;
    bool made = false;
    /// No direct room, whatever the bot's own list of them says: others read along, or its person left it.
    bool not_direct = false;
    /// The room that took this one's place, and who said so; the room whose place this one took.
    std::string successor;
    std::string successor_by;
    std::string predecessor;
    /// An invitation that is being followed: by whom, and whether the old room led here.
    std::string invited_by;
    /// The newest event of the timeline that was seen: a gap ends there.
    std::string last_event;
    /// A part of the timeline that could not be had yet: where it ends, and the token and the event behind
    /// which it begins. The token is empty where there is none.
    std::string gap_before;
    std::string gap_since;
    std::string gap_last;
    /// Display names of those who were heard of. Not kept.
    std::map<std::string, std::string> members;
    /// People who were seen to come in or to be invited, and not to go. Kept where they are all and not many.
    std::set<std::string> present;
    /// The server was asked for all who are in it, in this run; and it has told.
    bool company_known = false;
    bool company_whole = false;
    /// It refused a message, and its power levels say that it will refuse the next. Until these or the bot's
    /// own membership change; not kept.
    bool mute = false;

    /// What people call it, on one line.
    std::string title() const;
};

/// What a state event changes in a room.
void apply(Room& room, const Event& event, std::string_view self);

/// What others read along is no direct room. `people`: how many the server says are in it or invited, after
/// all that was applied, the bot among them; 0 where it does not say.
void mind_company(Room& room, std::int64_t people);
/// Who is in it now is told anew.
void forget_company(Room& room);
/// The bot's own list says that it is this person's direct room.
void listed_direct(Room& room, const std::string& user);

/// The bot itself made the room for that person: an answer to the making of it may have been lost.
bool invites_directly(const Event& event, std::string_view self);
/// Whether a room's power levels keep a user from sending messages into it; false where they do not say so.
bool silences(const Json& power_levels, const std::string& user);

class Rooms;
/// The bot's list of direct rooms (user: rooms) with one more, without those that are known to be somebody's
/// no longer.
Json with_direct_room(Json list, const std::string& user, const std::string& room, const Rooms& rooms);

/// A room as it is kept, and back; nothing where the text is none.
std::string kept(const Room& room);
std::optional<Room> room_from(std::string_view id, std::string_view text);

class Rooms {
  public:
    const Room* find(std::string_view id) const;
    Room& at(std::string_view id);
    /// The direct room of a person; nullptr where there is none to write into.
    const Room* direct_with(std::string_view user) const;
    /// The room whose place that one took; nullptr: none that is known.
    const Room* leading_to(std::string_view successor) const;
    const std::map<std::string, Room, std::less<>>& all() const { return rooms_; }
    void put(Room room) { rooms_[room.id] = std::move(room); }
    /// Their ids, as a note.
    std::string listed() const;
    static std::vector<std::string> ids_in(std::string_view note);

  private:
    std::map<std::string, Room, std::less<>> rooms_;
};

}  // namespace plumb::matrix
