// `policy …`: what a product's team agreed on.
#include "core/base/among.hpp"
#include "core/change/state.hpp"
#include "core/command/asked.hpp"
#include "core/command/card_lines.hpp"
#include "core/command/lookup.hpp"
#include "core/command/record_text.hpp"
#include "core/launch/checklist.hpp"
#include "core/people/checklist_text.hpp"
#include "core/people/people_commands.hpp"
#include "core/people/people_handlers.hpp"

#include <fmt/core.h>

namespace plumb {

namespace {

/// So many requests that a policy settled otherwise are named; the rest is counted.
constexpr std::size_t kMostSettled = 5;

std::string functions_text(const std::vector<Function>& functions, std::string_view none) {
    std::vector<std::string> names;
    for (const Function f : functions) names.emplace_back(word(f));
    return names.empty() ? std::string(none) : listed(names);
}

/// Empty where all are named at once.
std::vector<Function> functions_of(const Command& command, std::string_view key) {
    std::vector<Function> functions;
    const auto names = command.get<std::vector<std::string>>(key).value_or(std::vector<std::string>{});
    if (is_among(names, kAllFunctions)) return {};
    for (const std::string& name : names)
        if (const auto f = named<Function>(name)) functions.push_back(*f);
    return functions;
}

std::string assess_text(const Policy& policy) { return functions_text(policy.assess, "nobody"); }
std::string plan_text(const Policy& policy) { return functions_text(policy.plan, "whoever has a function"); }

std::string tell_text(const Policy& policy) {
    return policy.tell == Tell::channel
               ? "channel: warnings go to the channel at once"
               : "owner-first: a warning goes to its owner, and to the channel after 24 hours";
}

/// Each setter says what is so now.
using Lines = std::vector<std::string>;

void set_functions(Product& product, const Command& command, Lines& lines) {
    if (command.has("assess")) {
        product.policy.assess = command.clears("assess") ? Policy{}.assess : functions_of(command, "assess");
        lines.push_back("assess is " + assess_text(product.policy));
    }
    if (command.has("plan")) {
        product.policy.plan = functions_of(command, "plan");
        lines.push_back("the plan is changed by " + plan_text(product.policy));
    }
}

void set_words(const Draft& draft, Product& product, const Command& command, Lines& lines) {
    const Policy usual;
    if (command.has("decide")) {
        product.policy.decide = named<Role>(command.text_of("decide")).value_or(usual.decide);
        lines.push_back(fmt::format("decide is {}", word(product.policy.decide)));
    }
    if (command.has("tell")) {
        product.policy.tell = named<Tell>(command.text_of("tell")).value_or(usual.tell);
        lines.push_back(fmt::format("tell is {}", word(product.policy.tell)));
    }
    if (command.has("burst")) {
        product.policy.burst = static_cast<int>(command.get<std::int64_t>("burst").value_or(usual.burst));
        lines.push_back(fmt::format("burst is {}", counted(product.policy.burst, "minute")));
    }
    if (command.has("profile")) {
        const Profile profile = named<Profile>(command.text_of("profile")).value_or(Profile::balanced);
        const bool same = profile == product.profile;
        product.profile = profile;
        // Setting it to what it is confirms it: `profile-stale` counts from here.
        product.profile_at = draft.now();
        lines.push_back(fmt::format("profile is {}{}", same ? "still " : "", word(profile)));
    }
}

/// The example sets the list that was meant.
Refusal of_tier(Refusal refusal, std::string_view key) {
    constexpr std::string_view kLast = "checklist.3";
    const std::size_t at = refusal.example.find(kLast);
    if (at != std::string::npos) refusal.example.replace(at, kLast.size(), key);
    return refusal;
}

Result<void> set_checklists(Product& product, const Command& command, Lines& lines) {
    Policy& policy = product.policy;
    const std::array<std::pair<std::string_view, std::optional<std::vector<ChecklistItem>>*>, 3> all{
        {{"checklist.1", &policy.checklist1},
         {"checklist.2", &policy.checklist2},
         {"checklist.3", &policy.checklist3}}};
    int tier = 0;
    for (const auto& [key, list] : all) {
        ++tier;
        if (!command.has(key)) continue;
        if (command.clears(key)) {
            list->reset();
            lines.push_back(fmt::format("{} is the usual one again: {}", key,
                                        checklist_text(checklist_of(product, tier))));
            continue;
        }
        auto items = parse_checklist(command.text_of(key));
        if (!items) return tl::make_unexpected(of_tier(std::move(items.error()), key));
        *list = std::move(*items);
        lines.push_back(fmt::format("{} is {}", key, checklist_text(**list)));
    }
    return {};
}

/// ` CR-1 and CR-2 are assessed now. CR-3 is open again.`, of requests that the policy settled otherwise.
std::string settled_text(const World& world, const std::vector<ChangeId>& settled) {
    std::vector<Ref> assessed;
    std::vector<Ref> open;
    for (const ChangeId id : settled)
        (world.find(id)->status == ChangeStatus::assessed ? assessed : open).push_back(id);
    std::string text;
    for (const auto& [requests, is] : {std::pair(&assessed, "assessed now"), std::pair(&open, "open again")})
        if (!requests->empty())
            text += fmt::format(" {} {} {}.", ids_of(*requests, kMostSettled),
                                requests->size() == 1 ? "is" : "are", is);
    return text;
}

}  // namespace

Result<void> policy_show(Draft& draft, const Command& command) {
    const Product& product = *draft.find(command.product);
    const Day today = today_in(draft, command.product);
    const Zone& zone = zone_of(draft.context(), draft.world(), command.product);
    Card card = plain_card(fmt::format("The policy of {}:", product.key));
    add_field(card, "assess", assess_text(product.policy) + ", before a request counts as assessed");
    const std::vector<std::string> deciders = holders(draft.world(), product.policy.decide);
    add_field(card, "decide",
              fmt::format("{}: {}", word(product.policy.decide),
                          deciders.empty() ? "nobody yet" : listed(deciders)));
    add_field(card, "plan", plan_text(product.policy) + " may change the plan");
    add_field(card, "tell", tell_text(product.policy));
    add_field(card, "burst",
              fmt::format("{}: what happens to one record within them is one message",
                          counted(product.policy.burst, "minute")));
    add_field(card, "profile",
              fmt::format("{}, set or confirmed on {}", word(product.profile),
                          spoken(zone.day_of(product.profile_at), today)));
    for (int tier = 1; tier <= 3; ++tier)
        add_field(card, fmt::format("checklist.{}", tier), checklist_text(checklist_of(product, tier)));
    card.lines.push_back(
        {Line::Kind::command, {}, Text{}.code("policy set assess:engineering,marketing,support")});
    draft.answer(std::move(card));
    return {};
}

Result<void> policy_set(Draft& draft, const Command& command) {
    Product product = *draft.find(command.product);
    const std::vector<Function> before = product.policy.assess;
    Lines lines;
    set_functions(product, command, lines);
    set_words(draft, product, command, lines);
    if (auto done = set_checklists(product, command, lines); !done) return done;
    if (lines.empty())
        return refuse("Nothing was given to set.",
                      "It takes assess:, decide:, plan:, tell:, burst:, profile: and checklist.1: to .3:.",
                      "policy set assess:engineering,marketing,support");
    const bool other_assessors = product.policy.assess != before;
    const std::string key = product.key;
    draft.put(std::move(product));
    std::string line = fmt::format("{}: {}.", key, listed(lines));
    if (other_assessors) line += settled_text(draft.world(), settle_all(draft, command.product));
    draft.show_card(command.product);
    draft.tell(command.product, Text(line));
    return {};
}

}  // namespace plumb
