#include "chat/slack/json.hpp"

#include <catch2/catch.hpp>

using namespace plumb::slack;

TEST_CASE("a tree is written as nlohmann would write it, and read back the same") {
    for (const char* text :
         {"{}", "[]", "null", "true", "-1.5", R"({"a":[1,{"b":"“x”"},null,[]],"c":{},"d":"\n\"\\"})"}) {
        const Json value = Json::parse(text);
        CHECK(written(value) == value.dump());
        CHECK(parsed(written(value)) == value);
    }
}

TEST_CASE("what a key of the document holds is left out, wherever it stands and whatever it is") {
    const Json rest = {{"ok", true}, {"ts", "1.2"}};
    for (const char* text : {
             R"({"ok":true,"ts":"1.2"})",
             R"({"ok":true,"ts":"1.2","message":{"text":"a, \"b\" } ]","message":[1,2]}})",
             R"({"message":[{"message":1}],"ok":true,"ts":"1.2"})",
             "{ \"ok\" : true , \"message\" : \"a \\\"message\\\": , }\" , \"ts\" : \"1.2\" }",
             R"({"ok":true,"message":17,"ts":"1.2"})",
         })
        CHECK(parsed_without("message", text) == rest);
}

TEST_CASE("only the document's own key is meant, and only a key") {
    const Json inside = {{"a", {{"message", 1}}}};
    CHECK(parsed_without("message", inside.dump()) == inside);
    const Json word = {{"a", "message"}, {"b", Json::array({"message", ":"})}};
    CHECK(parsed_without("message", word.dump()) == word);
    const Json longer = {{"message_id", 1}, {"messag", 2}};
    CHECK(parsed_without("message", longer.dump()) == longer);
    CHECK(parsed_without("message", R"(["message",1])") == Json::array({"message", 1}));
}

TEST_CASE("what is no JSON beside it stays none") {
    for (const char* text :
         {"", "{", R"({"message":)", R"({"message":{"a":1})", R"({"message":1,})", R"({"message" 1})",
          R"({"message":1}})", R"({"ok":tru,"message":1})", "\"message\":1}", "}{\"message\":1}"})
        CHECK_FALSE(parsed_without("message", text));
}
