// The example names every key with its default: held against the table of keys and the settings' own
// defaults.
#include "config/settings_entries.hpp"
#include "config/settings_keys.hpp"
#include "tests/config/settings_file.hpp"

#include <catch2/catch.hpp>

#include <set>
#include <sstream>

using namespace plumb;
using namespace plumb::config;

namespace {

std::string example() {
    std::ifstream in(PLUMB_EXAMPLE, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    REQUIRE_FALSE(text.str().empty());
    return text.str();
}

/// With the keys that are commented out (`#key`, without a blank) taken in.
std::string taken_in(const std::string& text) {
    std::istringstream lines(text);
    std::string out;
    for (std::string line; std::getline(lines, line);)
        out += (line.size() > 1 && line[0] == '#' && line[1] != ' ' ? line.substr(1) : line) + "\n";
    return out;
}

Settings read(const std::string& text) {
    const SettingsFile file(text);
    const auto settings = read_settings(file.path(), {});
    INFO((settings ? std::string() : settings.error().wrong));
    REQUIRE(settings);
    return *settings;
}

}  // namespace

TEST_CASE("the example as it is changes nothing") { CHECK(read(example()) == Settings{}); }

TEST_CASE("the example names every key") {
    const auto entries = toml_entries(taken_in(example()), "example");
    REQUIRE(entries);
    std::set<std::string> named;
    for (const Entry& entry : *entries)
        if (!entry.key.empty()) named.insert(entry.section + "." + entry.key);
    std::set<std::string> known;
    for (const KeySpec& spec : keys()) known.insert(std::string(spec.section) + "." + std::string(spec.name));
    CHECK(named == known);
}

TEST_CASE("what the example gives as defaults are the defaults") {
    Settings settings = read(taken_in(example()));
    settings.http.set = false;
    REQUIRE(settings.slack.size() == 1);
    REQUIRE(settings.matrix.size() == 1);
    SlackSettings slack;
    slack.app_token = settings.slack[0].app_token;
    slack.bot_token = settings.slack[0].bot_token;
    CHECK(settings.slack[0] == slack);
    MatrixSettings matrix;
    matrix.homeserver = settings.matrix[0].homeserver;
    matrix.user = settings.matrix[0].user;
    matrix.access_token = settings.matrix[0].access_token;
    matrix.password = settings.matrix[0].password;
    matrix.recovery_key = settings.matrix[0].recovery_key;
    CHECK(settings.matrix[0] == matrix);
    settings.slack.clear();
    settings.matrix.clear();
    settings.people.clear();
    CHECK(settings == Settings{});
}
