// Messages on their way into rooms: each event once, its transaction fixed before the first attempt
// (matrix.md, section 1.3).
#pragma once

#include "chat/matrix/api.hpp"
#include "chat/matrix/parcel.hpp"
#include "ports/clock.hpp"

#include <functional>
#include <map>
#include <set>
#include <string>

namespace plumb::matrix {

class Sender {
  public:
    struct Parts {
        Api& api;
        Rooms& rooms;
        const Self& self;
        const Clock& clock;
        /// A room came to be, or something about it became known: to be kept.
        std::function<void(const Room&)> keep;
        /// The access token is dead.
        std::function<void()> unauthorized;
        /// Transactions of earlier runs mean nothing on this device.
        std::function<bool()> new_device;
    };
    explicit Sender(Parts parts) : parts_(std::move(parts)) {}

    /// Where the parcel went: the room, and the first event's id in the outcome.
    struct Sent {
        SendOutcome outcome;
        std::string room;
        /// It is for a person, and has to be addressed to that room.
        bool instead = false;
    };
    net::Task<Sent> send(Parcel parcel);
    /// Somebody asked for something where others read along: there they are told where a message to them
    /// alone cannot reach them.
    void asked_in(const std::string& user, std::string room, Spot spot);

  private:
    struct Put {
        SendOutcome outcome;
        /// It was refused for its size alone.
        bool too_large = false;
        /// The bot may not say it there.
        bool forbidden = false;
    };
    struct Asked {
        std::string room;
        Spot spot;
    };
    net::Task<Sent> room_for(std::string target);
    /// The same for what its person just asked for: one who declined the room is invited once more.
    net::Task<Sent> room_for_asked(std::string target);
    net::Task<Sent> into(Parcel parcel, std::string room);
    /// The room is closed, and the one that takes its place is not entered yet: a message waits for that.
    bool awaits_successor(const std::string& room, const Parcel& parcel) const;
    /// The room that took that one's place and that the bot is in; empty where there is none.
    std::string entered_successor(const std::string& room) const;
    net::Task<Put> put_part(bool look, Parcel& parcel, std::string room, std::size_t part);
    net::Task<Put> put_file_alone(bool look, const Parcel& parcel, std::string asked_in);
    net::Task<Put> put_unreachable(std::string user, std::string why, std::string room,
                                   std::string transaction, Spot spot);
    net::Task<Sent> told_unreachable(Parcel parcel, Sent place);
    net::Task<Sent> make_direct_room(std::string user);
    net::Task<Sent> create_direct_room(std::string user);
    net::Task<Sent> give_up_direct_room(Sent made);
    net::Task<void> list_direct_room(std::string user, std::string room);
    /// The event that a transaction came to, looked up in the room's timeline: empty where there is none,
    /// nothing where it could not be looked up.
    net::Task<std::optional<std::string>> find(std::string room, std::string row, Instant made_at);
    net::Task<SendOutcome> know_room(std::string room);
    /// After a refusal: whether the room refuses whatever the bot says.
    net::Task<void> mind_power(std::string room);
    net::Task<Put> put_once(bool look, const Parcel& parcel, std::string room, std::size_t part);
    net::Task<Put> put_event(std::string room, std::string transaction, Json content);
    net::Task<Put> put_file(std::string room, std::string transaction, const File* file, Spot spot);
    SendOutcome outcome(const Answer& answer, const std::string& lane);
    SendOutcome unnamed(const std::string& lane);
    Instant in(net::Span wait) const;

    Parts parts_;
    /// Failures in a row by room.
    std::map<std::string, int> failures_;
    /// Who gets a direct room now.
    std::set<std::string> making_;
    /// Until when direct rooms are not even tried: the last one came out encrypted.
    Instant encrypts_until_{};
    /// Those whose direct room may be on no list yet: no answer said that it was made, or that it was listed.
    std::set<std::string> unlisted_;
    /// Where each person asked last.
    std::map<std::string, Asked> asked_;
};

}  // namespace plumb::matrix
