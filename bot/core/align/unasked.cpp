#include "core/align/unasked.hpp"

#include <algorithm>

namespace plumb {

namespace {

/// What rules and their facts read of a person.
bool same_to_rules(const Person& a, const Person& b) {
    return a.handle == b.handle && a.name == b.name && a.function == b.function && a.roles == b.roles &&
           a.outside == b.outside;
}

bool matters(const Person* held, const Person& person) {
    return held ? !same_to_rules(*held, person) : person.function || !person.roles.empty();
}

/// A new customer is named by nothing yet.
bool matters(const Customer* held, const Customer&) { return held != nullptr; }

/// Where a warning was told changes nothing.
bool matters(const Warning* held, const Warning& warning) {
    return !held || held->status != warning.status || held->until != warning.until ||
           held->meta.acts != warning.meta.acts;
}

template <class T>
bool matters(const T*, const T&) {
    return true;
}

std::vector<PersonId> owners(const LaunchEvent& event) { return event.owners; }
std::vector<PersonId> owners(const Feature& feature) { return {feature.owner}; }

}  // namespace

void Unasked::add(ProductId product) {
    std::vector<ProductId> open{product};
    while (!open.empty()) {
        const ProductId next = open.back();
        open.pop_back();
        if (!next || !products_.insert(next).second) continue;
        const auto tied = tied_.find(next);
        if (tied != tied_.end()) open.insert(open.end(), tied->second.begin(), tied->second.end());
    }
}

void Unasked::tie(const World& world, const AnyRecord& any) {
    std::visit(
        [&](const auto& record) {
            if constexpr (requires { record.product; }) {
                for (const Ref named : named_by(record)) {
                    const ProductId other = product_of(world, named);
                    if (!record.product || !other || other == record.product) continue;
                    tied_[record.product].insert(other);
                    tied_[other].insert(record.product);
                }
            }
        },
        any);
}

template <class T>
void Unasked::touched(const World& before, const T* held, const Write& write, const T& record) {
    if (!write.erase && !matters(held, record)) return;
    if constexpr (std::is_same_v<T, Product>) {
        add(id_of(record));
    } else if constexpr (requires { record.product; }) {
        all_ = all_ || !record.product;
        add(record.product);
        if (held) add(held->product);
    } else {
        all_ = true;
    }
    if constexpr (requires { owners(record); }) {
        std::vector<PersonId> people = owners(record);
        if (held)
            for (const PersonId who : owners(*held)) people.push_back(who);
        for (const PersonId who : people) {
            before.all<LaunchEvent>().each_naming(who, [&](const LaunchEvent& e) { add(e.product); });
            before.all<Feature>().each_naming(who, [&](const Feature& f) { add(f.product); });
        }
    }
}

void Unasked::note(const World& before, const Write& write) {
    tie(before, write.record);
    std::visit([&](const auto& record) { touched(before, before.find(id_of(record)), write, record); },
               write.record);
}

void Unasked::learn(const World& world) {
    const auto each_kind = [&]<std::size_t... K>(std::index_sequence<K...>) {
        (
            [&] {
                for (const auto& record : world.all<RecordOf<static_cast<Kind>(K)>>())
                    if constexpr (requires { record.product; }) tie(world, AnyRecord{record});
            }(),
            ...);
    };
    each_kind(std::make_index_sequence<kKinds>{});
}

std::vector<ProductId> Unasked::products(const World& world, Instant now) const {
    std::vector<ProductId> out;
    if (everything(now)) {
        for (const Product& p : world.all<Product>()) out.push_back(id_of(p));
        return out;
    }
    for (const ProductId id : products_)
        if (world.find(id)) out.push_back(id);
    return out;
}

void Unasked::asked(Instant now, Instant until) {
    until_ = everything(now) ? until : std::min(until_, until);
    asked_at_ = now;
    all_ = false;
    products_.clear();
}

}  // namespace plumb
