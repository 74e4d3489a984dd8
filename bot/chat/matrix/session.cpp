#include "chat/matrix/session.hpp"

#include "chat/matrix/names.hpp"

namespace plumb::matrix {

Session::Session(Api& api, Credentials credentials, std::string device,
                 std::function<void(const std::string&)> keep_device)
    : api_(api),
      credentials_(std::move(credentials)),
      device_(std::move(device)),
      keep_device_(std::move(keep_device)) {
    api_.hide("access_token", credentials_.access_token);
    api_.hide("password", credentials_.password);
    api_.set_token(credentials_.access_token);
    if (is_user_id(credentials_.user)) user_ = credentials_.user;
}

Opened Session::taken(const Answer& answer, std::string_view what) const {
    Opened opened;
    opened.why = std::string(what) + ": " + answer.why;
    opened.wait = answer.retry_after;
    const Fate fate = fate_of(answer);
    const bool refused = fate == Fate::refused || fate == Fate::unauthorized;
    opened.what = refused ? Opened::What::hopeless : Opened::What::later;
    return opened;
}

void Session::know(const std::string& user, const std::string& device) {
    user_ = user;
    if (device.empty() || device == device_) return;
    new_device_ = new_device_ || !device_.empty();
    device_ = device;
    keep_device_(device_);
}

net::Task<Opened> Session::open() {
    if (!api_.token().empty()) {
        Opened known = co_await ask_who();
        if (known.what != Opened::What::hopeless) co_return known;
        api_.set_token({});
        if (refresh_token_.empty() && credentials_.password.empty()) co_return known;
    }
    if (!refresh_token_.empty()) {
        Opened refreshed = co_await refresh();
        if (refreshed.what != Opened::What::hopeless) co_return refreshed;
        refresh_token_.clear();
        if (credentials_.password.empty()) co_return refreshed;
    }
    if (credentials_.password.empty()) {
        Opened none{Opened::What::hopeless, "the access token is not accepted any more", {}};
        co_return none;
    }
    co_return co_await log_in();
}

net::Task<Opened> Session::ask_who() {
    Call call = get(client_path({"account", "whoami"}));
    call.kind = "whoami";
    const Answer answer = co_await api_.call(std::move(call));
    if (answer.no_such_endpoint() && is_user_id(credentials_.user)) {
        // A server that cannot say it: /sync will tell whether the token is good.
        Opened believed{Opened::What::in, {}, {}};
        co_return believed;
    }
    if (fate_of(answer) == Fate::unauthorized) device_gone_ = !truth_at(answer.body, "soft_logout");
    if (!answer.ok()) co_return taken(answer, "the access token is not accepted");
    const std::string user = text_at(answer.body, "user_id");
    Opened opened{Opened::What::in, {}, {}};
    if (user.empty()) opened = {Opened::What::later, "the homeserver does not say who the bot is", {}};
    const bool other = is_user_id(credentials_.user) && !user.empty() && user != credentials_.user;
    if (other)
        opened = {Opened::What::hopeless,
                  "the access token is one of " + user + ", not of " + credentials_.user,
                  {}};
    if (opened.what == Opened::What::in) know(user, text_at(answer.body, "device_id"));
    co_return opened;
}

net::Task<Opened> Session::refresh() {
    const Json body{{"refresh_token", refresh_token_}};
    Call call = post(client_path({"refresh"}), body);
    call.with_token = false;
    call.kind = "refresh";
    const Answer answer = co_await api_.call(std::move(call));
    const std::string token = text_at(answer.body, "access_token");
    if (!answer.ok() || token.empty()) co_return taken(answer, "the session cannot be refreshed");
    api_.set_token(token);
    const std::string next = text_at(answer.body, "refresh_token");
    if (!next.empty()) refresh_token_ = next;
    api_.hide("refresh_token", refresh_token_);
    Opened opened{Opened::What::in, {}, {}};
    co_return opened;
}

net::Task<Opened> Session::log_in() {
    Json body{{"type", "m.login.password"},
              {"identifier", {{"type", "m.id.user"}, {"user", credentials_.user}}},
              {"password", credentials_.password},
              {"initial_device_display_name", credentials_.device_name},
              {"refresh_token", true}};
    // With encryption a logout that was not soft would need a new device here; without it the device only
    // makes transactions known again.
    if (!device_.empty()) body["device_id"] = device_;
    Call call = post(client_path({"login"}), body);
    call.with_token = false;
    call.kind = "login";
    const Answer answer = co_await api_.call(std::move(call));
    const std::string token = text_at(answer.body, "access_token");
    const std::string user = text_at(answer.body, "user_id");
    if (!answer.ok()) co_return taken(answer, "the password is not accepted");
    Opened opened{Opened::What::in, {}, {}};
    if (token.empty() || user.empty()) {
        opened = {Opened::What::later, "the homeserver's answer to the login holds no token", {}};
        co_return opened;
    }
    api_.set_token(token);
    refresh_token_ = text_at(answer.body, "refresh_token");
    api_.hide("refresh_token", refresh_token_);
    new_device_ = new_device_ || device_gone_;
    device_gone_ = false;
    know(user, text_at(answer.body, "device_id"));
    co_return opened;
}

}  // namespace plumb::matrix
