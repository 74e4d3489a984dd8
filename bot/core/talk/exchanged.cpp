#include "core/talk/exchanged.hpp"

#include "core/base/among.hpp"
#include "core/base/spelling.hpp"
#include "core/command/lookup.hpp"
#include "core/talk/example.hpp"
#include "core/talk/in_product.hpp"
#include "core/talk/traces.hpp"
#include "core/talk/verbs.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <optional>

namespace plumb {

namespace {

constexpr std::size_t kMostExchanged = 8;

bool means_same(std::string_view a, std::string_view b) {
    const auto ref = typed_id(a);
    return same_word(a, b) || (ref && ref == typed_id(b));
}

/// The pieces that were not typed; what was typed once stands for one of them, under its own key first.
std::vector<bool> not_typed(const Pieces& example, const Pieces& typed) {
    std::vector<bool> chosen(example.size(), true);
    std::vector<bool> used(typed.size(), false);
    for (const bool same_key : {true, false})
        for (std::size_t i = 0; i < example.size(); ++i)
            for (std::size_t j = 0; chosen[i] && j < typed.size(); ++j) {
                if (used[j] || (same_key && example[i].key != typed[j].key)) continue;
                if (!means_same(example[i].text, typed[j].text)) continue;
                chosen[i] = false;
                used[j] = true;
            }
    return chosen;
}

std::vector<std::string> other_records(const World& world, Ref named, ProductId product) {
    std::vector<std::string> others;
    for (int n = world.last(named.kind); n > 0 && others.size() < kMostExchanged; --n) {
        const Ref ref{named.kind, n};
        const bool there = ref != named && exists(world, ref);
        if (there && (!product || product_of(world, ref) == product)) others.push_back(to_string(ref));
    }
    return others;
}

std::vector<std::string> other_releases(const World& world, std::string_view named, ProductId product) {
    std::vector<std::string> others;
    for (const Release& r : world.all<Release>()) {
        const bool usable = r.status != ReleaseStatus::cancelled && (!product || r.product == product);
        if (usable && !same_word(r.name, named)) others.push_back(as_value(r.name));
    }
    return others;
}

std::vector<std::string> other_people(const World& world, std::string_view named) {
    std::vector<std::string> others;
    for (const Person& p : world.all<Person>())
        if (!same_word(p.handle, named.substr(1))) others.push_back("@" + p.handle);
    return others;
}

std::vector<std::string> other_words(const KeySpec& key, std::string_view named) {
    std::vector<std::string> others;
    for (const std::string_view choice : key.choices)
        if (!same_word(choice, named)) others.emplace_back(choice);
    return others;
}

/// The key of a piece: by its name, or as a word that can only be its value.
const KeySpec* key_of_piece(const CommandSpec& spec, const Piece& piece) {
    const auto is_its = [&](const KeySpec& key) {
        if (piece.is_key()) return plain_word(key.name) == piece.key;
        return piece.is_word() && key.positional && is_among(key.choices, plain_word(piece.text));
    };
    const auto found = std::find_if(spec.keys.begin(), spec.keys.end(), is_its);
    return found == spec.keys.end() ? nullptr : &*found;
}

/// A record that the command can do without: where none is there, it is left out.
bool can_be_left_out(const CommandSpec& spec, const Piece& piece) {
    const KeySpec* key = piece.is_key() ? key_of_piece(spec, piece) : nullptr;
    if (!key || key->required) return false;
    switch (key->type) {
        case KeyType::release:
        case KeyType::feature:
        case KeyType::features:
        case KeyType::event:
        case KeyType::events:
        case KeyType::change: return true;
        default: return false;
    }
}

std::string without(std::string_view example, Piece piece) {
    if (piece.from > 0) --piece.from;
    return replaced(example, piece, "");
}

std::vector<std::string> others_for(const World& world, const CommandSpec& spec, const Piece& piece,
                                    bool is_subject, ProductId product) {
    const auto ref = piece.is_quoted() ? std::nullopt : written_id(piece.text);
    if (ref) return other_records(world, *ref, exists(world, *ref) ? product_of(world, *ref) : product);
    if (!piece.is_quoted() && piece.text.starts_with("@")) return other_people(world, piece.text);
    const KeySpec* key = key_of_piece(spec, piece);
    const bool release = key ? key->type == KeyType::release
                             : is_subject && spec.subject == SubjectType::release && !piece.is_key();
    if (release) return other_releases(world, piece.text, product);
    return key && key->type == KeyType::word ? other_words(*key, piece.text) : std::vector<std::string>{};
}

}  // namespace

std::vector<std::string> exchanged(const World& world, const Context& context, std::string_view example,
                                   std::string_view typed, std::string_view said) {
    const auto pieces = pieces_of(example);
    const auto given = pieces_of(typed);
    const auto found = pieces ? command_named(commands(), *pieces) : std::nullopt;
    if (!found || !given) return {};
    const std::vector<bool> chosen = not_typed(*pieces, *given);
    const ProductId named = product_named(world, example);
    const ProductId product = named ? named : product_here(world, context.place);
    std::vector<std::string> lines;
    for (std::size_t i = found->words; i < pieces->size(); ++i) {
        const Piece& piece = (*pieces)[i];
        if (!chosen[i] || piece.text.empty() || said.find(piece.text) != std::string_view::npos) continue;
        for (const std::string& other : others_for(world, *found->spec, piece, i == found->words, product)) {
            if (lines.size() == kMostExchanged) return lines;
            lines.push_back(
                replaced(example, piece, piece.is_key() ? fmt::format("{}:{}", piece.key, other) : other));
        }
        if (lines.size() < kMostExchanged && can_be_left_out(*found->spec, piece))
            lines.push_back(without(example, piece));
    }
    return lines;
}

}  // namespace plumb
