#include "core/change/moment.hpp"

#include "core/command/record_text.hpp"
#include "core/command/said.hpp"

#include <fmt/core.h>

namespace plumb {

namespace {

constexpr std::string_view kWhyNow = "\"why it cannot wait\"";

std::string missing_text(const std::string& id, const std::vector<Function>& missing) {
    std::vector<std::string> names;
    for (const Function function : missing) names.emplace_back(word(function));
    return fmt::format("{} has not been assessed by {}", id, listed(names));
}

std::string frozen_text(const Plan& plan, const std::vector<ReleaseId>& frozen) {
    std::vector<std::string> names;
    for (const ReleaseId id : frozen) {
        const Release& release = *plan.world().find(id);
        names.push_back(fmt::format("{} (in its freeze since {})", release.name,
                                    plan.say(release.freeze.value_or(release.date))));
    }
    return fmt::format("it touches {}", listed(names));
}

}  // namespace

Moment moment_of(const Plan& plan, const ChangeRequest& request) {
    Moment moment;
    moment.missing = plan.missing(request);
    for (const Ref ref : plan.touches(request)) {
        const Release* release = plan.world().find(ref.as<ReleaseId>());
        if (!release) continue;
        moment.touched.push_back(id_of(*release));
        if (plan.frozen(*release)) moment.frozen.push_back(id_of(*release));
        // An `add` goes to the release it names, whatever its feature was in before.
        const bool goes_there =
            request.change_kind != ChangeKind::add || !request.release || request.release == id_of(*release);
        moment.baselined = moment.baselined || (goes_there && plan.newest_baseline(id_of(*release)));
    }
    return moment;
}

void keep(ChangeRequest& request, const Moment& moment) {
    request.missing_at_approval = moment.missing;
    request.touched_at_approval = moment.touched;
    request.frozen_at_approval = moment.frozen;
    request.baselined_at_approval = moment.baselined;
}

Result<void> needs_no_override(const Plan& plan, const ChangeRequest& request, const Moment& moment,
                               const Command& command) {
    const std::string id = to_string(Ref{id_of(request)});
    std::string wrong;
    if (!moment.missing.empty()) wrong = missing_text(id, moment.missing);
    if (!moment.frozen.empty())
        wrong += (wrong.empty() ? id + " cannot simply be approved: " : ", and ") +
                 frozen_text(plan, moment.frozen);
    if (wrong.empty()) return {};
    // Nobody can hurry a freeze.
    const std::string_view otherwise = moment.missing.empty() ? "Defer it" : "Wait for that";
    return refuse(
        wrong + ".",
        fmt::format("{}, or approve with an override: it is recorded and stays visible.", otherwise),
        said_with(command, "override", kWhyNow, fmt::format("change approve {} override:{}", id, kWhyNow)));
}

}  // namespace plumb
