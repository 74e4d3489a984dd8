// Puts things beside each other in rows without overlap.
#pragma once

#include <optional>
#include <vector>

namespace plumb {

/// What a thing takes of a row.
struct Extent {
    double from = 0;
    double to = 0;
};

/// Rows that fill up one thing at a time.
class Rows {
  public:
    Rows(int count, double gap) : taken_(static_cast<std::size_t>(count)), gap_(gap) {}

    /// The first row in which the extent is free, and takes it; nothing when all
    /// are taken there.
    std::optional<int> place(const Extent& extent);

  private:
    std::vector<std::vector<Extent>> taken_;
    double gap_;
};

}  // namespace plumb
