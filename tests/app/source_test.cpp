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
    Postings made;
    tell_source(made, from_a_message(), {}, {{request(3), false}}, Instant{Days{20'000}});
    REQUIRE(made.rows.size() == 1);
    const OutboxRow* row = &made.rows.front();
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
    // It can be edited, should the request be taken back.
    REQUIRE(made.posts.size() == 1);
    CHECK(made.posts.front().anchor == "source:CR-3");
    CHECK(made.posts.front().channel == "slack:T1/C1");
    CHECK(row->message.anchor == "source:CR-3");
}

TEST_CASE("no conversation is told of what made no request, or came from no message") {
    World before;
    before.all<ChangeRequest>().put(request(3));
    Postings made;
    tell_source(made, from_a_message(), before, {{request(3), false}}, {});
    tell_source(made, from_a_message(), {}, {}, {});
    tell_source(made, {}, {}, {{request(3), false}}, {});
    CHECK(made.rows.empty());
    CHECK(made.posts.empty());
}

}  // namespace plumb
