#include "core/records/field_text.hpp"

#include <fmt/core.h>

namespace plumb {

std::string number_text(double value) { return fmt::format("{:g}", value); }

std::string effort_text(Effort effort) {
    if (effort.min == effort.max) return number_text(effort.max);
    return number_text(effort.min) + "-" + number_text(effort.max);
}

}  // namespace plumb
