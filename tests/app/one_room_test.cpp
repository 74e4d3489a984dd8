#include "app/one_room.hpp"
#include "core/records/write.hpp"

#include <catch2/catch.hpp>

using namespace plumb;

namespace {

/// An account that is in every room, or may be.
class Account : public Chat {
  public:
    Account(std::string name, bool there) : name_(std::move(name)), there_(there) {}
    bool owns(std::string_view channel) const override { return channel.starts_with(name_ + "/"); }
    std::string direct_channel(const Person&) const override { return {}; }
    SamePlace same_place(std::string_view channel) const override {
        return {name_ + std::string(channel.substr(channel.find('/'))), there_};
    }
    void send(const Delivery&, std::function<void(SendOutcome)>) override {}
    bool ready() const override { return there_; }

  private:
    std::string name_;
    bool there_;
};

World bound_to(const std::string& channel) {
    Product product;
    product.meta.n = 1;
    product.key = "atlas";
    product.channels = {channel};
    return apply(World{}, {{AnyRecord{product}, false}});
}

Inbound said_to(const std::string& channel, bool addressed) {
    Inbound inbound;
    inbound.place.channel = channel;
    inbound.what = Said{"change list", addressed};
    return inbound;
}

}  // namespace

TEST_CASE("of several accounts in a room the first hears it, whoever the event came to") {
    Account one("one", true), two("two", true);
    const std::vector<Chat*> both{&one, &two};
    Inbound first = said_to("one/!r", true);
    CHECK(heard_here({}, both, first));
    CHECK(first.place.channel == "one/!r");
    Inbound second = said_to("two/!r", true);
    CHECK(heard_here({}, both, second));
    CHECK(second.place.channel == "one/!r");
    Inbound talk = said_to("two/!r", false);
    CHECK_FALSE(heard_here({}, both, talk));
    talk.what = Reacted{"$card", "x"};
    CHECK_FALSE(heard_here({}, both, talk));
    talk.what = Tick{};
    CHECK(heard_here({}, both, talk));
}

TEST_CASE("the account whose address is bound hears a room, even before it is known to be there") {
    Account one("one", true), two("two", false);
    Inbound inbound = said_to("one/!r", true);
    CHECK(heard_here(bound_to("two/!r"), {&one, &two}, inbound));
    CHECK(inbound.place.channel == "two/!r");
}

TEST_CASE("an account that is alone in a room hears it, whichever may come") {
    Account one("one", false), two("two", true);
    Inbound inbound = said_to("two/!r", false);
    CHECK(heard_here({}, {&one, &two}, inbound));
    CHECK(inbound.place.channel == "two/!r");
    CHECK(heard_here({}, {&two}, inbound));
}
