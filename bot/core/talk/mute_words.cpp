#include "core/talk/mute_words.hpp"

#include "core/base/among.hpp"
#include "core/base/phrases.hpp"
#include "core/base/spelling.hpp"
#include "core/command/lookup.hpp"
#include "core/command/record_text.hpp"
#include "core/people/thresholds.hpp"
#include "core/talk/example.hpp"
#include "core/talk/in_product.hpp"
#include "core/talk/traces.hpp"

#include <fmt/core.h>

#include <array>

namespace plumb {

namespace {

constexpr std::array<std::string_view, 7> kEnds{"off", "stop", "end", "remove", "delete", "clear", "lift"};

bool says_end(const Piece& piece) { return piece.is_word() && is_among(kEnds, plain_word(piece.text)); }

/// What is to be heard again.
struct Ending {
    /// What was typed and is no command: `unmute`, `mute off`.
    std::string typed;
    std::string rule;
    /// A record as it was named; empty: none was.
    std::string subject;
};

/// The words behind the noun, without the one that ends: it is the first of them or the last.
std::optional<Ending> ending_in(const Pieces& pieces) {
    if (pieces.empty() || !pieces[0].is_word()) return std::nullopt;
    const std::string noun = plain_word(pieces[0].text);
    if (noun != "unmute" && noun != "mute") return std::nullopt;
    std::vector<const Piece*> words;
    for (std::size_t i = 1; i < pieces.size(); ++i) {
        if (!pieces[i].is_key()) words.push_back(&pieces[i]);
        // A mute that is given a day or a why begins.
        if (noun == "mute" && pieces[i].is_key() && pieces[i].key != "product") return std::nullopt;
    }
    Ending ending;
    ending.typed = noun;
    if (noun == "mute") {
        const bool first = !words.empty() && says_end(*words.front());
        if (!first && (words.empty() || !says_end(*words.back()))) return std::nullopt;
        const auto word = first ? words.begin() : words.end() - 1;
        ending.typed += " " + plain_word((*word)->text);
        words.erase(word);
    }
    if (!words.empty()) ending.rule = words.front()->text;
    for (std::size_t i = 1; i < words.size(); ++i)
        ending.subject += (ending.subject.empty() ? "" : " ") + words[i]->text;
    return ending;
}

ProductId product_meant(const World& world, const Context& context, std::string_view typed) {
    if (const ProductId named = product_named(world, typed)) return named;
    if (const ProductId here = product_here(world, context.place)) return here;
    const auto& all = world.all<Product>();
    return all.size() == 1 ? id_of(*all.begin()) : ProductId{};
}

std::vector<const Mute*> held_in(const World& world, const Context& context, ProductId product) {
    std::vector<const Mute*> held;
    const Day today = today_of(context, world, product);
    for (const RuleSpec& rule : rules())
        for (const Mute* mute : mutes_of(world, product, rule.name, today)) held.push_back(mute);
    return held;
}

std::string muted_thing(const World& world, std::string_view rule, Ref subject) {
    if (rule.empty()) return called(world, subject);
    return subject ? fmt::format("{} on {}", rule, called(world, subject)) : std::string(rule);
}

std::string end_command(const World& world, const Mute& mute) {
    std::string subject;
    if (const Person* person = world.find(mute.subject.as<PersonId>()))
        subject = "@" + person->handle;
    else if (const Product* product = world.find(mute.subject.as<ProductId>()))
        subject = product->key;
    else if (mute.subject)
        subject = as_name(name(world, mute.subject));
    return fmt::format("mute {}{}{} until:today", mute.rule, subject.empty() ? "" : " ", subject);
}

/// Of the mutes that fit what was named: in a record's thread the one about it, else the first.
const Mute* mute_meant(const std::vector<const Mute*>& held, std::string_view rule, Ref subject, Ref thread) {
    const Mute* found = nullptr;
    for (const Mute* mute : held) {
        if ((!rule.empty() && mute->rule != rule) || (subject && mute->subject != subject)) continue;
        if (!found || (thread && mute->subject == thread)) found = mute;
    }
    return found;
}

bool asks_for_list(const Pieces& pieces) {
    if (pieces.size() < 2 || !pieces[0].is_word() || !pieces[1].is_word()) return false;
    const std::string verb = plain_word(pieces[1].text);
    return plain_word(pieces[0].text) == "mute" &&
           (verb == "list" || verb == "ls" || verb == "show" || verb == "view");
}

/// `no-goal on LE-1 “Tour” until Thu 1 Apr`.
std::string mute_in_words(const World& world, const Mute& mute, Day today) {
    const std::string thing = muted_thing(world, mute.rule, mute.subject);
    return mute.until ? fmt::format("{} until {}", thing, spoken(*mute.until, today)) : thing;
}

Refusal nothing_muted(const std::string& key) {
    return {fmt::format("Nothing is muted in {}.", key), "What is out of true is said by:", "warnings"};
}

Refusal list_of(const World& world, const Context& context, ProductId product) {
    constexpr std::size_t kMost = 5;
    const std::vector<const Mute*> held = held_in(world, context, product);
    const std::string& key = world.find(product)->key;
    if (held.empty()) return nothing_muted(key);
    std::vector<std::string> told;
    for (const Mute* mute : held)
        told.push_back(mute_in_words(world, *mute, today_of(context, world, product)));
    return {"mute begins one, and lists none.",
            fmt::format("Muted in {}: {}. By whom and why is said by:", key, listed(told, kMost)),
            fmt::format("rule show {}", held.front()->rule)};
}

/// The rule that is named, or that is meant by a name with a slip.
Result<const RuleSpec*> rule_meant(const std::string& name) {
    auto rule = rule_called(name);
    const auto near = rule ? std::nullopt : suggestion_in(rule.error());
    return near ? rule_called(*near) : rule;
}

/// As `mute` takes it: people and products by their bare names, too.
Result<Ref> subject_named(const World& world, const Context& context, ProductId product,
                          const std::string& text) {
    if (text.empty()) return Ref{};
    if (same_word(text, "me")) return Ref{context.actor};
    if (const Person* person = person_by_handle(world, text)) return Ref{id_of(*person)};
    if (const Product* named = product_by_key(world, text)) return Ref{id_of(*named)};
    return anything_called(world, product, text);
}

/// What is to be heard again: a rule, a record, or both.
struct MuteNamed {
    std::string rule;
    Ref subject;
};

/// `unmute LE-1`, `unmute AW-3`: a record alone, and a warning for its rule on what it is about.
std::optional<MuteNamed> heard_alone(const World& world, const Context& context, ProductId product,
                                     const Ending& ending) {
    if (!ending.subject.empty()) return std::nullopt;
    const auto named = subject_named(world, context, product, ending.rule);
    if (!named || !*named) return std::nullopt;
    const Warning* warning = world.find(named->as<WarningId>());
    if (!warning || warning->subject.empty()) return MuteNamed{{}, *named};
    return MuteNamed{warning->rule, warning->subject.front()};
}

Result<MuteNamed> heard_again(const World& world, const Context& context, ProductId product,
                              const Ending& ending) {
    MuteNamed heard;
    if (!ending.rule.empty()) {
        const auto known = rule_meant(ending.rule);
        const auto alone = known ? std::nullopt : heard_alone(world, context, product, ending);
        if (alone) return *alone;
        if (!known) return tl::make_unexpected(known.error());
        heard.rule = std::string((*known)->name);
    }
    const auto named = subject_named(world, context, product, ending.subject);
    if (!named) return tl::make_unexpected(with_example(named.error(), "warnings"));
    heard.subject = *named;
    return heard;
}

Refusal end_of(const World& world, const Context& context, ProductId product, const Ending& ending) {
    const auto heard = heard_again(world, context, product, ending);
    if (!heard) return heard.error();
    const std::vector<const Mute*> held = held_in(world, context, product);
    const std::string& key = world.find(product)->key;
    if (held.empty()) return nothing_muted(key);
    if (const Mute* mute = mute_meant(held, heard->rule, heard->subject, context.place.thread))
        return {fmt::format("I don't know “{}”.", ending.typed),
                "A mute ends with until:today:", end_command(world, *mute)};
    return {fmt::format("{} is not muted in {}.", muted_thing(world, heard->rule, heard->subject), key),
            fmt::format("{} is; a mute ends with until:today:",
                        muted_thing(world, held.front()->rule, held.front()->subject)),
            end_command(world, *held.front())};
}

/// `mute AW-1 until:fri`: what is muted is the warning's rule, about its subject.
std::optional<Refusal> warning_muted(const World& world, std::string_view typed, const Pieces& pieces) {
    if (pieces.size() < 2 || !pieces[0].is_word() || plain_word(pieces[0].text) != "mute")
        return std::nullopt;
    const auto ref = pieces[1].is_word() ? typed_id(pieces[1].text) : std::nullopt;
    if (!ref || ref->kind != Kind::warning) return std::nullopt;
    const Warning* warning = world.find(ref->as<WarningId>());
    if (!warning || warning->subject.empty()) return std::nullopt;
    Mute mute;
    mute.rule = warning->rule;
    mute.subject = warning->subject.front();
    const std::string meant = end_command(world, mute);
    const std::string_view thing = std::string_view(meant).substr(0, meant.rfind(" until:"));
    return Refusal{fmt::format("{} is a warning, and a mute is of a rule.", to_string(*ref)),
                   fmt::format("That of {}:", muted_thing(world, mute.rule, mute.subject)),
                   std::string(thing) + std::string(typed.substr(pieces[1].to))};
}

}  // namespace

std::optional<Refusal> mute_words(const World& world, const Context& context, std::string_view typed,
                                  const Pieces& pieces) {
    if (auto muted = warning_muted(world, typed, pieces)) return muted;
    const bool seen = asks_for_list(pieces);
    const auto ending = seen ? std::nullopt : ending_in(pieces);
    if (!seen && !ending) return std::nullopt;
    const ProductId product = product_meant(world, context, typed);
    if (!product) return std::nullopt;
    return seen ? list_of(world, context, product) : end_of(world, context, product, *ending);
}

}  // namespace plumb
