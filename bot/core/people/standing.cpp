#include "core/people/standing.hpp"

#include "core/base/among.hpp"
#include "core/base/phrases.hpp"
#include "core/command/lookup.hpp"

#include <fmt/core.h>

namespace plumb {

namespace {

constexpr std::size_t kNamesShown = 5;

/// A person stands for what is about them; collateral is its event's owners', too.
std::vector<PersonId> standing_for(const World& world, Ref subject) {
    if (subject.kind == Kind::person) return {subject.as<PersonId>()};
    std::vector<PersonId> people = owners_of(world, subject);
    if (const Collateral* item = world.find(subject.as<CollateralId>()))
        for (const PersonId owner : owners_of(world, item->event)) people.push_back(owner);
    return people;
}

}  // namespace

Result<void> may_accept(const World& world, PersonId actor, Ref subject, std::string_view doing) {
    const std::vector<PersonId> owners = standing_for(world, subject);
    const bool owns = is_among(owners, actor);
    if (owns || has_role(world, actor, Role::approver) || has_role(world, actor, Role::admin)) return {};
    std::vector<std::string> names;
    const auto add = [&names](const std::string& name) {
        if (!is_among(names, name)) names.push_back(name);
    };
    for (const PersonId owner : owners) add(person_name(world, owner));
    for (const Role role : {Role::approver, Role::admin})
        for (const std::string& name : holders(world, role)) add(name);
    std::string who = "approvers and admins";
    if (subject.kind == Kind::person)
        who = name(world, subject) + ", " + who;
    else if (subject)
        who = fmt::format("the owners of {}, {}", name(world, subject), who);
    return refuse(
        fmt::format("{} is for {}.", doing, who),
        names.empty() ? "Nobody is one yet; an admin gives the role:" : listed(names, kNamesShown) + " can.",
        "role list");
}

}  // namespace plumb
