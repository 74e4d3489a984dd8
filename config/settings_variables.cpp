// What the environment and systemd's credentials say, as entries.
#include "config/settings_entries.hpp"
#include "config/settings_keys.hpp"
#include "core/base/among.hpp"

#include "core/base/spelling.hpp"

#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <unistd.h>

extern "C" char** environ;

namespace plumb::config {

namespace {

constexpr std::string_view kPrefix = "PLUMBLINE_";
constexpr std::string_view kJoint = "__";
/// Read by settings.cpp itself.
constexpr std::array<std::string_view, 2> kShortOwn{"PLUMBLINE_ADMINS", "PLUMBLINE_DB"};
constexpr std::size_t kMostAccounts = 100;

struct Short {
    std::string_view variable;
    std::string_view section;
    std::string_view key;
};
constexpr std::array kShort{
    Short{"SLACK_APP_TOKEN", "slack", "app_token"}, Short{"SLACK_BOT_TOKEN", "slack", "bot_token"},
    Short{"SLACK_API_URL", "slack", "api_url"},     Short{"MATRIX_HOMESERVER", "matrix", "homeserver"},
    Short{"MATRIX_USER", "matrix", "user"},         Short{"MATRIX_ACCESS_TOKEN", "matrix", "access_token"},
    Short{"MATRIX_PASSWORD", "matrix", "password"}, Short{"MATRIX_RECOVERY_KEY", "matrix", "recovery_key"},
};

std::string upper(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    return out;
}

/// `defaults.policy`, `tell` is PLUMBLINE_DEFAULTS__POLICY__TELL; `place` stands behind a section that may
/// come several times.
std::string variable_of(std::string_view section, std::string_view key, const std::string& place) {
    std::string name(kPrefix);
    for (const char c : upper(section)) name += c == '.' ? std::string(kJoint) : std::string(1, c);
    if (is_repeated(section)) name += std::string(kJoint) + place;
    return name + std::string(kJoint) + upper(key);
}

std::vector<std::string> parts_of(std::string_view name) {
    std::vector<std::string> parts;
    for (std::size_t at = kPrefix.size();;) {
        const std::size_t joint = name.find(kJoint, at);
        parts.push_back(lower(name.substr(at, joint == std::string_view::npos ? joint : joint - at)));
        if (joint == std::string_view::npos) return parts;
        at = joint + kJoint.size();
    }
}

tl::unexpected<Refusal> no_variable(const std::string& name) {
    std::vector<std::string> names(kShortOwn.begin(), kShortOwn.end());
    const std::vector<std::string> parts = parts_of(name);
    const bool placed = parts.size() > 2 && !parts[1].empty() &&
                        parts[1].find_first_not_of("0123456789") == std::string::npos;
    const std::string place = placed ? parts[1] : "0";
    for (const std::string_view section : sections())
        for (const std::string& key : keys_of(section)) names.push_back(variable_of(section, key, place));
    const std::vector<std::string_view> known(names.begin(), names.end());
    const auto near = nearest(name, known);
    return refuse(
        name + ": there is no such variable" + (near ? "; did you mean " + std::string(*near) + "?" : "."),
        "Expected PLUMBLINE_SECTION__KEY, such as PLUMBLINE_STORAGE__PATH.");
}

/// What the variable names; refused where that is no key.
Result<Entry> entry_of(const std::string& name, const std::string& value) {
    std::vector<std::string> parts = parts_of(name);
    Entry entry{{}, 0, parts.back(), value, true, name};
    parts.pop_back();
    if (parts.size() == 2 && is_repeated(parts[0])) {
        const char* end = parts[1].data() + parts[1].size();
        const auto read = std::from_chars(parts[1].data(), end, entry.index);
        if (read.ec != std::errc{} || read.ptr != end || entry.index >= kMostAccounts)
            return no_variable(name);
        parts.pop_back();
    }
    for (const std::string& part : parts) entry.section += (entry.section.empty() ? "" : ".") + part;
    if (!find_key(entry.section, entry.key)) return no_variable(name);
    return entry;
}

}  // namespace

Environment environment() {
    Environment found;
    for (char** line = environ; line && *line; ++line) {
        const std::string_view text(*line);
        const std::size_t equals = text.find('=');
        if (equals == std::string_view::npos) continue;
        found.emplace(text.substr(0, equals), text.substr(equals + 1));
    }
    return found;
}

Result<std::vector<Entry>> variable_entries(const Environment& environment) {
    std::vector<Entry> entries;
    for (const auto& [name, value] : environment) {
        if (!std::string_view(name).starts_with(kPrefix)) continue;
        if (is_among(kShortOwn, name)) continue;
        auto entry = entry_of(name, value);
        if (!entry) return tl::make_unexpected(entry.error());
        if (!value.empty()) entries.push_back(std::move(*entry));
    }
    return entries;
}

std::vector<Entry> short_entries(const Environment& environment) {
    std::vector<Entry> entries;
    for (const Short& known : kShort) {
        const auto found = environment.find(std::string(known.variable));
        if (found == environment.end() || found->second.empty()) continue;
        entries.push_back({std::string(known.section), 0, std::string(known.key), found->second, true,
                           std::string(known.variable)});
    }
    return entries;
}

Result<std::string> read_secret(const std::string& file) {
    std::error_code unknown;
    if (std::filesystem::is_directory(file, unknown))
        return refuse(file + " cannot be read: " + std::strerror(EISDIR) + ".",
                      "Expected a file that holds the secret and nothing else.");
    std::ifstream in(file, std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(in), {}};
    if (!in.is_open() || in.bad())
        return refuse(file + " cannot be read: " + std::strerror(errno) + ".",
                      "Expected a file that holds the secret and nothing else.");
    return std::string(trimmed(text));
}

Result<std::vector<Entry>> credential_entries(const Environment& environment) {
    std::vector<Entry> entries;
    const auto folder = environment.find("CREDENTIALS_DIRECTORY");
    if (folder == environment.end() || folder->second.empty()) return entries;
    for (const KeySpec& spec : keys()) {
        if (!spec.secret) continue;
        const std::string file =
            folder->second + "/" + std::string(spec.section) + "_" + std::string(spec.name);
        std::error_code none;
        if (!std::filesystem::exists(file, none)) continue;
        auto secret = read_secret(file);
        if (!secret) return tl::make_unexpected(secret.error());
        entries.push_back(
            {std::string(spec.section), 0, std::string(spec.name), std::move(*secret), true, file});
    }
    return entries;
}

}  // namespace plumb::config
