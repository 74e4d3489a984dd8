// Identities: strong numbers per kind of record, and Ref, a number with its kind.
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace plumb {

/// Every kind of record. The order is the order of the export and of `kPrefixes`.
enum class Kind : std::uint8_t {
    product,
    person,
    customer,
    release,
    feature,
    baseline,
    change,
    evidence,
    assessment,
    event,
    collateral,
    promise,
    assumption,
    warning,
    move,
    rule_setting,
    mute,
    term,
    schedule
};
inline constexpr std::size_t kKinds = 19;

/// What people write before the number (`CR-12`); kinds that are called by a name have a word and a colon.
inline constexpr std::array<std::string_view, kKinds> kPrefixes{
    "product:", "person:", "customer:", "release:", "F-",  "baseline:", "CR-", "EV-", "AS-", "LE-",
    "C-",       "P-",      "A-",        "AW-",      "MV-", "RS-",       "MU-", "GT-", "DS-"};

/// A record's number within its kind; 0 is none. Numbers run per installation and are never reused.
template <Kind K>
struct Id {
    static constexpr Kind kind = K;
    int n = 0;

    constexpr explicit operator bool() const { return n != 0; }
    constexpr auto operator<=>(const Id&) const = default;
};

template <class T>
inline constexpr bool is_id = false;
template <Kind K>
inline constexpr bool is_id<Id<K>> = true;

using ProductId = Id<Kind::product>;
using PersonId = Id<Kind::person>;
using CustomerId = Id<Kind::customer>;
using ReleaseId = Id<Kind::release>;
using FeatureId = Id<Kind::feature>;
using BaselineId = Id<Kind::baseline>;
using ChangeId = Id<Kind::change>;
using EvidenceId = Id<Kind::evidence>;
using AssessmentId = Id<Kind::assessment>;
using EventId = Id<Kind::event>;
using CollateralId = Id<Kind::collateral>;
using PromiseId = Id<Kind::promise>;
using AssumptionId = Id<Kind::assumption>;
using WarningId = Id<Kind::warning>;
using MoveId = Id<Kind::move>;
using RuleSettingId = Id<Kind::rule_setting>;
using MuteId = Id<Kind::mute>;
using TermId = Id<Kind::term>;
using ScheduleId = Id<Kind::schedule>;

/// A record of any kind; `n == 0` is none.
struct Ref {
    Kind kind = Kind::product;
    int n = 0;

    constexpr Ref() = default;
    constexpr Ref(Kind k, int number) : kind(k), n(number) {}
    template <Kind K>
    constexpr Ref(Id<K> id) : kind(K), n(id.n) {}

    /// The id of that kind, or none when this is of another.
    template <class I>
    constexpr I as() const {
        return kind == I::kind ? I{n} : I{};
    }
    constexpr explicit operator bool() const { return n != 0; }
    constexpr auto operator<=>(const Ref&) const = default;
};

/// `CR-12`, and `release:7` by number for kinds that are called by name (World::label gives the name).
std::string to_string(Ref ref);

/// Reads `CR-12` in any case; nothing when it is no numbered id (`release:1.0` is looked up by name
/// elsewhere).
std::optional<Ref> parse_ref(std::string_view text);

}  // namespace plumb
