#include "core/launch/checklist.hpp"

#include "core/launch/event.hpp"

#include <algorithm>
#include <cctype>

namespace plumb {

namespace {

std::vector<ChecklistItem> usual(int tier) {
    constexpr Side kIn = Side::inside;
    constexpr Side kOut = Side::outside;
    switch (tier) {
        case 1:
            return {{"positioning", 28, kOut},    {"pricing", 28, kOut},    {"docs", 14, kOut},
                    {"press kit", 10, kOut},      {"demo", 7, kOut},        {"sales training", 7, kIn},
                    {"support training", 7, kIn}, {"rollback plan", 7, kIn}};
        case 2:
            return {{"positioning", 21, kOut},
                    {"docs", 7, kOut},
                    {"demo", 7, kOut},
                    {"sales training", 5, kIn},
                    {"support training", 5, kIn}};
        default: return {{"docs", 3, kOut}};
    }
}

bool same_words(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) {
        return std::tolower(static_cast<unsigned char>(x)) == std::tolower(static_cast<unsigned char>(y));
    });
}

bool has_item(const std::vector<ChecklistItem>& items, const std::string& title) {
    return std::any_of(items.begin(), items.end(),
                       [&](const ChecklistItem& item) { return same_words(item.title, title); });
}

std::vector<Collateral> collateral_of(const World& world, EventId event) {
    std::vector<Collateral> all;
    world.all<Collateral>().each_naming(event, [&](const Collateral& c) {
        if (c.event == event) all.push_back(c);
    });
    return all;
}

}  // namespace

std::vector<ChecklistItem> checklist_of(const Product& product, int tier) {
    const auto& own = tier == 1   ? product.policy.checklist1
                      : tier == 2 ? product.policy.checklist2
                                  : product.policy.checklist3;
    return own ? *own : usual(tier);
}

ChecklistChange follow_checklist(Draft& draft, EventId id) {
    ChecklistChange change;
    const LaunchEvent event = *draft.find(id);
    const Product* product = draft.find(event.product);
    if (!product) return change;
    const auto wanted = event.tier ? checklist_of(*product, *event.tier) : std::vector<ChecklistItem>{};
    const auto before = collateral_of(draft.world(), id);
    for (const Collateral& c : before)
        if (c.from_tier && c.status == CollateralStatus::todo && !has_item(wanted, c.title)) {
            draft.erase<Collateral>(id_of(c));
            ++change.taken;
        }
    for (const ChecklistItem& item : wanted) {
        const bool there = std::any_of(before.begin(), before.end(),
                                       [&](const Collateral& c) { return same_words(c.title, item.title); });
        if (there) continue;
        Collateral made;
        made.product = event.product;
        made.event = id;
        made.title = item.title;
        made.due = due_day(event, item.days_before);
        made.due_before = item.days_before;
        made.side = item.side;
        made.from_tier = event.tier;
        draft.add(std::move(made));
        ++change.added;
    }
    return change;
}

}  // namespace plumb
