#include "chat/slack/undo_button.hpp"

#include "core/base/next_word.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <fmt/format.h>

namespace plumb::slack {

namespace {

constexpr std::string_view kValue = "undo\n";

template <class Number>
std::optional<Number> number(std::string_view text) {
    Number value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

}  // namespace

void offer_undo(Json& blocks, const UndoOf& undo) {
    const std::string value =
        fmt::format("{}{} {} {}", kValue, undo.user, undo.mark.at.time_since_epoch().count(), undo.mark.what);
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
    const auto user = next_word(value);
    const auto seconds = number<std::int64_t>(next_word(value));
    const auto what = number<std::uint64_t>(value);
    if (user.empty() || !seconds || !what) return std::nullopt;
    return UndoOf{std::string(user), {Instant{Seconds{*seconds}}, *what}};
}

}  // namespace plumb::slack
