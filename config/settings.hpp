// What an installation is told: the configuration file, and the environment, which wins (operation.md,
// section 2).
#pragma once

#include "core/base/result.hpp"
#include "core/records/product.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace plumb::config {

/// A token or a password: passed on to whoever needs it, and printed by nobody.
class Secret {
  public:
    Secret() = default;
    explicit Secret(std::string value) : value_(std::move(value)) {}

    const std::string& reveal() const { return value_; }
    bool empty() const { return value_.empty(); }
    bool operator==(const Secret&) const = default;

  private:
    std::string value_;
};

struct StorageSettings {
    /// Empty: `plumbline.db` in the state directory.
    std::string path;
    bool full_synchronous = true;
    /// Days that messages of threads, and events that could not be handled, are kept; 0 keeps them for ever.
    int retention = 0;

    bool operator==(const StorageSettings&) const = default;
};

struct HttpSettings {
    bool on = true;
    std::string address = "127.0.0.1";
    std::uint16_t port = 8787;
    /// Somebody set the address: the start fails where it is taken.
    bool set = false;

    bool operator==(const HttpSettings&) const = default;
};

enum class LogLevel : std::uint8_t { debug, info, warn, error };
enum class LogFormat : std::uint8_t { text, json };

struct LogSettings {
    LogLevel level = LogLevel::info;
    LogFormat format = LogFormat::text;

    bool operator==(const LogSettings&) const = default;
};

/// What a product begins with.
struct DefaultSettings {
    std::string tz = "UTC";
    /// What was missed while the bot was down is sent late, where it is young enough.
    bool catch_up = true;
    Policy policy;

    bool operator==(const DefaultSettings&) const = default;
};

struct LimitSettings {
    /// Messages that a Slack channel gets at once, before one a second.
    int burst = 20;
    /// The longest frame or answer that is read, in MiB.
    int frame = 16;

    bool operator==(const LimitSettings&) const = default;
};

struct SlackSettings {
    std::string name = "slack";
    Secret app_token;
    Secret bot_token;
    std::string command = "/plumb";
    std::string api_url = "https://slack.com/api/";
    int connections = 2;
    /// Seconds of silence after which a connection is given up.
    int dead_after = 25;
    /// Channel ids; empty: every channel the bot is in.
    std::vector<std::string> channels;
    std::vector<std::string> admins;

    bool operator==(const SlackSettings&) const = default;
};

struct MatrixSettings {
    std::string name = "matrix";
    std::string homeserver;
    std::string user;
    Secret access_token;
    Secret password;
    Secret recovery_key;
    std::string device_name = "Plumbline";
    std::string prefix = "!plumb";
    /// Empty: the bot's own server.
    std::vector<std::string> allowed_servers;
    std::vector<std::string> allowed_rooms;
    std::vector<std::string> allowed_users;
    bool encryption = true;
    std::vector<std::string> admins;

    bool operator==(const MatrixSettings&) const = default;
};

/// One person's accounts under one name.
struct PersonSettings {
    std::string name;
    std::vector<std::string> slack;
    std::vector<std::string> matrix;

    bool operator==(const PersonSettings&) const = default;
};

struct Settings {
    StorageSettings storage;
    HttpSettings http;
    LogSettings log;
    DefaultSettings defaults;
    LimitSettings limits;
    std::vector<SlackSettings> slack;
    std::vector<MatrixSettings> matrix;
    std::vector<PersonSettings> people;
    /// PLUMBLINE_ADMINS: admins on whichever account they speak from.
    std::vector<std::string> admins;

    bool operator==(const Settings&) const = default;
};

using Environment = std::map<std::string, std::string>;

inline constexpr const char* kDefaultFile = "/etc/plumbline/plumbline.toml";

/// The process's own environment.
Environment environment();

/// `file` must be readable; where it is empty the default file is read if it is there. Refused, in one line
/// (file, line, key, what is wrong, what is expected), on the first thing that is wrong. No refusal holds a
/// secret.
Result<Settings> read_settings(const std::string& file, const Environment& environment);

/// The same for who needs neither a file nor an account: the default file counts where it is sound, and half
/// of an account is no matter. Refused on what is wrong in the rest of the environment.
Result<Settings> read_settings_without_accounts(const Environment& environment);

/// Where the database lies: as set, else `plumbline.db` in the state directory (systemd's, else the user's).
std::string database_path(const Settings& settings, const Environment& environment);

}  // namespace plumb::config
