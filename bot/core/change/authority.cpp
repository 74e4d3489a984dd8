#include "core/change/authority.hpp"

#include "core/base/phrases.hpp"

#include <fmt/core.h>

namespace plumb {

namespace {

constexpr std::size_t kNamesShown = 5;

Role deciding_role(const World& world, ProductId id) {
    const Product* product = world.find(id);
    return product ? product->policy.decide : Role::approver;
}

std::string request_id(const ChangeRequest& request) { return to_string(Ref{id_of(request)}); }

}  // namespace

std::vector<PersonId> deciders(const World& world, ProductId product, PersonId but) {
    const Role role = deciding_role(world, product);
    std::vector<PersonId> people;
    for (const Person& person : world.all<Person>())
        if (id_of(person) != but && has_role(world, id_of(person), role)) people.push_back(id_of(person));
    return people;
}

std::string who_can(const World& world, ProductId product, PersonId but) {
    std::vector<std::string> names;
    for (const PersonId who : deciders(world, product, but)) names.push_back(person_name(world, who));
    if (names.empty())
        return fmt::format("Nobody has the role {} yet; an admin gives it.",
                           word(deciding_role(world, product)));
    return listed(names, kNamesShown) + " can.";
}

Result<void> has_say(const World& world, PersonId actor, const ChangeRequest& request,
                     std::string_view verb) {
    const Role role = deciding_role(world, request.product);
    if (has_role(world, actor, role)) return {};
    const bool nobody = deciders(world, request.product).empty();
    return refuse(
        fmt::format("To {} {} takes the role {}.", verb, request_id(request), word(role)),
        who_can(world, request.product),
        nobody ? fmt::format("role add @ana {}", word(role)) : "change show " + request_id(request));
}

Result<void> may_decide(const World& world, PersonId actor, const ChangeRequest& request,
                        std::string_view verb, bool overrides, std::string overridden) {
    if (auto ok = has_say(world, actor, request, verb); !ok) return ok;
    if (!actor || request.raised_by != actor) return {};
    const std::string wrong =
        fmt::format("You raised {}, and nobody decides alone on their own request.", request_id(request));
    if (!deciders(world, request.product, actor).empty())
        return refuse(wrong, who_can(world, request.product, actor), "change show " + request_id(request));
    if (overrides) return {};
    return refuse(wrong, "Nobody else could decide, so you may with an override, which stays visible.",
                  std::move(overridden));
}

}  // namespace plumb
