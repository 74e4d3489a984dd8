// The sample company of `plumbline demo`, and the tour through it, as console lines.
#pragma once

#include <span>
#include <string_view>

namespace plumb::cli {

/// The day on which the demo stands: a Monday morning.
inline constexpr std::string_view kDemoNow = "2027-01-18T09:00";

/// What the company has planned before the tour begins.
std::span<const std::string_view> demo_company();

/// One stop of the tour: what is said, then the lines that are typed.
struct DemoStop {
    std::string_view says;
    std::span<const std::string_view> lines;
};
std::span<const DemoStop> demo_tour();

}  // namespace plumb::cli
