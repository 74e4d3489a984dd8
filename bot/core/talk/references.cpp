#include "core/talk/references.hpp"

#include "core/base/among.hpp"

namespace plumb {

namespace {

template <class T>
std::optional<Ref> in_table(const World& world, Ref target, const std::vector<Ref>& but) {
    if constexpr (T::kind == Kind::warning) return std::nullopt;
    const auto passed_over = [&](Ref ref) { return ref == target || is_among(but, ref); };
    for (const T* record : world.all<T>().naming(target)) {
        if (passed_over(id_of(*record))) continue;
        if constexpr (T::kind == Kind::move) {
            if (!passed_over(record->record)) return record->record;
        } else {
            return Ref{id_of(*record)};
        }
    }
    return std::nullopt;
}

}  // namespace

std::optional<Ref> first_reference(const World& world, Ref target, const std::vector<Ref>& but) {
    std::optional<Ref> found;
    const auto look = [&]<std::size_t... K>(std::index_sequence<K...>) {
        (
            [&] {
                if (!found) found = in_table<RecordOf<static_cast<Kind>(K)>>(world, target, but);
            }(),
            ...);
    };
    look(std::make_index_sequence<kKinds>{});
    return found;
}

}  // namespace plumb
