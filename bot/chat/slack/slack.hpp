// Slack as a chat: one workspace, over Socket Mode and the Web API.
#pragma once

#include "core/time/zone.hpp"
#include "ports/chat.hpp"
#include "ports/clock.hpp"
#include "ports/metrics.hpp"

#include <boost/asio/any_io_executor.hpp>

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace plumb::slack {

struct SlackAccount {
    /// In the configuration.
    std::string name = "slack";
    std::string app_token;
    std::string bot_token;
    std::string api_url = "https://slack.com/api/";
    /// The slash command, as people type it.
    std::string command = "/plumb";
    int connections = 2;
    std::chrono::seconds dead_after{25};
    /// Messages that a channel gets at once, before one a second.
    int burst = 20;
    /// The longest frame or answer that is read, in bytes.
    std::size_t longest = std::size_t{16} * 1024 * 1024;
    /// Ids; empty: every channel the bot is in.
    std::vector<std::string> channels;
};

/// What it is given to work with; all of it outlives the chat.
struct SlackAround {
    boost::asio::any_io_executor executor;
    const Clock& clock;
    Metrics& metrics;
    Store& store;
    std::function<const World&()> world;
    const Zones* zones = nullptr;
    std::string default_tz = "UTC";
};

std::unique_ptr<Chat> make_slack(SlackAccount account, SlackAround around);

}  // namespace plumb::slack
