#include "chat/slack/mrkdwn.hpp"
#include "chat/slack/pieces.hpp"
#include "core/records/write.hpp"

using namespace plumb;
using namespace plumb::slack;

namespace {

World people() {
    World world;
    Person ana;
    ana.meta.n = world.next(Kind::person);
    ana.handle = "ana";
    ana.name = "Ana <b>";
    ana.accounts = {"slack:T1/U1"};
    Person ben;
    ben.meta.n = world.next(Kind::person);
    ben.handle = "ben";
    ben.accounts = {"console/ben", "slack:T2/U9"};
    return plumb::apply(std::move(world), {{AnyRecord{ana}, false}, {AnyRecord{ben}, false}});
}

std::string shown(const Text& text) { return text_of(text, people(), "slack:T1", Markup::mrkdwn); }

}  // namespace

TEST_CASE("slack: what people typed pings nobody and is no markup", "[slack]") {
    CHECK(shown("<!channel> & <@U1>") == "&lt;!channel&gt; &amp; &lt;@U1&gt;");
    CHECK(shown("*x* `y`").find("*x*") == std::string::npos);
    CHECK(shown("snake_case stays") == "snake_case stays");
    CHECK(looks_like_markup(std::string_view("> quote")));
    CHECK(looks_like_markup(std::string_view(":tada:")));
    CHECK_FALSE(looks_like_markup(std::string_view("at 09:30, a_b: c")));
    CHECK(shown("\u202Eevil") == "\\u202eevil");
}

TEST_CASE("slack: only a mention that is meant pings, and only here", "[slack]") {
    CHECK(shown(Text{}.ping(PersonId{1})) == "<@U1>");
    CHECK(shown(Text{}.person(PersonId{1})) == "Ana &lt;b&gt;");
    CHECK(shown(Text{}.ping(PersonId{2})) == "ben");
    CHECK(text_of(Text{}.ping(PersonId{1}), people(), "slack:T1", Markup::plain) == "Ana <b>");
}

TEST_CASE("slack: links and code keep to themselves", "[slack]") {
    CHECK(shown(Text{}.link("a|b>", "https://x.example/?a=1&b=2")) ==
          "<https://x.example/?a=1&amp;b=2|a/b&gt;>");
    CHECK(shown(Text{}.link("click", "javascript:alert(1)")) == "click (javascript:alert(1))");
    CHECK(shown(Text{}.link("click", "https://x.example/|<!channel>")).find("<!channel>") ==
          std::string::npos);
    CHECK(shown(Text{}.code("change show CR-1")) == "`change show CR-1`");
    CHECK(shown(Text{}.code("a`b")).find("`a`b`") == std::string::npos);
}

TEST_CASE("slack: what Slack sent is read as it was typed", "[slack]") {
    const World world = people();
    const Self self{"T1", "UBOT", "BBOT", {}, "plumb"};
    const auto read = [&](std::string_view text) { return typed(text, world, self); };
    CHECK(read("a &amp;&lt;b&gt; &amp;lt;") == "a &<b> &lt;");
    CHECK(read("loop in <@U1> or <@U1|ana>") == "loop in @ana or @ana");
    CHECK(read("loop in <@U7|eva>") == "loop in <@U7|eva>");
    CHECK(read("hey <@UBOT> note: owner:<@UBOT>") == "hey @plumb note: owner:<@UBOT>");
    CHECK(read("see <https://x.example/a?b=1&amp;c=2|here>") == "see https://x.example/a?b=1&c=2");
    CHECK(read("mail <mailto:a@x.example|a@x.example>") == "mail a@x.example");
    CHECK(read("<!channel> <#C1|launch> <#C1>") == "<!channel> #launch <#C1>");
    CHECK(read("channel:<#C1|launch>") == "channel:<#C1|launch>");
    CHECK(read("1 < 2 <") == "1 < 2 <");
    CHECK(mentioned("<@U1> <@U1|ana> <@W2> <@x> <@") == std::vector<std::string>{"U1", "W2"});
}

TEST_CASE("slack: long text is cut where a reader would cut, and nothing is lost", "[slack]") {
    CHECK(in_pieces("one two three", 8) == std::vector<std::string>{"one two", "three"});
    CHECK(in_pieces("one\ntwo three", 9) == std::vector<std::string>{"one", "two three"});
    CHECK(in_pieces("aaaa&amp;b", 6) == std::vector<std::string>{"aaaa", "&amp;b"});
    CHECK(in_pieces("äöüß", 3) == std::vector<std::string>{"äöü", "ß"});
    CHECK(in_pieces("", 3).empty());
    CHECK(shortened("äöüß", 3) == "äö…");
    CHECK(shortened("abc", 3) == "abc");
}
