// A command's own example, with records that exist and days to come, so that it can be pasted as it is.
#include "core/base/spelling.hpp"
#include "core/command/lookup.hpp"
#include "core/talk/example.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace plumb {

namespace {

/// Days of examples that are past move this far ahead.
constexpr Days kAhead{14};

const KeySpec* key_of(const CommandSpec& spec, std::string_view name) {
    for (const KeySpec& key : spec.keys)
        if (plain_word(key.name) == name) return &key;
    return nullptr;
}

/// The same text with the ID of a record that is not there replaced by one that is.
std::string with_known_ids(const Reading& reading, std::string_view text) {
    std::string out;
    while (!text.empty()) {
        const std::size_t comma = std::min(text.find(','), text.size());
        const std::string_view one = text.substr(0, comma);
        const auto ref = typed_id(one);
        const bool unknown = ref && one.find('-') != std::string_view::npos && !exists(reading.world(), *ref);
        out += (out.empty() ? "" : ",") + (unknown ? newest_id(reading, ref->kind) : std::string(one));
        text.remove_prefix(std::min(comma + 1, text.size()));
    }
    return out;
}

/// The newest request but one (`change merge CR-9 into:CR-4` names two); the newest where there is one only.
std::string other_request(const Reading& reading) {
    const std::string newest = newest_id(reading, Kind::change);
    for (int n = reading.world().last(Kind::change); n > 0; --n) {
        const Ref ref{Kind::change, n};
        const bool here =
            exists(reading.world(), ref) && product_of(reading.world(), ref) == likely_product(reading);
        if (here && to_string(ref) != newest) return to_string(ref);
    }
    return newest;
}

std::string fresh_value(const Reading& reading, const KeySpec& key, const Piece& piece) {
    const auto day = parse_iso_day(piece.text);
    if (day) return iso(*day <= reading.today() ? reading.today() + kAhead : *day);
    if (key.type == KeyType::release && !release_by_name(reading.world(), reading.product(), piece.text))
        return a_release(reading);
    if (key.type == KeyType::change) return other_request(reading);
    const bool quoted = !piece.items.empty() && piece.items.front().quoted;
    if (quoted) return in_quotes(piece.text);
    // `displaces:F-7` is a text that may be an ID.
    const bool is_text = key.type == KeyType::text && !typed_id(piece.text);
    return is_text ? piece.text : with_known_ids(reading, piece.text);
}

/// What a piece of the example becomes; its own slice where it stays.
std::string fresh_piece(const Reading& reading, const Piece& piece, bool is_subject) {
    if (piece.is_key()) {
        const KeySpec* key = key_of(reading.spec, piece.key);
        if (key) return fmt::format("{}:{}", piece.key, fresh_value(reading, *key, piece));
    } else if (piece.is_word()) {
        const bool release = is_subject && reading.spec.subject == SubjectType::release;
        if (release && !release_by_name(reading.world(), reading.product(), piece.text))
            return a_release(reading);
        return with_known_ids(reading, piece.text);
    }
    return std::string(reading.typed.substr(piece.from, piece.to - piece.from));
}

}  // namespace

std::string fresh_example(const World& world, const Context& context, const CommandSpec& spec) {
    const auto pieces = pieces_of(spec.example);
    if (!pieces) return std::string(spec.example);
    Draft scratch(world, context);
    Reading reading{scratch, spec, spec.example, 0, {}, {}, {}, {}};
    reading.command.product = likely_product(reading);
    std::string out;
    const std::size_t behind = spec.verb.empty() ? 1 : 2;
    for (std::size_t i = 0; i < pieces->size(); ++i)
        out += (i ? " " : "") + fresh_piece(reading, (*pieces)[i], i == behind);
    return out;
}

}  // namespace plumb
