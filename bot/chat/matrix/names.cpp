#include "chat/matrix/names.hpp"

#include "core/base/unseen.hpp"
#include "core/base/utf8.hpp"
#include "core/command/account.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace plumb::matrix {

namespace {

/// What a record may be called; Matrix itself sets no limit.
constexpr std::size_t kLongestName = 200;
constexpr std::string_view kAccount = "matrix:";
constexpr std::array<std::string_view, 2> kLinks{"https://matrix.to/#/", "http://matrix.to/#/"};
struct Scheme {
    std::string_view path;
    char sigil;
};
constexpr std::array kSchemes{Scheme{"matrix:u/", '@'}, Scheme{"matrix:r/", '#'},
                              Scheme{"matrix:roomid/", '!'}};

std::string_view until(std::string_view text, std::string_view ends) {
    return text.substr(0, text.find_first_of(ends));
}

/// Between words: blanks of any width, line breaks, controls.
bool is_blank(char32_t code) { return is_space(code) || is_control(code) || is_line_separator(code); }

}  // namespace

std::string_view server_of(std::string_view id) {
    const std::size_t colon = id.find(':');
    return colon == std::string_view::npos ? std::string_view{} : id.substr(colon + 1);
}

std::string_view local_part(std::string_view id) {
    if (id.empty()) return id;
    return until(id.substr(1), ":");
}

bool is_user_id(std::string_view text) { return is_matrix_id(text); }

std::string one_line_name(std::string_view name) {
    std::string out;
    bool shows = false;
    bool gap = false;
    while (!name.empty()) {
        const Character next = first_character(name);
        name.remove_prefix(next.bytes);
        if (is_blank(next.code)) {
            gap = !out.empty();
            continue;
        }
        if (std::exchange(gap, false)) out += ' ';
        append(out, next.code);
        shows = shows || !(is_unseen(next.code) || next.code == kBrokenCharacter);
    }
    if (!shows) return {};
    if (code_points(out) <= kLongestName) return out;
    return std::string(front_of(out, kLongestName - 1)) + "…";
}

std::string percent_decoded(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        unsigned byte = 0;
        const bool escape = text[i] == '%' && i + 2 < text.size();
        if (escape) {
            const char* const from = text.data() + i + 1;
            const auto read = std::from_chars(from, from + 2, byte, 16);
            if (read.ec == std::errc{} && read.ptr == from + 2) {
                out += static_cast<char>(byte);
                i += 2;
                continue;
            }
        }
        out += text[i];
    }
    return out;
}

std::string linked_id(std::string_view address) {
    for (const std::string_view link : kLinks)
        if (address.substr(0, link.size()) == link)
            return percent_decoded(until(address.substr(link.size()), "/?"));
    for (const Scheme& scheme : kSchemes)
        if (address.substr(0, scheme.path.size()) == scheme.path)
            return scheme.sigil + percent_decoded(until(address.substr(scheme.path.size()), "/?"));
    return {};
}

std::string link_to(std::string_view id, std::string_view event, std::string_view via) {
    std::string link = std::string(kLinks.front()) + percent_encoded(id);
    if (!event.empty()) link += "/" + percent_encoded(event);
    if (!via.empty()) link += "?via=" + percent_encoded(via);
    return link;
}

std::string account_of(std::string_view user) { return std::string(kAccount) + std::string(user); }

std::string user_of(const Person& person) {
    for (const std::string& account : person.accounts)
        if (account.substr(0, kAccount.size()) == kAccount) return account.substr(kAccount.size());
    return {};
}

std::string channel_address(std::string_view bot, std::string_view room) {
    return account_of(bot) + "/" + std::string(room);
}

std::string_view room_in(std::string_view channel) {
    if (channel.substr(0, kAccount.size()) != kAccount) return {};
    // Names of users may hold slashes, but no exclamation mark.
    const std::size_t slash = channel.find("/!");
    return slash == std::string_view::npos ? std::string_view{} : channel.substr(slash + 1);
}

std::string room_of(std::string_view bot, std::string_view channel) {
    const std::string start = account_of(bot) + "/";
    return channel.substr(0, start.size()) == start ? std::string(channel.substr(start.size()))
                                                    : std::string{};
}

}  // namespace plumb::matrix
