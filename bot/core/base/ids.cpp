#include "core/base/ids.hpp"

#include <array>
#include <cctype>
#include <charconv>
#include <limits>

namespace plumb {

std::string to_string(Ref ref) {
    std::string out(kPrefixes[static_cast<std::size_t>(ref.kind)]);
    std::array<char, std::numeric_limits<int>::digits10 + 2> digits{};
    const auto end = std::to_chars(digits.begin(), digits.end(), ref.n).ptr;
    return out.append(digits.begin(), end);
}

std::optional<Ref> parse_ref(std::string_view text) {
    for (std::size_t k = 0; k < kKinds; ++k) {
        const std::string_view prefix = kPrefixes[k];
        if (prefix.back() != '-' || text.size() <= prefix.size()) continue;
        bool same = true;
        for (std::size_t i = 0; i < prefix.size() && same; ++i)
            same = std::toupper(static_cast<unsigned char>(text[i])) == prefix[i];
        if (!same) continue;
        const char* first = text.data() + prefix.size();
        const char* last = text.data() + text.size();
        int n = 0;
        const auto [end, error] = std::from_chars(first, last, n);
        if (error == std::errc{} && end == last && n > 0) return Ref{static_cast<Kind>(k), n};
    }
    return std::nullopt;
}

}  // namespace plumb
