#include "core/command/lookup.hpp"

#include "core/base/phrases.hpp"
#include "core/base/spelling.hpp"
#include "core/command/record_text.hpp"
#include "core/time/typed.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace plumb {

namespace {

constexpr std::size_t kNamesShown = 8;
constexpr std::string_view kDidYouMean = "Did you mean ";
constexpr std::string_view kCanBe = " can be ";

struct KindWords {
    Kind kind;
    std::string_view phrase;
    std::string_view plural;
};
constexpr std::array kKindWords{
    KindWords{Kind::product, "a product", "products"},
    KindWords{Kind::person, "a person", "people"},
    KindWords{Kind::customer, "a customer", "customers"},
    KindWords{Kind::release, "a release", "releases"},
    KindWords{Kind::feature, "a feature", "features"},
    KindWords{Kind::baseline, "a baseline", "baselines"},
    KindWords{Kind::change, "a request", "requests"},
    KindWords{Kind::evidence, "evidence", "pieces of evidence"},
    KindWords{Kind::assessment, "an assessment", "assessments"},
    KindWords{Kind::event, "a launch event", "launch events"},
    KindWords{Kind::collateral, "a piece of collateral", "pieces of collateral"},
    KindWords{Kind::promise, "a promise", "promises"},
    KindWords{Kind::assumption, "an assumption", "assumptions"},
    KindWords{Kind::warning, "a warning", "warnings"},
    KindWords{Kind::move, "a move", "moves"},
    KindWords{Kind::rule_setting, "a threshold", "thresholds"},
    KindWords{Kind::mute, "a mute", "mutes"},
    KindWords{Kind::term, "a term", "terms"},
    KindWords{Kind::schedule, "a schedule", "schedules"},
};
static_assert(kKindWords.size() == kKinds);

const KindWords& words_of(Kind kind) { return kKindWords[static_cast<std::size_t>(kind)]; }

std::string did_you_mean(std::string_view name) { return fmt::format("{}{}?", kDidYouMean, name); }

/// Calls `use` with the table of a kind.
template <class Use>
void with_table(const World& world, Kind kind, Use use) {
    const auto visit = [&]<std::size_t... K>(std::index_sequence<K...>) {
        (
            [&] {
                if (static_cast<std::size_t>(kind) == K) use(world.all<RecordOf<static_cast<Kind>(K)>>());
            }(),
            ...);
    };
    visit(std::make_index_sequence<kKinds>{});
}

/// Calls `visit` with each record of a kind that has a title, of that product where one is given.
template <class Visit>
void each_titled(const World& world, ProductId product, Kind kind, const Visit& visit) {
    with_table(world, kind, [&](const auto& table) {
        for (const auto& record : table) {
            if constexpr (requires {
                              record.title;
                              record.product;
                          }) {
                if (!product || record.product == product) visit(record);
            }
        }
    });
}

/// Records of a product whose title (or key) that is, whatever the case.
std::vector<Ref> titled(const World& world, ProductId product, Kind kind, std::string_view text) {
    std::vector<Ref> found;
    each_titled(world, product, kind, [&](const auto& record) {
        bool same = same_word(record.title, text);
        if constexpr (requires { record.key; }) same = same || same_word(record.key, text);
        if (same) found.emplace_back(id_of(record));
    });
    return found;
}

/// The record of a product whose title is nearest to a text; none where no title is near.
Ref nearly_titled(const World& world, ProductId product, Kind kind, std::string_view text) {
    std::vector<std::string_view> titles;
    std::vector<Ref> refs;
    each_titled(world, product, kind, [&](const auto& record) {
        titles.push_back(record.title);
        refs.emplace_back(id_of(record));
    });
    const auto near = nearest(text, titles);
    if (!near) return {};
    return refs[static_cast<std::size_t>(std::find(titles.begin(), titles.end(), *near) - titles.begin())];
}

/// The command that makes the first record of a kind; empty for those that nobody types.
std::string_view first_of(Kind kind) {
    switch (kind) {
        case Kind::feature: return "feature new \"Login\"";
        case Kind::change: return "change new \"Offline mode\" why:\"Crews lose the form in tunnels\"";
        case Kind::event: return "launch new \"Spring launch\" on:\"in 8 weeks\"";
        case Kind::promise: return "promise new \"Offline by Easter\" to:\"Acme\" by:\"in 4 weeks\"";
        case Kind::evidence:
            return "change evidence CR-1 customer:\"Acme\" quote:\"We type everything twice\"";
        case Kind::assumption: return "assumption new \"Crews accept hosting abroad\"";
        default: return {};
    }
}

/// Collateral belongs to an event: one that is there, or none could be made by what is offered.
tl::unexpected<Refusal> refuse_no_collateral(const World& world, const std::string& wrong) {
    const auto& events = world.all<LaunchEvent>();
    if (events.empty())
        return refuse(wrong,
                      "It belongs to a launch event. The first one:", std::string(first_of(Kind::event)));
    const Ref one{id_of(*events.begin())};
    return refuse(wrong,
                  "A new one:", fmt::format("collateral new {} \"Data sheet\" due:T-14", to_string(one)));
}

/// Of a kind of which there is no record: none yet, or none that was not taken back.
tl::unexpected<Refusal> refuse_none_there(const World& world, Ref ref, std::string_view gone, bool ever) {
    const std::string wrong = fmt::format("There is no {}{}: no {} are {}.", to_string(ref), gone,
                                          words_of(ref.kind).plural, ever ? "on record now" : "recorded yet");
    if (ref.kind == Kind::collateral) return refuse_no_collateral(world, wrong);
    const std::string first(first_of(ref.kind));
    if (!first.empty()) return refuse(wrong, ever ? "A new one:" : "The first one:", first);
    if (ref.kind == Kind::warning) return refuse(wrong, "Those that are open are listed by:", "warnings");
    return refuse(wrong, "help says how they are made.", "help");
}

tl::unexpected<Refusal> refuse_unknown_id(const World& world, Ref ref) {
    const int last = world.last(ref.kind);
    const std::string_view gone = ref.n <= last ? " any more" : "";
    int newest = last;
    while (newest > 0 && !exists(world, Ref{ref.kind, newest})) --newest;
    if (newest == 0) return refuse_none_there(world, ref, gone, last > 0);
    return refuse(fmt::format("There is no {}{}.", to_string(ref), gone),
                  fmt::format("The newest is {}.", to_string(Ref{ref.kind, newest})));
}

std::vector<std::string> release_names(const World& world, ProductId product) {
    std::vector<std::string> names;
    for (const Release& r : world.all<Release>())
        if (!product || r.product == product) names.push_back(r.name);
    return names;
}

/// Keys of the products that have a release of that name.
std::vector<std::string> products_with(const World& world, std::string_view name) {
    std::vector<std::string> keys;
    for (const Product& p : world.all<Product>())
        if (release_by_name(world, id_of(p), name)) keys.push_back(p.key);
    return keys;
}

tl::unexpected<Refusal> refuse_release(const World& world, ProductId product, std::string_view text) {
    const std::vector<std::string> names = release_names(world, product);
    const std::vector<std::string_view> views(names.begin(), names.end());
    const Product* p = world.find(product);
    const std::string where = p ? " in " + p->key : std::string{};
    constexpr std::size_t kLongestRepeated = 80;
    if (names.empty())
        return refuse(
            fmt::format("There is no release “{}”{}: none is planned yet.", dates::shown(text), where),
            "Plan it first:",
            fmt::format("release new {} date:\"in 8 weeks\"",
                        as_name(text.size() > kLongestRepeated ? "2.0" : text)));
    const std::string known =
        fmt::format("There {} {}.", names.size() == 1 ? "is" : "are", listed(names, kNamesShown));
    // What another product has is not meant as the nearest name of this one.
    if (const auto others = p ? products_with(world, text) : std::vector<std::string>{}; !others.empty())
        return refuse(
            fmt::format("{} is a release of {}, not of {}.", dates::shown(text), others.front(), p->key),
            known);
    if (const auto near = nearest(text, views))
        return refuse(fmt::format("There is no release “{}”{}.", dates::shown(text), where),
                      did_you_mean(*near));
    return refuse(fmt::format("There is no release “{}”{}.", dates::shown(text), where), known);
}

/// What stands behind `release:`, `person:` and so on.
std::optional<std::string_view> behind(std::string_view text, Kind kind) {
    const std::string_view prefix = kPrefixes[static_cast<std::size_t>(kind)];
    if (prefix.back() != ':' || text.size() <= prefix.size()) return std::nullopt;
    if (!same_word(text.substr(0, prefix.size()), prefix)) return std::nullopt;
    return text.substr(prefix.size());
}

Result<Ref> baseline_called(const World& world, std::string_view text) {
    int n = 0;
    std::from_chars(text.data(), text.data() + text.size(), n);
    if (world.find(BaselineId{n})) return Ref{BaselineId{n}};
    return refuse(fmt::format("There is no baseline “{}”.", dates::shown(text)),
                  "plan show names the baselines.", "plan show");
}

template <class I>
Result<Ref> as_ref(Result<I> id) {
    if (!id) return tl::make_unexpected(std::move(id.error()));
    return Ref{*id};
}

/// Without what a sentence puts around an ID: `(CR-1),`.
std::string bare_of_marks(const std::string& text) {
    const std::size_t from = std::min(text.find_first_not_of("(<"), text.size());
    const std::size_t to = text.find_last_not_of(",.;:!?)>") + 1;
    return to > from ? text.substr(from, to - from) : std::string{};
}

/// What is suggested instead keeps the word before it: `customer:Acme`.
Result<Ref> prefixed(Kind kind, Result<Ref> found) {
    if (found) return found;
    if (const auto near = suggestion_in(found.error()))
        found.error().expected = did_you_mean(std::string(kPrefixes[static_cast<std::size_t>(kind)]) + *near);
    return found;
}

}  // namespace

std::string_view kind_phrase(Kind kind) { return words_of(kind).phrase; }

std::string kind_with_id(Kind kind) {
    const std::string_view prefix = kPrefixes[static_cast<std::size_t>(kind)];
    if (prefix.back() == ':') return std::string(kind_phrase(kind));
    return fmt::format("{} ({}n)", kind_phrase(kind), prefix);
}

void each_named(const World& world, ProductId product, Kind kind,
                const std::function<void(Ref record, const std::string& name)>& visit) {
    each_titled(world, product, kind, [&](const auto& record) { visit(Ref{id_of(record)}, record.title); });
    if (kind != Kind::release) return;
    for (const Release& release : world.all<Release>())
        if (!product || release.product == product) visit(Ref{id_of(release)}, release.name);
}

std::optional<Ref> typed_id(std::string_view text) {
    constexpr std::size_t kLongestId = 40;
    if (text.size() > kLongestId) return std::nullopt;
    std::string plain = bare_of_marks(dates::plain_typed(text));
    if (plain.find('-') == std::string::npos) {
        const std::size_t digit = plain.find_first_of("0123456789");
        if (digit == std::string::npos || digit == 0) return std::nullopt;
        plain.insert(digit, "-");
    }
    return parse_ref(plain);
}

Result<Ref> record_called(const World& world, ProductId product, Kind kind, std::string_view text) {
    if (const auto ref = typed_id(text)) {
        const bool title_first = text.find('-') == std::string_view::npos && ref->kind != kind;
        if (ref->kind == kind && !exists(world, *ref)) return refuse_unknown_id(world, *ref);
        if (ref->kind == kind) return *ref;
        if (!title_first)
            return refuse(fmt::format("{} is {}.", to_string(*ref), kind_phrase(ref->kind)),
                          fmt::format("Here {} is expected.", kind_with_id(kind)));
    }
    const std::vector<Ref> found = titled(world, product, kind, trimmed(text));
    if (found.size() == 1) return found.front();
    if (found.size() > 1) {
        std::vector<std::string> ids;
        for (const Ref ref : found) ids.push_back(to_string(ref));
        return refuse(fmt::format("“{}”{}{}.", dates::shown(text), kCanBe, listed(ids, kNamesShown)),
                      "Say which by its ID.");
    }
    const Ref near = nearly_titled(world, product, kind, trimmed(text));
    return refuse(
        fmt::format("“{}” is no {} I know.", dates::shown(text),
                    kind_phrase(kind).substr(kind_phrase(kind).find(' ') + 1)),
        near ? did_you_mean(called(world, near)) : fmt::format("Expected is {}.", kind_with_id(kind)));
}

Result<ReleaseId> release_called(const World& world, ProductId product, std::string_view text) {
    text = trimmed(text);
    if (const auto keys = product ? std::vector<std::string>{} : products_with(world, text); keys.size() > 1)
        return refuse(fmt::format("“{}” is a release of {} and of {}.", dates::shown(text), keys[0], keys[1]),
                      fmt::format("Name the product, product:{} for one.", keys[0]));
    if (const Release* found = release_by_name(world, product, text)) return id_of(*found);
    const auto name = behind(text, Kind::release);
    if (const Release* found = name ? release_by_name(world, product, *name) : nullptr) return id_of(*found);
    if (const auto ref = typed_id(text); ref && text.find('-') != std::string_view::npos)
        return refuse(fmt::format("{} is {}.", to_string(*ref), kind_phrase(ref->kind)),
                      "Here a release is expected, by its name.");
    return refuse_release(world, product, name ? *name : text);
}

Result<Ref> anything_called(const World& world, ProductId product, std::string_view text) {
    text = trimmed(text);
    if (const Release* found = product ? release_by_name(world, product, text) : nullptr)
        return Ref{id_of(*found)};
    if (const auto ref = typed_id(text)) {
        if (!exists(world, *ref)) return refuse_unknown_id(world, *ref);
        return *ref;
    }
    if (!text.empty() && text.front() == '@') return as_ref(known_person(world, text));
    if (behind(text, Kind::person)) return as_ref(known_person(world, text));
    if (const auto name = behind(text, Kind::customer))
        return prefixed(Kind::customer, as_ref(customer_called(world, *name)));
    if (const auto name = behind(text, Kind::product))
        return prefixed(Kind::product, as_ref(product_called(world, *name)));
    if (const auto name = behind(text, Kind::baseline)) return baseline_called(world, *name);
    constexpr std::array kTitled{Kind::feature, Kind::event, Kind::change, Kind::collateral, Kind::promise};
    for (const Kind kind : kTitled)
        if (const auto found = titled(world, product, kind, text); found.size() == 1) return found.front();
    auto release = release_called(world, product, text);
    if (release || suggestion_in(release.error())) return as_ref(std::move(release));
    for (const Kind kind : kTitled)
        if (const Ref near = nearly_titled(world, product, kind, text))
            return refuse(std::move(release.error().wrong), did_you_mean(called(world, near)));
    return as_ref(std::move(release));
}

Result<PersonId> known_person(const World& world, std::string_view text) {
    std::string_view handle = behind(text, Kind::person).value_or(text);
    if (!handle.empty() && handle.front() == '@') handle.remove_prefix(1);
    if (const Person* person = person_by_handle(world, handle)) return id_of(*person);
    std::vector<std::string_view> handles;
    for (const Person& p : world.all<Person>()) handles.push_back(p.handle);
    const auto near = nearest(handle, handles);
    return refuse(fmt::format("Nobody here is called “{}”.", dates::shown(handle)),
                  near ? did_you_mean("@" + std::string(*near)) : "A person is written @name.");
}

Result<CustomerId> customer_called(const World& world, std::string_view text) {
    if (const Customer* found = customer_by_name(world, text)) return id_of(*found);
    std::vector<std::string_view> names;
    for (const Customer& c : world.all<Customer>()) names.push_back(c.name);
    const auto near = nearest(trimmed(text), names);
    if (near)
        return refuse(fmt::format("There is no customer “{}”.", dates::shown(text)), did_you_mean(*near));
    return refuse(fmt::format("There is no customer “{}”.", dates::shown(text)),
                  names.empty() ? "A customer comes into being when first named:" : "These are on record:",
                  names.empty() ? "customer set \"Acme\" segment:enterprise value:50000" : "customer list");
}

Result<ProductId> product_called(const World& world, std::string_view text) {
    text = trimmed(text);
    if (const Product* found = product_by_key(world, text)) return id_of(*found);
    std::vector<std::string> keys;
    for (const Product& p : world.all<Product>()) {
        if (!p.name.empty() && same_word(p.name, text)) return id_of(p);
        keys.push_back(p.key);
    }
    if (keys.empty())
        return refuse(fmt::format("There is no product “{}”: none is set up yet.", dates::shown(text)),
                      "Make it first:", "product new atlas \"Atlas\"");
    const std::vector<std::string_view> views(keys.begin(), keys.end());
    const auto near = nearest(text, views);
    return refuse(
        fmt::format("There is no product “{}”.", dates::shown(text)),
        near ? did_you_mean(*near)
             : fmt::format("There {} {}.", keys.size() == 1 ? "is" : "are", listed(keys, kNamesShown)));
}

std::optional<std::string> first_of_several(const Refusal& refusal) {
    const std::string_view text = refusal.wrong;
    const std::size_t at = text.rfind(kCanBe);
    if (at == std::string_view::npos) return std::nullopt;
    const std::string_view ids = text.substr(at + kCanBe.size());
    const std::string_view first = ids.substr(0, ids.find_first_of(" ,"));
    return parse_ref(first) ? std::optional(std::string(first)) : std::nullopt;
}

std::optional<std::string> suggestion_in(const Refusal& refusal) {
    const std::string_view text = refusal.expected;
    if (text.substr(0, kDidYouMean.size()) != kDidYouMean || text.back() != '?') return std::nullopt;
    const std::string_view name = text.substr(kDidYouMean.size(), text.size() - kDidYouMean.size() - 1);
    // `F-1 “Login”` is typed as `F-1`.
    const std::string_view id = name.substr(0, name.find(" “"));
    return std::string(parse_ref(id) ? id : name);
}

std::optional<Refusal> takes_no_part(const World& world, PersonId who) {
    const Person* person = world.find(who);
    if (!person || !person->outside) return std::nullopt;
    return Refusal{
        fmt::format("{} takes no part here: a bot, a guest, or somebody who left.", person_name(world, who)),
        "Name a member:", "@ana"};
}

std::vector<std::string> holders(const World& world, Role role) {
    std::vector<std::string> names;
    for (const Person& p : world.all<Person>())
        if (has_role(world, id_of(p), role)) names.push_back(person_name(world, id_of(p)));
    return names;
}

}  // namespace plumb
