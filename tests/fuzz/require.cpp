#include "tests/fuzz/entries.hpp"

#include <cstdio>
#include <cstdlib>

namespace plumb::fuzz {

void require(bool holds, const char* promise) {
    if (holds) return;
    std::fprintf(stderr, "broken promise: %s\n", promise);
    std::abort();
}

}  // namespace plumb::fuzz
