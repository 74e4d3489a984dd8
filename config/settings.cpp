#include "config/settings.hpp"

#include "config/settings_entries.hpp"
#include "config/settings_keys.hpp"
#include "config/zones.hpp"
#include "core/base/repeated.hpp"
#include "core/base/spelling.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <set>

namespace plumb::config {

namespace {

std::string value_in(const Environment& environment, const std::string& name) {
    const auto found = environment.find(name);
    return found == environment.end() ? std::string{} : found->second;
}

/// What was given, for a refusal: no secret, and no more than a line.
std::string shown(const KeySpec& spec, const Entry& entry) {
    if (spec.secret) return "this";
    const auto* text = std::get_if<std::string>(&entry.value);
    // Whoever writes a user into an address may have written the password, too.
    if (text && names_user(*text)) return "an address with a user in it";
    if (text) return repeated(*text);
    if (const auto* number = std::get_if<std::int64_t>(&entry.value)) return std::to_string(*number);
    if (const auto* yes = std::get_if<bool>(&entry.value)) return *yes ? "true" : "false";
    return "this";
}

std::string where(const Entry& entry) {
    return entry.origin + ": " + entry.section + (entry.key.empty() ? "" : "." + entry.key) + ": ";
}

/// Puts entries into settings one by one; the later one wins.
class Settler {
  public:
    Result<void> take(const std::vector<Entry>& entries) {
        for (const Entry& entry : entries)
            if (auto taken = take(entry); !taken) return taken;
        return {};
    }

    Result<Settings> finish() && {
        const auto sound = check();
        if (!sound) return tl::make_unexpected(sound.error());
        return std::move(settings_);
    }
    Settings& settings() { return settings_; }

  private:
    Result<void> take(const Entry& entry) {
        if (auto placed = make_room(entry); !placed) return placed;
        // The line of a [[section]] itself.
        if (entry.key.empty()) return {};
        const KeySpec* spec = find_key(entry.section, entry.key);
        if (!spec) return no_key(entry);
        origins_[{entry.section + "." + std::string(spec->name), entry.index}] = entry.origin;
        if (is_secret_file(*spec, entry.key)) return take_file(*spec, entry);
        if (spec->set(settings_, entry.index, entry)) return {};
        return refuse(where(entry) + shown(*spec, entry) + " is not what it takes.",
                      "Expected " + std::string(spec->expects) + "." + no_tls(*spec, entry));
    }

    /// An address that is right but for the first thing in it.
    static std::string no_tls(const KeySpec& spec, const Entry& entry) {
        const auto* text = std::get_if<std::string>(&entry.value);
        const bool plain = text && text->starts_with("http://");
        return plain && spec.expects.find("https://") != std::string_view::npos
                   ? " Plain http:// is for this machine alone."
                   : "";
    }

    Result<void> take_file(const KeySpec& spec, const Entry& entry) {
        const auto* file = std::get_if<std::string>(&entry.value);
        if (!file) return refuse(where(entry) + "this is no path.", "Expected the path of a file.");
        auto secret = read_secret(*file);
        if (!secret) return refuse(where(entry) + secret.error().wrong, secret.error().expected);
        Entry read = entry;
        read.value = std::move(*secret);
        if (spec.set(settings_, entry.index, read)) return {};
        return refuse(where(entry) + *file + " is empty.",
                      "Expected " + std::string(spec.expects) + " in it.");
    }

    Result<void> make_room(const Entry& entry) {
        const auto grow = [&](auto& accounts) -> Result<void> {
            if (entry.index > accounts.size())
                return refuse(where(entry) + "there are only " + std::to_string(accounts.size()) +
                                  " of these before it.",
                              "Expected them to be numbered from 0.");
            if (entry.index < accounts.size()) return {};
            accounts.emplace_back();
            origins_[{entry.section, entry.index}] = entry.origin;
            return {};
        };
        if (entry.section == "slack") return grow(settings_.slack);
        if (entry.section == "matrix") return grow(settings_.matrix);
        if (entry.section == "people") return grow(settings_.people);
        return {};
    }

    static tl::unexpected<Refusal> no_key(const Entry& entry) {
        const std::vector<std::string> known = keys_of(entry.section);
        const std::vector<std::string_view> words(known.begin(), known.end());
        const auto near = nearest(entry.key, words);
        return refuse(where(entry) + "there is no such key" +
                          (near ? "; did you mean " + std::string(*near) + "?" : "."),
                      "Expected " + choice_of(known) + ".");
    }

    tl::unexpected<Refusal> missing(const std::string& section, std::size_t index,
                                    const std::string& key) const {
        const KeySpec* spec = find_key(section, key);
        return refuse(origins_.at({section, index}) + ": " + section + "." + key + " is missing.",
                      "Expected " + std::string(spec->expects) + ".");
    }

    Result<void> check() const {
        const auto tz = origins_.find({"defaults.tz", 0});
        if (tz != origins_.end() && !make_zones()->find(settings_.defaults.tz))
            return refuse(
                tz->second + ": defaults.tz: there is no time zone " + repeated(settings_.defaults.tz) + ".",
                "Expected a name such as Europe/Berlin.");
        for (const auto& look : {&Settler::check_slack, &Settler::check_matrix, &Settler::check_people})
            if (auto sound = (this->*look)(); !sound) return sound;
        return check_names();
    }

    Result<void> check_slack() const {
        for (std::size_t i = 0; i < settings_.slack.size(); ++i) {
            const SlackSettings& account = settings_.slack[i];
            if (account.app_token.empty()) return missing("slack", i, "app_token");
            if (account.bot_token.empty()) return missing("slack", i, "bot_token");
            const bool swapped = account.app_token.reveal().starts_with("xoxb-") ||
                                 account.bot_token.reveal().starts_with("xapp-");
            if (swapped)
                return refuse(
                    origins_.at({"slack.app_token", i}) + ": slack.app_token: this is the wrong token.",
                    "Expected the app-level token (xapp-…) here, and the bot token (xoxb-…) as "
                    "bot_token.");
        }
        return {};
    }

    Result<void> check_matrix() const {
        for (std::size_t i = 0; i < settings_.matrix.size(); ++i) {
            const MatrixSettings& account = settings_.matrix[i];
            if (account.homeserver.empty()) return missing("matrix", i, "homeserver");
            if (account.user.empty()) return missing("matrix", i, "user");
            if (account.access_token.empty() && account.password.empty())
                return refuse(
                    origins_.at({"matrix", i}) + ": matrix: access_token and password are both missing.",
                    "Expected one of the two.");
        }
        return {};
    }

    Result<void> check_people() const {
        std::map<std::string, std::string> owners;
        for (std::size_t i = 0; i < settings_.people.size(); ++i) {
            const PersonSettings& person = settings_.people[i];
            if (person.name.empty()) return missing("people", i, "name");
            for (const auto& [key, ids] :
                 {std::pair{"slack", &person.slack}, std::pair{"matrix", &person.matrix}})
                for (const std::string& id : *ids) {
                    const auto [owner, fresh] = owners.emplace(std::string(key) + " " + id, person.name);
                    if (fresh || owner->second == person.name) continue;
                    return refuse(origins_.at({"people." + std::string(key), i}) + ": people." + key + ": " +
                                      repeated(id) + " is the account of " + owner->second + " already.",
                                  "Expected each account under one name.");
                }
        }
        return {};
    }

    Result<void> check_names() const {
        std::set<std::string> taken;
        const auto fresh = [&](const std::string& section, std::size_t index,
                               const std::string& name) -> Result<void> {
            if (taken.insert(name).second) return {};
            return refuse(origins_.at({section, index}) + ": " + section + ".name: " + repeated(name) +
                              " is another account's name already.",
                          "Expected a name of its own.");
        };
        for (std::size_t i = 0; i < settings_.slack.size(); ++i)
            if (auto sound = fresh("slack", i, settings_.slack[i].name); !sound) return sound;
        for (std::size_t i = 0; i < settings_.matrix.size(); ++i)
            if (auto sound = fresh("matrix", i, settings_.matrix[i].name); !sound) return sound;
        return {};
    }

    Settings settings_;
    /// Where a key, or an account, was first set.
    std::map<std::pair<std::string, std::size_t>, std::string> origins_;
};

/// The text of the file; nothing where the default one is not there.
Result<std::optional<std::string>> file_text(const std::string& named) {
    const std::string file = named.empty() ? kDefaultFile : named;
    const auto unread = [&](const char* why) {
        return refuse(file + " cannot be read: " + why + ".",
                      "Expected a configuration file, such as config/plumbline.example.toml.");
    };
    std::error_code unknown;
    if (std::filesystem::is_directory(file, unknown)) return unread(std::strerror(EISDIR));
    std::ifstream in(file, std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(in), {}};
    if (in.is_open() && !in.bad()) return text;
    const int error = errno;
    if (named.empty() && error == ENOENT) return std::nullopt;
    return unread(std::strerror(error));
}

using Entries = Result<std::vector<Entry>>;

Entries file_entries(const std::string& file) {
    const auto text = file_text(file);
    if (!text) return tl::make_unexpected(text.error());
    if (!*text) return std::vector<Entry>{};
    return toml_entries(**text, file.empty() ? kDefaultFile : file);
}

Entries without_accounts(Entries entries) {
    if (entries)
        std::erase_if(*entries, [](const Entry& entry) {
            return entry.section == "slack" || entry.section == "matrix";
        });
    return entries;
}

/// The later source wins. Refused on the first thing that is wrong.
Result<Settings> settle(const std::vector<Entries>& sources, const Environment& environment) {
    Settler settler;
    for (const Entries& entries : sources) {
        if (!entries) return tl::make_unexpected(entries.error());
        if (auto taken = settler.take(*entries); !taken) return tl::make_unexpected(taken.error());
    }
    Settings& settings = settler.settings();
    if (value_in(environment, "PLUMBLINE_STORAGE__PATH").empty())
        if (const std::string path = value_in(environment, "PLUMBLINE_DB"); !path.empty())
            settings.storage.path = path;
    settings.admins = listed(value_in(environment, "PLUMBLINE_ADMINS"));
    for (const std::string& admin : settings.admins)
        // Taken for one id, several would make nobody admin, without a word.
        if (admin.find_first_of(" \t;") != std::string::npos)
            return refuse("PLUMBLINE_ADMINS: " + repeated(admin) + " is no account id.",
                          "Expected ids with commas between them, such as U0ANA00001,@ana:example.org.");
    return std::move(settler).finish();
}

}  // namespace

Result<Settings> read_settings(const std::string& file, const Environment& environment) {
    return settle({file_entries(file), credential_entries(environment), Entries(short_entries(environment)),
                   variable_entries(environment)},
                  environment);
}

Result<Settings> read_settings_without_accounts(const Environment& environment) {
    const Entries own = without_accounts(variable_entries(environment));
    auto whole = settle({without_accounts(file_entries({})), own}, environment);
    return whole ? whole : settle({own}, environment);
}

std::string database_path(const Settings& settings, const Environment& environment) {
    if (!settings.storage.path.empty()) return settings.storage.path;
    std::string state = value_in(environment, "STATE_DIRECTORY");
    if (state.empty()) state = value_in(environment, "XDG_STATE_HOME");
    if (state.empty()) state = value_in(environment, "HOME") + "/.local/state";
    return state + "/plumbline.db";
}

}  // namespace plumb::config
