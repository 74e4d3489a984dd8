#include "cli/doctor.hpp"
#include "cli/doctor_calls.hpp"
#include "cli/slack_scopes.hpp"
#include "core/base/among.hpp"
#include "net/redact.hpp"
#include "net/websocket.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <array>
#include <cstdlib>
#include <optional>
#include <string_view>

namespace plumb::cli {

namespace {

constexpr long kMostSecondsOff = 60;
constexpr std::size_t kMostChannels = 50;

// NOLINTNEXTLINE(bugprone-exception-escape): the check looks past the noexcept of JSON's own destructor.
struct SlackAnswer {
    /// What the API said; null where nothing was understood.
    nlohmann::json body;
    /// Of the token; nothing where the answer does not say.
    std::optional<std::string> scopes;
    long seconds_off = 0;
    /// Why it is not "ok"; empty where it is.
    std::string wrong;
    /// Nobody was there to say so.
    bool unreached = false;
    /// It is Slack that is not well: what was asked has not been looked at.
    bool ailing = false;
};

/// Slack's words for trouble of its own; a status without any of its words is that too.
constexpr std::array<std::string_view, 6> kAiling{"internal_error",      "fatal_error", "request_timeout",
                                                  "service_unavailable", "ratelimited", "rate_limited"};

std::string ails(const SlackAnswer& asked) {
    return "Slack does not answer as it should (" + asked.wrong + "); try again in some minutes";
}

SlackAnswer ask(const config::SlackSettings& account, const config::Secret& token, const std::string& method,
                const std::string& form = {}) {
    net::HttpRequest request;
    request.method = "POST";
    request.url = account.api_url + (account.api_url.ends_with('/') ? "" : "/") + method;
    request.headers = {{"Authorization", "Bearer " + token.reveal()},
                       {"Content-Type", "application/x-www-form-urlencoded"}};
    request.body = form;
    const auto outcome = call(std::move(request));
    SlackAnswer asked;
    if (!outcome) {
        asked.wrong = net::redact(outcome.error().text);
        asked.unreached = true;
        return asked;
    }
    asked.body = json_of(*outcome);
    if (const auto scopes = outcome->header("x-oauth-scopes")) asked.scopes = std::string(*scopes);
    asked.seconds_off = seconds_off(*outcome);
    const bool ok = asked.body.is_object() && asked.body.value("ok", nlohmann::json()) == true;
    if (!ok) asked.wrong = text_in(asked.body, "error");
    asked.ailing = !ok && (asked.wrong.empty() || is_among(kAiling, asked.wrong));
    if (!ok && asked.wrong.empty()) asked.wrong = fmt::format("status {}", outcome->status);
    return asked;
}

Check check_scopes(const std::string& name, const std::optional<std::string>& granted) {
    if (!granted) return {name + " scopes", true, "Slack did not say which the token has"};
    std::string missing;
    for (const Scope& scope : kBotScopes) {
        const std::string listed = "," + *granted + ",";
        std::string bare;
        for (const char c : listed)
            if (c != ' ') bare += c;
        if (bare.find("," + std::string(scope.name) + ",") != std::string::npos) continue;
        missing +=
            (missing.empty() ? "" : ", ") + std::string(scope.name) + " (" + std::string(scope.why) + ")";
    }
    if (missing.empty()) return {name + " scopes", true, fmt::format("all {}", kBotScopes.size())};
    return {name + " scopes", false, "add " + missing + " to the app's bot scopes and install it again"};
}

std::string not_reached(const std::string& wrong) {
    return net::redact(wrong) + "; let this machine reach wss-primary.slack.com on port 443";
}

/// Why what Slack said first is no greeting, and what to do; empty where it is one.
std::string no_greeting(const nlohmann::json& said) {
    const std::string type = text_in(said, "type");
    if (type == "hello") return {};
    if (type != "disconnect") return "the first frame was no hello; see what stands between here and Slack";
    const std::string reason = text_in(said, "reason");
    if (reason == "too_many_websockets")
        return "the app has as many open connections as Slack allows (" + reason +
               "); stop the other programs that run with its tokens, or give each an app of its own";
    if (reason == "link_disabled")
        return "Socket Mode is off for this app (" + reason + "); turn it on under Settings, Socket Mode";
    return "Slack ended the connection at once (" +
           (reason.empty() ? "no reason given" : net::redact(reason)) + "); try again in some minutes";
}

/// Dials the address and waits for what Slack says first: what is wrong, and what to do.
net::Task<std::string> hello(net::WebSocket& socket, std::string address) {
    const auto connected = co_await socket.connect(std::move(address));
    if (!connected) co_return not_reached(connected.error().text);
    const auto first = co_await socket.read();
    if (!first) co_return not_reached(first.error().text);
    const auto said = nlohmann::json::parse(first->bytes, nullptr, false);
    co_await socket.close();
    co_return no_greeting(said);
}

Check check_socket(const config::SlackSettings& account) {
    const std::string what = account.name + " socket";
    const SlackAnswer asked = ask(account, account.app_token, "apps.connections.open");
    if (asked.ailing) return {what, false, ails(asked)};
    if (!asked.wrong.empty())
        return {what, false,
                "the app-level token is not taken (" + asked.wrong +
                    "); make one with connections:write under Basic Information"};
    boost::asio::io_context context(1);
    const net::WebSockets sockets(context.get_executor());
    const auto socket = sockets.make();
    std::string wrong = not_reached("no answer");
    auto dialled = hello(*socket, text_in(asked.body, "url"));
    boost::asio::co_spawn(context, std::move(dialled),
                          [&](const std::exception_ptr& failed, std::string said) {
                              if (!failed) wrong = std::move(said);
                              socket->destroy();
                          });
    context.run_for(std::chrono::seconds(net::kHandshakeWait) * 2);
    if (wrong.empty()) return {what, true, "hello came"};
    return {what, false, wrong};
}

/// `bot` is what people type to name it.
void check_channels(const config::SlackSettings& account, const std::string& team, const std::string& bot,
                    const std::vector<std::string>& channels, Checks& checks) {
    const std::string prefix = "slack:" + team + "/";
    std::size_t looked = 0;
    for (const std::string& channel : channels) {
        if (!channel.starts_with(prefix) || ++looked > kMostChannels) continue;
        const std::string id = channel.substr(prefix.size());
        const SlackAnswer asked = ask(account, account.bot_token, "conversations.info", "channel=" + id);
        const auto room =
            asked.body.is_object() ? asked.body.value("channel", nlohmann::json()) : nlohmann::json();
        const std::string name = text_in(room, "name").empty() ? id : "#" + text_in(room, "name");
        const bool inside =
            asked.wrong.empty() && room.is_object() && room.value("is_member", nlohmann::json()) == true;
        if (inside) continue;
        checks.push_back({account.name + " " + name, false,
                          asked.ailing          ? ails(asked)
                          : asked.wrong.empty() ? "invite the bot: /invite @" + bot + " there"
                                                : "it cannot be seen (" + asked.wrong + "); invite the bot"});
    }
    if (looked > 0 && checks.back().ok)
        checks.push_back({account.name + " channels", true, fmt::format("in all {} that are bound", looked)});
}

}  // namespace

Checks check_slack(const config::SlackSettings& account, const std::vector<std::string>& channels) {
    Checks checks;
    if (!account.app_token.reveal().starts_with("xapp-"))
        checks.push_back({account.name + " token", false, "app_token: expected an app-level token (xapp-…)"});
    if (!account.bot_token.reveal().starts_with("xoxb-"))
        checks.push_back({account.name + " token", false, "bot_token: expected a bot token (xoxb-…)"});
    const SlackAnswer who = ask(account, account.bot_token, "auth.test");
    if (who.ailing) {
        checks.push_back({account.name, false, ails(who)});
        return checks;
    }
    if (!who.wrong.empty()) {
        checks.push_back({account.name, false,
                          who.unreached
                              ? account.api_url + " cannot be reached (" + who.wrong + "); check the network"
                              : "the bot token is not taken (" + who.wrong +
                                    "); install the app and copy the token anew"});
        return checks;
    }
    const auto called = [&](const char* name, const char* id) {
        const std::string said = text_in(who.body, name);
        return said.empty() ? text_in(who.body, id) : said;
    };
    checks.push_back({account.name, true, called("user", "user_id") + " in " + called("team", "team_id")});
    if (std::labs(who.seconds_off) > kMostSecondsOff)
        checks.push_back({account.name + " clock", false,
                          fmt::format("the machine's clock is {} s off Slack's; set it", who.seconds_off)});
    checks.push_back(check_scopes(account.name, who.scopes));
    checks.push_back(check_socket(account));
    const std::string bot = text_in(who.body, "user");
    check_channels(account, text_in(who.body, "team_id"), bot.empty() ? "Plumbline" : bot, channels, checks);
    return checks;
}

}  // namespace plumb::cli
