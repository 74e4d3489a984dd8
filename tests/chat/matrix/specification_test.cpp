// The specification's own examples (matrix.md, section 7), each as a server sends it: what of it is heard,
// what is kept of a room, and that nothing else comes of it.
#include "chat/matrix/inbound.hpp"
#include "chat/matrix/message.hpp"
#include "chat/matrix/rooms.hpp"

#include <catch2/catch.hpp>

namespace plumb::matrix {
namespace {

const Self kBot{"@plumb:example.org", "Plumbline", "!plumb"};

/// An event of the timeline of the specification's room; `more` are fields beside the common ones.
std::string event(const std::string& type, const std::string& content, const std::string& more = {}) {
    return R"({"content":)" + content + R"(,"event_id":"$143273582443PhrSn:example.org",)" +
           R"("origin_server_ts":1432735824653,"room_id":"!jEsUZKDJdhlrceRyVU:example.org",)" +
           R"("sender":"@example:example.org","type":")" + type + R"(","unsigned":{"age":1234})" + more + "}";
}

std::string message(const std::string& content) { return event("m.room.message", content); }

/// What it is as the one event of an answer to /sync.
struct Read {
    explicit Read(const std::string& text)
        : answer(*sync_answer(
              R"({"next_batch":"s72595_4483_1934","rooms":{"join":{"!jEsUZKDJdhlrceRyVU:example.org":)"
              R"({"timeline":{"events":[)" +
                  text + R"(],"limited":true,"prev_batch":"t34-23535_0_0"}}}}})",
              kBot.user)) {
        REQUIRE(answer.joined.size() == 1);
        REQUIRE(answer.joined[0].odd == 0);
        REQUIRE(answer.joined[0].limited);
        CHECK(answer.joined[0].before == "t34-23535_0_0");
        CHECK(only().at == 1432735824653);
    }
    const Event& only() const { return answer.joined[0].timeline.at(0); }
    SyncAnswer answer;
};

std::optional<Heard> hear(const std::string& text) {
    const Read read(text);
    return heard(read.only(), kBot);
}

Room changed_by(const std::string& text) {
    const Read read(text);
    Room room;
    room.id = "!jEsUZKDJdhlrceRyVU:example.org";
    apply(room, read.only(), kBot.user);
    return room;
}

bool is_untouched(const std::string& text) {
    Room plain;
    plain.id = "!jEsUZKDJdhlrceRyVU:example.org";
    const Room room = changed_by(text);
    return kept(room) == kept(plain) && room.members.empty();
}

}  // namespace

TEST_CASE("specification: a text is talk, what stands with a file is talk beside it") {
    const auto text = hear(message(
        R"({"body":"This is an example text message","format":"org.matrix.custom.html",
            "formatted_body":"<b>This is an example text message</b>","msgtype":"m.text"})"));
    REQUIRE(text);
    CHECK(text->text == "This is an example text message");
    CHECK_FALSE(text->addressed);
    CHECK_FALSE(text->only_talk);
    for (const char* content :
         {R"({"body":"thinks this is an example emote","format":"org.matrix.custom.html",
              "formatted_body":"thinks <b>this</b> is an example emote","msgtype":"m.emote"})",
          R"({"body":"filename.jpg","info":{"h":398,"mimetype":"image/jpeg","size":31037,"w":394},
              "msgtype":"m.image","url":"mxc://example.org/JWEIFJgwEIhweiWJE"})",
          R"({"body":"something-important.doc","filename":"something-important.doc",
              "info":{"mimetype":"application/msword","size":46144},"msgtype":"m.file",
              "url":"mxc://example.org/FHyPlCeYUSFFxlgbQYZmoEoe"})",
          R"({"body":"Bee Gees - Stayin' Alive","info":{"duration":2140786,"mimetype":"audio/mpeg",
              "size":1563685},"msgtype":"m.audio","url":"mxc://example.org/ffed755USFFxlgbQYZGtryd"})",
          R"({"body":"Gangnam Style","info":{"duration":2140786,"h":320,"mimetype":"video/mp4","size":1563685,
              "thumbnail_info":{"h":300,"mimetype":"image/jpeg","size":46144,"w":300},
              "thumbnail_url":"mxc://example.org/FHyPlCeYUSFFxlgbQYZmoEoe","w":480},"msgtype":"m.video",
              "url":"mxc://example.org/a526eYUSFFxlgbQYZmo442"})"}) {
        INFO(content);
        const auto said = hear(message(content));
        REQUIRE(said);
        CHECK(said->only_talk);
        CHECK_FALSE(said->addressed);
    }
}

TEST_CASE("specification: notices, servers' notices, places, stickers and ciphers are not heard") {
    for (
        const std::string& text :
        {message(R"({"body":"This is an example notice","format":"org.matrix.custom.html",
                      "formatted_body":"This is an <strong>example</strong> notice","msgtype":"m.notice"})"),
         message(R"({"body":"Human-readable message to explain the notice","msgtype":"m.server_notice",
                      "server_notice_type":"m.server_notice.usage_limit_reached",
                      "admin_contact":"mailto:server.admin@example.org",
                      "limit_type":"monthly_active_user"})"),
         message(R"({"body":"Big Ben, London, UK","geo_uri":"geo:51.5008,0.1247",
                      "info":{"thumbnail_info":{"h":300,"mimetype":"image/jpeg","size":46144,"w":300},
                      "thumbnail_url":"mxc://example.org/FHyPlCeYUSFFxlgbQYZmoEoe"},"msgtype":"m.location"})"),
         message(
             R"({"body":"Alice is requesting to verify your device","from_device":"AliceDevice2","methods":["m.sas.v1"],
                      "msgtype":"m.key.verification.request","to":"@bob:example.org"})"),
         event("m.sticker", R"({"body":"Landing","info":{"h":200,"mimetype":"image/png","size":73602,"w":140},
                                 "url":"mxc://matrix.org/sHhqkFCvSkFwtmvtETOtKnLP"})"),
         event(
             "m.room.encrypted",
             R"({"algorithm":"m.megolm.v1.aes-sha2","ciphertext":"AwgAEnACgAkLmt6qF84IK++J7UDH2Za1YVchHyprqTqsg",
                    "device_id":"RJYKSTBOIE","sender_key":"IlRMeOPX2e0MurIyfWEucYBRVOEEUMrOHqn/8mLqMjA",
                    "session_id":"X3lUlvLELLYxeTx4yOVu6UDpasGEVO0Jbu+QFnm0cKQ"})"),
         event("m.room.redaction", R"({"reason":"Spamming","redacts":"$fukweghifu23:localhost"})",
               R"(,"redacts":"$fukweghifu23:localhost")"),
         event("m.room.message", "{}", R"(,"redacted_because":{"type":"m.room.redaction"})")})
        CHECK_FALSE(hear(text));
}

TEST_CASE("specification: a reaction stands for its key, on its event") {
    const Read read(event("m.reaction", R"({"m.relates_to":{"event_id":"$some_event_id","key":"👍",
                                            "rel_type":"m.annotation"}})"));
    CHECK_FALSE(heard(read.only(), kBot));
    const auto put = reacted(read.only(), Room{}, kBot);
    REQUIRE(put);
    const auto* what = std::get_if<Reacted>(&put->what);
    REQUIRE(what);
    CHECK(what->message_id == "$some_event_id");
    CHECK(what->key == "👍");
    CHECK(put->author.account == "matrix:@example:example.org");
    CHECK(put->keys == std::vector<std::string>{"matrix:/$143273582443PhrSn:example.org"});
}

TEST_CASE("specification: an edit is no message, replies and threads say what they belong to") {
    CHECK_FALSE(hear(message(
        R"({"body":"* Hello! My name is bar","msgtype":"m.text",
            "m.new_content":{"body":"Hello! My name is bar","msgtype":"m.text"},
            "m.relates_to":{"rel_type":"m.replace","event_id":"$some_event_id"}})")));
    const auto reply = hear(message(
        R"({"msgtype":"m.text","body":"> <@alice:example.org> This is the original body\n\nThis is where the reply goes",
            "format":"org.matrix.custom.html",
            "formatted_body":"<mx-reply><blockquote><a href=\"https://matrix.to/#/!somewhere:example.org/$event:example.org\">In reply to</a> <a href=\"https://matrix.to/#/@alice:example.org\">@alice:example.org</a><br />This is the original body</blockquote></mx-reply>This is where the reply goes.",
            "m.relates_to":{"m.in_reply_to":{"event_id":"$event:example.org"}}})"));
    REQUIRE(reply);
    CHECK(reply->replies_to == "$event:example.org");
    CHECK(reply->quoted == "This is the original body");
    CHECK(reply->text == "This is where the reply goes.");
    const auto thread = hear(message(
        R"({"msgtype":"m.text","body":"This is a reply in a thread","m.relates_to":{"rel_type":"m.thread",
            "event_id":"$root","is_falling_back":true,"m.in_reply_to":{"event_id":"$target"}}})"));
    REQUIRE(thread);
    CHECK(thread->thread == "$root");
    CHECK(thread->replies_to.empty());
    const auto mention = hear(message(
        R"({"body":"Hello Alice!","m.mentions":{"user_ids":["@alice:example.org"]},"msgtype":"m.text"})"));
    REQUIRE(mention);
    CHECK_FALSE(mention->addressed);
}

TEST_CASE("specification: what is kept of a room's state") {
    CHECK(changed_by(event("m.room.name", R"({"name":"The room name"})", R"(,"state_key":"")")).name ==
          "The room name");
    CHECK(changed_by(event("m.room.canonical_alias",
                           R"({"alias":"#somewhere:localhost","alt_aliases":["#somewhere:example.org"]})",
                           R"(,"state_key":"")"))
              .title() == "somewhere");
    CHECK(changed_by(event("m.room.encryption",
                           R"({"algorithm":"m.megolm.v1.aes-sha2","rotation_period_ms":604800000,
                               "rotation_period_msgs":100})",
                           R"(,"state_key":"")"))
              .encrypted);
    const Room upgraded = changed_by(
        event("m.room.tombstone",
              R"({"body":"This room has been replaced","replacement_room":"!newroom:example.org"})",
              R"(,"state_key":"")"));
    CHECK(upgraded.successor == "!newroom:example.org");
    CHECK(upgraded.successor_by == "@example:example.org");
    // Room version 12: creators beside the sender, rooms without a server in their id, no event of the old
    // room.
    const Room created =
        changed_by(event("m.room.create",
                         R"({"additional_creators":["@bob:example.org"],"m.federate":true,"predecessor":
                  {"room_id":"!31hneApxJ_1o-63DmFrpeqnkFfWppnzWso1JvH3ogLM"},"room_version":"12"})",
                         R"(,"state_key":"")"));
    CHECK(created.predecessor == "!31hneApxJ_1o-63DmFrpeqnkFfWppnzWso1JvH3ogLM");
    const Room joined = changed_by(event("m.room.member",
                                         R"({"avatar_url":"mxc://example.org/SEsfnsuifSDFSSEF",
                                             "displayname":"Alice Margatroid","membership":"join",
                                             "reason":"Looking for support"})",
                                         R"(,"state_key":"@alice:example.org")"));
    CHECK(joined.members.at("@alice:example.org") == "Alice Margatroid");
    CHECK(joined.direct_with.empty());
}

TEST_CASE("specification: other state changes nothing that is kept, and is no message") {
    struct Given {
        const char* type;
        const char* content;
    };
    for (const Given& given : {
             Given{"m.room.power_levels",
                   R"({"ban":50,"events":{"m.room.name":100,"m.room.power_levels":100},"events_default":0,
                       "invite":50,"kick":50,"notifications":{"room":20},"redact":50,"state_default":50,
                       "users":{"@example:localhost":100},"users_default":0})"},
             Given{"m.room.join_rules", R"({"join_rule":"public"})"},
             Given{"m.room.join_rules", R"({"allow":[{"room_id":"!other:example.org",
                       "type":"m.room_membership"}],"join_rule":"restricted"})"},
             Given{"m.room.history_visibility", R"({"history_visibility":"shared"})"},
             Given{"m.room.topic", R"({"m.topic":{"m.text":[{"body":"An <em>interesting</em> room topic",
                       "mimetype":"text/html"},{"body":"An interesting room topic"}]},
                       "topic":"An interesting room topic"})"},
             Given{"m.room.pinned_events", R"({"pinned":["$someevent:example.org"]})"},
             Given{"m.room.guest_access", R"({"guest_access":"can_join"})"},
             Given{"m.room.avatar", R"({"info":{"h":398,"mimetype":"image/jpeg","size":31037,"w":394},
                       "url":"mxc://example.org/JWEIFJgwEIhweiWJE"})"},
             Given{"m.room.server_acl", R"({"allow":["*"],"allow_ip_literals":false,
                       "deny":["*.evil.com","evil.com"]})"},
             Given{"m.space.child", R"({"order":"lexicographically_compare_me","suggested":true,
                       "via":["example.org","other.example.org"]})"},
         }) {
        INFO(given.type);
        const std::string text = event(given.type, given.content, R"(,"state_key":"")");
        CHECK(is_untouched(text));
        CHECK_FALSE(hear(text));
    }
}

TEST_CASE("specification: an invitation in stripped state, and the rest of an answer") {
    const auto read = sync_answer(
        R"({"account_data":{"events":[{"content":{"custom_config_key":"custom_config_value"},
              "type":"org.example.custom.config"},
              {"content":{"@bob:example.com":["!abcdefgh:example.com","!hgfedcba:example.com"]},"type":"m.direct"}]},
            "device_lists":{"changed":["@alice:example.com"],"left":["@bob:example.com"]},
            "device_one_time_keys_count":{"signed_curve25519":20},
            "next_batch":"s72595_4483_1934",
            "presence":{"events":[{"content":{"avatar_url":"mxc://localhost/wefuiwegh8742w",
              "currently_active":false,"last_active_ago":2478593,"presence":"online",
              "status_msg":"Making cupcakes"},"sender":"@example:localhost","type":"m.presence"}]},
            "rooms":{"invite":{"!696r7674:example.com":{"invite_state":{"events":[
                {"content":{"creator":"@alice:example.com","room_version":"10"},"sender":"@alice:example.com",
                 "state_key":"","type":"m.room.create"},
                {"content":{"name":"My Room Name"},"sender":"@alice:example.com","state_key":"",
                 "type":"m.room.name"},
                {"content":{"membership":"invite"},"sender":"@alice:example.com",
                 "state_key":"@plumb:example.org","type":"m.room.member"}]}}},
              "join":{"!726s6s6q:example.com":{"account_data":{"events":[{"content":{"tags":{"u.work":
                  {"order":0.9}}},"type":"m.tag"}]},
                "ephemeral":{"events":[{"content":{"user_ids":["@alice:matrix.org","@bob:example.com"]},
                  "type":"m.typing"},{"content":{"$1435641916114394fHBLK:matrix.org":{"m.read":
                  {"@rikj:jki.re":{"ts":1436451550453}}}},"type":"m.receipt"}]},
                "state":{"events":[]},
                "summary":{"m.heroes":["@alice:example.com","@bob:example.com"],"m.invited_member_count":0,
                  "m.joined_member_count":2},
                "timeline":{"events":[],"limited":false,"prev_batch":"t34-23535_0_0"},
                "unread_notifications":{"highlight_count":1,"notification_count":5},
                "unread_thread_notifications":{"$threadroot":{"highlight_count":3,"notification_count":6}}}},
              "knock":{"!223asd456:example.com":{"knock_state":{"events":[{"content":{"membership":"knock"},
                "sender":"@bob:example.com","state_key":"@bob:example.com","type":"m.room.member"}]}}},
              "leave":{}},
            "to_device":{"events":[{"content":{"device_id":"XYZABCDE","rooms":["!726s6s6q:example.com"]},
              "sender":"@alice:example.com","type":"m.new_device"}]}})",
        kBot.user);
    REQUIRE(read);
    CHECK(read->next == "s72595_4483_1934");
    REQUIRE(read->invited.size() == 1);
    CHECK(read->invited[0].room == "!696r7674:example.com");
    CHECK(read->invited[0].by == "@alice:example.com");
    CHECK_FALSE(read->invited[0].direct);
    CHECK_FALSE(read->invited[0].encrypted);
    CHECK(read->invited[0].name == "My Room Name");
    REQUIRE(read->joined.size() == 1);
    CHECK(read->joined[0].timeline.empty());
    CHECK(read->joined[0].odd == 0);
    CHECK(read->joined[0].people == 2);
    CHECK(read->left.empty());
    CHECK(read->direct.size() == 2);
}

TEST_CASE("specification: a page of messages") {
    const auto page = message_page(
        R"({"chunk":[{"content":{"body":"This is an example text message","msgtype":"m.text"},
              "event_id":"$143273582443PhrSn:example.org","origin_server_ts":1432735824653,
              "room_id":"!636q39766251:example.com","sender":"@example:example.org","type":"m.room.message",
              "unsigned":{"age":1234,"membership":"join"}},
              {"content":{"name":"The room name"},"event_id":"$143273582444PhrSn:example.org",
              "origin_server_ts":1432735824653,"room_id":"!636q39766251:example.com",
              "sender":"@example:example.org","state_key":"","type":"m.room.name","unsigned":{"age":1234}}],
            "end":"t47409-4357353_219380_26003_2265","start":"t47429-4392820_219380_26003_2265"})");
    REQUIRE(page);
    CHECK(page->next == "t47409-4357353_219380_26003_2265");
    REQUIRE(page->events.size() == 2);
    CHECK_FALSE(page->events[0].state_key);
    CHECK(page->events[1].is_state("m.room.name"));
}

}  // namespace plumb::matrix
