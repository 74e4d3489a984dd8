#include "app/token.hpp"

#include "core/plan/product.hpp"

#include <algorithm>
#include <random>

namespace plumb {

namespace {

std::string fresh_token() {
    constexpr std::size_t kDigits = 32;
    constexpr unsigned kBits = 4;
    constexpr std::string_view kHex = "0123456789abcdef";
    std::random_device source;
    std::string token;
    while (token.size() < kDigits) {
        unsigned word = source();
        for (std::size_t i = 0; i < sizeof(word) * 2; ++i, word >>= kBits) token += kHex[word & 0xFU];
    }
    return token;
}

/// Tells one token from another without giving it away.
std::string end_of(const std::string& token) {
    constexpr std::size_t kShown = 4;
    return token.empty() ? token : "…" + token.substr(token.size() - std::min(kShown, token.size()));
}

void replace(std::string& text, const std::string& token) {
    const std::size_t at = text.find(kTokenToDraw);
    if (at != std::string::npos) text.replace(at, kTokenToDraw.size(), token);
}

void replace(Text& text, const std::string& token) {
    for (Run& run : text.runs()) replace(run.text, token);
}

}  // namespace

void draw_tokens(Decision& decision) {
    std::string token;
    for (Write& write : decision.writes) {
        Product* product = std::get_if<Product>(&write.record);
        if (!product || write.erase || product->calendar_token != kTokenToDraw) continue;
        token = fresh_token();
        product->calendar_token = token;
        decision.after.all<Product>().put(*product);
    }
    for (JournalRow& row : decision.journal) {
        if (row.field != "calendar_token") continue;
        replace(row.after, token);
        row.before = end_of(row.before);
        row.after = end_of(row.after);
    }
    // What was only tried out (whatif) draws none.
    if (token.empty()) token = "…";
    for (Outgoing& message : decision.out) {
        replace(message.card.title, token);
        for (Line& line : message.card.lines) replace(line.text, token);
    }
}

}  // namespace plumb
