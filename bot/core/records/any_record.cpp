#include "core/records/any_record.hpp"

namespace plumb {

template AnyRecord::AnyRecord(Product);
template AnyRecord::AnyRecord(Person);
template AnyRecord::AnyRecord(Customer);
template AnyRecord::AnyRecord(Release);
template AnyRecord::AnyRecord(Feature);
template AnyRecord::AnyRecord(Baseline);
template AnyRecord::AnyRecord(ChangeRequest);
template AnyRecord::AnyRecord(Evidence);
template AnyRecord::AnyRecord(Assessment);
template AnyRecord::AnyRecord(LaunchEvent);
template AnyRecord::AnyRecord(Collateral);
template AnyRecord::AnyRecord(Promise);
template AnyRecord::AnyRecord(Assumption);
template AnyRecord::AnyRecord(Warning);
template AnyRecord::AnyRecord(Move);
template AnyRecord::AnyRecord(RuleSetting);
template AnyRecord::AnyRecord(Mute);
template AnyRecord::AnyRecord(Term);
template AnyRecord::AnyRecord(Schedule);

AnyRecord::AnyRecord() = default;
AnyRecord::AnyRecord(const AnyRecord& other) = default;
AnyRecord::AnyRecord(AnyRecord&& other) noexcept = default;
AnyRecord& AnyRecord::operator=(const AnyRecord& other) = default;
AnyRecord& AnyRecord::operator=(AnyRecord&& other) noexcept = default;
AnyRecord::~AnyRecord() = default;

bool AnyRecord::operator==(const AnyRecord& other) const {
    return static_cast<const RecordVariant&>(*this) == static_cast<const RecordVariant&>(other);
}

}  // namespace plumb
