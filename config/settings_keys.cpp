#include "config/settings_keys.hpp"

#include "core/base/among.hpp"
#include "core/base/spelling.hpp"
#include "core/records/words.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace plumb::config {

namespace {

constexpr std::string_view kFileEnding = "_file";
constexpr int kLongestRetention = 36500;
constexpr int kMostConnections = 10;
constexpr int kLongestSilence = 3600;
constexpr int kLargestBurst = 1000;
constexpr int kLargestFrame = 256;
constexpr int kLongestBurst = 24 * 60;

bool take(const Entry& entry, std::string& into) {
    const auto* text = std::get_if<std::string>(&entry.value);
    if (text) into = *text;
    return text != nullptr;
}

bool take_word(const Entry& entry, std::string& into) {
    return take(entry, into) && !into.empty() && into.find(' ') == std::string::npos;
}

bool take(const Entry& entry, Secret& into) {
    std::string text;
    if (!take(entry, text)) return false;
    into = Secret(std::string(trimmed(text)));
    return !into.empty();
}

bool take(const Entry& entry, bool& into) {
    if (const auto* yes = std::get_if<bool>(&entry.value)) {
        into = *yes;
        return true;
    }
    std::string text;
    if (!entry.text || !take(entry, text)) return false;
    const std::string word = lower(text);
    into = word == "true" || word == "yes" || word == "on" || word == "1";
    return into || word == "false" || word == "no" || word == "off" || word == "0";
}

bool take(const Entry& entry, int least, int most, int& into) {
    std::int64_t number = 0;
    if (const auto* typed = std::get_if<std::int64_t>(&entry.value)) {
        number = *typed;
    } else {
        std::string text;
        if (!entry.text || !take(entry, text)) return false;
        const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
        if (read.ec != std::errc{} || read.ptr != text.data() + text.size()) return false;
    }
    into = static_cast<int>(std::clamp<std::int64_t>(number, least, most));
    return number == into;
}

bool take(const Entry& entry, std::vector<std::string>& into) {
    if (const auto* list = std::get_if<std::vector<std::string>>(&entry.value)) {
        into = *list;
        return true;
    }
    std::string text;
    if (!take(entry, text)) return false;
    into = listed(text);
    return true;
}

template <class E>
bool take_named(const Entry& entry, E& into) {
    std::string text;
    if (!take(entry, text)) return false;
    const auto value = named<E>(lower(text));
    if (value) into = *value;
    return value.has_value();
}

bool take_functions(const Entry& entry, std::vector<Function>& into) {
    std::vector<std::string> words;
    if (!take(entry, words)) return false;
    std::vector<Function> functions;
    for (const std::string& word : words) {
        const auto function = named<Function>(lower(word));
        if (!function) return false;
        functions.push_back(*function);
    }
    into = std::move(functions);
    return true;
}

template <class E, std::size_t N>
bool take_choice(const Entry& entry, const std::array<std::string_view, N>& words, E& into) {
    std::string text;
    if (!take(entry, text)) return false;
    const auto found = std::find(words.begin(), words.end(), lower(text));
    if (found == words.end()) return false;
    into = static_cast<E>(found - words.begin());
    return true;
}

bool take_listen(const Entry& entry, HttpSettings& into) {
    std::string text;
    if (!take(entry, text)) return false;
    into.set = true;
    into.on = lower(text) != "off";
    if (!into.on) return true;
    const std::size_t colon = text.rfind(':');
    if (colon == std::string::npos || colon == 0) return false;
    std::string address = text.substr(0, colon);
    if (address.front() == '[' && address.back() == ']') address = address.substr(1, address.size() - 2);
    if (lower(address) == "localhost") address = "127.0.0.1";
    const char* end = text.data() + text.size();
    const auto read = std::from_chars(text.data() + colon + 1, end, into.port);
    if (read.ec != std::errc{} || read.ptr != end || address.empty()) return false;
    into.address = std::move(address);
    return true;
}

bool take_full(const Entry& entry, bool& full) {
    constexpr std::array<std::string_view, 2> kWords{"normal", "full"};
    return take_choice(entry, kWords, full);
}

/// Plain `http` is for this machine alone.
bool is_http_here(std::string_view address) {
    constexpr std::string_view kHttp = "http://";
    if (!address.starts_with(kHttp)) return false;
    const std::string_view rest = address.substr(kHttp.size());
    const std::string_view host = rest.substr(0, rest.find_first_of(":/?"));
    return same_word(host, "localhost") || host.starts_with("127.") || rest.starts_with("[::1]");
}

bool take_url(const Entry& entry, std::string& into) {
    return take(entry, into) && (into.starts_with("https://") || is_http_here(into)) && !names_user(into);
}

bool take_level(const Entry& entry, LogLevel& into) {
    constexpr std::array<std::string_view, 4> kWords{"debug", "info", "warn", "error"};
    return take_choice(entry, kWords, into);
}

bool take_format(const Entry& entry, LogFormat& into) {
    constexpr std::array<std::string_view, 2> kWords{"text", "json"};
    return take_choice(entry, kWords, into);
}

bool take_command(const Entry& entry, std::string& into) {
    return take_word(entry, into) && into.size() > 1 && into.front() == '/';
}

bool is_matrix_user(std::string_view text) {
    return text.starts_with('@') && text.find(':') != std::string_view::npos;
}

bool take_user(const Entry& entry, std::string& into) {
    return take_word(entry, into) && is_matrix_user(into);
}

/// A list of which an entry can be nothing of the kind would admit nobody, without a word.
bool take_each(const Entry& entry, bool (*is_one)(std::string_view), std::vector<std::string>& into) {
    return take(entry, into) && std::all_of(into.begin(), into.end(), is_one);
}

bool is_matrix_server(std::string_view text) {
    return !text.empty() && text.find_first_of("/@#! ") == std::string_view::npos;
}

bool is_matrix_room(std::string_view text) { return text.size() > 1 && text.front() == '!'; }

// Each key as one line of the table: the settings are `s`, the account's place `i`, what is said `e`.
#define PLUMB_TAKES(expression) \
    [](Settings& s, [[maybe_unused]] std::size_t i, const Entry& e) { return expression; }

constexpr std::array kKeys{
    KeySpec{"storage", "path", "the path of a file", PLUMB_TAKES(take(e, s.storage.path))},
    KeySpec{"storage", "synchronous", "full or normal",
            PLUMB_TAKES(take_full(e, s.storage.full_synchronous))},
    KeySpec{"storage", "retention", "days, 0 (for ever) to 36500",
            PLUMB_TAKES(take(e, 0, kLongestRetention, s.storage.retention))},

    KeySpec{"http", "listen", "ADDRESS:PORT, such as 127.0.0.1:8787, or off",
            PLUMB_TAKES(take_listen(e, s.http))},

    KeySpec{"log", "level", "debug, info, warn or error", PLUMB_TAKES(take_level(e, s.log.level))},
    KeySpec{"log", "format", "text or json", PLUMB_TAKES(take_format(e, s.log.format))},

    KeySpec{"defaults", "tz", "a time zone, such as Europe/Berlin", PLUMB_TAKES(take_word(e, s.defaults.tz))},
    KeySpec{"defaults", "catch_up", "true or false", PLUMB_TAKES(take(e, s.defaults.catch_up))},
    KeySpec{"defaults.policy", "assess", "functions, such as [\"engineering\", \"marketing\"]",
            PLUMB_TAKES(take_functions(e, s.defaults.policy.assess))},
    KeySpec{"defaults.policy", "decide", "approver or admin",
            PLUMB_TAKES(take_named(e, s.defaults.policy.decide))},
    KeySpec{"defaults.policy", "plan", "functions, such as [\"engineering\", \"product\"]; [] for all",
            PLUMB_TAKES(take_functions(e, s.defaults.policy.plan))},
    KeySpec{"defaults.policy", "tell", "channel or owner-first",
            PLUMB_TAKES(take_named(e, s.defaults.policy.tell))},
    KeySpec{"defaults.policy", "burst", "minutes, 0 to 1440",
            PLUMB_TAKES(take(e, 0, kLongestBurst, s.defaults.policy.burst))},

    KeySpec{"limits", "burst", "messages, 1 to 1000", PLUMB_TAKES(take(e, 1, kLargestBurst, s.limits.burst))},
    KeySpec{"limits", "frame", "MiB, 1 to 256", PLUMB_TAKES(take(e, 1, kLargestFrame, s.limits.frame))},

    KeySpec{"slack", "name", "one word", PLUMB_TAKES(take_word(e, s.slack[i].name))},
    KeySpec{"slack", "app_token", "an app-level token (xapp-…)", PLUMB_TAKES(take(e, s.slack[i].app_token)),
            true},
    KeySpec{"slack", "bot_token", "a bot token (xoxb-…)", PLUMB_TAKES(take(e, s.slack[i].bot_token)), true},
    KeySpec{"slack", "command", "a slash command, such as /plumb",
            PLUMB_TAKES(take_command(e, s.slack[i].command))},
    KeySpec{"slack", "api_url", "an address, such as https://slack.com/api/",
            PLUMB_TAKES(take_url(e, s.slack[i].api_url))},
    KeySpec{"slack", "connections", "1 to 10",
            PLUMB_TAKES(take(e, 1, kMostConnections, s.slack[i].connections))},
    KeySpec{"slack", "dead_after", "seconds, 1 to 3600",
            PLUMB_TAKES(take(e, 1, kLongestSilence, s.slack[i].dead_after))},
    KeySpec{"slack", "channels", "a list of channel ids, such as [\"C0123456789\"]",
            PLUMB_TAKES(take(e, s.slack[i].channels))},
    KeySpec{"slack", "admins", "a list of user ids, such as [\"U0123456789\"]",
            PLUMB_TAKES(take(e, s.slack[i].admins))},

    KeySpec{"matrix", "name", "one word", PLUMB_TAKES(take_word(e, s.matrix[i].name))},
    KeySpec{"matrix", "homeserver", "an address, such as https://matrix.example.org",
            PLUMB_TAKES(take_url(e, s.matrix[i].homeserver))},
    KeySpec{"matrix", "user", "a user id, such as @plumb:example.org",
            PLUMB_TAKES(take_user(e, s.matrix[i].user))},
    KeySpec{"matrix", "access_token", "an access token", PLUMB_TAKES(take(e, s.matrix[i].access_token)),
            true},
    KeySpec{"matrix", "password", "a password", PLUMB_TAKES(take(e, s.matrix[i].password)), true},
    KeySpec{"matrix", "recovery_key", "a recovery key", PLUMB_TAKES(take(e, s.matrix[i].recovery_key)), true},
    KeySpec{"matrix", "device_name", "a text", PLUMB_TAKES(take(e, s.matrix[i].device_name))},
    KeySpec{"matrix", "prefix", "one word, such as !plumb", PLUMB_TAKES(take_word(e, s.matrix[i].prefix))},
    KeySpec{"matrix", "allowed_servers", "a list of servers, such as [\"example.org\"]",
            PLUMB_TAKES(take_each(e, is_matrix_server, s.matrix[i].allowed_servers))},
    KeySpec{"matrix", "allowed_rooms", "a list of room ids, such as [\"!abc:example.org\"]",
            PLUMB_TAKES(take_each(e, is_matrix_room, s.matrix[i].allowed_rooms))},
    KeySpec{"matrix", "allowed_users", "a list of user ids, such as [\"@ana:example.org\"]",
            PLUMB_TAKES(take_each(e, is_matrix_user, s.matrix[i].allowed_users))},
    KeySpec{"matrix", "encryption", "true or false", PLUMB_TAKES(take(e, s.matrix[i].encryption))},
    KeySpec{"matrix", "admins", "a list of user ids, such as [\"@ana:example.org\"]",
            PLUMB_TAKES(take(e, s.matrix[i].admins))},

    KeySpec{"people", "name", "one word", PLUMB_TAKES(take_word(e, s.people[i].name))},
    KeySpec{"people", "slack", "a list of user ids, such as [\"U0123456789\"]",
            PLUMB_TAKES(take(e, s.people[i].slack))},
    KeySpec{"people", "matrix", "a list of user ids, such as [\"@ana:example.org\"]",
            PLUMB_TAKES(take(e, s.people[i].matrix))},
};

#undef PLUMB_TAKES

constexpr std::array<std::string_view, 3> kRepeated{"slack", "matrix", "people"};

}  // namespace

bool names_user(std::string_view address) {
    constexpr std::string_view kBeforeHost = "://";
    const std::size_t scheme = address.find(kBeforeHost);
    const std::size_t from = scheme == std::string_view::npos ? 0 : scheme + kBeforeHost.size();
    const std::string_view host = address.substr(from, address.find_first_of("/?#", from) - from);
    return host.find('@') != std::string_view::npos;
}

std::vector<std::string> listed(std::string_view text) {
    std::vector<std::string> items;
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t comma = std::min(text.find(',', at), text.size());
        const std::string_view item = trimmed(text.substr(at, comma - at));
        if (!item.empty()) items.emplace_back(item);
        at = comma + 1;
    }
    return items;
}

std::span<const KeySpec> keys() { return kKeys; }

bool is_secret_file(const KeySpec& spec, std::string_view name) {
    return spec.secret && name.size() == spec.name.size() + kFileEnding.size() &&
           name.starts_with(spec.name) && name.ends_with(kFileEnding);
}

const KeySpec* find_key(std::string_view section, std::string_view name) {
    for (const KeySpec& spec : kKeys)
        if (spec.section == section && (spec.name == name || is_secret_file(spec, name))) return &spec;
    return nullptr;
}

std::vector<std::string_view> sections() {
    std::vector<std::string_view> found;
    for (const KeySpec& spec : kKeys)
        if (found.empty() || found.back() != spec.section) found.push_back(spec.section);
    return found;
}

bool is_repeated(std::string_view section) { return is_among(kRepeated, section); }

std::vector<std::string> keys_of(std::string_view section) {
    std::vector<std::string> found;
    for (const KeySpec& spec : kKeys) {
        if (spec.section != section) continue;
        found.emplace_back(spec.name);
        if (spec.secret) found.push_back(std::string(spec.name) + std::string(kFileEnding));
    }
    return found;
}

}  // namespace plumb::config
