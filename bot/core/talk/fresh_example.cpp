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

/// The request that an example is about.
Ref newest_request(const Reading& reading) {
    return typed_id(newest_id(reading, Kind::change)).value_or(Ref{});
}

/// `customer merge "Acme Inc" into:"Acme"`, which names two that are there, where there are two.
bool joins_customers(const CommandSpec& spec) { return spec.noun == "customer" && spec.verb == "merge"; }

std::string kept_customer(const Reading& reading) {
    const auto& all = reading.world().all<Customer>();
    return all.begin() == all.end() ? in_quotes("Acme") : in_quotes((*all.begin()).name);
}

std::string gone_customer(const Reading& reading) {
    const auto& all = reading.world().all<Customer>();
    return all.begin() == all.end() ? in_quotes("Acme Inc") : a_customer_but(reading, (*all.begin()).name);
}

/// The subject of a command that makes it, or finds it by a name.
std::optional<std::string> fresh_name(const Reading& reading, const Piece& piece) {
    const CommandSpec& spec = reading.spec;
    if (spec.noun == "product" && spec.verb == "new") return free_product_key(reading);
    if (spec.noun == "customer" && spec.verb == "show") return kept_customer(reading);
    if (joins_customers(spec)) return gone_customer(reading);
    if (spec.subject == SubjectType::release_new) return free_release_name(reading);
    const bool known = release_by_name(reading.world(), reading.product(), piece.text) != nullptr;
    if (spec.subject == SubjectType::release && !known) return a_release(reading);
    return std::nullopt;
}

std::string fresh_value(const Reading& reading, const KeySpec& key, const Piece& piece) {
    const auto day = parse_iso_day(piece.text);
    if (day) return iso(*day <= reading.today() ? reading.today() + kAhead : *day);
    if (key.type == KeyType::release && !release_by_name(reading.world(), reading.product(), piece.text))
        return a_release(reading);
    if (key.type == KeyType::change) return a_request_but(reading, newest_request(reading));
    if (key.type == KeyType::customer && joins_customers(reading.spec)) return kept_customer(reading);
    const bool quoted = !piece.items.empty() && piece.items.front().quoted;
    if (quoted) return in_quotes(piece.text);
    // `displaces:F-7` is a text that may be an ID.
    const bool is_text = key.type == KeyType::text && !typed_id(piece.text);
    return is_text ? piece.text : with_known_ids(reading, piece.text);
}

/// What a piece of the example becomes; its own slice where it stays.
std::string fresh_piece(const Reading& reading, const Piece& piece, bool is_subject) {
    if (is_subject && !piece.is_key())
        if (auto name = fresh_name(reading, piece)) return *std::move(name);
    if (piece.is_key()) {
        const KeySpec* key = key_of(reading.spec, piece.key);
        if (key) return fmt::format("{}:{}", piece.key, fresh_value(reading, *key, piece));
    } else if (piece.is_word()) {
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
