// How long work takes whatever else the machine does.
#pragma once

#include <chrono>
#include <ctime>

namespace plumb {

/// The processor's time that `work` takes in this process.
template <class Work>
std::chrono::nanoseconds cpu_time(Work work) {
    const auto used = [] {
        timespec at{};
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &at);
        return std::chrono::seconds{at.tv_sec} + std::chrono::nanoseconds{at.tv_nsec};
    };
    const auto before = used();
    work();
    return used() - before;
}

/// Four times the length takes four times the time, or with a wide margin for a busy machine less than ten: a
/// square would take sixteen. What takes no time to speak of passes.
inline bool grows_with_length(std::chrono::nanoseconds quarter, std::chrono::nanoseconds whole) {
    constexpr std::chrono::milliseconds kNothing{50};
    return whole < kNothing || whole < 10 * quarter;
}

}  // namespace plumb
