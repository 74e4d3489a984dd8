// A hash that is the same in every process and on every machine.
#pragma once

#include <cstdint>
#include <string_view>

namespace plumb {

constexpr std::uint64_t kHashSeed = 14695981039346656037ULL;

/// FNV-1a, 64 bits. Texts are hashed one behind the other by handing on what came before as `seed`. For
/// equality alone: whoever chooses the text can find another of the same hash.
constexpr std::uint64_t hash_of(std::string_view text, std::uint64_t seed = kHashSeed) {
    constexpr std::uint64_t kPrime = 1099511628211ULL;
    for (const char c : text) seed = (seed ^ static_cast<unsigned char>(c)) * kPrime;
    return seed;
}

}  // namespace plumb
