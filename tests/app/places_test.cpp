// Where messages of a record go: threads that mention people, cards in several channels, a channel that
// moved.
#include "app/outbox.hpp"
#include "app/service.hpp"
#include "storage/open.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <utility>

namespace plumb {
namespace {

class OneZone : public Zones {
  public:
    const Zone* find(std::string_view name) const override { return name == "UTC" ? &utc_ : nullptr; }

  private:
    Zone utc_;
};

class StoppedClock : public Clock {
  public:
    Instant now() const override { return Instant{Days{20'880}} + std::chrono::hours{9}; }
};

/// A platform whose threads hang on messages. It keeps what it is sent, has it wait, or refuses it.
class Room : public Chat {
  public:
    struct Message {
        std::string channel;
        std::string thread;
        std::string title;
        bool edit = false;
        bool mentions = false;
        std::string anchor;
        std::string text;
    };
    bool owns(std::string_view channel) const override { return channel.starts_with("room:"); }
    std::string direct_channel(const Person&) const override { return {}; }
    void send(const Delivery& delivery, std::function<void(SendOutcome)> done) override {
        const Outgoing& message = delivery.row->message;
        if (busy) return done({SendOutcome::What::later, {}, delivery.row->made_at + Days{1}, "busy"});
        if (refuses) return done({SendOutcome::What::never, {}, {}, "not allowed"});
        Message kept{message.channel, delivery.thread_id, {}, !delivery.edits.empty(),
                     false,           message.anchor,     {}};
        for (const Run& run : message.card.title.runs()) take(kept, run);
        for (const Line& line : message.card.lines)
            for (const Run& run : line.text.runs()) {
                kept.mentions |= run.kind == Run::Kind::ping;
                kept.text += run.text;
            }
        sent.push_back(kept);
        done({SendOutcome::What::sent, "m" + std::to_string(delivery.row->id), {}, {}});
    }
    bool ready() const override { return true; }
    bool is_shut(std::string_view channel) const override { return channel == shut; }
    Reach reach(std::string_view channel, const Person& person) override {
        const auto known = where.find({person.handle, std::string(channel)});
        return known == where.end() ? Chat::reach(channel, person) : known->second;
    }
    bool busy = false;
    bool refuses = false;
    std::string shut;
    /// Who is in which channel and who is not, where that is known.
    std::map<std::pair<std::string, std::string>, Reach> where;
    std::vector<Message> sent;

  private:
    static void take(Message& kept, const Run& run) {
        kept.mentions |= run.kind == Run::Kind::ping;
        kept.title += run.text;
    }
};

class Stage {
  public:
    Stage() {
        outbox_.add(room);
        say("room:T/old", "ana", "product new atlas \"Atlas\"");
        say("room:T/old", "ana", "me function:product");
        say("room:T/old", "cleo", "me function:sales");
    }
    void say(const std::string& channel, const std::string& who, const std::string& text) {
        Inbound inbound;
        inbound.author = {"room:T/" + who, who, {}, {}};
        inbound.place.account = "room:T";
        inbound.place.channel = channel;
        inbound.place.channel_name = called(channel);
        inbound.what = Said{text, true};
        handle(std::move(inbound));
    }
    void move(const std::string& from, const std::string& to) {
        Inbound inbound;
        inbound.place.channel = to;
        inbound.place.channel_name = called(to);
        inbound.what = Moved{from, to};
        handle(std::move(inbound));
    }
    /// Cleo's request stands in the first of the product's two rooms, and ana may decide; what was sent for
    /// it is forgotten.
    void raise_in_two_rooms() {
        say("room:T/old", "ana", "role add @ana approver");
        say("room:T/two", "ana", "product bind atlas");
        say("room:T/old", "cleo", "change new \"Kiosk\" why:\"Shops\"");
        room.sent.clear();
    }
    std::vector<Room::Message> in(const std::string& channel) const {
        std::vector<Room::Message> found;
        std::copy_if(room.sent.begin(), room.sent.end(), std::back_inserter(found),
                     [&](const Room::Message& message) { return message.channel == channel; });
        return found;
    }
    std::size_t mentions() const {
        return static_cast<std::size_t>(
            std::count_if(room.sent.begin(), room.sent.end(), [](const auto& m) { return m.mentions; }));
    }
    Room room;

  private:
    /// `old-room`: `room:T/old`.
    static std::string called(const std::string& channel) {
        return channel.substr(channel.find('/') + 1) + "-room";
    }
    static ServiceOptions options() {
        ServiceOptions made;
        made.admins = {"T/ana"};
        return made;
    }
    void handle(Inbound inbound) {
        inbound.at = clock_.now();
        service_.receive(std::move(inbound), {});
        service_.flush();
        outbox_.pump();
    }

    std::unique_ptr<Store> store_ = storage::open_store({}).value();
    OneZone zones_;
    StoppedClock clock_;
    Outbox outbox_{*store_, clock_};
    Service service_{*store_, zones_, clock_, outbox_, options()};
};

}  // namespace

TEST_CASE("a person is mentioned in one of a record's threads") {
    Stage stage;
    stage.raise_in_two_rooms();
    stage.say("room:T/old", "ana", "change decline CR-1 \"No\"");
    CHECK(stage.mentions() == 1);
    const auto second = stage.in("room:T/two");
    CHECK(std::any_of(second.begin(), second.end(), [](const auto& m) { return !m.thread.empty(); }));
}

TEST_CASE("nobody is mentioned where nothing can be said, while another channel of the product is open") {
    Stage stage;
    stage.raise_in_two_rooms();
    stage.room.shut = "room:T/old";
    stage.say("room:T/two", "ana", "change decline CR-1 \"No\"");
    const auto second = stage.in("room:T/two");
    CHECK(stage.mentions() == 1);
    CHECK(std::any_of(second.begin(), second.end(), [](const auto& m) { return m.mentions; }));
}

TEST_CASE("somebody is mentioned in a channel they are in, wherever it was said and the card stands") {
    const auto [old, two, expected] = GENERATE(table<Reach, Reach, std::string>({
        {Reach::there, Reach::unknown, "room:T/old"},
        {Reach::unknown, Reach::there, "room:T/two"},
        {Reach::absent, Reach::unknown, "room:T/two"},
        {Reach::unknown, Reach::absent, "room:T/old"},
        // Where it was said, where nothing else speaks for one.
        {Reach::there, Reach::there, "room:T/two"},
        {Reach::unknown, Reach::unknown, "room:T/two"},
    }));
    Stage stage;
    stage.raise_in_two_rooms();
    stage.room.where = {{{"cleo", "room:T/old"}, old}, {{"cleo", "room:T/two"}, two}};
    stage.say("room:T/two", "ana", "change decline CR-1 \"No\"");
    CHECK(stage.mentions() == 1);
    const auto there = stage.in(expected);
    CHECK(std::any_of(there.begin(), there.end(), [](const auto& m) { return m.mentions; }));
}

TEST_CASE("a warning mentions its owner in one of the product's channels, in one that is open") {
    const std::string shut = GENERATE("", "room:T/old", "room:T/two");
    Stage stage;
    stage.raise_in_two_rooms();
    stage.room.shut = shut;
    stage.say("room:T/two", "ana", "launch new \"Fair\" on:+3d owner:@cleo");
    std::vector<std::string> mentioned;
    for (const Room::Message& message : stage.room.sent)
        if (message.mentions && message.thread.empty()) mentioned.push_back(message.channel);
    CHECK(mentioned == std::vector<std::string>{shut == "room:T/old" ? "room:T/two" : "room:T/old"});
}

TEST_CASE("a card is edited wherever it stands, also in a channel of no product") {
    Stage stage;
    stage.say("room:T/old", "ana", "role add @ana approver");
    stage.say("room:T/else", "cleo", "change new \"Kiosk\" why:\"Shops\" product:atlas");
    stage.room.sent.clear();
    stage.say("room:T/old", "ana", "change decline CR-1 \"No\"");
    const auto elsewhere = stage.in("room:T/else");
    REQUIRE(elsewhere.size() == 1);
    CHECK(elsewhere.front().edit);
}

TEST_CASE("what waits for a channel that moved goes to the new one") {
    Stage stage;
    stage.room.sent.clear();
    stage.room.busy = true;
    stage.say("room:T/old", "cleo", "change new \"Kiosk\" why:\"Shops\"");
    stage.room.busy = false;
    stage.move("room:T/old", "room:T/new");
    CHECK(stage.in("room:T/old").empty());
    const auto moved = stage.in("room:T/new");
    REQUIRE(moved.size() == 2);
    CHECK(moved.front().title == "Kiosk");
    CHECK(moved.front().thread.empty());
    // Its ripple, in the thread that the card has in the new channel.
    CHECK_FALSE(moved.back().thread.empty());
}

TEST_CASE("in a channel that took another's place a request that is dealt with has its card and its thread") {
    Stage stage;
    stage.say("room:T/old", "ana", "role add @ana approver");
    stage.say("room:T/old", "cleo", "change new \"Kiosk\" why:\"Shops\"");
    stage.move("room:T/old", "room:T/new");
    stage.room.sent.clear();
    stage.say("room:T/new", "ana", "change decline CR-1 \"No\"");
    CHECK(stage.in("room:T/old").empty());
    const auto now = stage.in("room:T/new");
    REQUIRE_FALSE(now.empty());
    CHECK(now.front().title == "Kiosk");
    CHECK_FALSE(now.front().edit);
    CHECK(stage.mentions() == 1);
}

TEST_CASE("a warning whose message was left behind is told anew when it changes, and edited from then on") {
    Stage stage;
    stage.say("room:T/old", "ana", "launch new \"Fair\" on:+3d owner:@cleo");
    stage.move("room:T/old", "room:T/between");
    stage.move("room:T/between", "room:T/new");
    for (const bool edited : {false, true}) {
        stage.room.sent.clear();
        stage.say("room:T/new", "ana", edited ? "warning snooze AW-1 until:+2d" : "warning ack AW-1");
        std::vector<bool> edits;
        for (const Room::Message& message : stage.in("room:T/new"))
            if (message.anchor.starts_with("warnings:") && message.thread.empty())
                edits.push_back(message.edit);
        CHECK(edits == std::vector{edited});
        CHECK(stage.in("room:T/old").empty());
        CHECK(stage.in("room:T/between").empty());
    }
}

TEST_CASE("another channel is called by its name, also one that took another's place") {
    Stage stage;
    stage.say("room:T/two", "ana", "product bind atlas");
    for (const char* name : {"#old-room and #two-room", "#new-room and #two-room"}) {
        stage.room.sent.clear();
        stage.say("room:T/two", "ana", "product show");
        const auto answers = stage.in("room:T/two");
        CHECK(std::any_of(answers.begin(), answers.end(),
                          [&](const auto& m) { return m.text.find(name) != std::string::npos; }));
        stage.move("room:T/old", "room:T/new");
    }
}

TEST_CASE("a card that a channel refused is posted at the record's next change, and its thread begins") {
    Stage stage;
    stage.say("room:T/old", "ana", "role add @ana approver");
    stage.room.refuses = true;
    stage.say("room:T/old", "cleo", "change new \"Kiosk\" why:\"Shops\"");
    stage.room.refuses = false;
    stage.room.sent.clear();
    stage.say("room:T/old", "ana", "change decline CR-1 \"No\"");
    const auto now = stage.in("room:T/old");
    REQUIRE_FALSE(now.empty());
    CHECK(now.front().title == "Kiosk");
    CHECK_FALSE(now.front().edit);
    CHECK(stage.mentions() == 1);
}

TEST_CASE("a release whose card was left behind gets one where somebody has to be told of it") {
    Stage stage;
    stage.say("room:T/old", "ana", "release new 1.0 date:2028-03-01 owner:@cleo");
    stage.move("room:T/old", "room:T/new");
    stage.room.sent.clear();
    stage.say("room:T/new", "ana", "release move 1.0 to:2028-04-01 why:\"Late\"");
    const auto now = stage.in("room:T/new");
    const auto told = std::find_if(now.begin(), now.end(), [](const auto& m) { return m.mentions; });
    REQUIRE(told != now.end());
    CHECK_FALSE(told->thread.empty());
}

}  // namespace plumb
