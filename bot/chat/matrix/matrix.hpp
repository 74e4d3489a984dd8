// Matrix as a chat: one account on one homeserver, over the client-server API. Rooms without encryption;
// those with it are refused.
#pragma once

#include "ports/chat.hpp"
#include "ports/clock.hpp"
#include "ports/metrics.hpp"

#include <boost/asio/any_io_executor.hpp>

#include <chrono>
#include <memory>
#include <string>
#include <vector>

namespace plumb::matrix {

struct MatrixAccount {
    /// In the configuration.
    std::string name = "matrix";
    std::string homeserver;
    /// `@bot:example.org`, or only `bot`.
    std::string user;
    /// One of the two, or both: the token first.
    std::string access_token;
    std::string password;
    std::string device_name = "Plumbline";
    std::string prefix = "!plumb";
    /// Whose invitations are accepted; both empty: those of the bot's own server.
    std::vector<std::string> allowed_servers;
    std::vector<std::string> allowed_users;
    /// Empty: every room it is in.
    std::vector<std::string> allowed_rooms;
    /// How long the homeserver may hold an answer to /sync, and how long beyond it is waited for.
    std::chrono::seconds poll{25};
    std::chrono::seconds patience{15};
};

/// What it is given to work with; all of it outlives the chat.
struct MatrixAround {
    boost::asio::any_io_executor executor;
    Store& store;
    const Clock& clock;
    Metrics& metrics;
};

/// Refused where the account's settings cannot work.
Result<std::unique_ptr<Chat>> make_matrix(MatrixAccount account, MatrixAround around);

}  // namespace plumb::matrix
