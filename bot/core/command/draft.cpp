#include "core/command/draft.hpp"

#include "core/base/utf8.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace plumb {

namespace {

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return out;
}

bool is_handle(std::string_view text) {
    if (text.empty() || text.size() > 80) return false;
    return std::all_of(text.begin(), text.end(), [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) || c == '-' || c == '_' || c == '.' ||
               (c & 0x80) != 0;
    });
}

/// What chat platforms call all who are there: nobody has such a name, and nobody is rung by it.
bool means_everybody(std::string_view handle) {
    constexpr std::array<std::string_view, 4> kEverybody{"channel", "here", "everyone", "room"};
    return std::find(kEverybody.begin(), kEverybody.end(), lower(handle)) != kEverybody.end();
}

/// `me`, `@me`, in any case.
bool means_speaker(std::string_view token) {
    if (token.substr(0, 1) == "@") token.remove_prefix(1);
    return lower(token) == "me";
}

/// The account address of a platform's own way to write a person, or empty: `<@U1|ana>`, `@ana:example.org`.
std::string account_of(std::string_view token, const Place& place) {
    if (token.size() > 3 && token.substr(0, 2) == "<@" && token.back() == '>') {
        token = token.substr(2, token.size() - 3);
        return place.account + "/" + std::string(token.substr(0, token.find('|')));
    }
    if (token.size() > 3 && token.front() == '@' && token.find(':') != std::string_view::npos)
        return "matrix:" + std::string(token);
    return {};
}

/// `ana` of `@ana:example.org`, `u1` of `slack:T1/U1`.
std::string handle_in(std::string_view token, std::string_view account) {
    const bool is_id = token.front() == '@';
    const std::string_view whole =
        is_id ? token.substr(1, token.find(':') - 1) : account.substr(account.rfind('/') + 1);
    return lower(front_of(whole, kLongestHandle));
}

/// The only member of the place who is called so.
const Member* only_member(const std::vector<Member>& members, std::string_view handle) {
    const auto is_called = [&](const Member& member) { return lower(member.handle) == lower(handle); };
    const auto found = std::find_if(members.begin(), members.end(), is_called);
    if (found == members.end() || std::any_of(found + 1, members.end(), is_called)) return nullptr;
    return &*found;
}

/// What the member behind an account calls themselves; empty where that is their handle, or not known.
std::string name_of(const std::vector<Member>& members, std::string_view account, std::string_view handle) {
    const auto found = std::find_if(members.begin(), members.end(),
                                    [&](const Member& member) { return member.account == account; });
    return found == members.end() || found->name == handle ? std::string{} : found->name;
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

/// Who has this account, or is called so and has none yet; else somebody new.
PersonId Draft::person_behind(const std::string& account, std::string_view handle) {
    if (const Person* known = person_by_account(world_, account)) return id_of(*known);
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

Result<PersonId> Draft::person(std::string_view token) {
    if (means_speaker(token)) return actor();
    const std::string account = account_of(token, context_->place);
    if (!account.empty()) return person_behind(account, handle_in(token, account));
    if (!token.empty() && token.front() == '@') token.remove_prefix(1);
    if (means_everybody(token))
        return refuse("“" + std::string(token) + "” is everybody here, not a person.",
                      "Write a person as @name.", "@ana");
    const Person* const known = person_by_handle(world_, token);
    if (known && !known->accounts.empty()) return id_of(*known);
    if (const Member* member = only_member(context_->members, token))
        return person_behind(member->account, lower(token));
    if (known) return id_of(*known);
    if (!is_handle(token))
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
