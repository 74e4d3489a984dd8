#include "core/talk/references.hpp"

#include <algorithm>

namespace plumb {

namespace {

template <class T>
bool refers(const T& value, Ref target) {
    if constexpr (std::is_convertible_v<T, Ref>) {
        return Ref{value} == target;
    } else if constexpr (std::is_same_v<T, std::string> || Named<T> || std::is_arithmetic_v<T>) {
        return false;
    } else if constexpr (requires { value.has_value(); }) {
        return value && refers(*value, target);
    } else if constexpr (Described<T>) {
        bool found = false;
        each_field(value,
                   [&](std::string_view, const auto& field) { found = found || refers(field, target); });
        return found;
    } else if constexpr (requires { typename T::value_type; }) {
        return std::any_of(value.begin(), value.end(),
                           [target](const auto& item) { return refers(item, target); });
    } else {
        return false;
    }
}

template <class T>
std::optional<Ref> in_table(const World& world, Ref target, const std::vector<Ref>& but) {
    if constexpr (T::kind == Kind::warning || T::kind == Kind::move) return std::nullopt;
    for (const T& record : world.all<T>()) {
        const Ref ref{id_of(record)};
        if (ref == target || std::find(but.begin(), but.end(), ref) != but.end()) continue;
        if (refers(record, target)) return ref;
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
