// A command's own example, with records that exist and days to come, so that it can be pasted as it is.
#include "core/command/lookup.hpp"
#include "core/people/thresholds.hpp"
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

/// Whether a record belongs to another product than the one at hand.
bool is_elsewhere(const Reading& reading, Ref ref) {
    const ProductId here = reading.product() ? reading.product() : likely_product(reading);
    const ProductId own = product_of(reading.world(), ref);
    return here && own && own != here;
}

/// The same text with the ID of a record that is not there replaced by one that is.
std::string with_known_ids(const Reading& reading, std::string_view text) {
    std::string out;
    while (!text.empty()) {
        const std::size_t comma = std::min(text.find(','), text.size());
        const std::string_view one = text.substr(0, comma);
        const auto ref = typed_id(one);
        const bool named = ref && one.find('-') != std::string_view::npos;
        const bool unknown = named && (!exists(reading.world(), *ref) || is_elsewhere(reading, *ref));
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
    if (key.type == KeyType::person || key.type == KeyType::people)
        return with_known_person(reading, piece.text);
    // `displaces:F-7` is a text that may be an ID.
    const bool is_text = key.type == KeyType::text && !typed_id(piece.text);
    return is_text ? piece.text : with_known_ids(reading, piece.text);
}

/// `product new nova "Nova"`: the name of a new product follows from its key.
std::optional<std::string> fresh_title(const Reading& reading, const Piece& piece) {
    const bool makes_product = reading.spec.noun == "product" && reading.spec.verb == "new";
    if (!makes_product || !piece.is_quoted()) return std::nullopt;
    std::string title = free_product_key(reading);
    title.front() = static_cast<char>(title.front() - 'a' + 'A');
    return in_quotes(title);
}

/// What a piece of the example becomes; its own slice where it stays.
std::string fresh_piece(const Reading& reading, const Piece& piece, bool is_subject) {
    if (is_subject && !piece.is_key())
        if (auto name = fresh_name(reading, piece)) return *std::move(name);
    if (auto title = fresh_title(reading, piece)) return *std::move(title);
    if (piece.is_key()) {
        const KeySpec* key = key_of(reading.spec, piece.key);
        if (key) return fmt::format("{}:{}", piece.key, fresh_value(reading, *key, piece));
    } else if (piece.is_word()) {
        if (piece.text.starts_with('@')) return with_known_person(reading, piece.text);
        return with_known_ids(reading, piece.text);
    }
    return std::string(reading.typed.substr(piece.from, piece.to - piece.from));
}

/// What a line is about, as an example names it; nothing where the command makes it, or it has no short name.
std::optional<std::string> subject_typed(const Reading& reading) {
    const CommandSpec& spec = reading.spec;
    const bool makes_it =
        spec.subject == SubjectType::release_new || (spec.verb == "new" && spec.subject == SubjectType::word);
    if (makes_it) return std::nullopt;
    const Ref subject = reading.command.subject;
    if (!subject)
        return reading.command.word.empty() ? std::nullopt : std::optional(as_value(reading.command.word));
    // One of another kind is what was wrong.
    const SubjectType wanted = reading.spec.subject;
    if (wanted == SubjectType::release && subject.kind != Kind::release) return std::nullopt;
    if (wanted == SubjectType::id && subject.kind != reading.spec.kind) return std::nullopt;
    if (const Release* release = reading.world().find(subject.as<ReleaseId>());
        release && subject.kind == Kind::release)
        return as_value(release->name);
    if (const Person* person = reading.world().find(subject.as<PersonId>());
        person && subject.kind == Kind::person)
        return "@" + person->handle;
    if (!kPrefixes[static_cast<std::size_t>(subject.kind)].ends_with('-')) return std::nullopt;
    return to_string(subject);
}

/// The command's example, about the given subject where there is one.
std::string example_about(Reading& reading, const std::optional<std::string>& subject) {
    const auto pieces = pieces_of(reading.spec.example);
    if (!pieces) return std::string(reading.spec.example);
    std::string out;
    const std::size_t behind = reading.spec.verb.empty() ? 1 : 2;
    for (std::size_t i = 0; i < pieces->size(); ++i) {
        const Piece& piece = (*pieces)[i];
        const bool is_subject = i == behind && !piece.is_key();
        const std::string fresh = is_subject && subject ? *subject : fresh_piece(reading, piece, i == behind);
        if (i == behind && !subject) reading.command.subject = named_subject(reading, fresh);
        out += (i ? " " : "") + fresh;
    }
    return out;
}

bool sets_rule(const CommandSpec& spec) { return spec.noun == "rule" && spec.verb == "set"; }

/// A rule's own threshold; one that has none is shown.
std::string rule_example(const std::string& name) {
    const auto rule = rule_called(name);
    if (!rule || (*rule)->thresholds.empty())
        return "rule show " + (rule ? std::string((*rule)->name) : name);
    const Threshold& threshold = (*rule)->thresholds.front();
    return fmt::format("rule set {} {}:{}", (*rule)->name, threshold.key, threshold.value);
}

}  // namespace

std::string fresh_example(const World& world, const Context& context, const CommandSpec& spec) {
    Draft scratch(world, context);
    Reading reading{scratch, spec, spec.example, 0, {}, {}, {}, {}};
    reading.command.product = likely_product(reading);
    return example_about(reading, std::nullopt);
}

std::string fresh_example(const Reading& typed) {
    Reading about = typed;
    const bool taken = about.command.subject || !about.command.word.empty();
    // What nothing here is called is no subject of an example.
    const bool there = taken || (!about.words.empty() && take_subject(about).has_value());
    const auto subject = there ? subject_typed(about) : std::nullopt;
    if (!subject) return fresh_example(typed.world(), typed.context(), typed.spec);
    if (sets_rule(typed.spec)) return rule_example(*subject);
    about.typed = typed.spec.example;
    about.given.clear();
    if (!about.product()) about.command.product = likely_product(typed);
    return example_about(about, *subject);
}

}  // namespace plumb
