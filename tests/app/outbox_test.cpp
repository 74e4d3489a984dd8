#include "app/outbox.hpp"
#include "storage/open.hpp"

#include <catch2/catch.hpp>

namespace plumb {
namespace {

class SetClock : public Clock {
  public:
    Instant now() const override { return at; }
    Instant at{};
};

/// Serves the channels whose address begins with its name, and answers when a test says so.
class SlowChat : public Chat {
  public:
    explicit SlowChat(std::string name) : name_(std::move(name)) {}
    bool owns(std::string_view channel) const override { return channel.starts_with(name_); }
    std::string direct_channel(const Person&) const override { return {}; }
    void send(const Delivery& delivery, std::function<void(SendOutcome)> done) override {
        tries.push_back(delivery.row->tries);
        waiting.push_back(std::move(done));
    }
    bool ready() const override { return is_ready; }
    bool goes_apart(const OutboxRow& row) const override { return row.message.reply; }
    bool is_ready = true;
    std::vector<int> tries;
    std::vector<std::function<void(SendOutcome)>> waiting;

  private:
    std::string name_;
};

struct Fixture {
    Fixture() {
        outbox.see([this]() -> const World& { return world; });
    }
    void post(const std::string& channel) {
        OutboxRow row;
        row.message.channel = channel;
        row.message.card = plain_card("said");
        post(std::move(row));
    }
    void post(OutboxRow row) {
        Transaction transaction;
        transaction.outbox.push_back(std::move(row));
        REQUIRE(store->begin());
        REQUIRE(store->put(transaction));
        REQUIRE(store->commit());
        outbox.enqueue(transaction.outbox);
        outbox.pump();
    }

    std::unique_ptr<Store> store = storage::open_store({}).value();
    SetClock clock;
    World world;
    Outbox outbox{*store, clock};
};

}  // namespace

TEST_CASE("messages that no account serves wait for one, and are given up after a while") {
    Fixture f;
    SlowChat one{"one/"};
    f.outbox.add(one);
    f.post("two/here");
    CHECK(f.outbox.depth() == 1);
    REQUIRE(f.outbox.next_try());
    CHECK(*f.outbox.next_try() == f.clock.at + kUnservedWait);
    SECTION("an account that comes in time sends them") {
        SlowChat two{"two/"};
        f.outbox.add(two);
        f.clock.at += kUnservedWait;
        f.outbox.pump();
        CHECK(two.tries.size() == 1);
        f.outbox.remove(two);
    }
    SECTION("else they are gone, from the store too") {
        f.clock.at += kUnservedWait - Seconds{1};
        f.outbox.pump();
        CHECK(f.outbox.depth() == 1);
        f.clock.at += Seconds{1};
        f.outbox.pump();
        CHECK(f.outbox.depth() == 0);
        f.store->settle();
        CHECK(f.store->outbox().empty());
        CHECK_FALSE(f.outbox.next_try());
    }
    SECTION("as long as an account has not come up nobody knows whose they are") {
        one.is_ready = false;
        f.outbox.pump();
        f.clock.at += kUnservedWait * 2;
        f.outbox.pump();
        CHECK(f.outbox.depth() == 1);
        CHECK_FALSE(f.outbox.next_try());
    }
}

TEST_CASE("an account that goes with a message in hand leaves its outcome unknown, to another") {
    Fixture f;
    SlowChat other{"one/"};
    {
        SlowChat first{"one/"};
        f.outbox.add(first);
        f.post("one/here");
        REQUIRE(first.tries == std::vector<int>{0});
        f.outbox.remove(first);
    }
    CHECK_FALSE(f.outbox.in_flight());
    f.outbox.add(other);
    f.clock.at += Seconds{2};
    f.outbox.pump();
    CHECK(other.tries == std::vector<int>{1});
    f.outbox.remove(other);
}

TEST_CASE("of two accounts in one workspace the one that works sends") {
    Fixture f;
    SlowChat broken{"one/"};
    SlowChat sound{"one/"};
    broken.is_ready = false;
    f.outbox.add(broken);
    f.outbox.add(sound);
    f.post("one/here");
    CHECK(broken.tries.empty());
    REQUIRE(sound.tries.size() == 1);
    SECTION("and says once what became of it") {
        sound.waiting.front()({SendOutcome::What::sent, "1.1", {}, {}});
        sound.waiting.front()({SendOutcome::What::unknown, {}, {}, {}});
        CHECK(f.outbox.depth() == 0);
    }
}

TEST_CASE("what goes another way waits for no message of its channel") {
    Fixture f;
    SlowChat chat{"one/"};
    f.outbox.add(chat);
    f.post("one/here");
    f.post("one/here");
    REQUIRE(chat.tries.size() == 1);
    OutboxRow answer;
    answer.message.channel = "one/here";
    answer.message.reply = true;
    f.post(answer);
    CHECK(chat.tries.size() == 2);
    // Answers keep their own order.
    f.post(answer);
    CHECK(chat.tries.size() == 2);
    f.outbox.remove(chat);
}

TEST_CASE("a line of a thread whose root never came is left out, and one whose root waits comes after it") {
    Fixture f;
    SlowChat chat{"one/"};
    f.outbox.add(chat);
    const Ref record{ChangeId{1}};
    OutboxRow root;
    root.message.channel = "one/here";
    root.message.anchor = "card:CR-1";
    OutboxRow line;
    line.message.channel = "one/here";
    line.message.thread = record;
    SECTION("it never came") {
        f.post(line);
        CHECK(chat.tries.empty());
        CHECK(f.outbox.depth() == 0);
    }
    SECTION("it is held back") {
        const Instant later = f.clock.at + Seconds{60};
        f.outbox.hold_with([&](const OutboxRow& row) {
            return row.message.anchor.empty() ? std::nullopt : std::optional(later);
        });
        f.post(root);
        f.post(line);
        CHECK(chat.tries.empty());
        f.clock.at = later;
        f.outbox.pump();
        REQUIRE(chat.waiting.size() == 1);
        chat.waiting.front()({SendOutcome::What::never, {}, {}, "refused"});
        f.outbox.pump();
        CHECK(chat.tries.size() == 1);
        CHECK(f.outbox.depth() == 0);
    }
    f.outbox.remove(chat);
}

}  // namespace plumb
