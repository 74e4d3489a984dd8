#include "core/time/calendar.hpp"

#include <fmt/core.h>

namespace plumb {

std::string iso(Day day) {
    const std::chrono::year_month_day d{day};
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(d.year()), static_cast<unsigned>(d.month()),
                       static_cast<unsigned>(d.day()));
}

}  // namespace plumb
