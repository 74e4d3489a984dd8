// `plumbline manifest`: the Slack app's manifest, to paste.
#include "cli/asked.hpp"
#include "cli/options.hpp"
#include "cli/slack_scopes.hpp"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <memory>

namespace plumb::cli {

namespace {

using Json = nlohmann::ordered_json;

/// Slack's own limits.
constexpr std::size_t kLongestName = 35;
constexpr std::size_t kLongestCommand = 32;
constexpr int kIndent = 2;

struct ManifestAsked {
    std::string name = "Plumbline";
    std::string command = "/plumb";
};

Json features(const ManifestAsked& asked) {
    const Json shortcuts =
        Json::array({{{"name", "New change request"},
                      {"type", "global"},
                      {"callback_id", "change_new"},
                      {"description", "Opens the form of a change request"}},
                     {{"name", "New launch event"},
                      {"type", "global"},
                      {"callback_id", "launch_new"},
                      {"description", "Opens the form of a launch event"}},
                     {{"name", "Record as change request"},
                      {"type", "message"},
                      {"callback_id", "change_from_message"},
                      {"description", "Keeps this message as the voice behind a change request"}}});
    const Json command{{"command", asked.command},
                       {"description", "The product plan and the go-to-market plan, in true"},
                       {"usage_hint", "help | status | change new \"…\""},
                       {"should_escape", true}};
    return {{"app_home",
             {{"home_tab_enabled", true},
              {"messages_tab_enabled", true},
              {"messages_tab_read_only_enabled", false}}},
            {"bot_user", {{"display_name", asked.name}, {"always_online", true}}},
            {"shortcuts", shortcuts},
            {"slash_commands", Json::array({command})}};
}

Json manifest(const ManifestAsked& asked) {
    Json scopes = Json::array();
    for (const Scope& scope : kBotScopes) scopes.push_back(scope.name);
    return {{"_metadata", {{"major_version", 2}, {"minor_version", 1}}},
            {"display_information",
             {{"name", asked.name},
              {"description", "Keeps the product plan and the go-to-market plan in true"},
              {"background_color", "#1f3a5f"}}},
            {"features", features(asked)},
            {"oauth_config", {{"scopes", {{"bot", scopes}}}}},
            {"settings",
             {{"event_subscriptions", {{"bot_events", kBotEvents}}},
              {"interactivity", {{"is_enabled", true}}},
              {"org_deploy_enabled", false},
              {"socket_mode_enabled", true},
              {"token_rotation_enabled", false}}}};
}

bool is_command(const std::string& word) {
    const auto allowed = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    };
    return word.size() > 1 && word.size() <= kLongestCommand && word.front() == '/' &&
           std::all_of(word.begin() + 1, word.end(), allowed);
}

int run_manifest(ManifestAsked asked) {
    if (!asked.command.empty() && asked.command.front() != '/') asked.command.insert(0, "/");
    if (!is_command(asked.command))
        return usage_error(
            "--command " + asked.command +
            ": expected a word of lower-case letters and digits of at most 32 characters, such as "
            "/plumb");
    if (asked.name.empty() || asked.name.size() > kLongestName)
        return usage_error("--name " + asked.name +
                           ": expected a name of at most 35 characters, such as Plumbline");
    const auto written = write_output({}, manifest(asked).dump(kIndent) + "\n");
    return written ? kDone : failure(written.error());
}

}  // namespace

void add_manifest(CLI::App& program, Action& action) {
    CLI::App* command = program.add_subcommand("manifest", "The Slack app manifest (JSON) to paste");
    auto asked = std::make_shared<ManifestAsked>();
    command->add_option("--name", asked->name, "What the app is called")->type_name("NAME");
    command->add_option("--command", asked->command, "Its slash command")->type_name("/WORD");
    command->callback([asked, &action] { action = [asked] { return run_manifest(*asked); }; });
}

}  // namespace plumb::cli
