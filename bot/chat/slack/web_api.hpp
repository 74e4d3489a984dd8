// Calls of Slack's Web API: paced, and again after a 429; what came of each is said once.
#pragma once

#include "chat/slack/answer.hpp"
#include "chat/slack/method.hpp"
#include "net/http_client.hpp"
#include "net/rate.hpp"
#include "ports/metrics.hpp"

#include <boost/asio/steady_timer.hpp>

#include <functional>
#include <memory>
#include <string>
#include <unordered_map>

namespace plumb::slack {

/// Single-threaded: all calls on the executor's thread, callbacks too.
class WebApi {
  public:
    using Done = std::function<void(const Answer&)>;

    WebApi(boost::asio::any_io_executor executor, net::HttpClient& http, std::string base, std::string token,
           int burst, std::string name, Metrics& metrics);

    struct Call {
        Method method;
        Json arguments = Json::object();
        /// The channel or person, for methods that count by it.
        std::string place = {};
        std::chrono::milliseconds timeout = std::chrono::seconds{10};
        /// Instead of the method's own address and token: an address that is a secret, or another token.
        std::string url = {};
        std::string token = {};
        /// False: a 429 is answered as such; what is called next waits for its time all the same.
        bool again = true;
    };
    void call(Call call, Done done);

    /// Bytes to an upload address.
    void upload(std::string url, std::string bytes, Done done);

    /// Nothing is called back any more.
    void stop();

  private:
    struct Waiting {
        Call call;
        std::string lane;
        Done done;
    };
    void carry_out(const std::vector<net::pace::Action>& actions);
    void start(net::Ticket ticket);
    void finish(net::Ticket ticket, const Answer& answer);
    net::HttpRequest request_of(const Call& call) const;
    void wake_at(net::Instant at);

    boost::asio::any_io_executor executor_;
    net::HttpClient& http_;
    std::string base_;
    std::string token_;
    int burst_;
    /// Of the account, for the figures.
    std::string name_;
    Metrics& metrics_;
    net::Pacer pacer_;
    boost::asio::steady_timer timer_;
    net::Ticket last_ = 0;
    std::unordered_map<net::Ticket, Waiting> waiting_;
    /// Outlived by callbacks of the HTTP client.
    std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

}  // namespace plumb::slack
