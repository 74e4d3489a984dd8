// A release that is named, but not where it is looked for: behind the command's text, or in one text with it.
#include "core/base/spelling.hpp"
#include "core/command/lookup.hpp"
#include "core/talk/example.hpp"
#include "core/talk/reading.hpp"
#include "core/time/typed.hpp"

#include <fmt/core.h>

namespace plumb {

namespace {

/// A release's name that a text begins with, the longest one, and a blank behind it.
const Release* begun_with(const Reading& reading, ProductId product, std::string_view text) {
    const Release* longest = nullptr;
    for (const Release& release : reading.world().all<Release>()) {
        const std::string& name = release.name;
        if ((product && release.product != product) || text.size() <= name.size()) continue;
        const bool begins = same_word(text.substr(0, name.size()), name) && text[name.size()] == ' ';
        if (begins && (!longest || longest->name.size() < name.size())) longest = &release;
    }
    return longest;
}

/// `release cancel "No money" "Big Spring"`, `release cancel "No money" 1.0`: alone in quotes, or all that
/// stands behind quotes.
std::optional<Refusal> release_behind(const Reading& reading, ProductId product) {
    const Pieces& words = reading.words;
    const Piece& first = words.front();
    for (std::size_t at = 1; at < words.size(); ++at) {
        Piece name = words[at];
        std::size_t last = at;
        while (name.is_word() && last + 1 < words.size() && words[last + 1].is_word())
            name.text += " " + words[++last].text;
        name.to = words[last].to;
        if (name.is_word() && (last + 1 < words.size() || words[at - 1].is_word())) continue;
        const Release* release = release_by_name(reading.world(), product, name.text);
        if (!release) continue;
        const std::string called = as_value(release->name);
        const std::string_view between = trimmed(reading.typed.substr(first.from, name.from - first.from));
        Piece both = first;
        both.to = name.to;
        return Refusal{fmt::format("{} takes a release’s name first.", reading.name()),
                       fmt::format("{} before the rest:", release->name),
                       with_replaced(reading, both, fmt::format("{} {}", called, between))};
    }
    return std::nullopt;
}

/// `release cancel "Big Spring No money"`: the quotes hold the text, too.
std::optional<Refusal> release_and_text(const Reading& reading, ProductId product) {
    const Piece& first = reading.words.front();
    const Release* release = first.is_quoted() ? begun_with(reading, product, trimmed(first.text)) : nullptr;
    if (!release || reading.words.size() > 1) return std::nullopt;
    const std::string called = as_value(release->name);
    const std::string_view text = trimmed(trimmed(first.text).substr(release->name.size()));
    return Refusal{fmt::format("There is no release “{}”.", dates::shown(first.text)),
                   fmt::format("Did you mean {}, with “{}” behind it?", release->name, dates::shown(text)),
                   with_replaced(reading, first, fmt::format("{} {}", called, in_quotes(text)))};
}

}  // namespace

std::optional<Refusal> release_elsewhere(const Reading& reading, ProductId product) {
    if (reading.spec.text == TextUse::none) return std::nullopt;
    if (auto refusal = release_behind(reading, product)) return refusal;
    return release_and_text(reading, product);
}

}  // namespace plumb
