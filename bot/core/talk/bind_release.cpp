// A release that is named, but not where it is looked for: behind the command's text, or in one text with it.
#include "core/base/spelling.hpp"
#include "core/command/lookup.hpp"
#include "core/command/record_text.hpp"
#include "core/talk/example.hpp"
#include "core/talk/reading.hpp"
#include "core/time/typed.hpp"

#include <fmt/core.h>

#include <algorithm>

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

/// Another product's release that the first words name, the longest name.
const Release* of_another(const Reading& reading, ProductId product) {
    std::string name;
    const Release* longest = nullptr;
    for (const Piece& word : reading.words) {
        name += (name.empty() ? "" : " ") + word.text;
        for (const Release& release : reading.world().all<Release>())
            if (release.product != product && same_word(release.name, name)) longest = &release;
    }
    return longest;
}

/// Whether `product:` is a key of the command's own: a pillar.
bool has_own_product_key(const CommandSpec& spec) {
    return std::any_of(spec.keys.begin(), spec.keys.end(), [](const KeySpec& key) {
        return key.type != KeyType::product && goes_by(key, "product");
    });
}

}  // namespace

std::optional<Refusal> release_of_another(const Reading& reading, ProductId product) {
    // A product that was named is meant.
    const Product* here = reading.find("product") ? nullptr : reading.world().find(product);
    const Release* release = here ? of_another(reading, product) : nullptr;
    const Product* other = release ? reading.world().find(release->product) : nullptr;
    if (!other) return std::nullopt;
    const std::string wrong =
        fmt::format("{} is a release of {}, not of {}.", dates::shown(release->name), other->key, here->key);
    if (has_own_product_key(reading.spec))
        return Refusal{wrong, "To see it:",
                       fmt::format("release show {} product:{}", as_name(release->name), other->key)};
    return Refusal{wrong, "Name its product:", fmt::format("{} product:{}", reading.typed, other->key)};
}

std::optional<Refusal> release_elsewhere(const Reading& reading, ProductId product) {
    if (reading.spec.text == TextUse::none) return std::nullopt;
    if (auto refusal = release_behind(reading, product)) return refusal;
    return release_and_text(reading, product);
}

}  // namespace plumb
