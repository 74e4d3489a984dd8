// The doctor on a Matrix account: whether it may log in, and is in the rooms that are bound.
#include "cli/doctor.hpp"
#include "cli/doctor_calls.hpp"
#include "net/redact.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>

namespace plumb::cli {

namespace {

using Json = nlohmann::json;

struct MatrixAnswer {
    Json body;
    std::string wrong;
};

MatrixAnswer ask(const config::MatrixSettings& account, const std::string& path) {
    net::HttpRequest request;
    std::string server = account.homeserver;
    while (server.ends_with('/')) server.pop_back();
    request.url = server + "/_matrix/client/" + path;
    if (!account.access_token.empty())
        request.headers.emplace_back("Authorization", "Bearer " + account.access_token.reveal());
    const auto outcome = call(std::move(request));
    if (!outcome) return {nullptr, net::redact(outcome.error().text)};
    MatrixAnswer asked{json_of(*outcome), {}};
    constexpr int kOk = 200;
    if (outcome->status != kOk)
        asked.wrong = fmt::format("status {} {}", outcome->status, text_in(asked.body, "errcode"));
    if (asked.wrong.empty() && !asked.body.is_object()) asked.wrong = "the answer is no JSON";
    return asked;
}

Check check_login(const config::MatrixSettings& account) {
    const MatrixAnswer flows = ask(account, "v3/login");
    const Json listed = flows.wrong.empty() ? flows.body.value("flows", Json::array()) : Json::array();
    const bool password = std::any_of(listed.begin(), listed.end(), [](const Json& flow) {
        return text_in(flow, "type") == "m.login.password";
    });
    if (password) return {account.name, true, account.user + " logs in with its password at the start"};
    return {account.name, false, "the server takes no passwords; set access_token instead"};
}

void check_rooms(const config::MatrixSettings& account, const std::vector<std::string>& channels,
                 Checks& checks) {
    const MatrixAnswer joined = ask(account, "v3/joined_rooms");
    std::set<std::string> rooms;
    if (joined.wrong.empty())
        for (const Json& room : joined.body.value("joined_rooms", Json::array()))
            if (room.is_string()) rooms.insert(room.get<std::string>());
    checks.push_back({account.name + " rooms", joined.wrong.empty(),
                      joined.wrong.empty() ? fmt::format("in {}", rooms.size()) : joined.wrong});
    for (const std::string& channel : channels) {
        const std::size_t room = channel.find('!');
        if (!channel.starts_with("matrix:") || room == std::string::npos) continue;
        if (!rooms.contains(channel.substr(room)))
            checks.push_back(
                {account.name + " " + channel.substr(room), false, "invite " + account.user + " there"});
    }
}

/// This build makes no keys, whatever is set: nothing is to be asked of the server.
Check check_keys(const config::MatrixSettings& account) {
    const char* unused = account.recovery_key.empty() ? "" : "; recovery_key is not used";
    return {account.name + " encryption", true, std::string("off: encrypted rooms are refused") + unused};
}

}  // namespace

Checks check_matrix(const config::MatrixSettings& account, const std::vector<std::string>& channels) {
    const MatrixAnswer versions = ask(account, "versions");
    Checks no_homeserver{
        {account.name, false,
         account.homeserver + " does not answer as a homeserver (" + versions.wrong + "); check homeserver"}};
    if (account.access_token.empty())
        return versions.wrong.empty() ? Checks{check_login(account)} : no_homeserver;
    const MatrixAnswer who = ask(account, "v3/account/whoami");
    if (!who.wrong.empty() && !versions.wrong.empty() && text_in(who.body, "errcode").empty())
        return no_homeserver;
    if (!who.wrong.empty())
        return {{account.name, false,
                 "the access token is not taken (" + who.wrong + "); make a new one, or set password"}};
    const std::string user = text_in(who.body, "user_id");
    if (user != account.user)
        return {{account.name, false,
                 "the access token belongs to " + user + "; set user to that, or take another token"}};
    const std::string device = text_in(who.body, "device_id");
    Checks checks{{account.name, true, user + (device.empty() ? "" : " on device " + device)}};
    check_rooms(account, channels, checks);
    checks.push_back(check_keys(account));
    return checks;
}

}  // namespace plumb::cli
