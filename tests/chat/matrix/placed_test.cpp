// What stands on the bot's cards to be pressed, step by step.
#include "chat/matrix/placed.hpp"

#include <catch2/catch.hpp>

namespace plumb::matrix {
namespace {

Answer good(const char* body) {
    Answer answer;
    answer.status = 200;
    answer.body = *parsed(body);
    return answer;
}

Wanted wanted(std::vector<std::string> keys, std::string transaction, bool fresh) {
    return {"!r:x", "$card", std::move(keys), std::move(transaction), fresh};
}

std::string path(Placed& placed) {
    const auto call = placed.next();
    return call ? call->method + " " + call->path : std::string{};
}

/// A card with two reactions on it.
void place_two(Placed& placed) {
    REQUIRE(placed.want(wanted({"✅", "👀"}, "row", true)));
    CHECK(path(placed) == "PUT /_matrix/client/v3/rooms/%21r%3Ax/send/m.reaction/row-r1");
    placed.settled(good(R"({"event_id":"$yes"})"));
    CHECK(path(placed) == "PUT /_matrix/client/v3/rooms/%21r%3Ax/send/m.reaction/row-r2");
    placed.settled(good(R"({"event_id":"$eyes"})"));
    CHECK(path(placed).empty());
    CHECK(placed.idle());
}

}  // namespace

TEST_CASE("a new card gets what it offers, once") {
    Placed placed;
    place_two(placed);
    CHECK_FALSE(placed.want(wanted({"👀", "✅"}, "later", false)));
    CHECK(path(placed).empty());
}

TEST_CASE("what a card no longer offers is taken away, and placed again when it does") {
    Placed placed;
    place_two(placed);
    REQUIRE(placed.want(wanted({"👀"}, "decided", false)));
    CHECK(path(placed) == "PUT /_matrix/client/v3/rooms/%21r%3Ax/redact/%24yes/plumb-off-%24yes");
    placed.settled(good(R"({"event_id":"$gone"})"));
    CHECK(path(placed).empty());
    REQUIRE(placed.want(wanted({"✅", "👀"}, "reopened", false)));
    CHECK(path(placed) == "PUT /_matrix/client/v3/rooms/%21r%3Ax/send/m.reaction/reopened-r1");
}

TEST_CASE("of a card of an earlier run it is asked what stands there; only the bot's own is taken away") {
    Placed placed;
    placed.set_self("@bot:x");
    REQUIRE(placed.want(wanted({"👀"}, "row", false)));
    CHECK(path(placed) == "GET /_matrix/client/v1/rooms/%21r%3Ax/relations/%24card/m.annotation/m.reaction");
    placed.settled(good(R"({"chunk":[
        {"sender":"@ana:x","event_id":"$hers","content":{"m.relates_to":{"key":"✅"}}},
        {"sender":"@bot:x","event_id":"$old","content":{"m.relates_to":{"key":"✅"}}},
        {"sender":"@bot:x","event_id":"$taken","content":{}},
        {"sender":"@bot:x","event_id":"$seen","content":{"m.relates_to":{"key":"👀"}}}]})"));
    CHECK(path(placed) == "PUT /_matrix/client/v3/rooms/%21r%3Ax/redact/%24old/plumb-off-%24old");
    placed.settled(good("{}"));
    CHECK(path(placed).empty());
}

TEST_CASE("a later edit takes the place of one that waits, and placing it has names of its own") {
    Placed placed;
    REQUIRE(placed.want(wanted({"✅", "👀"}, "row", true)));
    CHECK(path(placed) == "PUT /_matrix/client/v3/rooms/%21r%3Ax/send/m.reaction/row-r1");
    REQUIRE(placed.want(wanted({"👀"}, "edit", false)));
    placed.settled(good(R"({"event_id":"$yes"})"));
    CHECK(path(placed) == "PUT /_matrix/client/v3/rooms/%21r%3Ax/redact/%24yes/plumb-off-%24yes");
    placed.settled(good("{}"));
    CHECK(path(placed) == "PUT /_matrix/client/v3/rooms/%21r%3Ax/send/m.reaction/edit-r1");
}

TEST_CASE("what is refused is not asked for again; its event is looked up before it is taken away") {
    Placed placed;
    REQUIRE(placed.want(wanted({"✅"}, "row", true)));
    CHECK_FALSE(path(placed).empty());
    Answer duplicate;
    duplicate.status = 400;
    duplicate.errcode = "M_DUPLICATE_ANNOTATION";
    placed.settled(duplicate);
    CHECK(path(placed).empty());
    REQUIRE(placed.want(wanted({}, "row", false)));
    CHECK(path(placed).rfind("GET ", 0) == 0);
    placed.settled(good(R"({"chunk":[]})"));
    CHECK(path(placed).empty());
}

TEST_CASE("a good answer that does not say what came of it is none") {
    Placed placed;
    REQUIRE(placed.want(wanted({"✅"}, "row", true)));
    CHECK(path(placed).ends_with("row-r1"));
    Answer page;
    page.status = 200;
    CHECK_FALSE(placed.understood(page));
    CHECK(path(placed).ends_with("row-r1"));
    CHECK(placed.understood(good(R"({"event_id":"$yes"})")));
    Placed later;
    REQUIRE(later.want(wanted({"✅"}, "row", false)));
    CHECK(path(later).starts_with("GET "));
    CHECK_FALSE(later.understood(page));
    CHECK(later.understood(good(R"({"chunk":[]})")));
}

TEST_CASE("what waits is noted, and goes on after a restart") {
    Placed first;
    REQUIRE(first.want(wanted({"✅"}, "row", true)));
    Placed second;
    second.load(first.note());
    CHECK(path(second) == "PUT /_matrix/client/v3/rooms/%21r%3Ax/send/m.reaction/row-r1");
    second.settled(good(R"({"event_id":"$yes"})"));
    CHECK(path(second).empty());
    CHECK(second.note() == "[]");
    // Notes of other programs, or of earlier ones.
    for (const char* odd : {"", "no JSON", "{}", R"([1,{"room":"!r:x"}])"}) {
        Placed third;
        third.load(odd);
        CHECK(third.idle());
    }
}

}  // namespace plumb::matrix
