// What Slack takes, a little below where it stops taking (slack.md, section 2.2): it does not say in which
// unit it counts.
#pragma once

#include <cstddef>

namespace plumb::slack {

inline constexpr std::size_t kMessageBlocks = 47;
inline constexpr std::size_t kViewBlocks = 95;
inline constexpr std::size_t kSectionText = 2850;
inline constexpr std::size_t kFields = 10;
inline constexpr std::size_t kContextElements = 10;
inline constexpr std::size_t kHeaderText = 142;
inline constexpr std::size_t kButtonText = 72;
inline constexpr std::size_t kButtonValue = 1900;
inline constexpr std::size_t kButtonsARow = 5;
inline constexpr std::size_t kFallbackText = 1000;
inline constexpr std::size_t kActionId = 200;
/// All texts of a message, each block counting for kBlockCost more: beyond it `msg_blocks_too_long` was seen.
inline constexpr std::size_t kMessageBudget = 12'000;
inline constexpr std::size_t kBlockCost = 125;
inline constexpr std::size_t kViewTitle = 24;
inline constexpr std::size_t kInputText = 3000;
inline constexpr std::size_t kOptionText = 75;
inline constexpr std::size_t kOptions = 100;
inline constexpr std::size_t kMetadata = 2850;
/// More messages than this for one answer and it becomes a file.
inline constexpr std::size_t kMostParts = 5;

}  // namespace plumb::slack
