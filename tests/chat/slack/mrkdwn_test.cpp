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
    CHECK(shown(Text{}.strong("AW-1") << "  :x: Fair at 09:30") == "*AW-1*  :\u2060x: Fair at 09:30");
    CHECK(without_joiners(shown(":+1::skin-tone-2: a:b")) == ":+1::skin-tone-2: a:b");
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
    const auto read = [&](std::string_view text) { return typed(text, {world, self}); };
    CHECK(read("a &amp;&lt;b&gt; &amp;lt;") == "a &<b> &lt;");
    CHECK(read("loop in <@U1> or <@U1|ana>") == "loop in @ana or @ana");
    CHECK(read("loop in <@U7|eva>") == "loop in <@U7|eva>");
    CHECK(read("hey <@UBOT> note: owner:<@UBOT>") == "hey @plumb note: owner:<@UBOT>");
    CHECK(read("see <https://x.example/a?b=1&amp;c=2|the guide> first") ==
          "see the guide (https://x.example/a?b=1&c=2) first");
    CHECK(read("why:<https://x.example/a|here>") == "why:https://x.example/a");
    CHECK(read("link:\"<https://x.example/a|here>\"") == "link:\"https://x.example/a\"");
    CHECK(read("mail <mailto:a@x.example|a@x.example>") == "mail a@x.example");
    CHECK(read("mail <mailto:bob@x.example|Bob> <tel:+4930|+4930>") == "mail Bob (bob@x.example) +4930");
    CHECK(read("<mailto:a@x.example>") == "mailto:a@x.example");
    CHECK(read("1 < 2 <|> <>") == "1 < 2 <|> <>");
    CHECK(read("1 < 2 <") == "1 < 2 <");
    CHECK(mentioned("<@U1> <@U1|ana> <@W2> <@x> <@") == std::vector<std::string>{"U1", "W2"});
}

TEST_CASE("slack: a domain that Slack made a link of is read as it was typed", "[slack]") {
    const World world = people();
    const Self self{"T1", "UBOT", "BBOT", {}, "plumb"};
    const auto read = [&](std::string_view text) { return typed(text, {world, self}); };
    CHECK(read("Migrate to <http://ASP.NET|ASP.NET>") == "Migrate to ASP.NET");
    CHECK(read("<http://asp.net|ASP.NET> <http://acme.com/|acme.com>") == "ASP.NET acme.com");
    CHECK(read("<http://acme.com/?a=1&amp;b=2|acme.com/?a=1&amp;b=2>") == "acme.com/?a=1&b=2");
    CHECK(read("customer:<http://acme.com|acme.com>") == "customer:acme.com");
    CHECK(read("<https://acme.com> <https://acme.com|https://acme.com>") ==
          "https://acme.com https://acme.com");
    CHECK(read("<https://acme.com|acme.org> <https://acme.com|>") ==
          "acme.org (https://acme.com) https://acme.com");
    // What is to be followed needs its scheme.
    CHECK(read("link:<http://acme.com/7|acme.com/7>") == "link:http://acme.com/7");
    CHECK(read("Link:\"<http://acme.com/7|acme.com/7>\"") == "Link:\"http://acme.com/7\"");
}

TEST_CASE("slack: a command that is copied from the bot's message is read as it stood there", "[slack]") {
    const World world = people();
    const Self self{"T1", "UBOT", "BBOT", {}, "plumb"};
    for (const std::string command : {"launch new \"Use `npm` *now* ~x~ _y_\"", "change new \"a\n*b*\""}) {
        const std::string copied = shown(Text{}.code(command));
        CHECK(typed(copied, {world, self}) == command);
        CHECK(without_joiners("a\u2060b") == "a\u2060b");
    }
}

TEST_CASE("slack: a command that comes as code or emphasised is read without that", "[slack]") {
    for (const std::string dressed :
         {"`change list`", "```change list```", "```\nchange list\n```", "*change list*", "_change list_",
          "~change list~", "*_change list_*", " change list "})
        CHECK(without_dress(dressed) == "change list");
    for (const std::string kept : {"`change` list `all`", "change new `x`", "`", "``", "*change* new *x*",
                                   "change new \"Use `npm`\"", "_change new snake_case_"})
        CHECK(without_dress(kept) == kept);
}

TEST_CASE("slack: channels, groups and moments are read as the words that were typed", "[slack]") {
    const World world = people();
    const Self self{"T1", "UBOT", "BBOT", {}, "plumb"};
    const ChannelNames names = [](const std::string& id) { return id == "C1" ? "launch" : ""; };
    const auto read = [&](std::string_view text) { return typed(text, {world, self, names}); };
    const auto talk = [&](std::string_view text) { return typed(text, {world, self, {}, false}); };
    CHECK(read("<#C2|general> <#C1> <#C1|> <#C9>") == "#general #launch #launch <#C9>");
    CHECK(read("why:<#C2|general> place:<#C1|>") == "why:#general place:#launch");
    CHECK(read("a <!here> <!channel> <!everyone|everyone> b") == "a @here @channel @everyone b");
    CHECK(read("by <!date^1392734382^{date_short}|Feb 18> b") == "by Feb 18 b");
    CHECK(read("<!date^1392734382^{date_short}>") == "<!date^1392734382^{date_short}>");
    // A group owns and decides nothing: where it might be taken for a person it stays what it is.
    CHECK(read("role add <!subteam^S1|@mkt> approver") == "role add <!subteam^S1|@mkt> approver");
    CHECK(read("owner:<!subteam^S1|@mkt>") == "owner:<!subteam^S1|@mkt>");
    CHECK(read("new \"ask <!subteam^S1|@mkt>\" owner:<!subteam^S1|@mkt>") ==
          "new \"ask @mkt\" owner:<!subteam^S1|@mkt>");
    CHECK(read("why:“ask <!subteam^S1|@mkt>”") == "why:“ask @mkt”");
    CHECK(talk("ask <!subteam^S1|@mkt>") == "ask @mkt");
    CHECK(talk("<!subteam^S1>") == "<!subteam^S1>");
    CHECK(unnamed_channels("<#C1> <#C2|> <#C3|x> <#C1|> <#x> <#|>") == std::vector<std::string>{"C1", "C2"});
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
