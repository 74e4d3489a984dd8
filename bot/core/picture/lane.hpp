// A lane of a picture: bars and marks with their names beside them, in as few
// rows as they need.
#pragma once

#include "core/base/ids.hpp"
#include "core/picture/pack.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace plumb {

/// Something to place, with what it is called.
struct LaneItem {
    Ref ref;
    /// What its bar or mark covers.
    Extent bar;
    /// `LE-1 Spring fair` and, where that has no room, `LE-1`.
    std::string full;
    std::string brief;
    /// Low ones are placed, and named in full, before high ones.
    int rank = 0;
    /// Its name may stand on the bar.
    bool roomy = false;
};

/// Where an item's row is, and its name.
struct Placed {
    std::size_t item = 0;
    int row = 0;
    std::string name;
    double name_from = 0;
    double name_width = 0;
    /// The name lies over the item's own bar, which has to be blanked there to be
    /// read.
    bool over = false;
};

struct Arrangement {
    std::vector<Placed> placed;
    /// Items for which no row had room.
    std::vector<std::size_t> left_over;
    int rows = 0;
};

/// Names in full where all of them find room, else cut, else brief. The names
/// stay between `left` and `right`.
Arrangement arrange(const std::vector<LaneItem>& items, int rows, double left, double right, double size);

/// The rows that each lane gets of so many, given what each would take. A lane
/// that holds anything gets one; `most` bounds a lane as long as another wants
/// more.
std::vector<int> share_rows(const std::vector<int>& wanted, const std::vector<int>& most, int rows);

}  // namespace plumb
