#include "config/settings.hpp"

#include "tests/config/settings_file.hpp"

#include <catch2/catch.hpp>

using namespace plumb;
using namespace plumb::config;

namespace {

/// What is said of a file, its folder left out.
std::string said_of(const std::string& text, const Environment& environment = {}) {
    const SettingsFile file(text);
    const auto settings = read_settings(file.path(), environment);
    REQUIRE_FALSE(settings);
    std::string said = settings.error().wrong + " " + settings.error().expected;
    if (const auto at = said.find(file.folder()); at != std::string::npos)
        said.erase(at, file.folder().size() + 1);
    CHECK(said.find('\n') == std::string::npos);
    return said;
}

struct Wrong {
    std::string text;
    std::string said;
};

}  // namespace

TEST_CASE("what is wrong in a file is named with line, key and what is expected") {
    const auto wrong = GENERATE(
        Wrong{"[storage]\npth = \"x\"\n",
              "plumbline.toml:2: storage.pth: there is no such key; did you mean path? Expected path, "
              "synchronous "
              "or retention."},
        Wrong{"[storag]\n",
              "plumbline.toml:1: storag: there is no such section; did you mean storage? Expected one of "
              "[storage], "
              "[http], [log], [defaults], [defaults.policy], [limits], [[slack]], [[matrix]], [[people]]."},
        Wrong{"[storage]\nsynchronous = \"off\"\n",
              "plumbline.toml:2: storage.synchronous: “off” is not what it takes. Expected full or normal."},
        Wrong{"[storage]\nretention = -1\n",
              "plumbline.toml:2: storage.retention: -1 is not what it takes. Expected days, 0 (for ever) to "
              "36500."},
        Wrong{"[storage]\nretention = \"7\"\n",
              "plumbline.toml:2: storage.retention: “7” is not what it takes. Expected days, 0 (for ever) to "
              "36500."},
        Wrong{"[storage]\npath = 3\n",
              "plumbline.toml:2: storage.path: 3 is not what it takes. Expected the path of a file."},
        Wrong{"[http]\nlisten = \"8787\"\n",
              "plumbline.toml:2: http.listen: “8787” is not what it takes. Expected ADDRESS:PORT, such as "
              "127.0.0.1:8787, or off."},
        Wrong{"[http]\nlisten = \"127.0.0.1:99999\"\n",
              "plumbline.toml:2: http.listen: “127.0.0.1:99999” is not what it takes. Expected ADDRESS:PORT, "
              "such as "
              "127.0.0.1:8787, or off."},
        Wrong{"[log]\nlevel = true\n",
              "plumbline.toml:2: log.level: true is not what it takes. Expected debug, info, warn or error."},
        Wrong{"[defaults]\ntz = \"Mars/Base\"\n",
              "plumbline.toml:2: defaults.tz: there is no time zone “Mars/Base”. Expected a name such as "
              "Europe/Berlin."},
        Wrong{"[defaults.policy]\nassess = [\"legal\"]\n",
              "plumbline.toml:2: defaults.policy.assess: this is not what it takes. Expected functions, such "
              "as "
              "[\"engineering\", \"marketing\"]."},
        Wrong{"[limits]\nburst = 0.5\n",
              "plumbline.toml:2: limits.burst: this is not what it takes. Expected messages, 1 to 1000."},
        Wrong{"storage = 3\n",
              "plumbline.toml:1: storage: this is no section. Expected [storage] on a line of its own."},
        Wrong{
            "[slack]\nname = \"a\"\n",
            "plumbline.toml:1: slack: there may be several of it. Expected [[slack]] on a line of its own."},
        Wrong{"[log]\nlevel = \"a\\u001b[31mb\\nc\"\n",
              "plumbline.toml:2: log.level: “a[31mb c” is not what it takes. Expected debug, info, warn or "
              "error."},
        Wrong{"[storage]\npath = \"x.db\"\npath = \"y.db\"\n",
              "plumbline.toml:3: path: it is there already. Expected each key and section once."},
        Wrong{"[log]\n[log]\n",
              "plumbline.toml:2: log: it is there already. Expected each key and section once."},
        Wrong{"[log]\nlevel = \n",
              "plumbline.toml:2: this is no TOML. Expected [section] or key = value, texts in quotation "
              "marks."});
    CHECK(said_of(wrong.text) == wrong.said);
}

TEST_CASE("what an account lacks is named with the account's line") {
    const auto wrong = GENERATE(
        Wrong{"\n[[slack]]\nbot_token = \"xoxb-1\"\n",
              "plumbline.toml:2: slack.app_token is missing. Expected an app-level token (xapp-…)."},
        Wrong{"[[slack]]\napp_token = \"xapp-1\"\n",
              "plumbline.toml:1: slack.bot_token is missing. Expected a bot token (xoxb-…)."},
        Wrong{"[[matrix]]\nuser = \"@p:m\"\n",
              "plumbline.toml:1: matrix.homeserver is missing. Expected an address, such as "
              "https://matrix.example.org."},
        Wrong{"[[matrix]]\nhomeserver = \"https://m\"\n",
              "plumbline.toml:1: matrix.user is missing. Expected a user id, such as @plumb:example.org."},
        Wrong{
            "[[matrix]]\nhomeserver = \"https://m\"\nuser = \"@p:m\"\n",
            "plumbline.toml:1: matrix: access_token and password are both missing. Expected one of the two."},
        Wrong{"[[people]]\nslack = [\"U1\"]\n",
              "plumbline.toml:1: people.name is missing. Expected one word."},
        Wrong{
            "[[people]]\nname = \"ana\"\nslack = [\"U1\"]\n[[people]]\nname = \"ben\"\nslack = [\"U2\", "
            "\"U1\"]\n",
            "plumbline.toml:6: people.slack: “U1” is the account of ana already. Expected each account under "
            "one name."},
        Wrong{"[[slack]]\nname = \"a\"\napp_token = \"xapp-1\"\nbot_token = \"xoxb-1\"\n[[matrix]]\nname = "
              "\"a\"\n"
              "homeserver = \"https://m\"\nuser = \"@p:m\"\npassword = \"x\"\n",
              "plumbline.toml:5: matrix.name: “a” is another account's name already. Expected a name of its "
              "own."});
    CHECK(said_of(wrong.text) == wrong.said);
}

TEST_CASE("a homeserver elsewhere without TLS, and lists of what nothing can be, are refused") {
    CHECK(said_of("", {{"MATRIX_HOMESERVER", "http://synapse:8008"}})
              .ends_with("Expected an address, such as https://matrix.example.org. Plain http:// is for this "
                         "machine alone."));
    for (const char* list : {"allowed_users = [\"ana\"]", "allowed_users = [\"@ana:m\", \"\"]",
                             "allowed_rooms = [\"Atlas\"]", "allowed_servers = [\"https://m\"]"}) {
        CAPTURE(list);
        const std::string key = std::string(list).substr(0, std::string(list).find(' '));
        CHECK(said_of(std::string("[[matrix]]\n") + list + "\n")
                  .starts_with("plumbline.toml:2: matrix." + key));
    }
}

TEST_CASE("a variable that means no key is an error that suggests the nearest") {
    CHECK(said_of("", {{"PLUMBLINE_STORAGE__PTH", "x"}}) ==
          "PLUMBLINE_STORAGE__PTH: there is no such variable; did you mean PLUMBLINE_STORAGE__PATH? Expected "
          "PLUMBLINE_SECTION__KEY, such as PLUMBLINE_STORAGE__PATH.");
    CHECK(said_of("", {{"PLUMBLINE_ADMIN", "x"}})
              .starts_with("PLUMBLINE_ADMIN: there is no such variable; did you mean PLUMBLINE_ADMINS?"));
    CHECK(said_of("", {{"PLUMBLINE_SLACK__1__NAME", "x"}})
              .starts_with("PLUMBLINE_SLACK__1__NAME: slack.name: there are only 0 of these before it."));
}

TEST_CASE("admins that are not parted by commas are an error: they would be nobody") {
    CHECK(said_of("", {{"PLUMBLINE_ADMINS", "U1 U2"}}) ==
          "PLUMBLINE_ADMINS: “U1 U2” is no account id. Expected ids with commas between them, such as "
          "U0ANA00001,@ana:example.org.");
    CHECK(said_of("", {{"PLUMBLINE_ADMINS", "U1;U2"}}).starts_with("PLUMBLINE_ADMINS: “U1;U2”"));
}

TEST_CASE("a variable's wrong value is named with the variable") {
    CHECK(
        said_of("", {{"PLUMBLINE_LIMITS__BURST", "many"}}) ==
        "PLUMBLINE_LIMITS__BURST: limits.burst: “many” is not what it takes. Expected messages, 1 to 1000.");
    CHECK(said_of("", {{"SLACK_APP_TOKEN", "xapp-1"}}) ==
          "SLACK_APP_TOKEN: slack.bot_token is missing. Expected a bot token (xoxb-…).");
    CHECK(said_of("", {{"MATRIX_USER", "plumb"}}) ==
          "MATRIX_USER: matrix.user: “plumb” is not what it takes. Expected a user id, such as "
          "@plumb:example.org.");
}

TEST_CASE("no refusal holds a secret") {
    const auto text =
        GENERATE(std::string("[[slack]]\nbot_token = xoxb-secret\n"),
                 std::string("[[slack]]\nbot_token = [\"xoxb-secret\"]\n"),
                 std::string("[[slack]]\nbot_token = \"xapp-secret\"\napp_token = \"xapp-1\"\n"),
                 std::string("[[slack]]\nbot_token = \"xoxb-secret\n"),
                 std::string("[[matrix]]\npassword = \"secret\"\nhomeserver = \"secretless\"\n"));
    const std::string said = said_of(text);
    CHECK(said.find("xoxb-secret") == std::string::npos);
    CHECK(said.find("xapp-secret") == std::string::npos);
}

TEST_CASE("tokens that were mixed up are told apart") {
    CHECK(said_of("[[slack]]\napp_token = \"xoxb-1\"\nbot_token = \"xapp-1\"\n")
              .starts_with("plumbline.toml:2: slack.app_token: this is the wrong token."));
}

TEST_CASE("a secret's file must hold one") {
    const SettingsFile empty("\n");
    const std::string said =
        said_of("[[slack]]\napp_token = \"xapp-1\"\nbot_token_file = \"" + empty.path() + "\"\n");
    CHECK(said == "plumbline.toml:3: slack.bot_token_file: " + empty.path() +
                      " is empty. Expected a bot token (xoxb-…) in it.");
    CHECK(said_of("[[slack]]\nbot_token_file = \"/nowhere/t\"\n")
              .starts_with("plumbline.toml:2: slack.bot_token_file: /nowhere/t cannot be read"));
}
