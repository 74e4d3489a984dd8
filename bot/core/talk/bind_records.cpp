// Values that are records: by ID, name, key or title.
#include "core/base/spelling.hpp"
#include "core/command/lookup.hpp"
#include "core/talk/example.hpp"
#include "core/talk/reading.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace plumb {

namespace {

tl::unexpected<Refusal> refuse_lookup(const Reading& reading, const KeySpec& key, const Piece& piece,
                                      Refusal refusal, std::string_view typed) {
    std::string value = as_value(suggestion_in(refusal).value_or(example_value(reading, key)));
    // One item of several keeps its fellows.
    if (is_list(key.type) && piece.items.size() > 1) {
        std::string list;
        for (const Item& item : piece.items)
            list += (list.empty() ? "" : ",") + (item.text == typed ? value : as_value(item.text));
        return tl::make_unexpected(
            with_example(std::move(refusal), with_replaced(reading, piece, piece.key + ":" + list)));
    }
    refusal.wrong = behind_key(key.name, std::move(refusal.wrong));
    return tl::make_unexpected(with_example(
        std::move(refusal), with_replaced(reading, piece, fmt::format("{}:{}", piece.key, value))));
}

Kind kind_of(KeyType type) {
    switch (type) {
        case KeyType::feature:
        case KeyType::features: return Kind::feature;
        case KeyType::event:
        case KeyType::events: return Kind::event;
        default: return Kind::change;
    }
}

Result<Value> one_record(Reading& reading, const KeySpec& key, const Piece& piece) {
    const auto found = record_called(reading.world(), reading.product(), kind_of(key.type), piece.text);
    if (!found) return refuse_lookup(reading, key, piece, found.error(), piece.text);
    return Value{*found};
}

/// A quoted item may be a title with a comma in it, or a list of its own.
Result<Value> record_list(Reading& reading, const KeySpec& key, const Piece& piece) {
    std::vector<Ref> refs;
    const Kind kind = kind_of(key.type);
    const auto add = [&refs](Ref ref) {
        if (std::find(refs.begin(), refs.end(), ref) == refs.end()) refs.push_back(ref);
    };
    for (const Item& item : piece.items) {
        const auto whole = record_called(reading.world(), reading.product(), kind, item.text);
        if (whole) {
            add(*whole);
            continue;
        }
        Piece one;
        one.items = {item};
        for (const std::string& part : items_of(one)) {
            const auto found = record_called(reading.world(), reading.product(), kind, part);
            if (!found) return refuse_lookup(reading, key, piece, found.error(), part);
            add(*found);
        }
    }
    return Value{std::move(refs)};
}

/// The word `backlog` is no release: it clears.
Result<Value> release_value(Reading& reading, const KeySpec& key, const Piece& piece) {
    const auto found = release_called(reading.world(), reading.product(), piece.text);
    if (found) return Value{Ref{*found}};
    if (same_word(trimmed(piece.text), "backlog") && key.clears) return Value{};
    return refuse_lookup(reading, key, piece, found.error(), piece.text);
}

template <class I>
Result<Value> as_value_of(Reading& reading, const KeySpec& key, const Piece& piece, const Result<I>& found) {
    if (!found) return refuse_lookup(reading, key, piece, found.error(), piece.text);
    return Value{Ref{*found}};
}

}  // namespace

Result<Value> record_value(Reading& reading, const KeySpec& key, const Piece& piece) {
    switch (key.type) {
        case KeyType::release: return release_value(reading, key, piece);
        case KeyType::features:
        case KeyType::events: return record_list(reading, key, piece);
        case KeyType::product:
            return as_value_of(reading, key, piece, product_called(reading.world(), piece.text));
        case KeyType::ref:
            return as_value_of(reading, key, piece,
                               anything_called(reading.world(), reading.product(), piece.text));
        default: return one_record(reading, key, piece);
    }
}

}  // namespace plumb
