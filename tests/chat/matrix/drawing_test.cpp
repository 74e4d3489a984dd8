// Cards as messages, and the contents they are sent as.
#include "chat/matrix/content.hpp"
#include "chat/matrix/draw.hpp"
#include "chat/matrix/parcel.hpp"
#include "core/records/write.hpp"

namespace plumb::matrix {
namespace {

World world_with_ana() {
    Person ana;
    ana.meta.n = 1;
    ana.handle = "ana";
    ana.name = "Ana <3";
    ana.accounts = {"matrix:@ana:example.org"};
    return plumb::apply(World{}, {{AnyRecord{ana}, false}});
}

Drawn one(const Card& card, const World& world = {}) {
    const auto messages = drawn(card, world, "!plumb", kMostContent);
    REQUIRE(messages.size() == 1);
    return messages.front();
}

}  // namespace

TEST_CASE("a card: its ID strong, its lines as paragraphs, lists and quotes") {
    Card card;
    card.id = "CR-1";
    card.title = "Offline mode";
    card.state = "open";
    card.lines = {{Line::Kind::field, "Why", "Crews lose the form"},
                  {Line::Kind::item, {}, "first"},
                  {Line::Kind::item, {}, "second"},
                  {Line::Kind::quote, {}, "We type"}};
    card.buttons = {{"Approve", "change approve CR-1", {}, {}}, {"Defer", "change defer CR-1", {}, {}}};
    const Drawn message = one(card);
    CHECK(message.body ==
          "CR-1  Offline mode — open\nWhy  Crews lose the form\n- first\n- second\n“We type”\n"
          "✅ approve · !plumb change defer CR-1");
    CHECK(message.html ==
          "<p><strong>CR-1</strong>  Offline mode — <em>open</em><br><strong>Why</strong>  Crews lose the "
          "form</p><ul><li>first</li><li>second</li></ul><blockquote>We type</blockquote><p>✅ approve · "
          "<code>!plumb change defer CR-1</code></p>");
    CHECK(message.mentions.empty());
}

TEST_CASE("what people typed is neither markup nor a ping") {
    const Drawn message = one(plain_card("<b>@room</b> & \"@ana:example.org\" \u202E"));
    CHECK(message.html == "<p>&lt;b&gt;@room&lt;/b&gt; &amp; &quot;@ana:example.org&quot; \\u202e</p>");
    CHECK(message.mentions.empty());
    CHECK(notice(message, {}, "r")["m.mentions"] == Json::object());
}

TEST_CASE("a ping is a pill and a mention, a name is only a name") {
    Text text;
    text.ping(PersonId{1}) << " and ";
    text.person(PersonId{1});
    const Drawn message = one(plain_card(text), world_with_ana());
    CHECK(message.body == "Ana <3 and Ana <3");
    CHECK(message.html ==
          "<p><a href=\"https://matrix.to/#/%40ana%3Aexample.org\">Ana &lt;3</a> and Ana &lt;3</p>");
    CHECK(message.mentions == std::vector<std::string>{"@ana:example.org"});
    const Json content = notice(message, {"$root", {}}, "r");
    CHECK(content["m.mentions"]["user_ids"] == Json::array({"@ana:example.org"}));
    CHECK(content["m.relates_to"] == Json{{"rel_type", "m.thread"},
                                          {"event_id", "$root"},
                                          {"is_falling_back", true},
                                          {"m.in_reply_to", {{"event_id", "$root"}}}});
}

TEST_CASE("an edit says all anew, and tells only who is new") {
    const Drawn message{"body", "<p>body</p>", {"@ana:example.org", "@ben:example.org"}};
    const Json content = edit(message, "$card", {"@ben:example.org"}, "row");
    CHECK(content["body"] == "* body");
    CHECK(content["m.relates_to"] == Json{{"rel_type", "m.replace"}, {"event_id", "$card"}});
    CHECK(content["m.mentions"]["user_ids"] == Json::array({"@ben:example.org"}));
    CHECK(content["m.new_content"]["body"] == "body");
    CHECK(content["m.new_content"]["m.mentions"]["user_ids"].size() == 2);
    CHECK_FALSE(content["m.new_content"].contains("m.relates_to"));
    CHECK(row_of(content) == "row");
}

TEST_CASE("a long card takes several messages, none too long and nothing cut") {
    Card card = plain_card("Many");
    std::string all;
    for (int i = 0; i < 2000; ++i) {
        const std::string line = "line " + std::to_string(i) + " \"quoted\" & more";
        card.lines.push_back({Line::Kind::item, {}, line});
        all += "\n- " + line;
    }
    std::string body;
    for (const Drawn& message : drawn(card, {}, "!plumb", kMostContent)) {
        CHECK(written(notice(message, {}, "row")).size() < 60'000);
        body += (body.empty() ? "" : "\n") + message.body;
    }
    CHECK(body == "Many" + all);
}

TEST_CASE("an edit is one message: of a long card it says how to see the rest") {
    Card card = plain_card("Many");
    card.id = "CR-1";
    CHECK(drawn_edit(card, {}, "!plumb", kMostEdited).body == "CR-1  Many");
    for (int i = 0; i < 2000; ++i) card.lines.push_back({Line::Kind::item, {}, "line " + std::to_string(i)});
    const Drawn message = drawn_edit(card, {}, "!plumb", kMostEdited);
    CHECK(written(edit(message, "$e", {}, "row")).size() < 60'000);
    CHECK(message.body.find("line 0") != std::string::npos);
    CHECK(message.body.ends_with("\nThere is more than fits into one message: !plumb change show CR-1"));
}

TEST_CASE("a direct room is answered in a thread only where it was asked in one") {
    OutboxRow row;
    row.message.channel = "matrix:@plumb:x/!r:x";
    row.message.card = plain_card("You are Ana.");
    row.message.to = PersonId{1};
    row.message.reply = true;
    const World nobody;
    Delivery delivery;
    delivery.row = &row;
    delivery.world = &nobody;
    const Self self{"@plumb:x", "Plumbline", "!plumb"};
    Room room;
    const auto root = [&](const char* reply_to) {
        row.reply_to = reply_to;
        const Parcel parcel = parcel_of(delivery, self, &room, "a", {});
        return text_at(at(parcel.contents.at(0), "m.relates_to"), "event_id");
    };
    CHECK(root("$asked $asked") == "$asked");
    room.direct_with = "@ana:x";
    CHECK(root("$asked $asked").empty());
    CHECK(root("$root $asked") == "$root");
}

TEST_CASE("an edit goes on mentioning whom its message did, and tells only who is new") {
    World world;
    std::vector<PersonId> people;
    for (const char* name : {"ben", "dan", "eva"}) {
        Person person;
        person.meta.n = static_cast<int>(people.size()) + 1;
        person.handle = name;
        person.accounts = {std::string("matrix:@") + name + ":x"};
        people.push_back(id_of(person));
        world.all<Person>().put(std::move(person));
    }
    Text text("For ");
    text.person(people[0]) << ", ";
    text.ping(people[1]) << " and ";
    text.person(people[2]) << ".";
    OutboxRow row;
    row.message.how = Outgoing::How::edit;
    row.message.channel = "matrix:@plumb:x/!r:x";
    row.message.card = plain_card(std::move(text));
    Delivery delivery;
    delivery.row = &row;
    delivery.edits = "$first";
    delivery.world = &world;
    const Self self{"@plumb:x", "Plumbline", "!plumb"};
    const std::vector<std::string> before{"@ben:x"};
    const Json content = parcel_of(delivery, self, nullptr, "a", &before).contents.at(0);
    CHECK(at(at(content, "m.mentions"), "user_ids") == Json{"@dan:x"});
    CHECK(at(at(at(content, "m.new_content"), "m.mentions"), "user_ids") == Json{"@ben:x", "@dan:x"});
    const Json unknown = parcel_of(delivery, self, nullptr, "a", nullptr).contents.at(0);
    CHECK(at(unknown, "m.mentions").empty());
}

TEST_CASE("what the homeserver finds too large is sent in smaller pieces, and then said in a line") {
    OutboxRow row;
    row.id = 7;
    row.message.channel = "matrix:@plumb:x/!r:x";
    row.message.card = plain_card("Many");
    row.message.card.id = "CR-1";
    for (int i = 0; i < 500; ++i)
        row.message.card.lines.push_back({Line::Kind::item, {}, "line " + std::to_string(i)});
    const World nobody;
    Delivery delivery;
    delivery.row = &row;
    delivery.world = &nobody;
    const Self self{"@plumb:x", "Plumbline", "!plumb"};
    Parcel parcel = parcel_of(delivery, self, nullptr, "a", {});
    REQUIRE(parcel.contents.size() == 1);
    REQUIRE(parcel.shorten(0));
    CHECK(parcel.contents.size() > 2);
    for (const Json& content : parcel.contents) CHECK(written(content).size() < 9'000);
    CHECK(row_of(parcel.contents[1]) == "plumb-a-7-2");
    REQUIRE(parcel.shorten(1));
    CHECK(row_of(parcel.contents[1]) == "plumb-a-7-2");
    CHECK(text_at(parcel.contents[1], "body") ==
          "CR-1 is on record; its card is larger than the homeserver takes: !plumb change show CR-1");
    CHECK_FALSE(parcel.shorten(1));
    REQUIRE(parcel.shorten(0));
    CHECK(parcel.contents.size() == 1);
    CHECK_FALSE(parcel.shorten(0));
    CHECK_FALSE(parcel.shorten(1));
}

TEST_CASE("one line too long for a message is cut between characters") {
    std::string line;
    for (int i = 0; i < 40'000; ++i) line += "é";
    std::string body;
    for (const Drawn& message : drawn(plain_card(line), {}, "!plumb", kMostEdited)) {
        CHECK(written(edit(message, "$e", {}, "row")).size() < 60'000);
        for (const char c : message.body)
            if (c != '\n') body += c;
    }
    CHECK(body == line);
}

}  // namespace plumb::matrix
