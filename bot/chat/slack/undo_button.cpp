#include "chat/slack/undo_button.hpp"

#include <algorithm>
#include <charconv>

namespace plumb::slack {

namespace {

constexpr std::string_view kValue = "undo\n";

}  // namespace

void offer_undo(Json& blocks, const UndoOf& undo) {
    const std::string value =
        std::string(kValue) + undo.user + " " + std::to_string(undo.at.time_since_epoch().count());
    Json button{{"type", "button"},
                {"action_id", "undo"},
                {"text", {{"type", "plain_text"}, {"text", "Undo"}, {"emoji", false}}},
                {"value", value}};
    const auto section = std::find_if(blocks.begin(), blocks.end(), [](const Json& block) {
        return text_at(block, "type") == "section" && !block.contains("accessory");
    });
    if (section != blocks.end())
        (*section)["accessory"] = std::move(button);
    else
        blocks.push_back({{"type", "actions"}, {"elements", Json::array({std::move(button)})}});
}

std::optional<UndoOf> undo_of(std::string_view value) {
    if (!value.starts_with(kValue)) return std::nullopt;
    value.remove_prefix(kValue.size());
    const std::size_t blank = value.find(' ');
    if (blank == std::string_view::npos) return std::nullopt;
    const std::string_view number = value.substr(blank + 1);
    std::int64_t seconds = 0;
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), seconds);
    if (error != std::errc{} || end != number.data() + number.size()) return std::nullopt;
    return UndoOf{std::string(value.substr(0, blank)), Instant{Seconds{seconds}}};
}

}  // namespace plumb::slack
