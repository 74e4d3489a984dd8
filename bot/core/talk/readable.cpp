// Which texts can be read at all: UTF-8 without controls, and not too long.
#include "core/base/utf8.hpp"
#include "core/talk/tokens.hpp"
#include "core/time/typed.hpp"

#include <fmt/core.h>

#include <cstdint>

namespace plumb {

Result<std::string> readable(std::string_view text) {
    if (text.size() > kLongestCommand && code_points(text) > kLongestCommand)
        return refuse(fmt::format("That is {} characters long.", code_points(text)),
                      fmt::format("At most {} are taken.", kLongestCommand));
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const Character c = first_character(text.substr(at));
        if (c.code == kBrokenCharacter)
            return refuse(fmt::format("Byte {} is no character (the text is not UTF-8).", at + 1),
                          "Plain text in UTF-8.", "help");
        if (is_line_separator(c.code)) {
            out += '\n';
        } else if (c.code == '\r') {
            if (text.substr(at + 1, 1) != "\n") out += '\n';
        } else if (is_control(c.code) && c.code != '\t' && c.code != '\n') {
            return refuse(fmt::format("There is a control character (U+{:04X}) behind “{}”.",
                                      static_cast<std::uint32_t>(c.code), dates::shown(out)),
                          "Text with no control characters but tab and line break.", "help");
        } else {
            out += text.substr(at, c.bytes);
        }
        at += c.bytes;
    }
    return out;
}

}  // namespace plumb
