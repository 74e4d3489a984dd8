#include "core/people/checklist_text.hpp"

#include "core/base/phrases.hpp"
#include "core/base/spelling.hpp"
#include "core/base/utf8.hpp"
#include "core/records/limits.hpp"
#include "core/time/duration.hpp"
#include "core/time/natural_date.hpp"
#include "core/time/typed.hpp"

#include <fmt/core.h>

namespace plumb {

namespace {

constexpr std::string_view kForm = "Items are Title@T-n@inside or @outside, with commas between them:";
constexpr std::string_view kExample = "policy set checklist.3:docs@T-3@outside,\"sales training\"@T-5@inside";

tl::unexpected<Refusal> refuse_item(std::string wrong) {
    return refuse(std::move(wrong), std::string(kForm), std::string(kExample));
}

Result<ChecklistItem> parse_item(std::string_view text) {
    const std::size_t first = text.find('@');
    if (first == std::string_view::npos)
        return refuse_item(fmt::format("“{}” does not say when it is due.", dates::shown(text)));
    const std::size_t second = std::min(text.find('@', first + 1), text.size());
    ChecklistItem item;
    item.title = std::string(trimmed(text.substr(0, first)));
    if (item.title.empty()) return refuse_item("An item has no title.");
    if (code_points(item.title) > kLongestTitle)
        return refuse_item(fmt::format("The title “{}” is longer than {} characters.",
                                       dates::shown(item.title), kLongestTitle));
    const std::string_view due = trimmed(text.substr(first + 1, second - first - 1));
    const auto offset = parse_event_offset(due);
    if (!offset || *offset > 0 || -*offset > kMostCalendarDays)
        return refuse_item(
            fmt::format("“{}” is no T-n from T-0 to T-{}.", dates::shown(due), kMostCalendarDays));
    item.days_before = -*offset;
    if (second >= text.size()) return item;
    const auto side = named<Side>(lower(trimmed(text.substr(second + 1))));
    if (!side)
        return refuse_item(
            fmt::format("“{}” is neither inside nor outside.", dates::shown(text.substr(second + 1))));
    item.side = *side;
    return item;
}

}  // namespace

Result<std::vector<ChecklistItem>> parse_checklist(std::string_view text) {
    std::vector<ChecklistItem> items;
    if (same_word(trimmed(text), "none")) return items;
    while (!text.empty()) {
        const std::size_t comma = std::min(text.find(','), text.size());
        const std::string_view one = trimmed(text.substr(0, comma));
        text.remove_prefix(std::min(comma + 1, text.size()));
        if (one.empty()) continue;
        auto item = parse_item(one);
        if (!item) return tl::make_unexpected(std::move(item.error()));
        for (const ChecklistItem& other : items)
            if (same_word(other.title, item->title))
                return refuse_item(fmt::format("“{}” stands there twice.", item->title));
        items.push_back(std::move(*item));
    }
    if (items.size() > kLongestList)
        return refuse(fmt::format("The list has {} items.", items.size()),
                      fmt::format("At most {} are taken.", kLongestList), "policy show");
    return items;
}

std::string checklist_text(const std::vector<ChecklistItem>& items) {
    if (items.empty()) return "nothing";
    std::vector<std::string> words;
    for (const ChecklistItem& item : items)
        words.push_back(fmt::format("{} T-{} {}", item.title, item.days_before, word(item.side)));
    return listed(words);
}

}  // namespace plumb
