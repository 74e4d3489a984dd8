#include "storage/import_index.hpp"

#include "core/base/spelling.hpp"

namespace plumb::storage {

namespace {

template <class I>
std::vector<I> ids(const std::vector<int>& numbers) {
    std::vector<I> out;
    out.reserve(numbers.size());
    for (const int n : numbers) out.push_back(I{n});
    return out;
}

std::string spoiled_name(Kind kind, ProductId product, std::string_view name) {
    return to_string(Ref{kind, product.n}) + ' ' + lower(name);
}

}  // namespace

void ImportIndex::spoil(Kind kind, ProductId product, std::string_view name) {
    spoiled_.insert(spoiled_name(kind, name.empty() ? ProductId{} : product, name));
}

bool ImportIndex::spoiled(Kind kind, ProductId product, std::string_view name) const {
    return spoiled_.contains(spoiled_name(kind, product, name)) ||
           spoiled_.contains(spoiled_name(kind, {}, {}));
}

ImportIndex::ImportIndex(const World& world) : last_product_(world.last(Kind::product)) {
    const auto all = [&]<class... T>(const Table<T>&... tables) {
        const auto each = [&](const auto& table) {
            for (const auto& record : table) add(record);
        };
        (each(tables), ...);
    };
    all(world.all<Feature>(), world.all<LaunchEvent>(), world.all<Collateral>(), world.all<Promise>(),
        world.all<ChangeRequest>(), world.all<Move>());
}

void ImportIndex::put(By by, int owner, std::string_view text, int number) {
    numbers_[static_cast<char>(by) + std::to_string(owner) + ' ' + lower(text)].push_back(number);
}

const std::vector<int>& ImportIndex::at(By by, int owner, std::string_view text) const {
    static const std::vector<int> none;
    const auto it = numbers_.find(static_cast<char>(by) + std::to_string(owner) + ' ' + lower(text));
    return it == numbers_.end() ? none : it->second;
}

void ImportIndex::add(const Feature& r) {
    if (!r.key.empty()) put(By::feature_key, r.product.n, r.key, r.meta.n);
    put(By::feature_title, r.product.n, r.title, r.meta.n);
}
void ImportIndex::add(const LaunchEvent& r) { put(By::event_title, r.product.n, r.title, r.meta.n); }
void ImportIndex::add(const Collateral& r) { put(By::collateral, r.event.n, r.title, r.meta.n); }
void ImportIndex::add(const Promise& r) { put(By::promise, r.product.n, r.title, r.meta.n); }
void ImportIndex::add(const ChangeRequest& r) { put(By::request, r.product.n, r.title, r.meta.n); }
void ImportIndex::add(const Move& r) { put(By::move, r.record.n, to_string(r.record), r.meta.n); }

FeatureId ImportIndex::feature_by_key(ProductId product, std::string_view key) const {
    const auto& found = at(By::feature_key, product.n, key);
    return found.empty() ? FeatureId{} : FeatureId{found.front()};
}
std::vector<FeatureId> ImportIndex::features_by_title(ProductId product, std::string_view title) const {
    return ids<FeatureId>(at(By::feature_title, product.n, title));
}
std::vector<EventId> ImportIndex::events_by_title(ProductId product, std::string_view title) const {
    return ids<EventId>(at(By::event_title, product.n, title));
}
bool ImportIndex::has_collateral(EventId event, std::string_view title) const {
    return !at(By::collateral, event.n, title).empty();
}
bool ImportIndex::has_promise(ProductId product, std::string_view title) const {
    return !at(By::promise, product.n, title).empty();
}
bool ImportIndex::has_request(ProductId product, std::string_view title) const {
    return !at(By::request, product.n, title).empty();
}
std::vector<MoveId> ImportIndex::moves_of(Ref record) const {
    return ids<MoveId>(at(By::move, record.n, to_string(record)));
}

}  // namespace plumb::storage
