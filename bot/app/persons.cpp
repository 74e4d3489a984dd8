#include "app/persons.hpp"

#include "core/base/among.hpp"
#include "core/base/spelling.hpp"
#include "core/base/utf8.hpp"
#include "core/command/account.hpp"
#include "core/command/context.hpp"

#include <algorithm>

namespace plumb {

namespace {

constexpr std::string_view kMatrix = "matrix:";
constexpr std::string_view kSlack = "slack:";

std::string free_handle(const World& world, const Author& author) {
    const std::string whole =
        author.handle.empty() ? author.account.substr(author.account.rfind('/') + 1) : author.handle;
    const std::string base = lower(front_of(whole, kLongestHandle));
    std::string handle = base;
    for (int i = 2;; ++i) {
        const Person* taken = person_by_handle(world, handle);
        if (!taken || taken->accounts.empty()) return handle;
        handle = base + std::to_string(i);
    }
}

/// What the configuration calls the person of this account; empty where it does not know it.
std::string configured_handle(const ServiceOptions& options, std::string_view account) {
    for (const NamedPerson& person : options.people)
        for (const std::string& known : person.accounts)
            if (means_account(known, account)) return lower(person.name);
    return {};
}

/// The whole address of a configured account; empty where it cannot be told.
std::string whole_account(std::string_view configured, const Place& place) {
    if (is_matrix_id(configured)) return std::string(kMatrix) + std::string(configured);
    if (configured.starts_with(kMatrix) || configured.starts_with(kSlack) ||
        configured.starts_with("console/"))
        return std::string(configured);
    if (configured.empty() || !place.account.starts_with(kSlack)) return {};
    const bool has_workspace = configured.find('/') != std::string_view::npos;
    return (has_workspace ? std::string(kSlack) : place.account + "/") + std::string(configured);
}

bool is_admin(const ServiceOptions& options, std::string_view account) {
    return std::any_of(options.admins.begin(), options.admins.end(),
                       [&](const std::string& admin) { return means_account(admin, account); });
}

/// Who has one account goes by what that calls them now. Who speaks on two platforms keeps the name they
/// came with, and whom the configuration names, too. An author without a name is known by what the event
/// alone says of them.
bool follows_name(const Person& person, bool known, const Author& author, const ServiceOptions& options) {
    return known && person.accounts.size() == 1 && !author.name.empty() &&
           configured_handle(options, author.account).empty();
}

/// The name that is shown is the one they can be called by.
void take_name(Person& person, const Author& author, const World& world) {
    const std::string handle = lower(front_of(author.handle, kLongestHandle));
    const bool other = !handle.empty() && handle != person.handle && !person_by_handle(world, handle);
    if (other) person.handle = handle;
    if (author.name != person.handle)
        person.name = author.name;
    else if (other)
        person.name.clear();
}

std::string_view platform_of(std::string_view account) { return account.substr(0, account.find(':')); }

}  // namespace

bool is_in_another_zone(const Person& person, const Author& author, const Zones& zones) {
    const auto same = [&author](const std::string& account) {
        return platform_of(account) == platform_of(author.account);
    };
    return !author.tz.empty() && !person.tz.empty() && author.tz != person.tz && zones.find(author.tz) &&
           std::count_if(person.accounts.begin(), person.accounts.end(), same) == 1;
}

bool means_account(std::string_view configured, std::string_view account) {
    if (configured.empty() || !account.ends_with(configured)) return false;
    if (configured.size() == account.size()) return true;
    // A Matrix id is taken whole: its end is a server, and its name may hold a slash.
    const char before = account[account.size() - configured.size() - 1];
    if (account.starts_with(kMatrix)) return configured.size() + kMatrix.size() == account.size();
    return before == '/' || (before == ':' && configured.find('/') != std::string_view::npos);
}

std::vector<Member> with_configured(std::vector<Member> members, const ServiceOptions& options,
                                    const Place& place) {
    for (const NamedPerson& person : options.people) {
        for (const std::string& configured : person.accounts) {
            std::string account = whole_account(configured, place);
            if (account.empty()) continue;
            const auto there = std::find_if(members.begin(), members.end(),
                                            [&](const Member& member) { return member.account == account; });
            if (there == members.end())
                members.push_back({std::move(account), lower(person.name), {}, person.name});
            else
                there->configured = person.name;
        }
    }
    return members;
}

PersonId person_of(const Author& author, const ServiceOptions& options, const Zones& zones, Instant now,
                   World& world, std::vector<Write>& people) {
    if (author.account.empty()) return {};
    const Person* by_account = person_by_account(world, author.account);
    std::string handle = configured_handle(options, author.account);
    if (handle.empty()) handle = free_handle(world, author);
    const Person* known = by_account ? by_account : person_by_handle(world, handle);
    Person person = known ? *known : Person{};
    if (!known) {
        person.meta.n = world.next(Kind::person);
        person.meta.created_at = now;
        person.meta.updated_at = now;
        person.handle = handle;
    }
    if (!by_account) person.accounts.push_back(author.account);
    if (person.name.empty() && author.name != person.handle) person.name = author.name;
    if (follows_name(person, known == by_account && known != nullptr, author, options))
        take_name(person, author, world);
    if (person.tz.empty() && !author.tz.empty() && zones.find(author.tz)) person.tz = author.tz;
    // Who speaks elsewhere, too, is at home there.
    if (author.outside) person.outside = *author.outside && person.accounts.size() == 1;
    const bool admin = is_among(person.roles, Role::admin);
    if (!admin && is_admin(options, author.account)) person.roles.push_back(Role::admin);
    const PersonId id = id_of(person);
    if (!known || !(*known == person)) {
        people.push_back({AnyRecord{person}, false});
        world = plumb::apply(std::move(world), {people.back()});
    }
    return id;
}

}  // namespace plumb
