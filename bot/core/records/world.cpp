#include "core/records/world.hpp"

#include "core/base/spelling.hpp"

namespace plumb {

namespace {

std::string_view without_spaces(std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text;
}

/// Calls `use(record)` with the record behind the reference, if it is there.
template <class Use>
void with(const World& world, Ref ref, Use use) {
    const auto visit_kind = [&]<std::size_t... K>(std::index_sequence<K...>) {
        (
            [&] {
                if (static_cast<std::size_t>(ref.kind) != K) return;
                if (const auto* record = world.find(Id<static_cast<Kind>(K)>{ref.n})) use(*record);
            }(),
            ...);
    };
    visit_kind(std::make_index_sequence<kKinds>{});
}

/// What a record is called in machine output and by people, where that is not its number.
std::string called(const Product& r) { return r.key; }
std::string called(const Person& r) { return r.handle; }
std::string called(const Customer& r) { return r.name; }
std::string called(const Release& r) { return r.name; }
std::string called(const Baseline& r) { return std::to_string(r.meta.n); }
template <class T>
std::string called(const T&) {
    return {};
}

}  // namespace

std::string label(const World& world, Ref ref) {
    std::string word;
    with(world, ref, [&](const auto& record) { word = called(record); });
    if (word.empty()) return to_string(ref);
    return std::string(kPrefixes[static_cast<std::size_t>(ref.kind)]) + word;
}

std::string name(const World& world, Ref ref) {
    std::string word;
    if (ref.kind == Kind::person) return person_name(world, ref.as<PersonId>());
    with(world, ref, [&](const auto& record) {
        word = called(record);
        if constexpr (std::is_same_v<std::decay_t<decltype(record)>, Baseline>) word = "baseline " + word;
        if constexpr (std::is_same_v<std::decay_t<decltype(record)>, Product>)
            if (!record.name.empty()) word = record.name;
    });
    return word.empty() ? to_string(ref) : word;
}

std::string title(const World& world, Ref ref) {
    std::string text;
    with(world, ref, [&](const auto& record) {
        if constexpr (requires { record.title; })
            text = record.title;
        else
            text = name(world, ref);
    });
    return text;
}

ProductId product_of(const World& world, Ref ref) {
    if (ref.kind == Kind::product) return ref.as<ProductId>();
    ProductId product;
    with(world, ref, [&](const auto& record) {
        if constexpr (requires { record.product; }) product = record.product;
    });
    return product;
}

bool exists(const World& world, Ref ref) {
    bool there = false;
    with(world, ref, [&](const auto&) { there = true; });
    return there;
}

std::vector<PersonId> owners_of(const World& world, Ref ref) {
    std::vector<PersonId> owners;
    with(world, ref, [&](const auto& record) {
        if constexpr (requires { record.owners; })
            owners = record.owners;
        else if constexpr (requires { record.owner; }) {
            if (record.owner) owners.push_back(record.owner);
        } else if constexpr (requires { record.raised_by; }) {
            if (record.raised_by) owners.push_back(record.raised_by);
        }
    });
    return owners;
}

const Product* product_by_key(const World& world, std::string_view key) {
    for (const Product* p : world.all<Product>().naming(text_ref(key)))
        if (same_word(p->key, key)) return p;
    return nullptr;
}

const Product* product_of_channel(const World& world, std::string_view channel) {
    for (const Product* p : world.all<Product>().naming(text_ref(channel)))
        for (const std::string& bound : p->channels)
            if (bound == channel) return p;
    return nullptr;
}

const Release* release_by_name(const World& world, ProductId product, std::string_view wanted) {
    const Release* near = nullptr;
    int matches = 0;
    std::vector<const Release*> releases;
    if (product)
        releases = world.all<Release>().naming(product);
    else
        for (const Release& r : world.all<Release>()) releases.push_back(&r);
    for (const Release* r : releases) {
        if (r->name == wanted) return r;
        if (!same_word(r->name, wanted)) continue;
        near = r;
        ++matches;
    }
    return matches == 1 ? near : nullptr;
}

const Person* person_by_handle(const World& world, std::string_view handle) {
    const std::string wanted = lower(handle);
    for (const Person* p : world.all<Person>().naming(text_ref(wanted)))
        if (p->handle == wanted) return p;
    return nullptr;
}

const Person* person_by_account(const World& world, std::string_view account) {
    for (const Person* p : world.all<Person>().naming(text_ref(account)))
        for (const std::string& a : p->accounts)
            if (a == account) return p;
    return nullptr;
}

const Customer* customer_by_name(const World& world, std::string_view wanted) {
    const std::string key = lower(without_spaces(wanted));
    for (const Customer* c : world.all<Customer>().naming(text_ref(key)))
        if (lower(c->name) == key) return c;
    return nullptr;
}

std::string person_name(const World& world, PersonId id) {
    const Person* p = world.find(id);
    if (!p) return to_string(Ref{id});
    return p->name.empty() ? p->handle : p->name;
}

bool has_role(const World& world, PersonId person, Role role) {
    const Person* p = world.find(person);
    if (!p || p->outside) return false;
    for (const Role r : p->roles)
        if (r == role) return true;
    return false;
}

std::optional<Function> function_of(const World& world, PersonId person) {
    const Person* p = world.find(person);
    return p ? p->function : std::nullopt;
}

}  // namespace plumb
