// The commands of `product …`, as a table.
#include "core/command/paging.hpp"
#include "core/plan/plan_commands.hpp"
#include "core/plan/product.hpp"

#include <array>

namespace plumb {

namespace {

constexpr KeySpec kTz{.name = "tz", .type = KeyType::zone, .clears = false, .example = "Europe/Berlin"};
constexpr KeySpec kProfile{
    .name = "profile", .type = KeyType::word, .choices = Words<Profile>::words, .example = "balanced"};
constexpr KeySpec kName{.name = "name", .example = "\"Atlas\""};

constexpr KeySpec kRenew{
    .name = "renew", .type = KeyType::yes_no, .clears = false, .bare = true, .example = "yes"};

constexpr std::array kNewKeys{kTz, kProfile};
constexpr std::array kSetKeys{kName, kTz, kProfile};
constexpr std::array kListKeys{kPageKey};
constexpr std::array kCalendarKeys{kRenew};

constexpr std::array kTable{
    CommandSpec{.noun = "product",
                .verb = "new",
                .subject = SubjectType::word,
                .text = TextUse::optional,
                .keys = kNewKeys,
                .records = true,
                .handler = product_new,
                .example = "product new atlas \"Atlas\" tz:Europe/Berlin",
                .does = "makes a product; in a channel that is bound to none it binds it",
                .anywhere = true},
    CommandSpec{.noun = "product",
                .verb = "list",
                .keys = kListKeys,
                .handler = product_list,
                .example = "product list",
                .does = "all products of the installation",
                .anywhere = true},
    CommandSpec{.noun = "product",
                .verb = "show",
                .subject = SubjectType::word_optional,
                .handler = product_show,
                .example = "product show atlas",
                .does = "a product, its channels and its plan in numbers",
                .anywhere = true},
    CommandSpec{.noun = "product",
                .verb = "set",
                .subject = SubjectType::word_optional,
                .keys = kSetKeys,
                .records = true,
                .may = May::plan_changer,
                .handler = product_set,
                .example = "product set tz:Europe/Berlin",
                .does = "changes its name, time zone or profile"},
    CommandSpec{.noun = "product",
                .verb = "bind",
                .subject = SubjectType::word_optional,
                .records = true,
                .handler = product_bind,
                .example = "product bind atlas",
                .does = "binds this channel to a product",
                .anywhere = true,
                .setting = true},
    CommandSpec{.noun = "product",
                .verb = "unbind",
                .records = true,
                .may = May::with_function,
                .handler = product_unbind,
                .example = "product unbind",
                .does = "frees this channel of its product",
                .anywhere = true,
                .setting = true},
    CommandSpec{.noun = "product",
                .verb = "calendar",
                .subject = SubjectType::word_optional,
                .keys = kCalendarKeys,
                .records = true,
                .handler = product_calendar,
                .example = "product calendar",
                .does = "the address of its calendar, for you alone; renew:yes ends the old one",
                .setting = true},
};

}  // namespace

std::span<const CommandSpec> product_commands() { return kTable; }

}  // namespace plumb
