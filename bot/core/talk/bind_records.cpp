// Values that are records: by ID, name, key or title.
#include "core/base/among.hpp"
#include "core/base/spelling.hpp"
#include "core/base/utf8.hpp"
#include "core/command/asked.hpp"
#include "core/command/lookup.hpp"
#include "core/talk/example.hpp"
#include "core/talk/marks.hpp"
#include "core/talk/reading.hpp"
#include "core/time/typed.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace plumb {

namespace {

Kind kind_of(KeyType type) {
    switch (type) {
        case KeyType::feature:
        case KeyType::features: return Kind::feature;
        case KeyType::event:
        case KeyType::events: return Kind::event;
        default: return Kind::change;
    }
}

/// `features:1,2`: the ID that a number alone is meant as, where there is such a record.
std::optional<std::string> id_of_number(const Reading& reading, const KeySpec& key, std::string_view typed) {
    const bool of_ids = key.type == KeyType::features || key.type == KeyType::events ||
                        key.type == KeyType::feature || key.type == KeyType::event ||
                        key.type == KeyType::change;
    const bool number = !typed.empty() && typed.find_first_not_of("0123456789") == std::string_view::npos;
    if (!of_ids || !number) return std::nullopt;
    const auto ref =
        typed_id(fmt::format("{}{}", kPrefixes[static_cast<std::size_t>(kind_of(key.type))], typed));
    return ref && exists(reading.world(), *ref) ? std::optional(to_string(*ref)) : std::nullopt;
}

/// What was typed with the list once, where its key was repeated.
std::string with_list(const Reading& reading, const KeySpec& key, const Piece& piece,
                      const std::string& list) {
    std::string line = with_replaced(reading, piece, piece.key + ":" + list);
    const auto pieces = pieces_of(reading.typed);
    const std::size_t kept = piece.from + piece.key.size() + 1 + list.size();
    const std::string_view behind = std::string_view(reading.typed).substr(piece.to);
    if (!pieces || line.size() < behind.size() || line.size() - behind.size() != kept ||
        !line.ends_with(behind))
        return line;
    for (auto it = pieces->rbegin(); it != pieces->rend(); ++it) {
        if (!it->is_key() || it->from < piece.to || key_named(reading.spec, it->key) != &key) continue;
        // The blank before it goes too.
        line.erase(kept + it->from - piece.to - 1, it->to - it->from + 1);
    }
    return line;
}

tl::unexpected<Refusal> refuse_lookup(const Reading& reading, const KeySpec& key, const Piece& piece,
                                      Refusal refusal, std::string_view typed) {
    const auto numbered = id_of_number(reading, key, typed);
    // Where a release was looked for last, which there are is what it says.
    const bool releases = key.type == KeyType::ref && refusal.wrong.starts_with("There is no release");
    const std::string any = releases ? a_release(reading) : example_value(reading, key);
    std::string value = numbered ? *numbered : as_value(suggestion_in(refusal).value_or(any));
    // One item of several keeps its fellows.
    if (is_list(key.type) && piece.items.size() > 1) {
        std::string list;
        for (const Item& item : piece.items)
            list +=
                (list.empty() ? "" : ",") +
                (item.text == typed ? value
                                    : id_of_number(reading, key, item.text).value_or(as_value(item.text)));
        return tl::make_unexpected(with_example(std::move(refusal), with_list(reading, key, piece, list)));
    }
    refusal.wrong = behind_key(key.name, std::move(refusal.wrong));
    return tl::make_unexpected(with_example(
        std::move(refusal), with_replaced(reading, piece, fmt::format("{}:{}", piece.key, value))));
}

Result<Value> one_record(Reading& reading, const KeySpec& key, const Piece& piece) {
    const auto found = record_called(reading.world(), reading.product(), kind_of(key.type), piece.text);
    if (!found) return refuse_lookup(reading, key, piece, found.error(), piece.text);
    return Value{*found};
}

/// What a list of features holds already.
std::vector<FeatureId> features_held(const Reading& reading, const KeySpec& key) {
    const Ref subject = reading.command.subject;
    const LaunchEvent* event = reading.world().find(subject.as<EventId>());
    const Collateral* item = reading.world().find(subject.as<CollateralId>());
    if (event && key.name == "features") return event->features;
    return item && key.name == "claims" ? item->claims : std::vector<FeatureId>{};
}

/// `features:+F-1,-F-2`: only people are added and taken away one by one; the example is the list that comes
/// of it.
std::optional<Refusal> signed_items(const Reading& reading, const KeySpec& key, const Piece& piece) {
    std::vector<Ref> list;
    bool has_sign = false;
    for (const FeatureId held : features_held(reading, key)) list.emplace_back(held);
    for (const std::string& item : items_of(piece)) {
        const Character first = first_character(item);
        const std::string_view rest = std::string_view(item).substr(first.bytes);
        const bool takes = is_dash(first.code);
        const auto ref = takes || first.code == '+' ? typed_id(rest) : typed_id(item);
        has_sign =
            has_sign || (ref && rest.find('-') != std::string_view::npos && (takes || first.code == '+'));
        if (!ref || !exists(reading.world(), *ref)) continue;
        std::erase(list, *ref);
        if (!takes) list.push_back(*ref);
    }
    if (!has_sign) return std::nullopt;
    std::string value;
    for (const Ref ref : list) value += (value.empty() ? "" : ",") + to_string(ref);
    return Refusal{fmt::format("{}: takes all that it is to be, without signs.", key.name),
                   "The whole list:", with_list(reading, key, piece, value)};
}

/// A quoted item may be a title with a comma in it, or a list of its own.
Result<Value> record_list(Reading& reading, const KeySpec& key, const Piece& piece) {
    if (auto refusal = signed_items(reading, key, piece)) return tl::make_unexpected(*std::move(refusal));
    std::vector<Ref> refs;
    const Kind kind = kind_of(key.type);
    const auto add = [&refs](Ref ref) {
        if (!is_among(refs, ref)) refs.push_back(ref);
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

Result<Value> looked_up(Reading& reading, const KeySpec& key, const Piece& piece) {
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

/// `feature:F-1,F-2`: several, each of which is there, where one is taken.
std::optional<Refusal> several_for_one(Reading& reading, const KeySpec& key, const Piece& piece) {
    const std::vector<std::string> items = items_of(piece);
    if (items.size() < 2 || items.size() > kLongestList) return std::nullopt;
    for (const std::string& item : items)
        if (!looked_up(reading, key, with_text(piece, item))) return std::nullopt;
    return Refusal{fmt::format("{}: takes one, and “{}” are several.", key.name, dates::shown(piece.text)),
                   "With the first of them:",
                   with_replaced(reading, piece, fmt::format("{}:{}", piece.key, as_value(items.front())))};
}

/// `features:F-1;F-2`: items with another mark for their comma.
std::optional<Refusal> marks_for_commas(Reading& reading, const KeySpec& key, const Piece& piece) {
    Piece list = piece;
    std::replace_if(
        list.text.begin(), list.text.end(),
        [](char c) { return c == ';' || c == '/' || c == '+' || c == '&'; }, ',');
    list.items = {{list.text, true}};
    if (list.text == piece.text || items_of(list).size() < 2 || !looked_up(reading, key, list))
        return std::nullopt;
    return Refusal{fmt::format("{}: is a list, and “{}” has no commas.", key.name, dates::shown(piece.text)),
                   "Its items stand with commas between them:", with_value(reading, piece, list.text)};
}

}  // namespace

Result<Value> record_value(Reading& reading, const KeySpec& key, const Piece& piece) {
    auto value = looked_up(reading, key, piece);
    if (value) return value;
    const auto look = is_list(key.type) ? marks_for_commas : several_for_one;
    if (auto refusal = look(reading, key, piece)) return tl::make_unexpected(*std::move(refusal));
    return value;
}

}  // namespace plumb
