// Texts of several lines under one mark.
#pragma once

#include <string>
#include <string_view>

namespace plumb {

/// Line breaks inside a text keep the indent.
inline std::string indented(std::string_view text, std::string_view indent) {
    std::string out;
    for (const char c : text) {
        out += c;
        if (c == '\n') out += indent;
    }
    return out;
}

}  // namespace plumb
