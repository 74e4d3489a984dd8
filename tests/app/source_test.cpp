// What a message's own conversation hears when it became a request.
#include "app/postings.hpp"

#include <catch2/catch.hpp>

namespace plumb {
namespace {

Inbound from_a_message() {
    Inbound inbound;
    inbound.place.channel = "slack:T1/C1";
    inbound.source = {"{\"thread\":\"1.2\"}", "Ben"};
    return inbound;
}

ChangeRequest request(int n) {
    ChangeRequest made;
    made.meta.n = n;
    return made;
}

}  // namespace

TEST_CASE("the conversation hears which request records it, as a message of its own") {
    const auto row = told_source(from_a_message(), {}, {{request(3), false}}, Instant{Days{20'000}});
    REQUIRE(row);
    CHECK(row->reply_to == "{\"thread\":\"1.2\"}");
    CHECK(row->message.channel == "slack:T1/C1");
    CHECK(row->message.how == Outgoing::How::post);
    CHECK_FALSE(row->message.to);
    Text said;
    said.strong("CR-3");
    said << " records what was said here"
         << " by "
         << "Ben"
         << ".";
    CHECK(row->message.card == plain_card(said));
    CHECK(row->made_at == Instant{Days{20'000}});
}

TEST_CASE("no conversation is told of what made no request, or came from no message") {
    World before;
    before.all<ChangeRequest>().put(request(3));
    CHECK_FALSE(told_source(from_a_message(), before, {{request(3), false}}, {}));
    CHECK_FALSE(told_source(from_a_message(), {}, {}, {}));
    CHECK_FALSE(told_source({}, {}, {{request(3), false}}, {}));
}

}  // namespace plumb
