#include "config/settings.hpp"

#include "tests/config/settings_file.hpp"

#include <catch2/catch.hpp>

using namespace plumb;
using namespace plumb::config;

namespace {

const std::string kSlack = "[[slack]]\napp_token = \"xapp-1\"\nbot_token = \"xoxb-1\"\n";
const std::string kMatrix =
    "[[matrix]]\nhomeserver = \"https://m.example\"\nuser = \"@p:m.example\"\npassword = \"x\"\n";

Settings read(const std::string& text, const Environment& environment = {}) {
    const SettingsFile file(text);
    const auto settings = read_settings(file.path(), environment);
    INFO((settings ? std::string() : settings.error().wrong));
    REQUIRE(settings);
    return *settings;
}

}  // namespace

TEST_CASE("an empty file is all defaults") { CHECK(read("") == Settings{}); }

TEST_CASE("a value of the file is taken") {
    const Settings settings = read(
        "[storage]\npath = \"/x.db\"\nsynchronous = \"normal\"\nretention = 30\n"
        "[http]\nlisten = \"[::1]:9000\"\n[log]\nlevel = \"warn\"\nformat = \"json\"\n"
        "[defaults]\ntz = \"Europe/Berlin\"\n[defaults.policy]\nassess = [\"sales\"]\ntell = "
        "\"owner-first\"\n");
    CHECK(settings.storage == StorageSettings{"/x.db", false, 30});
    CHECK(settings.http == HttpSettings{true, "::1", 9000, true});
    CHECK(settings.log == LogSettings{LogLevel::warn, LogFormat::json});
    CHECK(settings.defaults.tz == "Europe/Berlin");
    CHECK(settings.defaults.policy.assess == std::vector{Function::sales});
    CHECK(settings.defaults.policy.tell == Tell::owner_first);
}

TEST_CASE("the environment wins over the file") {
    const Settings settings =
        read("[storage]\npath = \"/x.db\"\n", {{"PLUMBLINE_STORAGE__PATH", "/y.db"},
                                               {"PLUMBLINE_STORAGE__RETENTION", "7"},
                                               {"PLUMBLINE_DEFAULTS__POLICY__PLAN", "engineering, product"},
                                               {"PLUMBLINE_HTTP__LISTEN", "off"}});
    CHECK(settings.storage.path == "/y.db");
    CHECK(settings.storage.retention == 7);
    CHECK(settings.defaults.policy.plan == std::vector{Function::engineering, Function::product});
    CHECK_FALSE(settings.http.on);
}

TEST_CASE("PLUMBLINE_STORAGE__PATH wins over PLUMBLINE_DB, and that over the file") {
    const std::string file = "[storage]\npath = \"/file.db\"\n";
    CHECK(read(file, {{"PLUMBLINE_DB", "/short.db"}}).storage.path == "/short.db");
    CHECK(read(file, {{"PLUMBLINE_DB", "/short.db"}, {"PLUMBLINE_STORAGE__PATH", "/long.db"}}).storage.path ==
          "/long.db");
}

TEST_CASE("an empty variable is none") {
    CHECK(read("", {{"SLACK_APP_TOKEN", ""}, {"PLUMBLINE_DB", ""}, {"PLUMBLINE_LOG__LEVEL", ""}}) ==
          Settings{});
}

TEST_CASE("the short variables make one account of each platform") {
    const Settings settings = read("", {{"SLACK_APP_TOKEN", "xapp-1"},
                                        {"SLACK_BOT_TOKEN", "xoxb-1"},
                                        {"SLACK_API_URL", "http://127.0.0.1:1/api/"},
                                        {"MATRIX_HOMESERVER", "https://m.example"},
                                        {"MATRIX_USER", "@p:m.example"},
                                        {"MATRIX_ACCESS_TOKEN", "syt_1"},
                                        {"PLUMBLINE_ADMINS", "U1, @ana:m.example"}});
    REQUIRE(settings.slack.size() == 1);
    CHECK(settings.slack[0].app_token.reveal() == "xapp-1");
    CHECK(settings.slack[0].bot_token.reveal() == "xoxb-1");
    CHECK(settings.slack[0].api_url == "http://127.0.0.1:1/api/");
    REQUIRE(settings.matrix.size() == 1);
    CHECK(settings.matrix[0].access_token.reveal() == "syt_1");
    CHECK(settings.admins == std::vector<std::string>{"U1", "@ana:m.example"});
}

TEST_CASE("accounts are numbered in the environment") {
    const Settings settings =
        read(kSlack + "[[slack]]\nname = \"two\"\napp_token = \"xapp-2\"\nbot_token = \"xoxb-2\"\n",
             {{"PLUMBLINE_SLACK__1__BOT_TOKEN", "xoxb-3"}, {"PLUMBLINE_SLACK__COMMAND", "/beam"}});
    CHECK(settings.slack[0].bot_token.reveal() == "xoxb-1");
    CHECK(settings.slack[0].command == "/beam");
    CHECK(settings.slack[1].bot_token.reveal() == "xoxb-3");
}

TEST_CASE("a secret may lie in a file, without its line break") {
    const SettingsFile secret("xoxb-9\n");
    const Settings settings =
        read("[[slack]]\napp_token = \"xapp-1\"\nbot_token_file = \"" + secret.path() + "\"\n");
    CHECK(settings.slack[0].bot_token.reveal() == "xoxb-9");
    const Settings other =
        read("", {{"SLACK_APP_TOKEN", "xapp-1"}, {"PLUMBLINE_SLACK__0__BOT_TOKEN_FILE", secret.path()}});
    CHECK(other.slack[0].bot_token.reveal() == "xoxb-9");
}

TEST_CASE("systemd's credentials are taken, and the environment wins over them") {
    const SettingsFile app("xapp-5\n", "slack_app_token");
    const SettingsFile bot("xoxb-5\n", "slack_bot_token", app.folder());
    const Settings settings =
        read("", {{"CREDENTIALS_DIRECTORY", app.folder()}, {"SLACK_BOT_TOKEN", "xoxb-6"}});
    REQUIRE(settings.slack.size() == 1);
    CHECK(settings.slack[0].app_token.reveal() == "xapp-5");
    CHECK(settings.slack[0].bot_token.reveal() == "xoxb-6");
}

TEST_CASE("one person's accounts stand under one name") {
    const Settings settings = read("[[people]]\nname = \"ana\"\nslack = [\"U1\"]\nmatrix = [\"@ana:m\"]\n");
    CHECK(settings.people == std::vector{PersonSettings{"ana", {"U1"}, {"@ana:m"}}});
}

TEST_CASE("without a path the database is in the state directory") {
    const Settings none;
    CHECK(database_path(none, {{"HOME", "/home/a"}}) == "/home/a/.local/state/plumbline.db");
    CHECK(database_path(none, {{"HOME", "/h"}, {"XDG_STATE_HOME", "/s"}}) == "/s/plumbline.db");
    CHECK(database_path(none, {{"STATE_DIRECTORY", "/var/lib/plumbline"}, {"XDG_STATE_HOME", "/s"}}) ==
          "/var/lib/plumbline/plumbline.db");
}

TEST_CASE("who needs no account takes the rest of the environment, whatever an account lacks") {
    const auto half = read_settings_without_accounts({{"SLACK_APP_TOKEN", "xapp-1"},
                                                      {"PLUMBLINE_MATRIX__0__NAME", "m"},
                                                      {"PLUMBLINE_STORAGE__RETENTION", "30"},
                                                      {"PLUMBLINE_ADMINS", "ana"}});
    REQUIRE(half);
    CHECK(half->slack.empty());
    CHECK(half->matrix.empty());
    CHECK(half->storage.retention == 30);
    CHECK(half->admins == std::vector<std::string>{"ana"});
    const auto wrong = read_settings_without_accounts({{"PLUMBLINE_DEFAULTS__TZ", "X/Y"}});
    REQUIRE_FALSE(wrong);
    CHECK(wrong.error().wrong.starts_with("PLUMBLINE_DEFAULTS__TZ: defaults.tz: "));
}

TEST_CASE("a file that is not there is refused when it was named") {
    const auto named = read_settings("/nowhere/p.toml", {});
    REQUIRE_FALSE(named);
    CHECK(named.error().wrong == "/nowhere/p.toml cannot be read: No such file or directory.");
}
