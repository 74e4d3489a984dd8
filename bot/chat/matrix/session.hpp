// Being somebody on a homeserver: a token given or a password, one device kept across restarts (matrix.md,
// section 1.1).
#pragma once

#include "chat/matrix/api.hpp"

#include <functional>
#include <string>

namespace plumb::matrix {

struct Credentials {
    /// `@bot:example.org`, or only `bot`.
    std::string user;
    std::string access_token;
    std::string password;
    std::string device_name;
};

/// What became of an attempt to be let in.
struct Opened {
    enum class What : std::uint8_t {
        in,
        /// Worth another try, not before `wait`.
        later,
        /// Somebody must change the configuration.
        hopeless
    };
    What what = What::later;
    std::string why;
    std::optional<net::Span> wait;
};

class Session {
  public:
    /// `device` is that of an earlier run, `keep_device` is told when another one was given.
    Session(Api& api, Credentials credentials, std::string device,
            std::function<void(const std::string&)> keep_device);

    /// Finds a way in: with the token that is there, with a refreshed one, with the password on the same
    /// device.
    net::Task<Opened> open();
    const std::string& user() const { return user_; }
    const std::string& device() const { return device_; }
    /// The device is not the one of the earlier run, or the server forgot it meanwhile: transaction ids of
    /// then mean nothing now.
    bool new_device() const { return new_device_; }

  private:
    net::Task<Opened> ask_who();
    net::Task<Opened> refresh();
    net::Task<Opened> log_in();
    Opened taken(const Answer& answer, std::string_view what) const;
    void know(const std::string& user, const std::string& device);

    Api& api_;
    Credentials credentials_;
    std::string user_;
    std::string device_;
    std::string refresh_token_;
    std::function<void(const std::string&)> keep_device_;
    bool new_device_ = false;
    /// The last token was taken away with its device.
    bool device_gone_ = false;
};

}  // namespace plumb::matrix
