#include "core/people/people_commands.hpp"

#include "core/people/people_handlers.hpp"

#include <array>

namespace plumb {

namespace {

constexpr std::array kMeKeys{
    KeySpec{
        .name = "function", .type = KeyType::word, .choices = Words<Function>::words, .example = "marketing"},
    KeySpec{.name = "tz", .type = KeyType::zone, .example = "Europe/Berlin"},
    KeySpec{.name = "digest",
            .type = KeyType::word,
            .choices = Words<PersonalDigest>::words,
            .example = "weekly"},
    KeySpec{.name = "quiet", .type = KeyType::hours, .example = "18:00-08:00"},
    KeySpec{.name = "name", .example = "\"Ana\""}};
constexpr std::array kRoleKeys{KeySpec{.name = "role",
                                       .type = KeyType::word,
                                       .choices = Words<Role>::words,
                                       .required = true,
                                       .clears = false,
                                       .example = "approver",
                                       .positional = true}};

constexpr std::array kTable{
    CommandSpec{.noun = "me",
                .verb = "",
                .keys = kMeKeys,
                .records = true,
                .handler = me_is,
                .example = "me function:marketing tz:Europe/Berlin digest:weekly",
                .does = "who you are to the bot, and what waits for you",
                .anywhere = true,
                .setting = true},
    CommandSpec{.noun = "role",
                .verb = "add",
                .subject = SubjectType::person,
                .keys = kRoleKeys,
                .records = true,
                .may = May::admin,
                .handler = role_add,
                .example = "role add @ana approver",
                .does = "lets somebody decide (approver) or set up (admin)",
                .anywhere = true,
                .setting = true},
    CommandSpec{.noun = "role",
                .verb = "remove",
                .subject = SubjectType::person,
                .keys = kRoleKeys,
                .records = true,
                .may = May::admin,
                .handler = role_remove,
                .example = "role remove @ana approver",
                .does = "takes a role back",
                .anywhere = true,
                .setting = true},
    CommandSpec{.noun = "role",
                .verb = "list",
                .handler = role_list,
                .example = "role list",
                .does = "who may decide and who may set up",
                .anywhere = true},
};

}  // namespace

std::span<const CommandSpec> people_commands() { return kTable; }

}  // namespace plumb
