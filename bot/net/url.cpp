#include "net/url.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>

#include "core/base/ascii.hpp"
#include "core/base/spelling.hpp"
#include "net/redact.hpp"

namespace plumb::net {

namespace {

struct Scheme {
    std::string_view name;
    bool tls;
    std::uint16_t port;
};

constexpr std::array kSchemes{Scheme{"http", false, 80}, Scheme{"https", true, 443}, Scheme{"ws", false, 80},
                              Scheme{"wss", true, 443}};
constexpr std::string_view kExpected = "an address such as https://slack.com/api/";

const Scheme* scheme_of(std::string_view name) {
    const auto* found =
        std::find_if(kSchemes.begin(), kSchemes.end(), [&](const Scheme& s) { return s.name == name; });
    return found == kSchemes.end() ? nullptr : found;
}

bool is_hex(char c) { return ascii::is_digit(c) || (c >= 'a' && c <= 'f'); }

bool host_name_char(char c) {
    return ascii::is_digit(c) || (c >= 'a' && c <= 'z') || c == '-' || c == '.' || c == '_';
}

bool valid_host(std::string_view host, bool bracketed) {
    if (host.empty()) return false;
    if (bracketed)
        return std::all_of(host.begin(), host.end(),
                           [](char c) { return is_hex(c) || c == ':' || c == '.'; });
    return std::all_of(host.begin(), host.end(), host_name_char);
}

std::optional<std::uint16_t> parse_port(std::string_view text) {
    std::uint16_t port = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
    if (error != std::errc{} || end != text.data() + text.size() || port == 0) return std::nullopt;
    return port;
}

struct HostPort {
    std::string host;
    std::optional<std::uint16_t> port;
};

std::optional<HostPort> split_authority(std::string_view authority) {
    const bool bracketed = authority.starts_with('[');
    const std::size_t end = bracketed ? authority.find(']') : authority.find(':');
    if (bracketed && end == std::string_view::npos) return std::nullopt;
    HostPort out;
    out.host = lower(bracketed ? authority.substr(1, end - 1) : authority.substr(0, end));
    if (!valid_host(out.host, bracketed)) return std::nullopt;
    std::string_view rest = end == std::string_view::npos ? std::string_view{} : authority.substr(end);
    if (bracketed) rest.remove_prefix(1);
    if (rest.empty()) return out;
    if (rest.front() != ':') return std::nullopt;
    out.port = parse_port(rest.substr(1));
    if (!out.port) return std::nullopt;
    return out;
}

}  // namespace

std::string Url::authority() const {
    std::string out = host.find(':') == std::string::npos ? host : "[" + host + "]";
    const Scheme* known = scheme_of(scheme);
    if (known == nullptr || known->port != port) out += ":" + std::to_string(port);
    return out;
}

bool is_loopback(std::string_view host) {
    if (host == "localhost" || host == "::1") return true;
    if (!host.starts_with("127.")) return false;
    int dots = 0;
    std::string_view rest = host;
    while (!rest.empty()) {
        const std::string_view part = rest.substr(0, rest.find('.'));
        int n = 0;
        const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), n);
        const bool padded = part.size() > 1 && part.front() == '0';
        if (error != std::errc{} || end != part.data() + part.size() || n > 255 || n < 0 || padded)
            return false;
        if (part.size() == rest.size()) break;
        ++dots;
        rest.remove_prefix(part.size() + 1);
        if (rest.empty()) return false;
    }
    return dots == 3;
}

Result<Url> parse_url(std::string_view text) {
    const auto wrong = [&](std::string_view why) {
        const bool shown = text.find('@') == std::string_view::npos;
        const std::string named = shown ? "the address `" + redact(text) + "` " : "the address ";
        return refuse(named + std::string(why), std::string(kExpected));
    };
    if (std::any_of(text.begin(), text.end(), [](char c) { return c <= ' ' || c >= '\x7f' || c == '\\'; }))
        return wrong("holds a blank, a backslash or a character that is not ASCII");
    const std::size_t mark = text.find("://");
    if (mark == std::string_view::npos) return wrong("has no scheme");
    const std::string scheme_name = lower(text.substr(0, mark));
    const Scheme* scheme = scheme_of(scheme_name);
    if (scheme == nullptr) return wrong("has a scheme other than http, https, ws and wss");

    std::string_view rest = text.substr(mark + 3);
    rest = rest.substr(0, rest.find('#'));
    const std::size_t path = rest.find_first_of("/?");
    const std::string_view authority = rest.substr(0, path);
    if (authority.find('@') != std::string_view::npos) return wrong("holds a user name; it may not");
    auto at = split_authority(authority);
    if (!at) return wrong("has no readable host and port");
    if (!scheme->tls && !is_loopback(at->host))
        return wrong("is without TLS; only localhost, 127.0.0.1 and [::1] may be");

    Url out;
    out.scheme = scheme_name;
    out.host = std::move(at->host);
    out.port = at->port.value_or(scheme->port);
    out.target = path == std::string_view::npos ? "/" : std::string(rest.substr(path));
    if (out.target.front() == '?') out.target.insert(0, "/");
    out.tls = scheme->tls;
    return out;
}

std::string percent_encoded(std::string_view text) {
    constexpr std::string_view kPlain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~";
    constexpr std::string_view kHex = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        if (kPlain.find(c) != std::string_view::npos) {
            out += c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        out += '%';
        out += kHex[byte >> 4U];
        out += kHex[byte & 0xFU];
    }
    return out;
}

}  // namespace plumb::net
