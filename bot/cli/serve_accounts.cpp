#include "cli/serve_accounts.hpp"

#include "chat/matrix/matrix.hpp"
#include "chat/slack/slack.hpp"

namespace plumb::cli {

namespace {

Result<std::unique_ptr<Chat>> make(const config::SlackSettings& settings, const Surroundings& around) {
    constexpr std::size_t kMebibyte = std::size_t{1024} * 1024;
    slack::SlackAccount account;
    account.name = settings.name;
    account.app_token = settings.app_token.reveal();
    account.bot_token = settings.bot_token.reveal();
    account.api_url = settings.api_url;
    account.command = settings.command;
    account.connections = settings.connections;
    account.dead_after = std::chrono::seconds{settings.dead_after};
    account.burst = around.limits.burst;
    account.longest = static_cast<std::size_t>(around.limits.frame) * kMebibyte;
    account.channels = settings.channels;
    return slack::make_slack(std::move(account), {around.executor, around.clock, around.metrics, around.store,
                                                  around.world, &around.zones, around.default_tz});
}

Result<std::unique_ptr<Chat>> make(const config::MatrixSettings& settings, const Surroundings& around) {
    matrix::MatrixAccount account;
    account.name = settings.name;
    account.homeserver = settings.homeserver;
    account.user = settings.user;
    account.access_token = settings.access_token.reveal();
    account.password = settings.password.reveal();
    account.device_name = settings.device_name;
    account.prefix = settings.prefix;
    account.allowed_servers = settings.allowed_servers;
    account.allowed_rooms = settings.allowed_rooms;
    account.allowed_users = settings.allowed_users;
    return matrix::make_matrix(std::move(account),
                               {around.executor, around.store, around.clock, around.metrics});
}

}  // namespace

std::vector<AccountSettings> accounts_of(const config::Settings& settings) {
    std::vector<AccountSettings> accounts(settings.slack.begin(), settings.slack.end());
    accounts.insert(accounts.end(), settings.matrix.begin(), settings.matrix.end());
    return accounts;
}

const std::string& name_of(const AccountSettings& account) {
    return std::visit([](const auto& settings) -> const std::string& { return settings.name; }, account);
}

Result<std::unique_ptr<Chat>> make_chat(const AccountSettings& account, const Surroundings& around) {
    return std::visit([&](const auto& settings) { return make(settings, around); }, account);
}

}  // namespace plumb::cli
