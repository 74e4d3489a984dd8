#include "core/talk/verb_left_out.hpp"

#include "core/base/spelling.hpp"
#include "core/command/lookup.hpp"
#include "core/people/thresholds.hpp"
#include "core/talk/tokens.hpp"
#include "core/talk/verbs.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace plumb {

namespace {

/// The record behind a noun, what kind it is of, and the first piece behind it.
struct Behind {
    Kind kind = Kind::product;
    std::size_t next = 0;
};

std::optional<Behind> record_behind(const World& world, ProductId product, std::string_view noun,
                                    const Pieces& pieces) {
    constexpr std::size_t kMostWords = 6;
    if (pieces.size() < 2 || pieces[1].is_key()) return std::nullopt;
    if (const auto ref = pieces[1].is_word() ? typed_id(pieces[1].text) : std::nullopt)
        return Behind{ref->kind, 2};
    if (noun != noun_of(Kind::release)) return std::nullopt;
    std::string name;
    std::optional<Behind> longest;
    for (std::size_t at = 1; at < std::min(pieces.size(), kMostWords + 1) && !pieces[at].is_key(); ++at) {
        if (at > 1 && (pieces[at].is_quoted() || pieces[1].is_quoted())) break;
        name += (at > 1 ? " " : "") + pieces[at].text;
        if (release_by_name(world, product, name)) longest = Behind{Kind::release, at + 1};
    }
    return longest;
}

bool is_said_of(const CommandSpec& spec, Kind kind) {
    if (spec.subject == SubjectType::release) return kind == Kind::release;
    return spec.subject == SubjectType::id && spec.kind == kind;
}

/// Whether the command takes each of the keys by its name, and the text where there is one. A date's other
/// names tell nothing.
bool takes(const CommandSpec& spec, const Pieces& rest) {
    return std::all_of(rest.begin(), rest.end(), [&](const Piece& piece) {
        if (!piece.is_key()) return spec.text != TextUse::none;
        const bool of_any = piece.key == "product" || piece.key == "as";
        return of_any || std::any_of(spec.keys.begin(), spec.keys.end(),
                                     [&](const KeySpec& key) { return goes_by(key, piece.key); });
    });
}

/// Whether it needs keys, and has them.
bool has_what_it_needs(const CommandSpec& spec, const Pieces& rest) {
    bool needs = false;
    for (const KeySpec& key : spec.keys) {
        if (!key.required) continue;
        needs = true;
        const bool given = std::any_of(rest.begin(), rest.end(), [&](const Piece& piece) {
            return piece.is_key() && goes_by(key, piece.key);
        });
        if (!given) return false;
    }
    return needs;
}

/// The one command that the keys can be of: the one that sets them, else the only one, else the first that
/// has what it needs. Of several that decide something none is guessed.
const CommandSpec* taker_of(const std::vector<const CommandSpec*>& takers, const Pieces& rest) {
    for (const CommandSpec* spec : takers)
        if (spec->verb == "set") return spec;
    if (takers.size() == 1) return takers.front();
    const auto found = std::find_if(takers.begin(), takers.end(),
                                    [&](const CommandSpec* spec) { return has_what_it_needs(*spec, rest); });
    return found == takers.end() ? nullptr : *found;
}

/// The verb that stands behind the record.
std::optional<std::string_view> verb_that_follows(Commands commands, std::string_view noun,
                                                  const Pieces& rest) {
    if (rest.empty() || !rest.front().is_word()) return std::nullopt;
    const std::string word = plain_word(rest.front().text);
    const std::string_view meant = plain_verb(commands, noun, word);
    for (const std::string_view verb : verbs_of(commands, noun))
        if (verb == meant) return verb;
    return std::nullopt;
}

Refusal offer(std::string wrong, std::string_view meant, std::string example) {
    return {std::move(wrong), fmt::format("Did you mean {}?", meant), std::move(example)};
}

bool has_key_from(const Pieces& pieces, std::size_t from) {
    return std::any_of(pieces.begin() + static_cast<std::ptrdiff_t>(std::min(from, pieces.size())),
                       pieces.end(), [](const Piece& piece) { return piece.is_key(); });
}

/// `rule no-slack off`, `rule no-slack buffer:3`, `rule no-slack`.
std::string verb_of_rule(const Pieces& pieces) {
    if (!pieces[1].is_word() || !rule_called(pieces[1].text)) return {};
    std::string next = pieces.size() > 2 && pieces[2].is_word() ? plain_word(pieces[2].text) : "";
    if (next == "on" || next == "off") return next;
    return has_key_from(pieces, 2) ? "set" : "show";
}

/// `customer Acme`, `customer "Acme" value:5`.
std::string verb_of_customer(const World& world, const Pieces& pieces) {
    if (pieces[1].is_key()) return {};
    const bool known = customer_called(world, pieces[1].text).has_value();
    if (has_key_from(pieces, 2) && (known || pieces[1].is_quoted())) return "set";
    return known ? "show" : "";
}

/// `digest daily 09:00`, `digest off`.
std::string verb_of_digest(const Pieces& pieces) {
    if (!pieces[1].is_word()) return {};
    const std::string word = plain_word(pieces[1].text);
    if (word == "off" || word == "unschedule") return "stop";
    return word == "daily" || word == "weekly" || word == "weekdays" ? "schedule" : "";
}

/// What is meant of a noun whose records have no ID, by what follows it.
std::string verb_meant(const World& world, std::string_view noun, const Pieces& pieces) {
    if (noun == "rule") return verb_of_rule(pieces);
    if (noun == "customer") return verb_of_customer(world, pieces);
    if (noun == "digest") return verb_of_digest(pieces);
    if (noun == "policy" && pieces[1].is_key()) return "set";
    if (noun == "role" && pieces[1].is_word() && pieces[1].text.starts_with('@')) return "add";
    return {};
}

std::optional<Refusal> verb_of_named(const World& world, Commands commands, std::string_view typed,
                                     const Pieces& pieces, const std::string& noun) {
    if (pieces.size() < 2) return std::nullopt;
    const std::string verb = verb_meant(world, noun, pieces);
    const CommandSpec* spec = verb.empty() ? nullptr : find_command(commands, noun, verb);
    if (!spec) return std::nullopt;
    const std::string mended = fmt::format("{} {}", noun, verb);
    std::string_view rest = typed.substr(pieces[1].from);
    // The verb stood behind what it is about, or was another word for it.
    if (verb == "stop") rest = typed.substr(pieces[1].to);
    if (verb == "on" || verb == "off") rest = rest.substr(0, pieces[1].to - pieces[1].from);
    return offer(fmt::format("{} needs to know what to do.", noun), mended,
                 std::string(trimmed(fmt::format("{} {}", mended, trimmed(rest)))));
}

}  // namespace

std::optional<Refusal> verb_left_out(const World& world, ProductId product, Commands commands,
                                     std::string_view typed, const Pieces& pieces) {
    if (pieces.empty() || !pieces[0].is_word()) return std::nullopt;
    const std::string noun = plain_word(pieces[0].text);
    const auto record = record_behind(world, product, noun, pieces);
    if (!record) return verb_of_named(world, commands, typed, pieces, noun);
    const std::size_t from = pieces[1].from;
    const std::string_view which = typed.substr(from, pieces[record->next - 1].to - from);
    const Pieces rest(pieces.begin() + static_cast<std::ptrdiff_t>(record->next), pieces.end());
    if (const auto verb = verb_that_follows(commands, noun, rest)) {
        // Before an ID it is put elsewhere.
        if (record->kind != Kind::release) return std::nullopt;
        const std::string mended = fmt::format("{} {} {}", noun, *verb, which);
        return offer("The verb comes before the name.", mended,
                     mended + std::string(typed.substr(rest.front().to)));
    }
    const bool by_key =
        std::any_of(rest.begin(), rest.end(), [](const Piece& piece) { return piece.is_key(); });
    if (!by_key && record->kind != Kind::release) return std::nullopt;
    std::vector<const CommandSpec*> takers;
    bool shows = false;
    for (const CommandSpec* spec : commands) {
        if (spec->noun != noun || !is_said_of(*spec, record->kind)) continue;
        shows = shows || spec->verb == "show";
        if (by_key && takes(*spec, rest)) takers.push_back(spec);
    }
    const std::string wrong = fmt::format("{} needs to know what to do.", noun);
    if (const CommandSpec* spec = taker_of(takers, rest))
        return offer(wrong, fmt::format("{} {}", noun, spec->verb),
                     fmt::format("{} {} {}", noun, spec->verb, typed.substr(from)));
    if (!shows) return std::nullopt;
    const std::string shown = fmt::format("{} show {}", noun, which);
    return offer(wrong, shown, shown);
}

}  // namespace plumb
