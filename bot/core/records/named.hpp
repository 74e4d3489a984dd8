// Which records a record names: read off the one description of its fields.
#pragma once

#include "core/records/meta.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace plumb {

/// A visitor for each_field that collects every record named in whatever field.
struct NamedRecords {
    std::vector<Ref>& refs;

    template <class T>
    void operator()(std::string_view, const T& field) {
        take(field);
    }

  private:
    template <Kind K>
    void take(const Id<K>& id) {
        if (id) refs.push_back(id);
    }
    void take(const Ref& ref) {
        if (ref) refs.push_back(ref);
    }
    template <class T>
    void take(const std::optional<T>& field) {
        if (field) take(*field);
    }
    template <class T>
    void take(const std::vector<T>& items) {
        for (const T& item : items) take(item);
    }
    template <class T>
    void take(const T& field) {
        if constexpr (Described<const T>) each_field(field, *this);
    }
};

/// Each once, by kind and number.
template <Record T>
std::vector<Ref> named_by(const T& record) {
    // Most records name a handful.
    constexpr std::size_t kUsual = 12;
    std::vector<Ref> refs;
    refs.reserve(kUsual);
    NamedRecords named{refs};
    each_field(record, named);
    std::sort(refs.begin(), refs.end());
    refs.erase(std::unique(refs.begin(), refs.end()), refs.end());
    return refs;
}

/// A text by which records are looked up stands, for Table::naming, as one of some thousand glossary terms,
/// which no record names: whatever its case, and several texts may share one.
inline Ref text_ref(std::string_view text) {
    constexpr std::uint32_t kTexts = 4096;
    // FNV-1a, 32 bits.
    std::uint32_t hash = 2166136261U;
    for (const char c : text) {
        const char lowered = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        hash = (hash ^ static_cast<unsigned char>(lowered)) * 16777619U;
    }
    return {Kind::term, static_cast<int>(1 + hash % kTexts)};
}

/// What a record names, and what else it is found by.
inline std::vector<Ref> with(std::vector<Ref> refs, std::vector<Ref> more) {
    refs.insert(refs.end(), more.begin(), more.end());
    std::sort(refs.begin(), refs.end());
    refs.erase(std::unique(refs.begin(), refs.end()), refs.end());
    return refs;
}

}  // namespace plumb
