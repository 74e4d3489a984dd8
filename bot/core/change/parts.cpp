#include "core/change/parts.hpp"

#include "core/base/among.hpp"
#include "core/command/record_text.hpp"

#include <algorithm>
#include <iterator>

namespace plumb {

namespace {

template <class T>
std::vector<const T*> hanging_on(const World& world, ChangeId request) {
    std::vector<const T*> found;
    world.all<T>().each_naming(request, [&](const T& record) {
        if (record.change == request) found.push_back(&record);
    });
    return found;
}

}  // namespace

std::vector<const Assessment*> assessments_of(const World& world, ChangeId request) {
    return hanging_on<Assessment>(world, request);
}

const Assessment* assessment_by(const World& world, ChangeId request, Function function) {
    for (const Assessment* a : assessments_of(world, request))
        if (a->function == function) return a;
    return nullptr;
}

std::vector<const Evidence*> evidence_of(const World& world, ChangeId request) {
    return hanging_on<Evidence>(world, request);
}

Reach reach_of(const World& world, const ChangeRequest& request) {
    Reach reach;
    reach.supporters = request.supporters;
    for (const Evidence* voice : evidence_of(world, id_of(request))) {
        auto& known = reach.customers;
        if (!voice->customer || is_among(known, voice->customer)) continue;
        known.push_back(voice->customer);
        const Customer* customer = world.find(voice->customer);
        if (customer && customer->value) reach.value = reach.value.value_or(0) + *customer->value;
    }
    return reach;
}

std::string supporters_named(const World& world, const std::vector<PersonId>& supporters, bool whole) {
    constexpr std::size_t kNamed = 8;
    std::vector<std::string> names;
    std::transform(supporters.begin(), supporters.end(), std::back_inserter(names),
                   [&world](PersonId who) { return person_name(world, who); });
    return whole ? listed(names) : listed(names, kNamed);
}

std::optional<Effort> effort_of(const World& world, const ChangeRequest& request) {
    const Assessment* engineering = assessment_by(world, id_of(request), Function::engineering);
    return engineering && engineering->effort ? engineering->effort : request.effort;
}

}  // namespace plumb
