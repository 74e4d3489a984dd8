// What a finding is: its rule and its main subject (rules.md, "Life of a warning").
#pragma once

#include "core/align/finding.hpp"

#include <functional>
#include <string_view>
#include <utility>

namespace plumb {

using Identity = std::pair<std::string_view, Ref>;

inline Identity identity(const Finding& finding) { return {finding.rule, finding.subject.front()}; }

struct IdentityHash {
    std::size_t operator()(const Identity& identity) const {
        constexpr std::size_t kSpread = 0x9e3779b97f4a7c15ULL;
        const auto number = static_cast<std::size_t>(identity.second.n) * kKinds +
                            static_cast<std::size_t>(identity.second.kind);
        return std::hash<std::string_view>{}(identity.first) ^ (number * kSpread);
    }
};

}  // namespace plumb
