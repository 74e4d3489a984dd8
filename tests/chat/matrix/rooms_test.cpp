// Rooms, gaps, invitations, names: what is kept and what is concluded.
#include "chat/matrix/rooms.hpp"
#include "chat/matrix/answer.hpp"
#include "chat/matrix/budget.hpp"
#include "chat/matrix/evidence.hpp"
#include "chat/matrix/gap.hpp"
#include "chat/matrix/intake.hpp"
#include "chat/matrix/joins.hpp"
#include "chat/matrix/names.hpp"

namespace plumb::matrix {
namespace {

constexpr const char* kBot = "@plumb:example.org";

MessagePage page(const std::vector<std::string>& ids, const std::string& next) {
    Json chunk = Json::array();
    for (const std::string& id : ids)
        chunk.push_back(
            {{"event_id", id}, {"type", "m.room.message"}, {"sender", "@a:x"}, {"content", Json::object()}});
    return *message_page(written(Json{{"chunk", chunk}, {"end", next}}));
}

std::vector<std::string> ids(const Gap& gap) {
    std::vector<std::string> out;
    for (const Event& event : gap.events()) out.push_back(event.id);
    return out;
}

JoinedRoom limited(const std::string& before) {
    JoinedRoom room;
    room.id = "!r:x";
    room.limited = true;
    room.before = before;
    Event first;
    first.id = "$9";
    room.timeline.push_back(first);
    return room;
}

Answer answer(int status, std::string errcode) {
    Answer out;
    out.status = status;
    out.errcode = std::move(errcode);
    return out;
}

}  // namespace

TEST_CASE("a gap is read back to what was seen last, and comes in order") {
    Gap gap(limited("t9"), "s1", "$5");
    CHECK(gap.next_page() == "/_matrix/client/v3/rooms/%21r%3Ax/messages?dir=b&from=t9&to=s1&limit=100");
    gap.take(page({"$9", "$8", "$7"}, "t7"));
    CHECK(gap.next_page().find("from=t7") != std::string::npos);
    gap.take(page({"$6", "$5", "$4"}, "t4"));
    CHECK(gap.next_page().empty());
    CHECK(ids(gap) == std::vector<std::string>{"$6", "$7", "$8"});
}

TEST_CASE("without a token to go back from, a gap is read from where the last answer ended") {
    Gap gap(limited(""), "s1", "$5");
    CHECK(gap.next_page().find("dir=f&from=s1&limit") != std::string::npos);
    gap.take(page({"$6", "$7", "$9", "$10"}, "t11"));
    CHECK(gap.next_page().empty());
    CHECK(ids(gap) == std::vector<std::string>{"$6", "$7"});
}

TEST_CASE("a page that is refused is tried from the other end, once") {
    Gap gap(limited("t9"), "s1", "");
    gap.refused();
    CHECK(gap.next_page().find("dir=f&from=s1") != std::string::npos);
    gap.refused();
    CHECK(gap.next_page().empty());
}

TEST_CASE("a room goes by one line that a product can be called") {
    Room room;
    room.name = "a\nb\x07 c";
    CHECK(room.title() == "a b c");
    room.name = "  ";
    CHECK(room.title() == Room{}.title());
    room.name = std::string(300, 'x');
    CHECK(room.title() == std::string(199, 'x') + "…");
}

TEST_CASE("a room is kept and comes back, encrypted for good") {
    const Json state = *parsed(R"([
        {"type":"m.room.name","state_key":"","sender":"@a:x","content":{"name":"Atlas"}},
        {"type":"m.room.canonical_alias","state_key":"","sender":"@a:x","content":{"alias":"#atlas-dev:x"}},
        {"type":"m.room.encryption","state_key":"","sender":"@a:x","content":{"algorithm":"m.megolm.v1.aes-sha2"}},
        {"type":"m.room.tombstone","state_key":"","sender":"@a:y","content":{"replacement_room":"!new"}},
        {"type":"m.room.name","state_key":"","sender":"@a:x","content":{"name":7}}])");
    Room room;
    room.id = "!r:x";
    room.joined = true;
    room.own = true;
    for (const Json& json : state) apply(room, event_of(json), kBot);
    const auto back = room_from("!r:x", kept(room));
    REQUIRE(back);
    CHECK(back->joined);
    CHECK(back->own);
    CHECK(back->encrypted);
    CHECK(back->title() == "atlas-dev");
    CHECK(back->name.empty());
    CHECK(back->successor == "!new");
    CHECK(back->successor_by == "@a:y");
    CHECK(kept(*back) == kept(room));
    CHECK_FALSE(room_from("!r:x", "[]"));
}

TEST_CASE(
    "a room that the bot made for one person is known by its invitation, whatever its making was answered") {
    const auto invited = [](const char* sender, bool direct) {
        const Json json{{"type", "m.room.member"},
                        {"state_key", "@ana:x"},
                        {"sender", sender},
                        {"content", {{"membership", "invite"}, {"is_direct", direct}}}};
        Room room;
        apply(room, event_of(json), kBot);
        return room;
    };
    CHECK(invited(kBot, true).direct_with == "@ana:x");
    CHECK(invited(kBot, true).own);
    CHECK(invited(kBot, false).direct_with.empty());
    CHECK(invited("@eve:x", true).direct_with.empty());
}

TEST_CASE("a direct room is its person's until they leave it, not where they never came in") {
    const auto member = [](Room& room, const char* membership) {
        const Json json{{"type", "m.room.member"},
                        {"state_key", "@ana:x"},
                        {"sender", "@ana:x"},
                        {"content", {{"membership", membership}}}};
        apply(room, event_of(json), kBot);
    };
    Room declined;
    declined.direct_with = "@ana:x";
    member(declined, "invite");
    member(declined, "leave");
    CHECK(declined.direct_with == "@ana:x");
    Room room = declined;
    member(room, "join");
    room = *room_from("!r:x", kept(room));
    CHECK(room.direct_with == "@ana:x");
    member(room, "leave");
    CHECK(room.direct_with.empty());
    member(room, "join");
    CHECK(room.direct_with.empty());
}

TEST_CASE("a room that others read along is no direct room, and the list of those cannot make it one") {
    const auto member = [](Room& room, const char* user, const char* membership) {
        const Json json{{"type", "m.room.member"},
                        {"state_key", user},
                        {"sender", user},
                        {"content", {{"membership", membership}}}};
        apply(room, event_of(json), kBot);
    };
    Room room;
    room.direct_with = "@ana:x";
    member(room, "@ana:x", "join");
    member(room, kBot, "join");
    mind_company(room, 0);
    CHECK(room.direct_with == "@ana:x");
    Room counted = room;
    mind_company(counted, 3);
    CHECK(counted.direct_with.empty());
    member(room, "@ben:x", "invite");
    mind_company(room, 0);
    CHECK(room.direct_with.empty());
    room = *room_from("!r:x", kept(room));
    listed_direct(room, "@ana:x");
    CHECK(room.direct_with.empty());
}

TEST_CASE("a direct room that was upgraded is written into no more, once the bot is in the new one") {
    Rooms rooms;
    Room old;
    old.id = "!a:x";
    old.joined = true;
    old.direct_with = "@ana:x";
    old.successor = "!b:x";
    rooms.put(old);
    CHECK(rooms.direct_with("@ana:x")->id == "!a:x");
    Room next;
    next.id = "!b:x";
    rooms.put(next);
    CHECK(rooms.direct_with("@ana:x")->id == "!a:x");
    next.joined = true;
    next.direct_with = "@ana:x";
    rooms.put(next);
    CHECK(rooms.direct_with("@ana:x")->id == "!b:x");
}

TEST_CASE("a room in which nobody but the bot is left was declined by its person, or left") {
    Room room;
    room.direct_with = "@ana:x";
    mind_company(room, 1);
    CHECK(room.declined);
    CHECK(room.direct_with == "@ana:x");
    room.entered = true;
    mind_company(room, 1);
    CHECK(room.direct_with.empty());
}

TEST_CASE("the list of direct rooms keeps what others wrote, without rooms that are direct no longer") {
    Rooms rooms;
    rooms.at("!left:x").not_direct = true;
    rooms.at("!new:x").direct_with = "@ana:x";
    const Json list = *parsed(R"({"@ana:x":["!left:x","!unknown:x"],"@ben:x":["!old:x"],"@odd:x":7})");
    CHECK(with_direct_room(list, "@ana:x", "!new:x", rooms) ==
          *parsed(R"({"@ana:x":["!unknown:x","!new:x"],"@ben:x":["!old:x"],"@odd:x":7})"));
    CHECK(with_direct_room(Json::object(), "@ana:x", "!new:x", rooms) == *parsed(R"({"@ana:x":["!new:x"]})"));
}

TEST_CASE("the answer to /sync: odd parts are passed over, a token there must be") {
    const auto read = sync_answer(
        R"({"next_batch":"s2","rooms":{"join":{"!a:x":{"timeline":{"events":[7,{"type":"m.room.message"},
            {"event_id":"$1","type":"m.room.message","sender":"@a:x","content":[]}],"limited":"yes"}},"!b:x":[]},
            "invite":{"!c":{"invite_state":{"events":[
              {"type":"m.room.encryption","state_key":"","sender":"@a:x","content":{}},
              {"type":"m.room.member","state_key":"@plumb:example.org","sender":"@ana:x",
               "content":{"membership":"invite","is_direct":true}}]}}},"leave":{"!d:x":null}},
            "account_data":{"events":[{"type":"m.direct","content":{"@ana:x":["!e:x",7],"@b:x":"no"}}]}})",
        kBot);
    REQUIRE(read);
    CHECK(read->next == "s2");
    REQUIRE(read->joined.size() == 2);
    CHECK(read->joined[0].timeline.size() == 1);
    CHECK(read->joined[0].odd == 2);
    CHECK_FALSE(read->joined[0].limited);
    REQUIRE(read->invited.size() == 1);
    CHECK(read->invited[0].by == "@ana:x");
    CHECK(read->invited[0].direct);
    CHECK(read->invited[0].encrypted);
    CHECK(read->left == std::vector<std::string>{"!d:x"});
    CHECK(read->direct.size() == 1);
    const auto unsaid = sync_answer(
        R"({"next_batch":"s2","rooms":{"invite":{"!c":{"invite_state":{"events":[
              {"type":"m.room.create","state_key":"","sender":"@ana:example.org","content":{}}]}}}}})",
        kBot);
    REQUIRE(unsaid->invited.size() == 1);
    CHECK(unsaid->invited[0].by.empty());
    CHECK_FALSE(sync_answer("{}", kBot));
    CHECK_FALSE(sync_answer("[1]", kBot));
    CHECK_FALSE(sync_answer("null", kBot));
}

TEST_CASE("who may invite: the own server, or only who is named") {
    const Admission home{{}, {}, {}};
    CHECK(home.admits_user("@ana:example.org", "example.org"));
    CHECK_FALSE(home.admits_user("@ana:elsewhere.org", "example.org"));
    const Admission named{{}, {}, {"@eve:elsewhere.org"}};
    CHECK(named.admits_user("@eve:elsewhere.org", "example.org"));
    CHECK_FALSE(named.admits_user("@ana:example.org", "example.org"));
    CHECK(named.admits_some_of("elsewhere.org", "example.org"));
    CHECK(named.admits_some_of("example.org", "example.org"));
    CHECK_FALSE(named.admits_some_of("nowhere.org", "example.org"));
    const Admission servers{{"elsewhere.org"}, {"!only:x"}, {}};
    CHECK(servers.admits_user("@eve:elsewhere.org", "example.org"));
    CHECK(servers.admits_room("!only:x"));
    CHECK_FALSE(servers.admits_room("!other:x"));
}

TEST_CASE("a join is tried again within two seconds, then ever later, for minutes, then not") {
    CHECK(*next_join(1) <= std::chrono::seconds{2});
    net::Span all{};
    int failures = 1;
    for (; next_join(failures); ++failures) {
        all += *next_join(failures);
        if (failures > 1 && *next_join(failures) < std::chrono::minutes{2})
            CHECK(*next_join(failures) == 2 * *next_join(failures - 1));
    }
    CHECK(all > std::chrono::minutes{3});
    CHECK(all < std::chrono::minutes{15});
}

TEST_CASE("what is to be done about an answer") {
    CHECK(fate_of(answer(200, "")) == Fate::done);
    CHECK(fate_of(answer(429, "M_UNKNOWN")) == Fate::limited);
    CHECK(fate_of(answer(400, "M_LIMIT_EXCEEDED")) == Fate::limited);
    CHECK(fate_of(answer(401, "M_UNKNOWN_TOKEN")) == Fate::unauthorized);
    CHECK(fate_of(answer(502, "")) == Fate::unknown);
    CHECK(fate_of(answer(404, "")) == Fate::later);
    CHECK(fate_of(answer(403, "M_FORBIDDEN")) == Fate::refused);
    CHECK(fate_of(answer(0, "")) == Fate::later);
    CHECK(fate_of(answer(413, "")) == Fate::refused);
    CHECK(answer(400, "M_TOO_LARGE").finds_too_large());
    for (const char* passing : {"M_USER_LOCKED", "M_USER_SUSPENDED", "M_RESOURCE_LIMIT_EXCEEDED"})
        CHECK(fate_of(answer(403, passing)) == Fate::later);
    CHECK(answer(404, "M_UNRECOGNIZED").no_such_endpoint());
    CHECK(answer(405, "").no_such_endpoint());
    CHECK_FALSE(answer(404, "M_NOT_FOUND").no_such_endpoint());
}

TEST_CASE("who is refused again and again is not answered for a while, and nobody else suffers for it") {
    RefusalBudget budget;
    const net::Instant start{};
    for (std::size_t i = 0; i < kMostRefusals; ++i) {
        CHECK(budget.left("!r:x", "@loop:x", start));
        budget.refused("!r:x", "@loop:x", start);
    }
    CHECK_FALSE(budget.left("!r:x", "@loop:x", start + kRefusalsWithin));
    CHECK(budget.left("!r:x", "@ana:x", start));
    CHECK(budget.left("!other:x", "@loop:x", start));
    CHECK(budget.left("!r:x", "@loop:x", start + kRefusalsWithin + std::chrono::seconds{1}));
}

TEST_CASE("too many requests: the header, else the body, else nothing") {
    const auto limited_by = [](net::Headers headers, std::string body) {
        net::HttpResponse response{429, std::move(headers), std::move(body)};
        return answered(std::move(response), false).retry_after;
    };
    CHECK(limited_by({{"retry-after", "3"}}, R"({"retry_after_ms":9000})") == std::chrono::seconds{3});
    CHECK(limited_by({}, R"({"retry_after_ms":1500})") == std::chrono::milliseconds{1500});
    CHECK_FALSE(limited_by({}, R"({"retry_after_ms":"soon"})"));
    CHECK_FALSE(limited_by({}, "slow down"));
}

TEST_CASE("a reply with change new takes its message along, and what was typed wins") {
    CHECK(opens_request("change new"));
    CHECK(opens_request("Change ADD \"x\""));
    CHECK_FALSE(opens_request("change list"));
    CHECK_FALSE(opens_request("change"));
    CHECK(with_message("change new", "We type twice. Every night.", "https://matrix.to/#/x").text ==
          "change new \"We type twice\" why:\"We type twice. Every night.\" quote:\"We type twice. Every "
          "night.\" "
          "link:\"https://matrix.to/#/x\"");
    CHECK(with_message("change new \"Offline\" why:\"Tunnels\"", "He said \"no\"", "").text ==
          "change new \"Offline\" why:\"Tunnels\" quote:“He said \"no\"”");
    CHECK(with_message("change new", "", "") == SpelledOut{"change new", {}});
    const std::string text = "says ＂d＂, \"a\", “b” and «c»";
    CHECK(with_message("change new \"Offline\"", text + "\x07", "") ==
          SpelledOut{"change new \"Offline\"", {{"why", text}, {"quote", text}}});
}

TEST_CASE("a name is one line of what can be seen, or none") {
    CHECK(one_line_name("Ana María") == "Ana María");
    CHECK(one_line_name(" E\nva\a  <b>\t") == "E va <b>");
    CHECK(one_line_name(std::string(300, 'x')) == std::string(199, 'x') + "…");
    CHECK(one_line_name(std::string(200, 'x')) == std::string(200, 'x'));
    CHECK(one_line_name("\u2028Ana\u00a0\u3000B") == "Ana B");
    for (const char* nothing : {"", "  ", "\n\a", "\u200b\u202e", "\u3000"})
        CHECK(one_line_name(nothing).empty());
    for (const char* unseen : {"\u3164", "\u2800", "\u00ad", "\u115f\u1160", "\u180e", "\ufe0f", "\u2063",
                               "\u034f", "\U000e0041\U000e007f", "\uffa0 \u061c"})
        CHECK(one_line_name(unseen).empty());
    CHECK(one_line_name("Ana\u00adMaría \u2764\ufe0f") == "Ana\u00adMaría \u2764\ufe0f");
}

TEST_CASE("people and rooms are read from ids, addresses and links") {
    CHECK(is_user_id("@ana:example.org"));
    CHECK_FALSE(is_user_id("@ana"));
    CHECK_FALSE(is_user_id("#ana:example.org"));
    CHECK(is_user_id("@ana/b=c:10.0.0.1:8448"));
    CHECK(is_user_id("@ana:[2001:db8::1]:8448"));
    for (const char* nobody :
         {"@ana:", "@:x", "@@ana:x", "@ana b:x", "@ana:x,", "@ana:x/", "@ana:x:", "@ana:[::1"})
        CHECK_FALSE(is_user_id(nobody));
    CHECK(server_of("@ana:example.org:8448") == "example.org:8448");
    CHECK(server_of("!version12").empty());
    CHECK(room_of(kBot, channel_address(kBot, "!r:x")) == "!r:x");
    CHECK(room_in(channel_address("@a/b:x", "!r:x")) == "!r:x");
    CHECK(room_in("slack:T1/C1").empty());
    CHECK(room_of("@other:x", channel_address(kBot, "!r:x")).empty());
    CHECK(linked_id("https://matrix.to/#/%40ana%3Aexample.org?via=x") == "@ana:example.org");
    CHECK(linked_id("matrix:u/ana:example.org") == "@ana:example.org");
    CHECK(linked_id("https://example.org/#/@ana:x").empty());
    CHECK(link_to("!r:x", "$e/+", "x") == "https://matrix.to/#/%21r%3Ax/%24e%2F%2B?via=x");
    CHECK(percent_decoded("a%2") == "a%2");
}

}  // namespace plumb::matrix
