// Who may give a command (fields.md, "Who may"). What depends on the record, its command checks.
#include "core/base/among.hpp"
#include "core/base/phrases.hpp"
#include "core/base/spelling.hpp"
#include "core/command/lookup.hpp"
#include "core/talk/reading.hpp"

#include <fmt/core.h>

namespace plumb {

namespace {

constexpr std::size_t kNamesShown = 4;

/// `Eve and Tom can.`, or how somebody comes to.
Refusal without_role(const Reading& reading, Role role, std::string wrong) {
    const std::vector<std::string> names = holders(reading.world(), role);
    if (!names.empty()) return {std::move(wrong), listed(names, kNamesShown) + " can.", "role list"};
    return {std::move(wrong), fmt::format("Nobody has the role {} yet; an admin gives it:", word(role)),
            fmt::format("role add @eve {}", word(role))};
}

Result<void> check_role(const Reading& reading, Role role) {
    if (has_role(reading.world(), reading.context().actor, role)) return {};
    return tl::make_unexpected(without_role(
        reading, role,
        fmt::format("{} needs the role {}, which you do not have.", reading.name(), word(role))));
}

Result<Function> speakers_function(const Reading& reading) {
    if (const auto function = function_of(reading.world(), reading.context().actor)) return *function;
    return refuse(fmt::format("{} is for people with a function, and you have set none yet.", reading.name()),
                  fmt::format("Say which side you speak for: {}, for example:", choice_of(words<Function>())),
                  "me function:marketing");
}

/// `policy set plan:` names the functions that may change the plan; empty: all.
Result<void> check_plan_changer(const Reading& reading) {
    const auto function = speakers_function(reading);
    if (!function) return tl::make_unexpected(function.error());
    const Product* product = reading.world().find(reading.product());
    if (!product || product->policy.plan.empty()) return {};
    const auto& allowed = product->policy.plan;
    if (is_among(allowed, *function)) return {};
    std::vector<std::string> functions;
    std::vector<std::string> names;
    for (const Function f : allowed) functions.emplace_back(word(f));
    for (const Person& p : reading.world().all<Person>())
        if (p.function && is_among(allowed, *p.function))
            names.push_back(person_name(reading.world(), id_of(p)));
    return refuse(fmt::format("The plan of {} is changed by {}, and you speak for {}.", product->key,
                              listed(functions), word(*function)),
                  names.empty() ? "A request can be raised by anybody:"
                                : listed(names, kNamesShown) + " can; a request can be raised by anybody:",
                  "change new \"What should change\" why:\"…\"");
}

}  // namespace

Result<void> check_may(const Reading& reading) {
    switch (reading.spec.may) {
        case May::everyone: return {};
        case May::admin: return check_role(reading, Role::admin);
        case May::approver: {
            const Product* product = reading.world().find(reading.product());
            return check_role(reading, product ? product->policy.decide : Role::approver);
        }
        case May::plan_changer: return check_plan_changer(reading);
        case May::with_function: {
            const auto function = speakers_function(reading);
            if (!function) return tl::make_unexpected(function.error());
            return {};
        }
    }
    return {};
}

}  // namespace plumb
