#include "chat/matrix/names.hpp"

#include <array>
#include <charconv>

namespace plumb::matrix {

namespace {

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

}  // namespace

std::string_view server_of(std::string_view id) {
    const std::size_t colon = id.find(':');
    return colon == std::string_view::npos ? std::string_view{} : id.substr(colon + 1);
}

std::string_view local_part(std::string_view id) {
    if (id.empty()) return id;
    return until(id.substr(1), ":");
}

bool is_user_id(std::string_view text) {
    return text.size() > 3 && text.front() == '@' && !local_part(text).empty() && !server_of(text).empty();
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

std::string room_of(std::string_view bot, std::string_view channel) {
    const std::string start = account_of(bot) + "/";
    return channel.substr(0, start.size()) == start ? std::string(channel.substr(start.size()))
                                                    : std::string{};
}

}  // namespace plumb::matrix
