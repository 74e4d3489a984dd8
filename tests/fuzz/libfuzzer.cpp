// One entry as a program of libFuzzer's.
#include "tests/fuzz/entries.hpp"

#include <cstddef>
#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    plumb::fuzz::PLUMB_FUZZ_ENTRY({reinterpret_cast<const char*>(data), size});
    return 0;
}
