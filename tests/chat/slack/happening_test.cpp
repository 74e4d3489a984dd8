#include "chat/slack/happening.hpp"
#include "chat/slack/directory.hpp"

using namespace plumb;
using namespace plumb::slack;

namespace {

const Self kSelf{"T111", "UBOT", "BBOT"};

Happening read(const std::string& type, const std::string& payload) {
    Envelope envelope;
    envelope.id = "e-1";
    envelope.type = type;
    envelope.payload = *parsed(payload);
    return understood(envelope, kSelf);
}

Happening event(const std::string& inner) {
    return read("events_api", R"({"type":"event_callback","event_id":"Ev1","event":)" + inner + "}");
}

bool has(const Happening& happening, const std::string& key) {
    return std::find(happening.keys.begin(), happening.keys.end(), key) != happening.keys.end();
}

template <class T>
T what(const Happening& happening) {
    const T* found = std::get_if<T>(&happening.what);
    REQUIRE(found);
    return *found;
}

}  // namespace

TEST_CASE("slack: somebody of another workspace is no member of this one", "[slack]") {
    CHECK(read("slash_commands", R"({"team_id":"T2","user_id":"U1","channel_id":"C1","text":"me"})")
              .by.stranger);
    CHECK_FALSE(read("slash_commands",
                     R"({"team_id":"T2","enterprise_id":"E1","user_id":"U1","channel_id":"C1","text":"me"})")
                    .by.stranger);
    // A message names the writer's workspace, and beside it the organisation that both may belong to.
    const std::string said =
        R"("event":{"type":"message","user":"U1","team":"T2","text":"me","ts":"1.1","channel":"C1"}})";
    CHECK(read("events_api", "{" + said).by.stranger);
    const Happening beside = read("events_api", R"({"enterprise_id":"E1",)" + said);
    CHECK_FALSE(beside.by.stranger);
    CHECK(beside.by.visiting);
    CHECK(read("events_api", R"({"authorizations":[{"enterprise_id":"E1","team_id":"T111"}],)" + said)
              .by.visiting);
    CHECK(read("events_api", R"({"authorizations":[{"enterprise_id":null}],)" + said).by.stranger);
    CHECK_FALSE(event(R"({"type":"message","user":"U1","team":"T111","text":"me","ts":"1.1","channel":"C1"})")
                    .by.visiting);
    CHECK(profile_of(Json{{"team_id", "T111"}}).is_member("T111"));
    CHECK_FALSE(profile_of(Json{{"team_id", "T2"}}).is_member("T111"));
    CHECK_FALSE(profile_of(Json{{"team_id", "T111"}, {"is_restricted", true}}).is_member("T111"));
    CHECK(profile_of(Json{{"team_id", "T2"}, {"enterprise_user", {{"teams", Json::array({"T2", "T111"})}}}})
              .is_member("T111"));
    CHECK(profile_of(Json::object()).is_member("T111"));
}

TEST_CASE("slack: a slash command as recorded", "[slack]") {
    const Happening slash =
        read("slash_commands", R"({"token":"verification-token","team_id":"T111","team_domain":"xxx",
        "channel_id":"C111","channel_name":"random","user_id":"U111","user_name":"testxyz","command":"/plumb",
        "text":"change new \"A\"","api_app_id":"A111","response_url":"https://hooks.slack.com/commands/T111/111/xxx",
        "trigger_id":"111.222.xxx"})");
    CHECK(what<Spoken>(slash).text == "change new \"A\"");
    CHECK(what<Spoken>(slash).addressed);
    CHECK(slash.by.user == "U111");
    CHECK(slash.by.channel_name == "random");
    CHECK_FALSE(slash.by.direct);
    CHECK_FALSE(slash.by.stranger);
    CHECK(has(slash, "slack:envelope:e-1"));
    CHECK(has(slash, "slack:trigger:111.222.xxx"));
    // What stands for the name of every closed channel is the name of none.
    CHECK(read("slash_commands",
               R"({"user_id":"U1","channel_id":"C1","channel_name":"privategroup","text":"me"})")
              .by.channel_name.empty());
    const Happening group =
        read("slash_commands",
             R"({"user_id":"U1","channel_id":"G1","channel_name":"mpdm-ana--cho-1","text":"me"})");
    CHECK(group.by.group);
    CHECK(group.by.channel_name.empty());
    what<Malformed>(read("slash_commands", R"({"user_id":7})"));
    what<Malformed>(read("slash_commands", R"({"user_id":"U1","channel_id":"C1","text":{}})"));
}

TEST_CASE("slack: one mention that comes as two events has one key for both", "[slack]") {
    const std::string body =
        R"("user":"U222","text":"<@UBOT> status","ts":"1610241741.000200","team":"T111","channel":"C111"})";
    const Happening mention = event(R"({"type":"app_mention",)" + body);
    const Happening message = event(R"({"type":"message","channel_type":"channel",)" + body);
    CHECK(what<Spoken>(mention).text == "status");
    CHECK(what<Spoken>(message).text == "status");
    CHECK(what<Spoken>(message).addressed);
    CHECK(has(mention, "slack:message:C111:1610241741.000200"));
    CHECK(has(message, "slack:message:C111:1610241741.000200"));
    CHECK(has(message, "slack:event:Ev1"));
}

TEST_CASE("slack: discussion is not addressed, a direct message is", "[slack]") {
    const Happening discussion = event(
        R"({"type":"message","user":"U2","text":"ask <@UBOT> later","ts":"2.1","thread_ts":"1.1","channel":"C1"})");
    CHECK_FALSE(what<Spoken>(discussion).addressed);
    CHECK(discussion.by.thread == "1.1");
    const Happening root =
        event(R"({"type":"message","user":"U2","text":"hi","ts":"1.1","thread_ts":"1.1","channel":"C1"})");
    CHECK(root.by.thread.empty());
    CHECK_FALSE(what<Spoken>(root).addressed);
    const Happening direct =
        event(R"({"type":"message","user":"U2","text":"me","ts":"1.1","channel":"D1","channel_type":"im"})");
    CHECK(what<Spoken>(direct).addressed);
    CHECK(direct.by.direct);
    const Happening group = event(
        R"({"type":"message","user":"U2","text":"me","ts":"1.1","channel":"G1","channel_type":"mpim"})");
    CHECK(group.by.group);
    CHECK_FALSE(group.by.direct);
    CHECK_FALSE(what<Spoken>(group).addressed);
}

TEST_CASE("slack: what somebody quotes is not said to the bot", "[slack]") {
    const auto said = [](const std::string& text, std::string_view type = "app_mention") {
        Json inner{{"type", type}, {"user", "U2"}, {"text", text}, {"ts", "1.1"}, {"channel", "C1"}};
        return what<Spoken>(event(written(inner)));
    };
    for (const char* type : {"app_mention", "message"}) {
        CHECK_FALSE(said("&gt; <@UBOT> change new \"Quoted\"", type).addressed);
        CHECK_FALSE(said("cho wrote:\n &gt;<@UBOT> status\nwell", type).addressed);
        CHECK_FALSE(said("&gt;&gt;&gt; she said\n<@UBOT> status", type).addressed);
    }
    const Spoken below = said("&gt; <@UBOT> status\nno, <@UBOT> warnings");
    CHECK(below.addressed);
    CHECK(below.text == "warnings");
    const Spoken with_quote = said("<@UBOT> change new \"A\"\n&gt; she asked");
    CHECK(with_quote.addressed);
    CHECK(with_quote.text == "change new \"A\"\n&gt; she asked");
    CHECK(said("a &gt; b <@UBOT|bot> status").text == "status");
}

TEST_CASE("slack: behind a mention that ends a sentence stands no command", "[slack]") {
    const auto said = [](const std::string& text) {
        Json inner{{"type", "app_mention"}, {"user", "U2"}, {"text", text}, {"ts", "1.1"}, {"channel", "C1"}};
        return what<Spoken>(event(written(inner))).text;
    };
    CHECK(said("thanks <@UBOT>!") == "thanks ");
    CHECK(said("thanks <@UBOT> :tada: :+1:") == "thanks ");
    CHECK(said("<@UBOT>?").empty());
    CHECK(said("<@UBOT>: status") == "status");
    CHECK(said("please <@UBOT> show CR-1") == "show CR-1");
    CHECK(said("hey <@UBOT> <@U3> status") == "<@U3> status");
    CHECK(said("hey <@UBOT2> and <@UBOT>") == "hey <@UBOT2> and ");
}

TEST_CASE("slack: bots, edits and reports are left alone", "[slack]") {
    const std::string rest = R"("text":"<@UBOT> status","ts":"1.1","channel":"C1"})";
    what<Uninteresting>(event(R"({"type":"message","bot_id":"B2","user":"U2",)" + rest));
    what<Uninteresting>(event(R"({"type":"app_mention","user":"USLACKBOT",)" + rest));
    what<Uninteresting>(event(R"({"type":"message","user":"UBOT",)" + rest));
    what<Uninteresting>(event(R"({"type":"message","subtype":"message_changed","message":{},)" + rest));
    what<Uninteresting>(event(R"({"type":"message","subtype":"bot_message",)" + rest));
    what<Uninteresting>(
        event(R"({"type":"app_mention","edited":{"user":"U2","ts":"2.2"},"user":"U2",)" + rest));
    what<Spoken>(event(R"({"type":"message","subtype":"file_share","user":"U2",)" + rest));
    what<Uninteresting>(
        read("events_api", R"({"type":"app_rate_limited","team_id":"T1","minute_rate_limited":1518467820})"));
    what<Uninteresting>(event(R"({"type":"channel_rename","channel":{"id":"C1"}})"));
}

TEST_CASE("slack: events of no sense are counted, never thrown at", "[slack]") {
    what<Malformed>(read("events_api", R"({})"));
    what<Malformed>(read("events_api", R"({"type":"event_callback","event":null})"));
    what<Malformed>(event(R"({"type":"message","user":["U2"],"text":"x","ts":"1.1","channel":"C1"})"));
    what<Malformed>(event(R"({"type":"message","user":"U2","text":null,"ts":"1.1","channel":"C1"})"));
    what<Malformed>(event(R"({"type":"message","user":"U2","text":"x","ts":1.1,"channel":"C1"})"));
    what<Malformed>(read("something_new", R"({"a":1})"));
    what<Malformed>(read("interactive", R"({"type":"block_actions","user":{"id":"U1"},"actions":[]})"));
    what<Malformed>(read("interactive", R"({"type":"block_actions","user":{"id":"U1"},"actions":"x"})"));
    what<Malformed>(
        read("interactive", R"({"type":"view_submission","user":{"id":"U1"},"view":{"state":null}})"));
    what<Malformed>(read("interactive", R"({"type":"block_actions"})"));
}

TEST_CASE("slack: a button, on a message and at home", "[slack]") {
    const Happening pressed =
        read("interactive", R"({"type":"block_actions","user":{"id":"U111","username":"x","team_id":"T111"},
        "container":{"type":"message","message_ts":"5.5","channel_id":"C111"},"trigger_id":"1.2.x","team":{"id":"T111"},
        "channel":{"id":"C111","name":"c"},"message":{"ts":"5.5","thread_ts":"4.4"},"response_url":"https://hooks.slack.com/actions/x",
        "actions":[{"type":"button","action_id":"watch","text":{"type":"plain_text","text":"Watch"},"value":"change watch CR-1"}]})");
    CHECK(what<Clicked>(pressed).value == "change watch CR-1");
    CHECK(what<Clicked>(pressed).label == "Watch");
    CHECK_FALSE(what<Clicked>(pressed).home);
    CHECK(pressed.by.thread == "4.4");
    CHECK(pressed.by.channel == "C111");
    const Happening home = read("interactive", R"({"type":"block_actions","user":{"id":"U1","team_id":"T9"},
        "container":{"type":"view","view_id":"V1"},"view":{"type":"home"},"actions":[{"value":"me"}]})");
    CHECK(what<Clicked>(home).home);
    CHECK(home.by.direct);
    CHECK(home.by.stranger);
}

TEST_CASE("slack: a form's values in the order of its fields, whatever their kind", "[slack]") {
    const Happening form =
        read("interactive", R"({"type":"view_submission","user":{"id":"U1"},"trigger_id":"t","view":{
        "callback_id":"c","private_metadata":"m","blocks":[{"block_id":"b"},{"block_id":"a"},{"block_id":"d"},{"block_id":"e"}],
        "state":{"values":{"a":{"x":{"type":"plain_text_input","value":"1"}},"b":{"x":{"selected_option":{"value":"2"}}},
        "d":{"x":{"selected_users":["U1","U2"]}},"e":{"x":{"value":null}}}}}})");
    const auto submitted = what<Submitted>(form);
    CHECK(submitted.metadata == "m");
    const std::vector<std::pair<std::string, std::string>> wanted{
        {"b", "2"}, {"a", "1"}, {"d", "U1,U2"}, {"e", ""}};
    CHECK(submitted.values == wanted);
}

TEST_CASE("slack: shortcuts, reactions, homes, new names and revoked tokens", "[slack]") {
    const Happening pointed =
        read("interactive", R"({"type":"message_action","callback_id":"c","user":{"id":"U1","name":"n"},
        "channel":{"id":"C1","name":"dev"},"message_ts":"3.3","message":{"text":"hear this","user":"U9","ts":"3.3"}})");
    CHECK(what<Pointed>(pointed).text == "hear this");
    CHECK(what<Pointed>(pointed).author == "U9");
    CHECK(what<Shortcut>(read("interactive",
                              R"({"type":"shortcut","callback_id":"new_launch_event","user":{"id":"U1"}})"))
              .callback == "new_launch_event");
    CHECK(
        what<ReactionPut>(
            event(
                R"({"type":"reaction_added","user":"U1","reaction":"+1","item":{"type":"message","channel":"C1","ts":"1.1"}})"))
            .name == "+1");
    for (const std::string kind : {"channel_rename", "group_rename"}) {
        const Happening renamed =
            event(R"({"type":")" + kind + R"(","channel":{"id":"C1","name":"new-name"}})");
        CHECK(what<Renamed>(renamed).name == "new-name");
        CHECK(renamed.by.channel == "C1");
    }
    what<HomeOpened>(event(R"({"type":"app_home_opened","user":"U1","channel":"D1","tab":"home"})"));
    what<HomeOpened>(read("events_api", R"({"type":"app_home_opened","user":"U1","channel":"D1"})"));
    what<Uninteresting>(event(R"({"type":"app_home_opened","user":"U1","channel":"D1","tab":"messages"})"));
    CHECK(what<Revoked>(event(R"({"type":"tokens_revoked","tokens":{}})")).why == "tokens_revoked");
}
