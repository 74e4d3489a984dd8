#include "core/command/account.hpp"

#include "core/base/ascii.hpp"

#include <algorithm>

namespace plumb {

namespace {

/// A host, its port behind it or not: `example.org`, `10.0.0.1:8448`, `[::1]`.
bool is_server_name(std::string_view text) {
    const std::size_t closes = text.substr(0, 1) == "[" ? text.find(']') : 0;
    if (closes == std::string_view::npos) return false;
    const std::size_t colon = text.find(':', closes);
    const std::string_view host = text.substr(0, colon);
    const bool is_host =
        closes > 0 ? host.size() == closes + 1 : std::all_of(host.begin(), host.end(), [](char c) {
            return ascii::is_digit(c) || ascii::is_letter(c) || c == '.' || c == '-';
        });
    if (host.empty() || !is_host) return false;
    if (colon == std::string_view::npos) return true;
    const std::string_view port = text.substr(colon + 1);
    return !port.empty() && std::all_of(port.begin(), port.end(), ascii::is_digit);
}

}  // namespace

bool is_matrix_id(std::string_view text) {
    const std::size_t colon = text.find(':');
    if (text.substr(0, 1) != "@" || colon == std::string_view::npos || colon < 2) return false;
    const std::string_view local = text.substr(1, colon - 1);
    const bool blank =
        std::any_of(local.begin(), local.end(), [](char c) { return static_cast<unsigned char>(c) <= ' '; });
    return local.front() != '@' && !blank && is_server_name(text.substr(colon + 1));
}

std::string account_of(std::string_view token, const Place& place) {
    if (token.size() > 3 && token.substr(0, 2) == "<@" && token.back() == '>') {
        token = token.substr(2, token.size() - 3);
        return place.account + "/" + std::string(token.substr(0, token.find('|')));
    }
    if (is_matrix_id(token)) return "matrix:" + std::string(token);
    return {};
}

}  // namespace plumb
