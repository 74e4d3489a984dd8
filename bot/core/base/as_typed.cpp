#include "core/base/as_typed.hpp"

#include <array>

namespace plumb {

std::string as_typed(std::string_view text) {
    struct Quotes {
        std::string_view open;
        std::string_view close;
    };
    static constexpr std::array<Quotes, 3> kinds{{{"\"", "\""}, {"“", "”"}, {"«", "»"}}};
    for (const Quotes& kind : kinds)
        if (text.find(kind.open) == std::string_view::npos && text.find(kind.close) == std::string_view::npos)
            return std::string(kind.open) + std::string(text) + std::string(kind.close);
    std::string plain(text);
    for (char& c : plain)
        if (c == '"') c = '\'';
    return '"' + plain + '"';
}

}  // namespace plumb
