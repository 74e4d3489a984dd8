#include "tests/net/support/peer.hpp"

#include <openssl/evp.h>

#include <algorithm>
#include <array>

namespace plumb::net {

namespace {

constexpr std::string_view kGuid = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

std::string accept_key(const std::string& key) {
    const std::string text = key + std::string(kGuid);
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int size = 0;
    EVP_Digest(text.data(), text.size(), digest.data(), &size, EVP_sha1(), nullptr);
    std::array<unsigned char, 64> encoded{};
    EVP_EncodeBlock(encoded.data(), digest.data(), static_cast<int>(size));
    return std::string(encoded.begin(), std::find(encoded.begin(), encoded.end(), '\0'));
}

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

PeerRequest parse_head(const std::string& head) {
    PeerRequest out;
    std::size_t at = head.find("\r\n");
    out.line = head.substr(0, at);
    while (at + 2 < head.size()) {
        const std::size_t end = head.find("\r\n", at + 2);
        const std::string line = head.substr(at + 2, end - at - 2);
        const std::size_t colon = line.find(": ");
        if (colon != std::string::npos) out.headers[lower(line.substr(0, colon))] = line.substr(colon + 2);
        at = end;
    }
    return out;
}

std::string big_endian(std::size_t value, int bytes) {
    std::string out;
    for (int i = bytes - 1; i >= 0; --i) out += static_cast<char>((value >> (8 * i)) & 0xff);
    return out;
}

std::size_t from_big_endian(std::string_view bytes) {
    std::size_t out = 0;
    for (const char c : bytes) out = out << 8 | static_cast<unsigned char>(c);
    return out;
}

}  // namespace

Task<bool> Peer::fill(std::size_t bytes) {
    while (read_.size() < bytes) {
        const std::string more = co_await channel_->read_some();
        if (more.empty()) co_return false;
        read_ += more;
    }
    co_return true;
}

Task<PeerRequest> Peer::request() {
    PeerRequest out;
    std::size_t end = std::string::npos;
    while ((end = read_.find("\r\n\r\n")) == std::string::npos)
        if (!co_await fill(read_.size() + 1)) co_return out;
    out = parse_head(read_.substr(0, end + 2));
    read_.erase(0, end + 4);
    const auto length = out.headers.find("content-length");
    const std::size_t size = length == out.headers.end() ? 0 : std::stoul(length->second);
    if (co_await fill(size)) {
        out.body = read_.substr(0, size);
        read_.erase(0, size);
    }
    co_return out;
}

Task<bool> Peer::answer(std::string status, std::string body, std::string headers) {
    std::string head = "HTTP/1.1 " + status + "\r\n" + headers;
    head += "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n";
    head += body;
    return raw(std::move(head));
}

Task<PeerRequest> Peer::accept_websocket() {
    PeerRequest asked = co_await request();
    std::string answer = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n";
    answer += "Sec-WebSocket-Accept: " + accept_key(asked.headers["sec-websocket-key"]) + "\r\n\r\n";
    co_await raw(std::move(answer));
    co_return asked;
}

Task<PeerFrame> Peer::frame() {
    PeerFrame out{.opcode = -1, .fin = true, .masked = false, .payload = {}};
    if (!co_await fill(2)) co_return out;
    const auto first = static_cast<unsigned char>(read_[0]);
    const auto second = static_cast<unsigned char>(read_[1]);
    const std::size_t extra = (second & 0x7f) == 126 ? 2 : (second & 0x7f) == 127 ? 8 : 0;
    const std::size_t mask_size = (second & 0x80) != 0 ? 4 : 0;
    if (!co_await fill(2 + extra + mask_size)) co_return out;
    const std::size_t size = extra == 0 ? second & 0x7f : from_big_endian(read_.substr(2, extra));
    const std::string mask = read_.substr(2 + extra, mask_size);
    if (!co_await fill(2 + extra + mask_size + size)) co_return out;
    out.payload = read_.substr(2 + extra + mask_size, size);
    read_.erase(0, 2 + extra + mask_size + size);
    for (std::size_t i = 0; i < size && mask_size != 0; ++i)
        out.payload[i] = static_cast<char>(out.payload[i] ^ mask[i % mask_size]);
    out.opcode = first & 0x0f;
    out.fin = (first & 0x80) != 0;
    out.masked = mask_size != 0;
    co_return out;
}

Task<PeerFrame> Peer::message() {
    PeerFrame out = co_await frame();
    while (out.opcode == kPing || out.opcode == kPong) out = co_await frame();
    co_return out;
}

Task<bool> Peer::send_frame(int opcode, std::string payload, bool fin) {
    std::string out(1, static_cast<char>(opcode | (fin ? 0x80 : 0)));
    const std::size_t size = payload.size();
    if (size < 126)
        out += static_cast<char>(size);
    else if (size <= 0xffff)
        out += static_cast<char>(126) + big_endian(size, 2);
    else
        out += static_cast<char>(127) + big_endian(size, 8);
    out += payload;
    return raw(std::move(out));
}

Task<void> Peer::until_gone() {
    std::string bytes = "x";
    while (!bytes.empty()) bytes = co_await channel_->read_some();
}

}  // namespace plumb::net
