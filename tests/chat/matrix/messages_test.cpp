// Which messages are heard, and what they say; the events are those of the Matrix specification, and worse
// ones.
#include "chat/matrix/html_text.hpp"
#include "chat/matrix/linked_names.hpp"
#include "chat/matrix/message.hpp"

namespace plumb::matrix {
namespace {

const Self kBot{"@plumb:example.org", "Plumbline", "!plumb"};

struct Given {
    Json document;
    Event event;
};

/// An event as a server sends it, held together with what it was read from.
std::shared_ptr<Given> event(const std::string& content, const std::string& sender = "@ana:example.org",
                             const std::string& type = "m.room.message") {
    auto given = std::make_shared<Given>();
    given->document = *parsed(R"({"event_id":"$e","origin_server_ts":1432735824653,"sender":")" + sender +
                              R"(","type":")" + type + R"(","content":)" + content + "}");
    given->event = event_of(given->document);
    return given;
}

std::optional<Heard> hear(const std::string& content, const std::string& sender = "@ana:example.org") {
    return heard(event(content, sender)->event, kBot);
}

/// What is heard of a body with its HTML.
std::string text(const std::string& body, const std::string& html) {
    return hear(Json{{"msgtype", "m.text"},
                     {"body", body},
                     {"format", "org.matrix.custom.html"},
                     {"formatted_body", html}}
                    .dump())
        ->text;
}

}  // namespace

TEST_CASE("the specification's text message is heard as talk") {
    const auto message = hear(
        R"({"body":"This is an example text message","format":"org.matrix.custom.html",
            "formatted_body":"<b>This is an example text message</b>","msgtype":"m.text"})");
    REQUIRE(message);
    CHECK(message->text == "This is an example text message");
    CHECK_FALSE(message->addressed);
}

TEST_CASE("notices, edits, the bot's own and what is no message are not heard") {
    CHECK_FALSE(hear(R"({"msgtype":"m.notice","body":"!plumb me"})"));
    CHECK_FALSE(hear(R"({"msgtype":"m.text","body":"!plumb me"})", kBot.user));
    CHECK_FALSE(hear(R"({"msgtype":"m.text","body":"* new","m.new_content":{"msgtype":"m.text","body":"new"},
                         "m.relates_to":{"rel_type":"m.replace","event_id":"$o"}})"));
    CHECK_FALSE(hear(R"({})"));
    CHECK_FALSE(hear(R"({"msgtype":"m.text","body":"  "})"));
    CHECK_FALSE(hear(R"({"msgtype":["m.text"],"body":"!plumb me"})"));
    CHECK_FALSE(hear(R"({"msgtype":"m.location","body":"Big Ben","geo_uri":"geo:51.5008,0.1247"})"));
    CHECK_FALSE(heard(event(R"({"msgtype":"m.text","body":"!plumb me"})", "@a:x", "m.sticker")->event, kBot));
}

TEST_CASE("a command begins with the prefix, whatever its case and the blanks around it") {
    for (const char* body : {"!plumb change list", "  !PLUMB   change list", "/plumb change list"}) {
        const auto message = hear(Json{{"msgtype", "m.text"}, {"body", body}}.dump());
        REQUIRE(message);
        CHECK(message->addressed);
        CHECK(message->text == "change list");
    }
    CHECK(hear(R"({"msgtype":"m.text","body":"!plumb"})")->text.empty());
    CHECK_FALSE(hear(R"({"msgtype":"m.text","body":"!plumber is here"})")->addressed);
}

TEST_CASE("a mention at the start is a command, the name in a sentence is not") {
    for (const char* body :
         {"@plumb:example.org change list", "@plumb: change list", "Plumbline: change list",
          "plumbline, change list", "@plumb:example.org: !plumb change list"}) {
        INFO(body);
        const auto message = hear(Json{{"msgtype", "m.text"}, {"body", body}}.dump());
        CHECK(message->addressed);
        CHECK(message->text == "change list");
    }
    for (const char* body :
         {"Plumbline is slow today", "ask @plumb:example.org", "@plumb:elsewhere.org status"}) {
        INFO(body);
        CHECK_FALSE(hear(Json{{"msgtype", "m.text"}, {"body", body}}.dump())->addressed);
    }
}

TEST_CASE("behind a pill, or a name that is listed, a colon or comma needs no blank") {
    const std::string pill = R"(<a href="https://matrix.to/#/@plumb:example.org">Plumbline</a>)";
    for (const char* rest : {":change list", ",change list", "; change list"}) {
        INFO(rest);
        const Json pilled{{"msgtype", "m.text"},
                          {"body", std::string("Plumbline") + rest},
                          {"format", "org.matrix.custom.html"},
                          {"formatted_body", pill + rest}};
        CHECK(hear(pilled.dump())->addressed);
        CHECK(hear(pilled.dump())->text == "change list");
        const Json listed{{"msgtype", "m.text"},
                          {"body", std::string("Plumbline") + rest},
                          {"m.mentions", {{"user_ids", {kBot.user}}}}};
        CHECK(hear(listed.dump())->text == "change list");
    }
    CHECK_FALSE(hear(R"({"msgtype":"m.text","body":"Plumbline:change list"})")->addressed);
    CHECK_FALSE(hear(R"({"msgtype":"m.text","body":"@plumb:example.org:8448 status"})")->addressed);
}

TEST_CASE("the bot is heard by the name that it goes by in a room, too") {
    Self renamed = kBot;
    renamed.name_here = "Neo";
    for (const char* body : {"Neo: change list", "@Neo change list", "Plumbline: change list"}) {
        INFO(body);
        const auto given = event(Json{{"msgtype", "m.text"}, {"body", body}}.dump());
        CHECK(heard(given->event, renamed)->text == "change list");
        CHECK(heard(given->event, renamed)->addressed);
    }
}

TEST_CASE("pills are the people they stand for") {
    const auto message = hear(
        R"({"msgtype":"m.text","body":"Plumbline: launch take LE-1 owner:Ben B",
            "format":"org.matrix.custom.html",
            "formatted_body":"<a href=\"https://matrix.to/#/%40plumb%3Aexample.org\">Plumbline</a>: launch take LE-1 owner:<a href='https://matrix.to/#/@ben:example.org?via=x'>Ben B</a>"})");
    CHECK(message->addressed);
    CHECK(message->text == "launch take LE-1 owner:@ben:example.org");
}

TEST_CASE("a pill that shows less than the body says is the person all the same") {
    const auto pill = [](std::string_view user, std::string_view shown) {
        return "<a href=\"https://matrix.to/#/" + std::string(user) + "\">" + std::string(shown) + "</a>";
    };
    for (const char* body : {"@Plumbline: me", "Plumbline: me"})
        CHECK(text(body, pill("@plumb:example.org", "Plumbline") + ": me") == "me");
    for (const char* shown : {"plumb", "@plumb", "@plumb:example.org"})
        CHECK(text("@plumb:example.org: me", pill("@plumb:example.org", shown) + ": me") == "me");
    for (const char* body : {"ben", "@ben", "@ben:example.org"}) {
        for (const char* shown : {"ben", "@ben", "@ben:example.org"}) {
            INFO(body << " " << shown);
            CHECK(text(std::string("!plumb change new \"T\" assignee:") + body,
                       "!plumb change new &quot;T&quot; assignee:" + pill("@ben:example.org", shown)) ==
                  "change new \"T\" assignee:@ben:example.org");
        }
    }
}

TEST_CASE("talk is kept as people read it") {
    const Json content{{"msgtype", "m.text"},
                       {"body", "Ben: look"},
                       {"format", "org.matrix.custom.html"},
                       {"formatted_body", R"(<a href="https://matrix.to/#/@ben:example.org">Ben</a>: look)"}};
    const auto message = hear(content.dump());
    CHECK_FALSE(message->addressed);
    CHECK(message->talk == "Ben: look");
}

TEST_CASE("beside pills the text stays as it was typed, markup and all") {
    const std::string bot = R"(<a href="https://matrix.to/#/@plumb:example.org">Plumbline</a>)";
    const std::string ben = R"(<a href="https://matrix.to/#/@ben:example.org">Ben</a>)";
    CHECK(
        text(
            "Plumbline: change new \"Rename `foo`\" why:\"it is *very* bad\"",
            bot +
                ": change new &quot;Rename <code>foo</code>&quot; why:&quot;it is <em>very</em> bad&quot;") ==
        "change new \"Rename `foo`\" why:\"it is *very* bad\"");
    CHECK(text("!plumb change new \"2*3*4, says *Ben*\" assignee:Ben",
               "!plumb change new &quot;2<em>3</em>4, says <em>Ben</em>&quot; assignee:" + ben) ==
          "change new \"2*3*4, says *Ben*\" assignee:@ben:example.org");
    CHECK(text("!plumb change new \"see [Ben](https://x/Ben)\" assignee:Ben",
               "!plumb change new &quot;see <a href=\"https://x/Ben\">Ben</a>&quot; assignee:" + ben) ==
          "change new \"see Ben\" assignee:@ben:example.org");
    // A body that does not show the pill, or writes it as a link, is read from the HTML.
    CHECK(text("!plumb launch take LE-1 owner:@[B]", "!plumb launch take LE-1 owner:" + ben) ==
          "launch take LE-1 owner:@ben:example.org");
    CHECK(text("!plumb launch take LE-1 owner:[Ben](https://matrix.to/#/@ben:example.org)",
               "!plumb launch take LE-1 owner:" + ben) == "launch take LE-1 owner:@ben:example.org");
}

TEST_CASE("beside links to rooms and messages the text stays as it was typed") {
    const auto link = [](const std::string& to) { return "<a href=\"" + to + "\">" + to + "</a>"; };
    const std::string event = "https://matrix.to/#/!r1:example.org/$ev1?via=example.org";
    const std::string room = "https://matrix.to/#/#atlas:example.org";
    CHECK(text("!plumb change evidence CR-1 quote:\"it is *very* `bad`\" link:" + event,
               "!plumb change evidence CR-1 quote:&quot;it is <em>very</em> <code>bad</code>&quot; link:" +
                   link(event)) == "change evidence CR-1 quote:\"it is *very* `bad`\" link:" + event);
    CHECK(text("!plumb change new \"In " + room + " *now*\"",
               "!plumb change new &quot;In " + link(room) + " <em>now</em>&quot;") ==
          "change new \"In " + room + " *now*\"");
    CHECK(text("Plumbline: change new \"It is *late*\" link:" + event,
               R"(<a href="https://matrix.to/#/@plumb:example.org">Plumbline</a>)"
               ": change new &quot;It is <em>late</em>&quot; link:" +
                   link(event)) == "change new \"It is *late*\" link:" + event);
}

TEST_CASE("a reply is read without what it quotes") {
    const auto message = hear(
        R"({"msgtype":"m.text","body":"> <@ben:example.org> We type\n> everything twice\n\n!plumb change new",
            "m.relates_to":{"m.in_reply_to":{"event_id":"$asked"}}})");
    CHECK(message->addressed);
    CHECK(message->text == "change new");
    CHECK(message->replies_to == "$asked");
    CHECK(message->quoted == "We type\neverything twice");
    const auto quote = hear(R"({"msgtype":"m.text","body":"> no reply at all"})");
    CHECK(quote->text == "> no reply at all");
}

TEST_CASE("a thread's fallback is no reply") {
    const auto talk = hear(
        R"({"msgtype":"m.text","body":"hm","m.relates_to":{"rel_type":"m.thread","event_id":"$root",
            "is_falling_back":true,"m.in_reply_to":{"event_id":"$latest"}}})");
    CHECK(talk->thread == "$root");
    CHECK(talk->replies_to.empty());
    const auto reply = hear(
        R"({"msgtype":"m.text","body":"hm","m.relates_to":{"rel_type":"m.thread","event_id":"$root",
            "m.in_reply_to":{"event_id":"$latest"}}})");
    CHECK(reply->replies_to == "$latest");
}

TEST_CASE("a message reads as its last edit does, by its own writer") {
    const std::string edited = R"({"msgtype":"m.text","body":"* mended","m.new_content":{"msgtype":"m.text",
        "body":"mended"},"m.relates_to":{"rel_type":"m.replace","event_id":"$e"}})";
    const auto original = event(R"({"msgtype":"m.text","body":"unmended"})");
    CHECK(text_of_message(original->event) == "unmended");
    const auto mended = event(edited);
    CHECK(text_of_message(original->event, {original->event, mended->event}) == "mended");
    const auto forged = event(edited, "@eve:example.org");
    CHECK(text_of_message(original->event, {forged->event}) == "unmended");
    for (const char* sender : {"@ana:example.org", "@eve:example.org"}) {
        const Json bundled = *parsed(
            R"({"event_id":"$e","type":"m.room.message","sender":"@ana:example.org",
                "content":{"msgtype":"m.text","body":"unmended"},
                "unsigned":{"m.relations":{"m.replace":{"sender":")" +
            std::string(sender) + R"(","content":)" + edited + "}}}}");
        const bool own = sender == std::string("@ana:example.org");
        CHECK(text_of_message(event_of(bundled)) == (own ? "mended" : "unmended"));
    }
}

TEST_CASE("a file without a caption says nothing") {
    const auto text = [](const std::string& more) {
        return text_of_message(event(R"({"msgtype":"m.image","body":"shot.png")" + more + "}")->event);
    };
    CHECK(text("").empty());
    CHECK(text(R"(,"filename":"shot.png")").empty());
    CHECK(text(R"(,"filename":"1.png")") == "shot.png");
}

TEST_CASE("mentions that a body holds as links are names in what was said, other links stay") {
    const std::string eva = "[Eva](https://matrix.to/#/@eva:example.org)";
    for (const auto& [body, said] : std::vector<std::pair<std::string, std::string>>{
             {eva + " says we need it", "Eva says we need it"},
             {eva + "," + eva + ": [x] two", "Eva,Eva: [x] two"},
             {"[a " + eva, "[a Eva"},
             {"[Eva](https://matrix.to/#/%40eva%3Aexample.org)", "Eva"},
             {"[docs](https://example.org) ](x) [", "[docs](https://example.org) ](x) ["},
             {"[Atlas](https://matrix.to/#/#atlas:example.org)",
              "[Atlas](https://matrix.to/#/#atlas:example.org)"},
             {"[Eva](https://matrix.to/#/@eva:example.org", "[Eva](https://matrix.to/#/@eva:example.org"}}) {
        CAPTURE(body);
        CHECK(with_linked_names(body) == said);
        const Json content{{"msgtype", "m.text"}, {"body", body}};
        CHECK(text_of_message(event(written(content))->event) == said);
        const auto talk = hear(written(content));
        REQUIRE(talk);
        CHECK(talk->talk == said);
    }
}

TEST_CASE("what names neither itself nor its sender is not heard; the name with @ is a mention") {
    CHECK_FALSE(hear(R"({"msgtype":"m.text","body":"!plumb me"})", "ana"));
    auto nameless = event(R"({"msgtype":"m.text","body":"!plumb me"})");
    nameless->event.id.clear();
    CHECK_FALSE(heard(nameless->event, kBot));
    const auto message = hear(R"({"msgtype":"m.text","body":"@)" + kBot.display_name + R"(: me"})");
    REQUIRE(message);
    CHECK(message->addressed);
    CHECK(message->text == "me");
}

TEST_CASE("relations of the wrong shape are none") {
    for (const char* relation :
         {"[]", "[1,2]", "7", R"({"rel_type":7,"event_id":[]})", R"({"m.in_reply_to":"$x"})", "null"}) {
        const auto message =
            hear(R"({"msgtype":"m.text","body":"!plumb me","m.relates_to":)" + std::string(relation) + "}");
        REQUIRE(message);
        CHECK(message->addressed);
        CHECK(message->thread.empty());
        CHECK(message->replies_to.empty());
    }
}

TEST_CASE("HTML as text: entities, line ends, quotes left out, any bytes") {
    CHECK(html_text("a &amp; b &lt;c&gt; &#x41;&#65; &nosuch; &").text == "a & b <c> AA &nosuch; &");
    CHECK(html_text("<mx-reply><blockquote>old</blockquote></mx-reply>new").text == "new");
    CHECK(html_text("<p>one</p><p>two<br>three</p>").text == "one\ntwo\nthree");
    CHECK(html_text("<a href=\"https://example.org/#/@ana:x\">here</a>").text == "here");
    CHECK(html_text("1 < 2").text == "1 < 2");
    CHECK(html_text("<a href=>x</a><>").text == "x");
}

TEST_CASE("half a surrogate pair and broken bytes do not make an answer unreadable") {
    CHECK(text_at(*parsed(R"({"body":"a \ud83d\ude00 b \ud800 c \\ud800"})"), "body") ==
          "a 😀 b \uFFFD c \\ud800");
    CHECK(text_at(*parsed("{\"body\":\"\xff\xfe\"}"), "body") == "\uFFFD\uFFFD");
    CHECK_FALSE(parsed("{"));
}

}  // namespace plumb::matrix
