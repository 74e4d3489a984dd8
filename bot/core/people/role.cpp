// `role …`: who may decide, and who may set up.
#include "core/base/among.hpp"
#include "core/command/lookup.hpp"
#include "core/command/record_text.hpp"
#include "core/people/people_handlers.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace plumb {

namespace {

std::vector<PersonId> holding(const World& world, Role role) {
    std::vector<PersonId> people;
    for (const Person& person : world.all<Person>())
        if (has_role(world, id_of(person), role)) people.push_back(id_of(person));
    return people;
}

void say(Draft& draft, const Person& person, std::string line) {
    draft.tell(Ref{id_of(person)}, Text(std::move(line)));
}

/// `Ben is`, and `you are`: the console calls its first person so.
std::string who_is(const World& world, const Person& person) {
    const std::string who = person_name(world, id_of(person));
    return who + (who == "you" ? " are" : " is");
}

}  // namespace

Result<void> role_add(Draft& draft, const Command& command) {
    Person person = *draft.find(command.subject.as<PersonId>());
    const Role role = *named<Role>(command.text_of("role"));
    if (auto refusal = takes_no_part(draft.world(), id_of(person)))
        return refuse(refusal->wrong, refusal->expected, fmt::format("role add @ana {}", word(role)));
    const std::string subject = who_is(draft.world(), person);
    if (has_role(draft.world(), id_of(person), role)) {
        draft.answer(plain_card(fmt::format("{} {} already.", subject, word(role))));
        return {};
    }
    person.roles.push_back(role);
    draft.put(person);
    say(draft, person, fmt::format("{} {} now.", subject, word(role)));
    return {};
}

Result<void> role_remove(Draft& draft, const Command& command) {
    Person person = *draft.find(command.subject.as<PersonId>());
    const Role role = *named<Role>(command.text_of("role"));
    const std::string subject = who_is(draft.world(), person);
    if (!is_among(person.roles, role))
        return refuse(fmt::format("{} not {}.", subject, word(role)), {}, "role list");
    if (role == Role::admin && !person.outside && holding(draft.world(), role).size() == 1)
        return refuse(fmt::format("{} the only admin, and somebody must be.", subject),
                      "Make somebody else admin first.", "role add @ana admin");
    person.roles.erase(std::remove(person.roles.begin(), person.roles.end(), role), person.roles.end());
    draft.put(person);
    say(draft, person, fmt::format("{} not {} any more.", subject, word(role)));
    return {};
}

Result<void> role_list(Draft& draft, const Command&) {
    Card card;
    for (const Role role : {Role::approver, Role::admin}) {
        const std::string people = names_of(draft.world(), holding(draft.world(), role));
        const std::string line = fmt::format("{}: {}", word(role), people.empty() ? "nobody" : people);
        if (card.title.empty())
            card.title = Text(line);
        else
            card.lines.push_back({Line::Kind::text, {}, Text(line)});
    }
    draft.answer(std::move(card));
    return {};
}

}  // namespace plumb
