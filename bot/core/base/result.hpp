// Expected failures are values: a Refusal carries what a person reads.
#pragma once

#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace plumb {

/// Why something was not done, for the person who asked: what was wrong, what was expected, and a line that
/// can be pasted. `expected` and `example` may be empty.
struct Refusal {
    std::string wrong;
    std::string expected;
    std::string example;

    bool operator==(const Refusal&) const = default;
};

template <class T>
using Result = tl::expected<T, Refusal>;

/// The failed half of a Result.
inline tl::unexpected<Refusal> refuse(std::string wrong, std::string expected = {},
                                      std::string example = {}) {
    return tl::make_unexpected(Refusal{std::move(wrong), std::move(expected), std::move(example)});
}

}  // namespace plumb
