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
        const std::string known = unknown ? newest_id(reading, ref->kind) : std::string(one);
        // Two that are not there become the same one.
        if (!unknown || out.find(known) == std::string::npos) out += (out.empty() ? "" : ",") + known;
        text.remove_prefix(std::min(comma + 1, text.size()));
    }
    return out;
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
    const Release* known = release_by_name(reading.world(), reading.product(), piece.text);
    const bool usable = known && known->status != ReleaseStatus::cancelled;
    if (spec.subject == SubjectType::release && !usable) return a_release(reading);
    if (spec.subject == SubjectType::id && spec.kind == Kind::change) return example_request(reading);
    return std::nullopt;
}

/// A release that something can go to: there, not cancelled, and not the one that a feature is in.
bool can_be_named(const Reading& reading, std::string_view name) {
    const Release* release = release_by_name(reading.world(), reading.product(), name);
    const Ref subject = reading.command.subject;
    const Feature* moved = reading.world().find(subject.as<FeatureId>());
    return release && release->status != ReleaseStatus::cancelled &&
           !(moved && moved->release == id_of(*release));
}

/// The record that the example is about, once its ID or name is settled.
Ref named_subject(const Reading& reading, const std::string& text) {
    const CommandSpec& spec = reading.spec;
    if (spec.subject == SubjectType::id) {
        const auto ref = typed_id(text);
        return ref && exists(reading.world(), *ref) ? *ref : Ref{};
    }
    if (spec.subject != SubjectType::release) return {};
    const auto name = pieces_of(text);
    const Release* release = name && !name->empty()
                                 ? release_by_name(reading.world(), reading.product(), name->front().text)
                                 : nullptr;
    return release ? Ref{id_of(*release)} : Ref{};
}

std::string fresh_value(const Reading& reading, const KeySpec& key, const Piece& piece) {
    const auto day = parse_iso_day(piece.text);
    if (day && reading.command.subject.kind == Kind::release && key.required)
        return example_value(reading, key);
    if (day) return iso(*day <= reading.today() ? reading.today() + kAhead : *day);
    if (key.type == KeyType::release && !can_be_named(reading, piece.text))
        return example_value(reading, key);
    if (key.type == KeyType::change)
        return with_known_ids(reading, a_request_but(reading, reading.command.subject));
    if (key.name == "displaces") return "none";
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
    for (std::size_t i = 0; i < pieces->size(); ++i) {
        const std::string piece = fresh_piece(reading, (*pieces)[i], i == behind);
        if (i == behind) reading.command.subject = named_subject(reading, piece);
        out += (i ? " " : "") + piece;
    }
    return out;
}

}  // namespace plumb
