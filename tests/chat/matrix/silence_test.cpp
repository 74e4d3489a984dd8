// Rooms that do not let the bot speak.
#include "chat/matrix/rooms.hpp"

#include <catch2/catch.hpp>

namespace plumb::matrix {
namespace {

constexpr const char* kSilenced = "@plumb:example.org";

}  // namespace

TEST_CASE("power levels silence who stands below them, and what says nothing silences nobody") {
    const auto silent = [](const char* levels) { return silences(*parsed(levels), kSilenced); };
    CHECK(silent(R"({"events_default":50})"));
    CHECK(silent(R"({"events":{"m.room.message":1}})"));
    CHECK(silent(R"({"events_default":50,"users_default":10})"));
    CHECK_FALSE(silent(R"({"events_default":50,"events":{"m.room.message":0}})"));
    CHECK_FALSE(silent(R"({"events_default":50,"users_default":50})"));
    for (const char* nothing : {"{}", "[]", R"({"events":7,"users":[]})", R"({"events_default":"50"})"})
        CHECK_FALSE(silent(nothing));
    Json levels{{"events_default", 50}};
    levels["users"][kSilenced] = 50;
    CHECK_FALSE(silences(levels, kSilenced));
}

TEST_CASE("a room that silenced the bot may hear it again once its levels or the bot's membership change") {
    Room room;
    for (const char* change :
         {R"({"type":"m.room.power_levels","state_key":"","sender":"@a:x","content":{}})",
          R"({"type":"m.room.member","sender":"@a:x","content":{"membership":"join"}})"}) {
        room.mute = true;
        Json json = *parsed(change);
        if (!json.contains("state_key")) json["state_key"] = kSilenced;
        apply(room, event_of(json), kSilenced);
        CHECK_FALSE(room.mute);
    }
}

}  // namespace plumb::matrix
