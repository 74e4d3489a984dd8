// A record of whatever kind.
#pragma once

#include "core/records/change.hpp"
#include "core/records/launch.hpp"
#include "core/records/people.hpp"
#include "core/records/plan.hpp"
#include "core/records/product.hpp"
#include "core/records/warning.hpp"

#include <utility>
#include <variant>

namespace plumb {

/// Every kind of record, in the order of Kind.
using RecordVariant = std::variant<Product, Person, Customer, Release, Feature, Baseline, ChangeRequest,
                                   Evidence, Assessment, LaunchEvent, Collateral, Promise, Assumption,
                                   Warning, Move, RuleSetting, Mute, Term, Schedule>;
static_assert(std::variant_size_v<RecordVariant> == kKinds);

template <Kind K>
using RecordOf = std::variant_alternative_t<static_cast<std::size_t>(K), RecordVariant>;

/// To be visited like the variant that it is. What copies, moves and destroys one is compiled once, in
/// any_record.cpp: every source that makes a Write would else have it for all kinds.
class AnyRecord : public RecordVariant {
  public:
    AnyRecord();
    template <Record T>
    AnyRecord(T record) : RecordVariant(std::move(record)) {}
    AnyRecord(const AnyRecord& other);
    AnyRecord(AnyRecord&& other) noexcept;
    AnyRecord& operator=(const AnyRecord& other);
    AnyRecord& operator=(AnyRecord&& other) noexcept;
    ~AnyRecord();

    bool operator==(const AnyRecord& other) const;
};

extern template AnyRecord::AnyRecord(Product);
extern template AnyRecord::AnyRecord(Person);
extern template AnyRecord::AnyRecord(Customer);
extern template AnyRecord::AnyRecord(Release);
extern template AnyRecord::AnyRecord(Feature);
extern template AnyRecord::AnyRecord(Baseline);
extern template AnyRecord::AnyRecord(ChangeRequest);
extern template AnyRecord::AnyRecord(Evidence);
extern template AnyRecord::AnyRecord(Assessment);
extern template AnyRecord::AnyRecord(LaunchEvent);
extern template AnyRecord::AnyRecord(Collateral);
extern template AnyRecord::AnyRecord(Promise);
extern template AnyRecord::AnyRecord(Assumption);
extern template AnyRecord::AnyRecord(Warning);
extern template AnyRecord::AnyRecord(Move);
extern template AnyRecord::AnyRecord(RuleSetting);
extern template AnyRecord::AnyRecord(Mute);
extern template AnyRecord::AnyRecord(Term);
extern template AnyRecord::AnyRecord(Schedule);

}  // namespace plumb
