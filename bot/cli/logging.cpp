#include "cli/logging.hpp"

#include "core/time/calendar.hpp"
#include "net/redact.hpp"

#include <nlohmann/json.hpp>
#include <spdlog/formatter.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <memory>
#include <string>
#include <string_view>

namespace plumb::cli {

namespace {

constexpr std::string_view kFields = " | ";

std::string stamp(const spdlog::details::log_msg& message) {
    const auto at = std::chrono::floor<std::chrono::milliseconds>(message.time);
    const auto second = std::chrono::floor<std::chrono::seconds>(at);
    std::string text = iso(Instant{second.time_since_epoch()});
    if (text.back() == 'Z') text.pop_back();
    return fmt::format("{}.{:03}Z", text, (at - second).count());
}

std::string redacted(const spdlog::details::log_msg& message) {
    std::string text = net::redact({message.payload.data(), message.payload.size()});
    // One line a line, whatever somebody's name holds.
    for (char& c : text)
        if (static_cast<unsigned char>(c) < ' ') c = ' ';
    return text;
}

std::string_view level_of(const spdlog::details::log_msg& message) {
    const auto name = spdlog::level::to_string_view(message.level);
    return message.level == spdlog::level::warn ? "warn" : std::string_view(name.data(), name.size());
}

class TextFormatter final : public spdlog::formatter {
  public:
    void format(const spdlog::details::log_msg& message, spdlog::memory_buf_t& out) override {
        fmt::format_to(std::back_inserter(out), "{} {:5} {}\n", stamp(message), level_of(message),
                       redacted(message));
    }
    std::unique_ptr<formatter> clone() const override { return std::make_unique<TextFormatter>(); }
};

class JsonFormatter final : public spdlog::formatter {
  public:
    void format(const spdlog::details::log_msg& message, spdlog::memory_buf_t& out) override {
        nlohmann::ordered_json line{{"time", stamp(message)}, {"level", level_of(message)}};
        const std::string text = redacted(message);
        const std::size_t fields = text.rfind(kFields);
        line["text"] = text.substr(0, fields);
        if (fields != std::string::npos)
            add_fields(line, std::string_view(text).substr(fields + kFields.size()));
        const std::string dumped = line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
        out.append(dumped.data(), dumped.data() + dumped.size());
    }
    std::unique_ptr<formatter> clone() const override { return std::make_unique<JsonFormatter>(); }

  private:
    static void add_fields(nlohmann::ordered_json& line, std::string_view fields) {
        while (!fields.empty()) {
            const std::size_t end = std::min(fields.find(' '), fields.size());
            const std::string_view field = fields.substr(0, end);
            const std::size_t equals = field.find('=');
            if (equals != std::string_view::npos)
                line[std::string(field.substr(0, equals))] = field.substr(equals + 1);
            fields.remove_prefix(std::min(end + 1, fields.size()));
        }
    }
};

spdlog::level::level_enum level_of(config::LogLevel level) {
    constexpr std::array kLevels{spdlog::level::debug, spdlog::level::info, spdlog::level::warn,
                                 spdlog::level::err};
    return kLevels[static_cast<std::size_t>(level)];
}

}  // namespace

void set_up_log(const config::LogSettings& settings) {
    auto logger =
        std::make_shared<spdlog::logger>("plumbline", std::make_shared<spdlog::sinks::stderr_sink_mt>());
    if (settings.format == config::LogFormat::json)
        logger->set_formatter(std::make_unique<JsonFormatter>());
    else
        logger->set_formatter(std::make_unique<TextFormatter>());
    logger->set_level(level_of(settings.level));
    spdlog::set_default_logger(std::move(logger));
}

}  // namespace plumb::cli
