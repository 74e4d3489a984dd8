#include "core/command/draft.hpp"

#include "core/base/among.hpp"
#include "core/base/phrases.hpp"
#include "core/base/spelling.hpp"
#include "core/base/unseen.hpp"
#include "core/base/utf8.hpp"
#include "core/command/account.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace plumb {

namespace {

bool is_handle(std::string_view text) {
    constexpr std::string_view kBetween = "-_.";
    const auto is_mark = [&](char c) { return kBetween.find(c) != std::string_view::npos; };
    if (text.size() > 80 || std::all_of(text.begin(), text.end(), is_mark)) return false;
    return std::all_of(text.begin(), text.end(), [&](char c) {
        return is_mark(c) || std::isalnum(static_cast<unsigned char>(c)) || (c & 0x80) != 0;
    });
}

/// What chat platforms call all who are there: nobody has such a name, and nobody is rung by it.
bool means_everybody(std::string_view handle) {
    constexpr std::array<std::string_view, 4> kEverybody{"channel", "here", "everyone", "room"};
    return is_among(kEverybody, lower(handle));
}

std::string_view without_sign(std::string_view token) { return token.substr(token.starts_with('@') ? 1 : 0); }

/// `me`, `@me`, in any case.
bool means_speaker(std::string_view token) { return lower(without_sign(token)) == "me"; }

/// A name without the marks that a sentence puts behind it, and with one sign before it where a completed
/// name was put behind another. As it is where nothing else is left.
std::string_view without_marks(std::string_view token) {
    constexpr std::string_view kMarks = ".:!?";
    std::string_view bare = token;
    while (bare.starts_with("@@")) bare.remove_prefix(1);
    while (!bare.empty() && kMarks.find(bare.back()) != std::string_view::npos) bare.remove_suffix(1);
    return bare.empty() || bare == "@" ? token : bare;
}

/// `ana` of `@ana:example.org`, `u1` of `slack:T1/U1`.
std::string handle_in(std::string_view token, std::string_view account) {
    const bool is_id = token.front() == '@';
    const std::string_view whole =
        is_id ? token.substr(1, token.find(':') - 1) : account.substr(account.rfind('/') + 1);
    return lower(front_of(whole, kLongestHandle));
}

/// The only member of the place whose handle it is, or else the only one who calls themselves so.
const Member* only_member(const std::vector<Member>& members, std::string_view called) {
    if (called.empty()) return nullptr;
    for (const auto part : {&Member::handle, &Member::name}) {
        const auto is_called = [&](const Member& member) { return lower(member.*part) == lower(called); };
        const auto found = std::find_if(members.begin(), members.end(), is_called);
        if (found == members.end()) continue;
        return std::any_of(found + 1, members.end(), is_called) ? nullptr : &*found;
    }
    return nullptr;
}

/// Who of a place has a handle, or, where nobody has, calls themselves so: more than one person.
std::vector<const Member*> namesakes(const World& world, const std::vector<Member>& members,
                                     std::string_view called) {
    std::vector<const Member*> found;
    for (const auto part : {&Member::handle, &Member::name}) {
        const Person* first = nullptr;
        bool several = false;
        for (const Member& member : members) {
            if (called.empty() || lower(member.*part) != lower(called)) continue;
            const Person* person = person_by_account(world, member.account);
            several = several || (!found.empty() && !(person && person == first));
            if (found.empty()) first = person;
            found.push_back(&member);
        }
        if (!found.empty()) return several ? found : std::vector<const Member*>{};
    }
    return found;
}

/// `@ben:example.org`, where an account is written so; else the handle.
std::string typed_member(const Member& member) {
    const std::string_view id = std::string_view(member.account).substr(member.account.find(':') + 1);
    return is_matrix_id(id) ? std::string(id) : "@" + member.handle;
}

tl::unexpected<Refusal> called_alike(const std::vector<const Member*>& people, std::string_view name) {
    std::vector<std::string> ids;
    for (const Member* member : people) ids.push_back(typed_member(*member));
    return refuse("“" + std::string(name) + "” is what " + std::to_string(ids.size()) +
                      " people here are called: " + listed(ids) + ".",
                  "Did you mean " + ids.front() + "?");
}

/// Whether somebody of the place has one of a person's accounts.
bool is_here(const std::vector<Member>& members, const Person& person) {
    return std::any_of(members.begin(), members.end(),
                       [&](const Member& member) { return is_among(person.accounts, member.account); });
}

/// What the member behind an account calls themselves; empty where that is their handle, or not known.
std::string name_of(const std::vector<Member>& members, std::string_view account, std::string_view handle) {
    const auto found = std::find_if(members.begin(), members.end(),
                                    [&](const Member& member) { return member.account == account; });
    return found == members.end() || found->name == handle ? std::string{} : found->name;
}

/// What the configuration calls the person of an account; empty where it does not know it.
std::string configured_name(const std::vector<Member>& members, std::string_view account) {
    const auto found = std::find_if(members.begin(), members.end(),
                                    [&](const Member& member) { return member.account == account; });
    return found == members.end() ? std::string{} : found->configured;
}

bool is_configured(const std::vector<Member>& members, std::string_view name) {
    return !name.empty() && std::any_of(members.begin(), members.end(), [&](const Member& member) {
        return lower(member.configured) == lower(name);
    });
}

}  // namespace

void Draft::stamp_act(Meta& meta) const {
    if (const auto function = function_of(world_, actor()))
        meta.acts[static_cast<std::size_t>(*function)] = now();
}

void Draft::store(Write write) {
    const Ref ref = ref_of(write.record);
    // What is new has no write to replace: an import drafts tens of thousands of records.
    const bool known = exists(world_, ref);
    if (live_)
        live_->write(world_, write, now());
    else
        make(world_, write);
    const auto same = known ? std::find_if(writes_.rbegin(), writes_.rend(),
                                           [&](const Write& w) { return ref_of(w.record) == ref; })
                            : writes_.rend();
    if (same == writes_.rend())
        writes_.push_back(std::move(write));
    else
        *same = std::move(write);
}

/// Whoever has one of the accounts, or the name; else somebody new. All accounts that are nobody else's
/// become theirs.
PersonId Draft::configured_person(const std::string& name) {
    const Person* known = nullptr;
    for (const Member& member : context_->members)
        if (!known && lower(member.configured) == name) known = person_by_account(world_, member.account);
    if (!known) known = person_by_handle(world_, name);
    Person person = known ? *known : Person{};
    if (!known) person.handle = name;
    for (const Member& member : context_->members) {
        if (lower(member.configured) != name || person_by_account(world_, member.account)) continue;
        person.accounts.push_back(member.account);
        if (person.name.empty() && member.name != person.handle) person.name = member.name;
    }
    if (!known) return add(std::move(person));
    const PersonId id = id_of(person);
    put(std::move(person));
    return id;
}

/// Who has this account, or is called so and has none yet; else somebody new.
PersonId Draft::person_behind(const std::string& account, std::string_view handle) {
    if (const Person* known = person_by_account(world_, account)) return id_of(*known);
    if (const std::string configured = configured_name(context_->members, account); !configured.empty())
        return configured_person(lower(configured));
    const std::string name = name_of(context_->members, account, handle);
    if (const Person* named = person_by_handle(world_, handle); named && named->accounts.empty()) {
        Person person = *named;
        person.accounts.push_back(account);
        if (person.name.empty()) person.name = name;
        put(person);
        return id_of(person);
    }
    Person made;
    made.handle = handle;
    for (int i = 2; person_by_handle(world_, made.handle); ++i)
        made.handle = std::string(handle) + std::to_string(i);
    made.name = name;
    made.accounts.push_back(account);
    return add(std::move(made));
}

bool Draft::is_nobodys(std::string_view token) const {
    const auto is_called = [&](std::string_view name) {
        return means_speaker(name) || means_everybody(name) || is_configured(context_->members, name) ||
               person_by_handle(world_, name) || only_member(context_->members, name);
    };
    const bool signed_name = token.starts_with('@') || !account_of(token, context_->place).empty();
    return !signed_name && is_handle(token) && !is_called(token) && !is_called(without_marks(token));
}

Result<PersonId> Draft::person(std::string_view token) {
    // Handles may end with a dot.
    const std::string_view typed = without_sign(token);
    if (!person_by_handle(world_, typed) && !only_member(context_->members, typed) &&
        !is_configured(context_->members, typed))
        token = without_marks(token);
    if (means_speaker(token)) return actor();
    const std::string account = account_of(token, context_->place);
    if (!account.empty() && account == context_->place.account)
        return refuse("“" + std::string(token) + "” is me, not a person.", "Write a person as @name.",
                      "@ana");
    if (!account.empty()) return person_behind(account, handle_in(token, account));
    token = without_sign(token);
    if (means_everybody(token))
        return refuse("“" + std::string(token) + "” is everybody here, not a person.",
                      "Write a person as @name.", "@ana");
    if (is_configured(context_->members, token)) return configured_person(lower(token));
    if (const auto several = namesakes(world_, context_->members, token); several.size() > 1)
        return called_alike(several, token);
    const Person* const known = person_by_handle(world_, token);
    const Member* const member = only_member(context_->members, token);
    // Somebody of this place before somebody elsewhere who came by the same name first.
    const bool meant_here =
        known && member && !is_here(context_->members, *known) && lower(member->handle) == lower(token);
    if (known && !known->accounts.empty() && !meant_here) return id_of(*known);
    if (member) return person_behind(member->account, is_handle(token) ? lower(token) : member->handle);
    if (known) return id_of(*known);
    if (!is_handle(token) || shows_nothing(token))
        return refuse("“" + std::string(token) + "” is not a person’s name.",
                      token.find(',') == std::string_view::npos ? "Write a person as @name."
                                                                : "One person, written as @name.",
                      "@ana");
    Person made;
    made.handle = lower(token);
    return add(std::move(made));
}

CustomerId Draft::customer(std::string_view name) {
    if (const Customer* known = customer_by_name(world_, name)) return id_of(*known);
    while (!name.empty() && name.front() == ' ') name.remove_prefix(1);
    while (!name.empty() && name.back() == ' ') name.remove_suffix(1);
    Customer made;
    made.name = std::string(name);
    return add(std::move(made));
}

void Draft::answer(Card card) {
    Outgoing message;
    message.to = actor();
    message.channel = context_->place.channel;
    message.thread = context_->place.thread;
    message.reply = true;
    message.card = std::move(card);
    out_.push_back(std::move(message));
}

void Draft::concern(Ref record, PersonId who, Text line) {
    if (!who || who == actor()) return;
    concerns_.push_back({record, who, std::move(line)});
}

}  // namespace plumb
