#include "core/picture/lane.hpp"

#include "core/picture/scene.hpp"

#include <algorithm>
#include <numeric>

namespace plumb {

namespace {

/// Between a bar and its name, and between two neighbours.
constexpr double kBeside = 8;
constexpr double kBetween = 18;
constexpr double kInside = 10;

/// How names are written: at most so wide, or brief.
struct Manner {
    double most = 0;
    bool brief = false;
};
constexpr Manner kManners[]{{620, false}, {330, false}, {0, true}};
/// In the last manner these still have their name.
constexpr int kNamedAnyway = 0;

struct Spot {
    Extent extent;
    double name_from = 0;
    bool over = false;
};

/// Where the name may stand, the best first: on a roomy bar, to its right, to its left; where there is room
/// on neither side, over the middle of a bar that is wider. Empty where it fits nowhere.
std::vector<Spot> spots(const LaneItem& item, double width, double left, double right) {
    std::vector<Spot> found;
    const Extent& bar = item.bar;
    const bool fits = width + 2 * kInside <= bar.to - bar.from;
    if (item.roomy && fits) found.push_back({bar, bar.from + kInside});
    if (bar.to + kBeside + width <= right)
        found.push_back({{bar.from, bar.to + kBeside + width}, bar.to + kBeside});
    if (bar.from - kBeside - width >= left)
        found.push_back({{bar.from - kBeside - width, bar.to}, bar.from - kBeside - width});
    if (found.empty() && fits) found.push_back({bar, (bar.from + bar.to - width) / 2, true});
    return found;
}

Arrangement attempt(const std::vector<LaneItem>& items, const std::vector<std::size_t>& order, int rows,
                    double left, double right, double size, Manner manner) {
    Arrangement arrangement;
    Rows free(rows, kBetween);
    for (const std::size_t i : order) {
        const LaneItem& item = items[i];
        const bool brief = manner.brief && item.rank > kNamedAnyway;
        const std::string& name = brief ? item.brief : item.full;
        const double most = manner.brief ? kManners[1].most : manner.most;
        const double width = std::min(text_width(name, size), most);
        bool placed = false;
        for (const Spot& spot : spots(item, width, left, right)) {
            const auto row = free.place(spot.extent);
            if (!row) continue;
            arrangement.placed.push_back({i, *row, name, spot.name_from, width, spot.over});
            arrangement.rows = std::max(arrangement.rows, *row + 1);
            placed = true;
            break;
        }
        if (!placed) arrangement.left_over.push_back(i);
    }
    return arrangement;
}

}  // namespace

Arrangement arrange(const std::vector<LaneItem>& items, int rows, double left, double right, double size) {
    std::vector<std::size_t> order(items.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return items[a].rank < items[b].rank; });
    Arrangement best;
    bool first = true;
    for (const Manner manner : kManners) {
        Arrangement tried = attempt(items, order, rows, left, right, size, manner);
        if (first || tried.left_over.size() < best.left_over.size()) best = std::move(tried);
        if (best.left_over.empty()) break;
        first = false;
    }
    return best;
}

std::vector<int> share_rows(const std::vector<int>& wanted, const std::vector<int>& most, int rows) {
    std::vector<int> given(wanted.size(), 0);
    int left = rows;
    const auto round = [&](bool bounded) {
        for (bool gave = true; gave && left > 0;) {
            gave = false;
            for (std::size_t i = 0; i < wanted.size() && left > 0; ++i) {
                if (given[i] >= wanted[i] || (bounded && given[i] >= most[i])) continue;
                ++given[i];
                --left;
                gave = true;
            }
        }
    };
    round(true);
    round(false);
    return given;
}

}  // namespace plumb
