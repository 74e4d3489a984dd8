// A card's blocks as the messages they take.
#include "chat/slack/blocks.hpp"
#include "chat/slack/limits.hpp"
#include "chat/slack/mrkdwn.hpp"
#include "chat/slack/pieces.hpp"
#include "core/base/utf8.hpp"

#include <algorithm>

namespace plumb::slack {

namespace {

std::size_t text_size(const Json& value) {
    std::size_t size = 0;
    if (value.is_object()) {
        for (auto member = value.begin(); member != value.end(); ++member)
            size += member->is_string() && (member.key() == "text" || member.key() == "value")
                        ? code_points(member->get_ref<const std::string&>())
                        : text_size(*member);
    } else if (value.is_array()) {
        for (const Json& inner : value) size += text_size(inner);
    }
    return size;
}

/// A block, and how much of a message it takes.
struct Measured {
    Json block;
    std::size_t cost = 0;
};

std::vector<Measured> measured(std::vector<Json> blocks) {
    std::vector<Measured> all;
    all.reserve(blocks.size());
    for (Json& block : blocks) {
        const std::size_t cost = text_size(block) + kBlockCost;
        all.push_back({std::move(block), cost});
    }
    return all;
}

struct MeasuredCard {
    std::vector<Measured> body;
    std::vector<Measured> rows;
};

MeasuredCard measured_card(const Card& card, const World& world, std::string_view account) {
    CardBlocks blocks = blocks_of(card, world, account);
    return {measured(std::move(blocks.body)), measured(std::move(blocks.rows))};
}

/// The first two lines.
std::string fallback(const Card& card, const World& world, std::string_view account) {
    std::string text = card.id.empty() ? std::string{} : with_bidi_escaped(card.id) + "  ";
    text += text_of(card.title, world, account, Markup::plain);
    if (!card.state.empty()) text += " — " + card.state;
    if (!card.lines.empty()) {
        const Line& line = card.lines.front();
        text += "\n" + (line.label.empty() ? std::string{} : line.label + "  ");
        text += text_of(line.text, world, account, Markup::plain);
    }
    text = escaped(shortened(text, kFallbackText));
    return text.find_first_not_of(" \n") == std::string::npos ? "Plumbline" : text;
}

/// What is left of a message.
struct Room {
    std::size_t blocks = kMessageBlocks;
    std::size_t budget = kMessageBudget;

    bool take(const Measured& one) {
        if (blocks == 0 || one.cost > budget) return false;
        --blocks;
        budget -= one.cost;
        return true;
    }

    /// How many of them it takes, in order.
    std::size_t take(const std::vector<Measured>& all) {
        const auto left =
            std::find_if(all.begin(), all.end(), [&](const Measured& one) { return !take(one); });
        return static_cast<std::size_t>(left - all.begin());
    }
};

/// A card is pressed where it stands, and its first message is what an edit replaces: the buttons stand
/// there, as many of them as half a message holds where the card is longer than one.
std::size_t rows_in_first(const MeasuredCard& card, const Room& whole) {
    Room room = whole;
    if (room.take(card.body) == card.body.size() && room.take(card.rows) == card.rows.size())
        return card.rows.size();
    Room half{whole.blocks / 2, whole.budget / 2};
    return half.take(card.rows);
}

void append(Json& blocks, std::vector<Measured>& rows, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) blocks.push_back(std::move(rows[i].block));
}

}  // namespace

std::vector<Drawn> drawn(const Card& card, const World& world, std::string_view account) {
    const std::string text = fallback(card, world, account);
    const Room whole{kMessageBlocks, kMessageBudget - code_points(text)};
    MeasuredCard blocks = measured_card(card, world, account);
    const std::size_t first_rows = rows_in_first(blocks, whole);
    std::vector<Drawn> messages{{text, Json::array()}};
    Room room = whole;
    for (std::size_t i = 0; i < first_rows; ++i) room.take(blocks.rows[i]);
    const auto add = [&](Measured& one) {
        if (!room.take(one) && !messages.back().blocks.empty()) {
            messages.push_back({text, Json::array()});
            room = whole;
            room.take(one);
        }
        messages.back().blocks.push_back(std::move(one.block));
    };
    for (Measured& one : blocks.body) add(one);
    append(messages.front().blocks, blocks.rows, first_rows);
    for (std::size_t i = first_rows; i < blocks.rows.size(); ++i) add(blocks.rows[i]);
    if (messages.front().blocks.empty())
        messages.front().blocks.push_back(
            {{"type", "section"}, {"text", {{"type", "mrkdwn"}, {"text", text}}}});
    return messages;
}

Drawn drawn_beginning(const Card& card, std::string_view remark, const World& world,
                      std::string_view account) {
    Drawn message{fallback(card, world, account), Json::array()};
    MeasuredCard blocks = measured_card(card, world, account);
    Card said;
    said.lines.push_back({Line::Kind::context, {}, std::string(remark)});
    std::vector<Measured> last = measured(blocks_of(said, world, account).body);
    Room room{kMessageBlocks, kMessageBudget - code_points(message.text)};
    const std::size_t first_rows = rows_in_first(blocks, room);
    for (std::size_t i = 0; i < first_rows; ++i) room.take(blocks.rows[i]);
    room.take(last);
    append(message.blocks, blocks.body, room.take(blocks.body));
    append(message.blocks, last, last.size());
    append(message.blocks, blocks.rows, first_rows);
    return message;
}

}  // namespace plumb::slack
