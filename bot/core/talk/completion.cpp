#include "core/talk/completion.hpp"

#include "core/base/among.hpp"
#include "core/base/spelling.hpp"
#include "core/talk/example.hpp"
#include "core/talk/registry.hpp"
#include "core/talk/traces.hpp"
#include "core/talk/verbs.hpp"

#include <algorithm>

namespace plumb {

namespace {

constexpr std::size_t kMostOffered = 200;

/// What the last word may become, filtered by what was typed of it.
class Offer {
  public:
    explicit Offer(std::string_view typed) : typed_(lower(typed)) {}

    void add(std::string word) {
        const bool fits = lower(std::string_view(word).substr(0, typed_.size())) == typed_;
        if (fits && words_.size() < kMostOffered && !is_among(words_, word))
            words_.push_back(std::move(word));
    }
    std::vector<std::string> take() { return std::move(words_); }

  private:
    std::string typed_;
    std::vector<std::string> words_;
};

/// Newest first: what people talk about is mostly new.
void offer_ids(Offer& offer, const World& world, ProductId product, Kind kind, const std::string& before) {
    for (int n = world.last(kind); n > 0; --n) {
        const Ref ref{kind, n};
        if (exists(world, ref) && (!product || product_of(world, ref) == product))
            offer.add(before + to_string(ref));
    }
}

void offer_releases(Offer& offer, const World& world, ProductId product, const std::string& before) {
    for (const Release& r : world.all<Release>())
        if (!product || r.product == product) offer.add(before + as_value(r.name));
}

void offer_people(Offer& offer, const World& world, const std::string& before) {
    offer.add(before + "me");
    for (const Person& p : world.all<Person>()) offer.add(before + "@" + p.handle);
}

void offer_values(Offer& offer, const World& world, ProductId product, const KeySpec& key) {
    const std::string before = std::string(key.name) + ":";
    for (const std::string_view choice : key.choices) offer.add(before + std::string(choice));
    switch (key.type) {
        case KeyType::yes_no:
            offer.add(before + "yes");
            offer.add(before + "no");
            break;
        case KeyType::person:
        case KeyType::people: offer_people(offer, world, before); break;
        case KeyType::release: offer_releases(offer, world, product, before); break;
        case KeyType::feature:
        case KeyType::features: offer_ids(offer, world, product, Kind::feature, before); break;
        case KeyType::event:
        case KeyType::events: offer_ids(offer, world, product, Kind::event, before); break;
        case KeyType::change: offer_ids(offer, world, product, Kind::change, before); break;
        case KeyType::customer:
            for (const Customer& c : world.all<Customer>()) offer.add(before + in_quotes(c.name));
            break;
        case KeyType::product:
            for (const Product& p : world.all<Product>()) offer.add(before + p.key);
            break;
        default:
            if (!key.example.empty()) offer.add(before + std::string(key.example));
    }
}

void offer_subject(Offer& offer, const World& world, ProductId product, const CommandSpec& spec) {
    switch (spec.subject) {
        case SubjectType::id: offer_ids(offer, world, product, spec.kind, {}); break;
        case SubjectType::release: offer_releases(offer, world, product, {}); break;
        case SubjectType::person:
        case SubjectType::person_optional: offer_people(offer, world, {}); break;
        case SubjectType::any:
        case SubjectType::any_optional:
            offer_releases(offer, world, product, {});
            for (const Kind kind : {Kind::change, Kind::event, Kind::feature})
                offer_ids(offer, world, product, kind, {});
            break;
        default: break;
    }
}

bool is_given(const Pieces& pieces, std::string_view key) {
    return std::any_of(pieces.begin(), pieces.end(), [&](const Piece& p) { return p.key == key; });
}

/// Behind noun and verb: the subject first, then keys not given yet; behind a key's colon its values.
void offer_rest(Offer& offer, const World& world, ProductId product, const CommandSpec& spec,
                const Pieces& before, std::size_t words, std::string_view last) {
    const std::size_t colon = last.find(':');
    for (const KeySpec& key : spec.keys) {
        if (colon != std::string_view::npos && lower(last.substr(0, colon)) == key.name)
            offer_values(offer, world, product, key);
    }
    if (colon != std::string_view::npos) return;
    if (before.size() == words) offer_subject(offer, world, product, spec);
    for (const bool required : {true, false})
        for (const KeySpec& key : spec.keys)
            if (key.required == required && !is_given(before, key.name))
                offer.add(std::string(key.name) + ":");
}

}  // namespace

std::vector<std::string> complete(const World& world, const Context& context, std::string_view line) {
    const Unprefixed bare = without_prefix(line);
    const std::size_t blank = bare.text.find_last_of(" \t");
    const std::size_t start = blank == std::string_view::npos ? 0 : blank + 1;
    const std::string_view last = bare.text.substr(start);
    const auto before = pieces_of(bare.text.substr(0, start));
    // Inside of a quote there is nothing to complete.
    if (!before) return {};
    Offer offer(last);
    const Commands all = commands();
    const auto found = command_named(all, *before);
    if (found) {
        offer_rest(offer, world, product_here(world, context.place), *found->spec, *before, found->words,
                   last);
        if (found->words > 1 || before->size() > 1) return offer.take();
    }
    if (before->empty())
        for (const std::string_view noun : nouns_of(all)) offer.add(std::string(noun));
    if (before->size() == 1)
        for (const std::string_view verb : verbs_of(all, plain_word(before->front().text)))
            offer.add(std::string(verb));
    return offer.take();
}

}  // namespace plumb
