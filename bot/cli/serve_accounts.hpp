// The accounts of a configuration as chats: the one place where platforms are named.
#pragma once

#include "config/settings.hpp"
#include "ports/chat.hpp"
#include "ports/clock.hpp"
#include "ports/metrics.hpp"

#include <boost/asio/any_io_executor.hpp>

#include <functional>
#include <memory>
#include <string>
#include <variant>
#include <vector>

namespace plumb::cli {

/// What a chat is given to work with. All of it outlives the chat.
struct Surroundings {
    boost::asio::any_io_executor executor;
    Store& store;
    const Clock& clock;
    Metrics& metrics;
    config::LimitSettings limits;
    std::string default_tz;
    std::function<const World&()> world;
    const Zones& zones;
};

using AccountSettings = std::variant<config::SlackSettings, config::MatrixSettings>;

/// Every account of the configuration, in its order.
std::vector<AccountSettings> accounts_of(const config::Settings& settings);

const std::string& name_of(const AccountSettings& account);

/// The chat of an account, not started yet. Refused where its settings cannot work.
Result<std::unique_ptr<Chat>> make_chat(const AccountSettings& account, const Surroundings& around);

}  // namespace plumb::cli
