// Product: what is planned; its policy, and who has been heard from in it.
#pragma once

#include "core/records/named.hpp"

namespace plumb {

/// One item of a tier's checklist, `Title@T-n@inside`.
struct ChecklistItem {
    std::string title;
    int days_before = 0;
    Side side = Side::outside;

    bool operator==(const ChecklistItem&) const = default;
};
PLUMB_FIELDS(ChecklistItem, v("title", r.title); v("days_before", r.days_before); v("side", r.side);)

/// What a product's team agreed on (fields.md, "policy"). An empty `plan` means every function may change the
/// plan.
struct Policy {
    std::vector<Function> assess{Function::engineering, Function::marketing};
    Role decide = Role::approver;
    std::vector<Function> plan;
    Tell tell = Tell::channel;
    int burst = 5;
    /// Checklists of tiers 1 to 3; nothing = the default of fields.md (launch/checklist.hpp).
    std::optional<std::vector<ChecklistItem>> checklist1, checklist2, checklist3;

    bool operator==(const Policy&) const = default;
};

struct Product {
    static constexpr Kind kind = Kind::product;
    Meta meta;
    std::string key;
    std::string name;
    std::string tz;
    Profile profile = Profile::balanced;
    /// When the profile was last set or confirmed; the product's making counts until then.
    Instant profile_at{};
    /// Bound channels, by address (`console/#atlas`, `slack:T1/C1`).
    std::vector<std::string> channels;
    Policy policy;
    /// Per function: when somebody of it last issued a command or wrote in a thread of this product.
    Acts heard{};
    /// The unguessable part of the calendar's address; empty until asked for.
    std::string calendar_token;

    bool operator==(const Product&) const = default;
};
PLUMB_FIELDS(Product, v("key", r.key); v("name", r.name); v("tz", r.tz); v("profile", r.profile);
             v("profile_at", r.profile_at); v("channels", r.channels); v("assess", r.policy.assess);
             v("decide", r.policy.decide); v("plan", r.policy.plan); v("tell", r.policy.tell);
             v("burst", r.policy.burst); v("checklist_1", r.policy.checklist1);
             v("checklist_2", r.policy.checklist2); v("checklist_3", r.policy.checklist3);
             v("calendar_token", r.calendar_token);)

/// Found by key and by the channels that are bound to it.
inline std::vector<Ref> named_by(const Product& product) {
    std::vector<Ref> texts{text_ref(product.key)};
    for (const std::string& channel : product.channels) texts.push_back(text_ref(channel));
    return with(named_by<Product>(product), std::move(texts));
}

/// A threshold that a team set for a rule, or the rule's switch. `value` is in the threshold's unit; `key`
/// "on" is the switch (1 on, 0 off).
struct RuleSetting {
    static constexpr Kind kind = Kind::rule_setting;
    Meta meta;
    ProductId product;
    std::string rule;
    std::string key;
    int value = 0;

    bool operator==(const RuleSetting&) const = default;
};
PLUMB_FIELDS(RuleSetting, v("product", r.product); v("rule", r.rule); v("key", r.key); v("value", r.value);)

/// A rule, or a rule on one subject, that opens no warning until a day (the mute ends when that day begins).
struct Mute {
    static constexpr Kind kind = Kind::mute;
    Meta meta;
    ProductId product;
    std::string rule;
    /// None: every subject of the rule.
    Ref subject;
    std::optional<Day> until;
    std::string why;

    bool operator==(const Mute&) const = default;
};
PLUMB_FIELDS(Mute, v("product", r.product); v("rule", r.rule); v("subject", r.subject); v("until", r.until);
             v("why", r.why);)

/// A word of the team's own.
struct Term {
    static constexpr Kind kind = Kind::term;
    Meta meta;
    ProductId product;
    std::string term;
    std::string meaning;

    bool operator==(const Term&) const = default;
};
PLUMB_FIELDS(Term, v("product", r.product); v("term", r.term); v("meaning", r.meaning);)

/// When a channel's digest comes. (A person's digest follows from the person's own setting.)
struct Schedule {
    static constexpr Kind kind = Kind::schedule;
    Meta meta;
    ProductId product;
    /// Channel address.
    std::string channel;
    Every every = Every::weekly;
    Weekday on = Weekday::mon;
    /// Seconds after local midnight.
    int time_of_day = 0;
    std::string tz;
    /// Local day of the last slot that was run or folded, and when that was.
    std::optional<Day> last_slot;
    std::optional<Instant> last_run;

    bool operator==(const Schedule&) const = default;
};
PLUMB_FIELDS(Schedule, v("product", r.product); v("channel", r.channel); v("every", r.every); v("on", r.on);
             v("time_of_day", r.time_of_day); v("tz", r.tz); v("last_slot", r.last_slot);
             v("last_run", r.last_run);)

}  // namespace plumb
