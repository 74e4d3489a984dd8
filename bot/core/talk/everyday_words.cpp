#include "core/talk/everyday_words.hpp"

#include "core/base/among.hpp"
#include "core/base/spelling.hpp"
#include "core/talk/tokens.hpp"

#include <algorithm>
#include <string>

namespace plumb {

namespace {

struct Everyday {
    std::string_view ours;
    std::string_view said;
};

/// By key, as fields.md has them. What is said may stand for several of ours: the one that the key takes.
constexpr Everyday kEveryday[]{
    // function
    {"engineering", "dev"},
    {"engineering", "developer"},
    {"engineering", "developers"},
    {"engineering", "development"},
    {"engineering", "tech"},
    {"engineering", "r&d"},
    {"product", "pm"},
    {"support", "cs"},
    {"support", "service"},
    {"support", "customer-success"},
    // kind of a request
    {"add", "new"},
    {"add", "create"},
    {"modify", "change"},
    {"modify", "edit"},
    {"modify", "update"},
    {"drop", "remove"},
    {"drop", "delete"},
    {"drop", "cut"},
    // severity of a request
    {"urgent", "high"},
    {"urgent", "critical"},
    {"urgent", "major"},
    {"urgent", "blocker"},
    {"urgent", "asap"},
    {"normal", "medium"},
    {"normal", "low"},
    {"normal", "minor"},
    // risk, value
    {"high", "critical"},
    {"high", "major"},
    {"high", "big"},
    {"medium", "moderate"},
    {"medium", "normal"},
    {"low", "minor"},
    {"low", "small"},
    // where a customer was heard
    {"call", "phone"},
    {"call", "telephone"},
    {"visit", "meeting"},
    {"research", "interview"},
    {"support", "ticket"},
    {"event", "fair"},
    {"event", "tradeshow"},
    {"event", "conference"},
    // type of an event
    {"tradeshow", "fair"},
    {"tradeshow", "trade-fair"},
    {"tradeshow", "expo"},
    {"tradeshow", "exhibition"},
    {"tradeshow", "conference"},
    {"press", "pr"},
    {"campaign", "newsletter"},
    {"campaign", "mailing"},
    {"campaign", "ads"},
    {"content", "blog"},
    {"content", "article"},
    {"content", "video"},
    {"training", "workshop"},
    {"training", "course"},
    // audience
    {"everyone", "all"},
    {"everyone", "public"},
    {"everyone", "external"},
    {"internal", "staff"},
    {"internal", "employees"},
    {"early", "beta"},
    // status
    {"in-progress", "doing"},
    {"in-progress", "started"},
    {"in-progress", "wip"},
    {"doing", "in-progress"},
    {"doing", "started"},
    {"doing", "wip"},
    {"todo", "planned"},
    {"done", "finished"},
    {"done", "complete"},
    {"done", "completed"},
    {"shipped", "released"},
    {"shipped", "launched"},
    {"dropped", "removed"},
    // readiness, feasibility
    {"amber", "yellow"},
    {"risky", "maybe"},
};

}  // namespace

std::optional<std::string_view> word_meant(std::string_view typed, std::span<const std::string_view> words) {
    std::string said = plain_word(trimmed(typed));
    std::replace(said.begin(), said.end(), ' ', '-');
    for (const Everyday& each : kEveryday)
        if (each.said == said && is_among(words, each.ours)) return each.ours;
    return nearest(typed, words);
}

}  // namespace plumb
