#include "core/people/people_commands.hpp"

#include "core/command/paging.hpp"
#include "core/people/people_handlers.hpp"
#include "core/people/thresholds.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace plumb {

namespace {

constexpr std::int64_t kMostMinutes = 1440;
constexpr std::array kPaged{kPageKey};

constexpr std::array kRole{KeySpec{.name = "role",
                                   .type = KeyType::word,
                                   .choices = Words<Role>::words,
                                   .required = true,
                                   .clears = false,
                                   .example = "approver",
                                   .positional = true}};

constexpr std::array kCustomer{KeySpec{.name = "segment", .example = "enterprise"},
                               KeySpec{.name = "value", .type = KeyType::amount, .example = "50000"},
                               KeySpec{.name = "name", .clears = false, .example = "\"Acme\""}};
constexpr std::array<std::string_view, 2> kCustomerSorts{"name", "value"};
constexpr std::array kCustomerList{
    KeySpec{.name = "sort", .type = KeyType::word, .choices = kCustomerSorts, .example = "value"}, kPageKey};
constexpr std::array kInto{KeySpec{
    .name = "into", .type = KeyType::customer, .required = true, .clears = false, .example = "\"Acme\""}};

/// The default has a name, too.
constexpr auto kPlanWords = [] {
    std::array<std::string_view, Words<Function>::words.size() + 1> all{};
    std::copy(Words<Function>::words.begin(), Words<Function>::words.end(), all.begin());
    all.back() = kAllFunctions;
    return all;
}();

constexpr std::array kPolicy{
    KeySpec{.name = "assess",
            .type = KeyType::words,
            .choices = Words<Function>::words,
            .example = "engineering,marketing"},
    KeySpec{.name = "decide", .type = KeyType::word, .choices = Words<Role>::words, .example = "approver"},
    KeySpec{.name = "plan", .type = KeyType::words, .choices = kPlanWords, .example = "engineering,product"},
    KeySpec{.name = "tell", .type = KeyType::word, .choices = Words<Tell>::words, .example = "owner-first"},
    KeySpec{.name = "burst", .type = KeyType::number, .limit = kMostMinutes, .example = "5"},
    KeySpec{
        .name = "profile", .type = KeyType::word, .choices = Words<Profile>::words, .example = "balanced"},
    KeySpec{.name = "checklist.1", .example = "docs@T-14@outside,demo@T-7@outside"},
    KeySpec{.name = "checklist.2", .example = "docs@T-7@outside"},
    KeySpec{.name = "checklist.3", .example = "docs@T-3@outside"}};

constexpr std::array kMute{
    KeySpec{
        .name = "until", .type = KeyType::day, .required = true, .clears = false, .example = "2027-06-01"},
    KeySpec{.name = "why", .example = "\"Known and agreed\""}};

CommandSpec command(std::string_view noun, std::string_view verb, Handler handler, std::string_view example,
                    std::string_view does) {
    CommandSpec spec;
    spec.noun = noun;
    spec.verb = verb;
    spec.handler = handler;
    spec.example = example;
    spec.does = does;
    return spec;
}

CommandSpec recording(CommandSpec spec) {
    spec.records = true;
    return spec;
}

CommandSpec setting(CommandSpec spec) {
    spec.setting = true;
    return recording(spec);
}

CommandSpec anywhere(CommandSpec spec) {
    spec.anywhere = true;
    return spec;
}

CommandSpec for_admins(CommandSpec spec) {
    spec.may = May::admin;
    return setting(spec);
}

CommandSpec with(CommandSpec spec, SubjectType subject, TextUse text, std::span<const KeySpec> keys) {
    spec.subject = subject;
    spec.text = text;
    spec.keys = keys;
    return spec;
}

/// Every threshold that some rule has; whether this one has it, its command says.
std::span<const KeySpec> threshold_keys() {
    static const std::vector<KeySpec> keys = [] {
        std::vector<KeySpec> all;
        for (const RuleSpec& rule : rules())
            for (const Threshold& t : rule.thresholds)
                if (std::none_of(all.begin(), all.end(), [&](const KeySpec& k) { return k.name == t.key; }))
                    all.push_back({.name = t.key, .example = "10"});
        return all;
    }();
    return keys;
}

using S = SubjectType;
using T = TextUse;

void add_roles(std::vector<CommandSpec>& all) {
    const auto role = [](std::string_view verb, Handler handler, std::string_view example,
                         std::string_view does) {
        return anywhere(
            for_admins(with(command("role", verb, handler, example, does), S::person, T::none, kRole)));
    };
    all.push_back(
        role("add", role_add, "role add @ana approver", "lets somebody decide (approver) or set up (admin)"));
    all.push_back(role("remove", role_remove, "role remove @ana approver", "takes a role back"));
    all.push_back(
        anywhere(command("role", "list", role_list, "role list", "who may decide and who may set up")));
}

void add_customers(std::vector<CommandSpec>& all) {
    all.push_back(anywhere(recording(
        with(command("customer", "set", customer_set, "customer set \"Acme\" segment:enterprise value:50000",
                     "names a customer, with a segment and a yearly value"),
             S::text, T::none, kCustomer))));
    all.push_back(anywhere(with(command("customer", "list", customer_list, "customer list", "all customers"),
                                S::none, T::none, kCustomerList)));
    all.push_back(anywhere(with(command("customer", "show", customer_show, "customer show \"Acme\"",
                                        "what a customer said, asks for and was promised"),
                                S::text, T::none, {})));
    CommandSpec merge = anywhere(recording(
        with(command("customer", "merge", customer_merge, "customer merge \"Acme Inc\" into:\"Acme\"",
                     "joins two spellings; evidence and promises move along"),
             S::text, T::none, kInto)));
    merge.may = May::with_function;
    all.push_back(merge);
}

void add_policy(std::vector<CommandSpec>& all) {
    all.push_back(command("policy", "show", policy_show, "policy show",
                          "who assesses, decides and changes the plan; telling, checklists, profile"));
    all.push_back(for_admins(
        with(command("policy", "set", policy_set, "policy set assess:engineering,marketing,support",
                     "changes that; key: alone gives the default back"),
             S::none, T::none, kPolicy)));
}

void add_rules(std::vector<CommandSpec>& all) {
    all.push_back(
        with(command("rule", "list", rule_list, "rule list", "every rule, whether it is on, its thresholds"),
             S::none, T::none, kPaged));
    all.push_back(with(command("rule", "show", rule_show, "rule show no-slack",
                               "what a rule finds, its values, who set them, why it exists"),
                       S::word, T::none, {}));
    all.push_back(for_admins(with(command("rule", "set", rule_set, "rule set no-slack buffer:10",
                                          "a threshold of this product; key: alone gives the default back"),
                                  S::word, T::none, threshold_keys())));
    all.push_back(for_admins(with(command("rule", "on", rule_on_command, "rule on crowded", "asks the rule"),
                                  S::word, T::none, {})));
    all.push_back(
        for_admins(with(command("rule", "off", rule_off_command, "rule off crowded", "asks it no more"),
                        S::word, T::none, {})));
    all.push_back(setting(
        with(command("mute", "", mute_rule, "mute no-slack LE-1 until:2027-06-01 why:\"Known and agreed\"",
                     "a rule, or a rule on one record, opens no warning until a day"),
             S::word, T::optional, kMute)));
}

void add_glossary(std::vector<CommandSpec>& all) {
    all.push_back(with(command("glossary", "", glossary_show, "glossary", "the team's own words"),
                       S::word_optional, T::none, kPaged));
    all.push_back(
        setting(with(command("glossary", "set", glossary_set, "glossary set GA \"Open to every customer\"",
                             "says what a word means here; with nothing behind it, takes it out"),
                     S::word, T::optional, {})));
}

}  // namespace

std::span<const CommandSpec> people_commands() {
    static const std::vector<CommandSpec> table = [] {
        std::vector<CommandSpec> all;
        add_customers(all);
        add_policy(all);
        add_rules(all);
        add_glossary(all);
        add_roles(all);
        return all;
    }();
    return table;
}

}  // namespace plumb
