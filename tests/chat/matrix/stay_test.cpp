// Which events of a room happened while the bot was in it, and what it keeps of who else is.
#include "chat/matrix/stay.hpp"
#include "chat/matrix/rooms.hpp"

#include <catch2/catch.hpp>

namespace plumb::matrix {
namespace {

constexpr const char* kMe = "@plumb:x";

/// `join`, `leave` and `invite` are the bot's; anything else is said by somebody.
Json happening(const std::string& what) {
    if (what.size() == 1) return {{"event_id", what}, {"type", "m.room.message"}, {"sender", "@ana:x"}};
    return {{"event_id", what},
            {"type", "m.room.member"},
            {"sender", "@ana:x"},
            {"state_key", kMe},
            {"content", {{"membership", what}}}};
}

/// What of it is said while the bot is there.
std::string heard_of(bool was_joined, const std::vector<std::string>& happened) {
    std::vector<Json> documents;
    for (const std::string& what : happened) documents.push_back(happening(what));
    std::vector<Event> events;
    for (const Json& document : documents) events.push_back(event_of(document));
    const Stay stay(kMe, was_joined, join_among(events, kMe));
    std::string heard;
    bool inside = was_joined;
    for (const Event& event : events) {
        if (inside && event.type == "m.room.message") heard += event.id;
        inside = stay.goes_on(event, inside);
    }
    return heard;
}

Room with_member(Room room, const char* user, const char* membership, const char* name = "") {
    const Json json{{"type", "m.room.member"},
                    {"state_key", user},
                    {"sender", user},
                    {"content", {{"membership", membership}, {"displayname", name}}}};
    apply(room, event_of(json), kMe);
    return room;
}

}  // namespace

TEST_CASE("what is said before the bot comes, or while it is out, is not for it") {
    CHECK(heard_of(true, {"a", "join", "b"}) == "ab");
    CHECK(heard_of(false, {"a", "join", "b", "join", "c"}) == "bc");
    CHECK(heard_of(true, {"a", "leave", "b", "invite", "c", "join", "d"}) == "ad");
    CHECK(heard_of(true, {"a", "leave", "b", "join", "c", "leave", "d", "join", "e"}) == "ace");
    // An earlier stay was heard when it was; its own joins may be left out of what it is told.
    CHECK(heard_of(false, {"join", "a", "leave", "b", "join", "c"}) == "c");
    CHECK(heard_of(true, {"a", "leave", "b", "invite", "c"}) == "ac");
}

TEST_CASE("who is in a room outlives a restart where all of them are known, and the bot's own name there") {
    Room room = with_member(with_member({}, kMe, "join", "Lot Bot"), "@ana:x", "join");
    room.joined = true;
    CHECK(room_from("!r:x", kept(room))->present.empty());
    room.company_whole = true;
    const auto back = room_from("!r:x", kept(room));
    REQUIRE(back);
    CHECK(back->company_whole);
    CHECK(back->present == std::set<std::string>{"@ana:x"});
    CHECK(back->own_name == "Lot Bot");
    CHECK(kept(*back) == kept(room));
    CHECK(with_member(*back, "@ana:x", "leave").present.empty());
    // Two alone: who the other is may have changed unseen.
    Room two = *back;
    mind_company(two, 2);
    CHECK_FALSE(two.company_whole);
}

TEST_CASE("a room whose name has the sign of a room is called without it") {
    Room room;
    for (const auto& [name, title] : {std::pair{"#atlas", "atlas"}, std::pair{"##", "room"}}) {
        room.name = name;
        CHECK(room.title() == title);
    }
}

}  // namespace plumb::matrix
