// `mute RULE [ID] until: why:`: a rule, or a rule on one subject, that opens no warning until a day.
#include "core/base/among.hpp"
#include "core/base/spelling.hpp"
#include "core/command/asked.hpp"
#include "core/command/lookup.hpp"
#include "core/command/record_text.hpp"
#include "core/command/warnings_today.hpp"
#include "core/people/people_handlers.hpp"
#include "core/people/standing.hpp"
#include "core/people/thresholds.hpp"
#include "core/time/relative_date.hpp"
#include "core/time/typed.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>

namespace plumb {

namespace {

const Mute* held_mute(const World& world, ProductId product, std::string_view rule, Ref subject) {
    for (const Mute& mute : world.all<Mute>())
        if (mute.product == product && mute.rule == rule && mute.subject == subject) return &mute;
    return nullptr;
}

/// What the main subject of a rule is: `release or event`.
std::vector<Kind> kinds_of(const RuleSpec& rule) {
    constexpr std::array<std::pair<std::string_view, Kind>, 10> kMains{{{"release", Kind::release},
                                                                        {"event", Kind::event},
                                                                        {"tradeshow", Kind::event},
                                                                        {"feature", Kind::feature},
                                                                        {"request", Kind::change},
                                                                        {"collateral", Kind::collateral},
                                                                        {"promise", Kind::promise},
                                                                        {"assumption", Kind::assumption},
                                                                        {"person", Kind::person},
                                                                        {"product", Kind::product}}};
    std::vector<Kind> kinds;
    for (const auto& [main, kind] : kMains)
        if (rule.main.find(main) != std::string_view::npos) kinds.push_back(kind);
    return kinds;
}

/// `a release or an event`.
std::string mains_of(const std::vector<Kind>& kinds) {
    std::string mains;
    for (const Kind kind : kinds) mains += (mains.empty() ? "" : " or ") + std::string(kind_phrase(kind));
    return mains;
}

/// Some record that the rule may be about, as it is named in a command; the product itself needs no name.
std::optional<Ref> one_of(const World& world, ProductId product, const std::vector<Kind>& kinds) {
    for (const Kind kind : kinds) {
        if (kind == Kind::product) continue;
        for (int n = world.last(kind); n > 0; --n)
            if (const Ref ref{kind, n};
                exists(world, ref) && (kind == Kind::person || product_of(world, ref) == product))
                return ref;
    }
    return std::nullopt;
}

std::string typed_as(const World& world, Ref ref) {
    if (const Person* person = world.find(ref.as<PersonId>())) return "@" + person->handle;
    return ref.kind == Kind::release ? as_name(name(world, ref)) : to_string(ref);
}

/// What was typed, about another subject; none: about the whole rule.
std::string about_instead(const Draft& draft, const Command& command, const RuleSpec& rule,
                          std::string_view subject) {
    std::string again = fmt::format("mute {}{}{}", rule.name, subject.empty() ? "" : " ", subject);
    again += " until:" + iso(*command.get<Day>("until"));
    if (command.has("why")) again += " why:" + as_typed(command.text_of("why"));
    const Product* named = draft.find(command.id<ProductId>("product"));
    return named ? again + " product:" + named->key : again;
}

/// A warning of the rule stands for its main subject; a subject that the rule is never about is refused.
Result<Ref> main_subject(const Draft& draft, const Command& command, const RuleSpec& rule, Ref subject) {
    const World& world = draft.world();
    const Warning* warning = world.find(subject.as<WarningId>());
    const Ref found_on = warning && !warning->subject.empty() ? warning->subject.front() : Ref{};
    if (found_on && warning->rule == rule.name) return found_on;
    const std::vector<Kind> kinds = kinds_of(rule);
    const bool fits = is_among(kinds, subject.kind);
    if (!subject || fits || held_mute(world, command.product, rule.name, subject)) return subject;
    const auto one =
        found_on && is_among(kinds, found_on.kind) ? found_on : one_of(world, command.product, kinds);
    return refuse(
        fmt::format("{} is about {}, and {} is none.", rule.name, mains_of(kinds), called(world, subject)),
        "A mute names one of those, or nothing for the whole rule:",
        about_instead(draft, command, rule, one ? typed_as(world, *one) : std::string{}));
}

bool is_about(const RuleSpec& rule, Kind kind) {
    const std::vector<Kind> kinds = kinds_of(rule);
    return is_among(kinds, kind);
}

/// A person or product by the bare name, the speaker as `me`, where the rule is about such.
std::optional<Ref> main_called(const World& world, PersonId speaker, const RuleSpec& rule,
                               std::string_view text) {
    if (is_about(rule, Kind::person)) {
        if (const Person* person = person_by_handle(world, text)) return Ref{id_of(*person)};
        if (same_word(text, "me")) return Ref{speaker};
    }
    if (is_about(rule, Kind::product))
        if (const Product* product = product_by_key(world, text)) return Ref{id_of(*product)};
    return std::nullopt;
}

/// A plain name is taken for a release's at last; where the rule is about none, what it is about is missing.
Result<Ref> whatever_called(const Draft& draft, const Command& command, const RuleSpec& rule) {
    const World& world = draft.world();
    const std::string& text = command.text;
    auto found = anything_called(world, command.product, text);
    const bool plain_name = !typed_id(text) && text.find_first_of("@:") == std::string::npos;
    if (found || !plain_name || is_about(rule, Kind::release)) return found;
    if (is_about(rule, Kind::person)) {
        const auto person = known_person(world, text);
        return tl::make_unexpected(person ? found.error() : person.error());
    }
    if (is_about(rule, Kind::product)) {
        const auto product = product_called(world, text);
        return product ? Result<Ref>(Ref{*product}) : tl::make_unexpected(product.error());
    }
    return refuse(fmt::format("Nothing here is called “{}”.", dates::shown(text)),
                  fmt::format("{} is about {}.", rule.name, mains_of(kinds_of(rule))));
}

/// `mute RULE until:fri "noise"`: a text that names nothing is the why that was not given.
std::optional<Refusal> meant_as_why(const Command& command, const Refusal& met) {
    const std::string& text = command.text;
    const bool names = typed_id(text) || text.find_first_of("@:") != std::string::npos;
    // One bare word is a name with a slip rather than a sentence.
    const bool sentence =
        text.find(' ') != std::string::npos || command.said.find(as_typed(text)) != std::string::npos;
    if (command.has("why") || names || !sentence || suggestion_in(met)) return std::nullopt;
    const std::string why = "why:" + as_typed(text);
    Refusal refusal{met.wrong, fmt::format("{} Did you mean {}?", met.expected, why), {}};
    for (const std::string& typed : {as_typed(text), text}) {
        const std::size_t at = command.said.rfind(typed);
        if (at == std::string::npos) continue;
        refusal.example = command.said;
        refusal.example.replace(at, typed.size(), why);
        return refusal;
    }
    return std::nullopt;
}

/// `LE 2`, `#LE-2`: the record whose ID is meant.
std::optional<Ref> id_meant(const World& world, std::string text) {
    std::erase_if(text, [](char c) { return c == ' ' || c == '#' || c == '*'; });
    const auto ref = typed_id(text);
    return ref && exists(world, *ref) ? ref : std::nullopt;
}

bool is_in_quotes(std::string_view text) {
    constexpr std::array<std::string_view, 6> kOpening{"\"", "'", "“", "„", "«", "‘"};
    return std::any_of(kOpening.begin(), kOpening.end(),
                       [&](std::string_view mark) { return text.starts_with(mark); });
}

/// `mute no-goal LE-1 until:fri "noise"`: what stands behind a record is the why that was not given.
std::optional<Refusal> why_behind(const World& world, const Command& command) {
    constexpr std::size_t kLongest = 300;
    const std::string& text = command.text;
    const bool whole = anything_called(world, command.product, text).has_value();
    if (whole || command.has("why") || text.size() > kLongest) return std::nullopt;
    for (std::size_t at = text.rfind(' '); at != std::string::npos && at > 0; at = text.rfind(' ', at - 1)) {
        const std::string named = text.substr(0, at);
        const std::string rest = text.substr(at + 1);
        const std::size_t typed = command.said.rfind(rest);
        if (typed == std::string::npos || rest.empty() || !anything_called(world, command.product, named))
            continue;
        const std::string why = "why:" + (is_in_quotes(rest) ? rest : as_typed(rest));
        Refusal refusal{fmt::format("mute takes no “{}” there.", dates::shown(rest)),
                        fmt::format("Did you mean {}?", why), command.said};
        refusal.example.replace(typed, rest.size(), why);
        return refusal;
    }
    return std::nullopt;
}

/// `2w`, `for 3 weeks`: how long, where the day it ends on is asked for.
bool is_length_of_time(std::string_view text) {
    std::string plain = dates::plain_typed(text);
    constexpr std::string_view kFor = "for ";
    if (plain.starts_with(kFor)) plain.erase(0, kFor.size());
    const dates::Tokens tokens = dates::tokens_of(plain);
    return dates::length_of(tokens).has_value();
}

/// The subject that is named, else that of the thread; none: the whole rule.
Result<Ref> subject_of(const Draft& draft, const Command& command, const RuleSpec& rule) {
    if (command.text.empty()) return draft.context().place.thread;
    if (const auto main = main_called(draft.world(), draft.actor(), rule, command.text)) return *main;
    if (auto why = why_behind(draft.world(), command)) return tl::make_unexpected(*std::move(why));
    auto found = whatever_called(draft, command, rule);
    if (found) return found;
    if (is_length_of_time(command.text)) {
        found.error().example = about_instead(draft, command, rule, {});
        return found;
    }
    if (auto why = meant_as_why(command, found.error())) return tl::make_unexpected(*std::move(why));
    auto subject = suggestion_in(found.error());
    auto one = id_meant(draft.world(), command.text);
    if (!one) one = one_of(draft.world(), command.product, kinds_of(rule));
    if (!subject && one) subject = typed_as(draft.world(), *one);
    if (subject)
        found.error().example = about_instead(draft, command, rule, *subject);
    else if (found.error().example.empty())
        found.error().example = fmt::format("warnings rule:{}", rule.name);
    return found;
}

/// The product in which the rule is muted: that of what was named, wherever it was said; a person is of none.
ProductId product_muted(const World& world, const Command& command, Ref named) {
    const ProductId of = product_of(world, named);
    return of ? of : command.product;
}

/// `mute LE-2 no-goal`: the rule stands behind what it is muted on.
std::optional<Refusal> rule_behind(const Command& command) {
    const auto rule = rule_called(command.text);
    const std::string both = command.word + " " + command.text;
    const std::size_t at = command.said.find(both);
    if (!rule || at == std::string::npos) return std::nullopt;
    const std::string mended = fmt::format("{} {}", (*rule)->name, command.word);
    Refusal refusal{fmt::format("There is no rule “{}”.", dates::shown(command.word)),
                    fmt::format("Did you mean {}?", mended), command.said};
    refusal.example.replace(at, both.size(), mended);
    return refusal;
}

/// `mute LE-1 until:fri`, `mute 1.0 until:fri`: what is muted is the rule that finds it out of true.
std::optional<Refusal> rule_left_out(const Draft& draft, const Command& command) {
    const World& world = draft.world();
    const Warning* warning = warning_about(world, command.product, command.word);
    if (!warning || warning->subject.empty()) return std::nullopt;
    const Ref main = warning->subject.front();
    const std::string subject = main.kind == Kind::product ? std::string{} : " " + typed_as(world, main);
    const std::string mended = warning->rule + subject;
    for (const std::string& typed : {as_typed(command.word), command.word}) {
        const std::size_t at = command.said.find(" " + typed);
        if (at == std::string::npos) continue;
        Refusal refusal{fmt::format("There is no rule “{}”.", dates::shown(command.word)),
                        fmt::format("Did you mean {}?", mended), command.said};
        refusal.example.replace(at + 1, typed.size(), mended);
        return refusal;
    }
    return std::nullopt;
}

}  // namespace

Result<void> mute_rule(Draft& draft, const Command& command) {
    const auto rule = rule_named(command);
    if (auto behind = rule ? std::nullopt : rule_behind(command))
        return tl::make_unexpected(*std::move(behind));
    if (auto meant = rule ? std::nullopt : rule_left_out(draft, command))
        return tl::make_unexpected(*std::move(meant));
    if (!rule) return tl::make_unexpected(rule.error());
    const auto named = subject_of(draft, command, **rule);
    if (!named) return tl::make_unexpected(named.error());
    const auto subject = main_subject(draft, command, **rule, *named);
    if (!subject) return tl::make_unexpected(subject.error());
    if (auto may = may_accept(draft.world(), draft.actor(), *subject, "Muting"); !may) return may;
    const ProductId product = product_muted(draft.world(), command, *named);
    const Day today = today_in(draft, product);
    const Day until = *command.get<Day>("until");
    const Mute* held = held_mute(draft.world(), product, (*rule)->name, *subject);
    const std::string what = *subject
                                 ? fmt::format("{} on {}", (*rule)->name, called(draft.world(), *subject))
                                 : fmt::format("{} in {}", (*rule)->name, draft.find(product)->key);
    if (until <= today && !held) {
        std::string again = fmt::format("mute {}", (*rule)->name);
        if (*subject) again += " " + as_name(name(draft.world(), *subject));
        again += fmt::format(" until:{}", iso(today + Days{14}));
        if (command.has("why")) again += " why:" + as_typed(command.text_of("why"));
        return refuse(fmt::format("until: {} is not ahead.", spoken(until, today)),
                      "A mute ends when that day begins:", std::move(again));
    }
    if (held) draft.erase<Mute>(id_of(*held));
    if (until <= today) {
        draft.tell(product, Text(fmt::format("{} is muted no more.", what)));
        return {};
    }
    Mute mute;
    mute.product = product;
    mute.rule = std::string((*rule)->name);
    mute.subject = *subject;
    mute.until = until;
    mute.why = command.text_of("why");
    const std::string why = because(mute.why);
    draft.add(std::move(mute));
    draft.tell(product, Text(fmt::format("{} is muted until {}{}.", what, spoken(until, today), why)));
    return {};
}

}  // namespace plumb
