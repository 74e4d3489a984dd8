#include "core/base/ids.hpp"

#include <cctype>
#include <charconv>

namespace plumb {

std::string to_string(Ref ref) {
    return std::string(kPrefixes[static_cast<std::size_t>(ref.kind)]) + std::to_string(ref.n);
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
