#include "cli/doctor_calls.hpp"

#include "net/http_client.hpp"

#include <boost/asio/io_context.hpp>
#include <nlohmann/json.hpp>

#include <ctime>
#include <optional>

namespace plumb::cli {

namespace {

constexpr std::size_t kLongestAnswer = std::size_t{1024} * 1024;

}  // namespace

net::HttpOutcome call(net::HttpRequest request) {
    boost::asio::io_context context(1);
    const auto client = net::make_http_client(context.get_executor());
    std::optional<net::HttpOutcome> outcome;
    client->start(std::move(request), [&](net::HttpOutcome came) {
        outcome = std::move(came);
        context.stop();
    });
    const auto work = boost::asio::make_work_guard(context);
    context.run();
    client->stop();
    return std::move(*outcome);
}

nlohmann::json json_of(const net::HttpResponse& response) {
    if (response.body.size() > kLongestAnswer) return nullptr;
    auto parsed = nlohmann::json::parse(response.body, nullptr, false);
    return parsed.is_object() ? parsed : nlohmann::json();
}

std::string text_in(const nlohmann::json& object, const std::string& name) {
    if (!object.is_object()) return {};
    const auto found = object.find(name);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

long seconds_off(const net::HttpResponse& response) {
    const auto date = response.header("date");
    std::tm there{};
    if (!date || !::strptime(std::string(*date).c_str(), "%a, %d %b %Y %H:%M:%S", &there)) return 0;
    return static_cast<long>(std::time(nullptr) - ::timegm(&there));
}

}  // namespace plumb::cli
