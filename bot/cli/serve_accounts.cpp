#include "cli/serve_accounts.hpp"

namespace plumb::cli {

namespace {

Result<std::unique_ptr<Chat>> make(const config::SlackSettings& account, const Surroundings&) {
    return refuse(account.name + ": this build does not speak to Slack.");
}

Result<std::unique_ptr<Chat>> make(const config::MatrixSettings& account, const Surroundings&) {
    return refuse(account.name + ": this build does not speak to Matrix.");
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
