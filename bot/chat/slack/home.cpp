#include "chat/slack/home.hpp"

#include "chat/slack/blocks.hpp"
#include "chat/slack/limits.hpp"
#include "core/talk/home.hpp"

namespace plumb::slack {

namespace {

constexpr std::size_t kHeader = 150;

Json header(const std::string& title) {
    return {{"type", "header"},
            {"text", {{"type", "plain_text"}, {"text", title.substr(0, kHeader)}, {"emoji", false}}}};
}

}  // namespace

Json home_view(const World& world, const Context& context, std::string_view command) {
    Json blocks = Json::array();
    std::size_t left_out = 0;
    for (const HomeSection& section : home_of(world, context)) {
        if (blocks.size() + 2 > kViewBlocks) break;
        blocks.push_back(header(section.title));
        for (const Card& card : section.cards) {
            Json drawn_card = view_blocks(card, world, context.place.account);
            if (blocks.size() + drawn_card.size() + 1 > kViewBlocks) {
                ++left_out;
                continue;
            }
            for (Json& block : drawn_card) blocks.push_back(std::move(block));
        }
    }
    if (left_out > 0) {
        const std::string more =
            "And " + std::to_string(left_out) + " more: `" + std::string(command) + " me`";
        blocks.push_back({{"type", "context"}, {"elements", {{{"type", "mrkdwn"}, {"text", more}}}}});
    }
    return {{"type", "home"}, {"blocks", std::move(blocks)}};
}

}  // namespace plumb::slack
