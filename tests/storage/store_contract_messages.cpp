// Messages on their way out, and those that the platform has.
#include "tests/storage/store_contract.hpp"

namespace plumb {

namespace {

OutboxRow message(std::string channel, std::string anchor, std::string title) {
    OutboxRow row;
    row.message.channel = std::move(channel);
    row.message.anchor = std::move(anchor);
    row.message.card.title << std::move(title);
    row.reply_to = "response-url";
    return row;
}

Post post_of(const std::string& anchor, const std::string& channel) {
    Post post;
    post.anchor = anchor;
    post.channel = channel;
    post.thread = ChangeId{1};
    post.at = Instant{Days{20'000}};
    post.card.title << "Card of " << anchor;
    return post;
}

}  // namespace

TEST_CASE("store: the outbox keeps its order and forgets what was sent") {
    const auto made = store_under_test();
    std::vector<std::int64_t> ids;
    {
        const auto store = made->open();
        Transaction transaction;
        transaction.outbox = {message("c/1", "card:CR-1", "One"), message("c/2", {}, "Two"),
                              message("c/1", {}, "Three")};
        REQUIRE(store->begin());
        REQUIRE(store->put(transaction));
        REQUIRE(store->commit());
        for (const OutboxRow& row : transaction.outbox) ids.push_back(row.id);
        CHECK(ids[0] > 0);
        CHECK(ids[0] < ids[1]);
        CHECK(ids[1] < ids[2]);
        store->tried(ids[0]);
        store->sent(ids[0], "1700000000.1");
        store->dropped(ids[1], "the channel is gone");
    }
    const auto store = made->open();
    const auto pending = store->outbox();
    REQUIRE(pending.size() == 1);
    CHECK(pending.front().id == ids[2]);
    CHECK(pending.front().message.channel == "c/1");
    CHECK(pending.front().message.card.title == Text("Three"));
    CHECK(pending.front().reply_to == "response-url");
    // The process before this one may have sent it: its outcome is unknown.
    CHECK(pending.front().tries == 1);
    Transaction more;
    more.outbox = {message("c/1", {}, "Four")};
    REQUIRE(store->begin());
    REQUIRE(store->put(more));
    REQUIRE(store->commit());
    // An id is the platform's transaction id: it is never given twice.
    CHECK(more.outbox.front().id > ids[2]);
}

TEST_CASE("store: what was taken for tried and was not counts as never tried") {
    const auto made = store_under_test();
    {
        const auto store = made->open();
        Transaction transaction;
        transaction.outbox = {message("c/1", {}, "Rides"), message("c/1", {}, "Rode"),
                              message("c/1", {}, "Tried after")};
        for (OutboxRow& row : transaction.outbox) row.tries = 1;
        REQUIRE(store->begin());
        REQUIRE(store->put(transaction));
        REQUIRE(store->commit());
        store->untried(transaction.outbox[0].id);
        store->untried(transaction.outbox[2].id);
        store->tried(transaction.outbox[2].id);
    }
    // One more each: the process before this one may have been at it.
    const auto pending = made->open()->outbox();
    REQUIRE(pending.size() == 3);
    CHECK(pending[0].tries == 1);
    CHECK(pending[1].tries == 2);
    CHECK(pending[2].tries == 2);
}

TEST_CASE("store: a post is found by what it is, and by what the platform calls it") {
    const auto made = store_under_test();
    {
        const auto store = made->open();
        Transaction transaction;
        transaction.posts = {post_of("card:CR-1", "c/1"), post_of("warnings:1", "c/1")};
        transaction.outbox = {message("c/1", "card:CR-1", "Card"), message("c/1", "warnings:1", "Warning")};
        REQUIRE(store->begin());
        REQUIRE(store->put(transaction));
        REQUIRE(store->commit());
        CHECK(store->post("card:CR-1", "c/1")->message_id.empty());
        store->sent(transaction.outbox[0].id, "ts-1");
        store->sent(transaction.outbox[1].id, "ts-2");
        // At once, before the outcome is written.
        CHECK(store->post("card:CR-1", "c/1")->message_id == "ts-1");
        CHECK(store->message_id("card:CR-1", "c/1") == "ts-1");
        CHECK(store->message_id("card:CR-1", "c/2").empty());
        CHECK(store->record_of_thread("c/1", "ts-1") == Ref{ChangeId{1}});
    }
    const auto store = made->open();
    const auto post = store->post("card:CR-1", "c/1");
    REQUIRE(post);
    CHECK(post->message_id == "ts-1");
    CHECK(store->message_id("card:CR-1", "c/1") == "ts-1");
    CHECK(store->message_id("card:CR-2", "c/1").empty());
    CHECK(post->thread == Ref{ChangeId{1}});
    CHECK(post->card == post_of("card:CR-1", "c/1").card);
    CHECK(store->record_of_thread("c/1", "ts-1") == Ref{ChangeId{1}});
    // Only cards begin threads of records.
    CHECK_FALSE(store->record_of_thread("c/1", "ts-2"));
    CHECK_FALSE(store->record_of_thread("c/2", "ts-1"));
    CHECK_FALSE(store->record_of_thread("c/1", ""));
    CHECK_FALSE(store->post("card:CR-1", "c/2"));
    Post again = *post;
    again.card.title << ", edited";
    Transaction edit;
    edit.posts = {again};
    commit(*store, std::move(edit));
    CHECK(store->post("card:CR-1", "c/1")->card == again.card);
}

TEST_CASE("store: a post that never came is forgotten, unless another message is to become it") {
    const auto made = store_under_test();
    const auto store = made->open();
    Transaction transaction;
    transaction.outbox = {message("c/1", "card:CR-1", "One"), message("c/2", "card:CR-1", "One"),
                          message("c/2", "card:CR-1", "Two"), message("c/3", "card:CR-1", "One"),
                          message("c/3", "card:CR-1", "Edit")};
    transaction.posts = {post_of("card:CR-1", "c/1"), post_of("card:CR-1", "c/2"),
                         post_of("card:CR-1", "c/3")};
    REQUIRE(store->begin());
    REQUIRE(store->put(transaction));
    REQUIRE(store->commit());
    store->dropped(transaction.outbox[0].id, "not allowed");
    store->dropped(transaction.outbox[1].id, "not allowed");
    store->sent(transaction.outbox[3].id, "ts-1");
    store->dropped(transaction.outbox[4].id, "not allowed");
    commit(*store, {});
    CHECK(store->channels("card:CR-1") == std::vector<std::string>{"c/2", "c/3"});
    CHECK(store->message_id("card:CR-1", "c/3") == "ts-1");
    // Nobody misses a message of a thread that never began.
    store->dropped(transaction.outbox[2].id, {});
    commit(*store, {});
    CHECK_FALSE(store->post("card:CR-1", "c/2"));
}

TEST_CASE("store: it is known where all posts of one thing are") {
    const auto made = store_under_test();
    const auto store = made->open();
    Transaction transaction;
    transaction.posts = {post_of("card:CR-1", "c/2"), post_of("card:CR-10", "c/3"),
                         post_of("card:CR-1", "c/1")};
    commit(*store, std::move(transaction));
    CHECK(store->channels("card:CR-1") == std::vector<std::string>{"c/1", "c/2"});
    CHECK(store->channels("card:CR-2").empty());
}

TEST_CASE("store: outcomes that wait are written with the next group, or when they are settled") {
    const auto made = store_under_test();
    const auto store = made->open();
    Transaction transaction;
    transaction.outbox = {message("c/1", {}, "One"), message("c/1", {}, "Two")};
    REQUIRE(store->begin());
    REQUIRE(store->put(transaction));
    REQUIRE(store->commit());
    store->sent(transaction.outbox[0].id, "ts-1");
    store->settle();
    CHECK(store->outbox().size() == 1);
    store->sent(transaction.outbox[1].id, "ts-2");
    // A group that fails does not lose them.
    REQUIRE(store->begin());
    store->rollback();
    commit(*store, {});
    CHECK(store->outbox().empty());
}

}  // namespace plumb
