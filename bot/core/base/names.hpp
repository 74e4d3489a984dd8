// Closed sets: an enum and its words, one table each.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace plumb {

/// Specialised beside each enum: `static constexpr std::array<std::string_view, N> words`, in enum order.
template <class E>
struct Words;

template <class E>
concept Named = requires {
    Words<E>::words;
};

template <Named E>
constexpr std::string_view word(E value) {
    return Words<E>::words[static_cast<std::size_t>(value)];
}

/// The member called so (exact, lower case), or nothing.
template <Named E>
constexpr std::optional<E> named(std::string_view text) {
    for (std::size_t i = 0; i < Words<E>::words.size(); ++i)
        if (Words<E>::words[i] == text) return static_cast<E>(i);
    return std::nullopt;
}

template <Named E>
constexpr std::span<const std::string_view> words() {
    return Words<E>::words;
}

}  // namespace plumb

/// Declares the words of an enum; use at namespace plumb scope.
#define PLUMB_WORDS(Enum, count, ...)                                            \
    template <>                                                                  \
    struct Words<Enum> {                                                         \
        static constexpr std::array<std::string_view, count> words{__VA_ARGS__}; \
    }
