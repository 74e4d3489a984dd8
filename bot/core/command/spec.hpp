// A command as data: its words, what it takes, who may, an example, and the function that carries it out.
#pragma once

#include "core/base/card.hpp"
#include "core/base/result.hpp"
#include "core/records/world.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace plumb {

class Draft;

/// What a key's value is. Lists are comma-separated and add up when the key is repeated.
enum class KeyType : std::uint8_t {
    text,
    /// One of KeySpec::choices.
    word,
    words,
    day,
    /// A day, or `T-14`: keeps the rule beside the day.
    due,
    /// Calendar days (`3d`, `2w`, bare number).
    days,
    /// Person-days, range allowed.
    effort,
    /// Whole number, 0 to KeySpec::limit.
    number,
    /// 0 to 10^12.
    amount,
    /// yes or no; the bare word is yes where KeySpec::bare.
    yes_no,
    person,
    /// A list. `+@dan` and `-@dan` add to it and take from it: they arrive under `KEY+` and `KEY-` instead.
    people,
    /// By name. The word `backlog` clears, where no release is called so.
    release,
    feature,
    features,
    event,
    events,
    change,
    /// A customer by name; need not exist yet.
    customer,
    /// An ID of any kind, `release:NAME` or a release's bare name.
    ref,
    zone,
    product,
    channel,
    /// Time of day.
    time,
    /// `18:00-08:00`.
    hours
};

struct KeySpec {
    std::string_view name;
    KeyType type = KeyType::text;
    /// Words for `word`/`words`.
    std::span<const std::string_view> choices{};
    /// Must be given; an error shows the command completed with `example`.
    bool required = false;
    /// `key:` with nothing clears the field.
    bool clears = true;
    /// The bare word means yes (`immovable`).
    bool bare = false;
    /// Largest number; titles and notes have limits of their own.
    std::int64_t limit = 1'000'000'000'000;
    /// A value that shows how it is written.
    std::string_view example{};
    /// Other names of the key (`release` for `to`).
    std::span<const std::string_view> aliases{};
    /// Its value may stand alone behind the subject, without the key (`@who` of `change loop-in`, `inside` of
    /// `launch signoff`, `09:00` of `digest schedule`).
    bool positional = false;
};

/// What stands between the verb and the free text.
enum class SubjectType : std::uint8_t {
    none,
    /// An ID of CommandSpec::kind; may be left out in that record's thread.
    id,
    /// An ID of any kind, or a release's name.
    any,
    any_optional,
    /// A release by name (`release move 2.0 …`).
    release,
    release_new,
    /// A word of its own (`rule show RULE`, `product new KEY`, `digest schedule daily`).
    word,
    word_optional,
    person,
    person_optional,
    /// Quoted or bare text that names a customer or a term.
    text
};

/// Free text.
enum class TextUse : std::uint8_t { none, optional, required };

/// What the shell must look up before the command is decided.
enum class Needs : std::uint8_t {
    nothing,
    history,
    search,
    undo,
    thread,
    /// The journal since the last digest.
    recent
};

/// Who may give the command. What depends on the record (owner of an event) its function checks.
enum class May : std::uint8_t { everyone, with_function, plan_changer, approver, admin };

/// A typed value; monostate clears the field.
struct Due {
    Day day{};
    std::optional<int> before;
    bool operator==(const Due&) const = default;
};
using Value = std::variant<std::monostate, std::string, Day, Due, std::int64_t, Effort, bool, Ref,
                           std::vector<Ref>, std::vector<std::string>>;

/// A command with everything resolved: ids exist, dates are days, people are people.
struct Command {
    const struct CommandSpec* spec = nullptr;
    /// The product it is about: of the record, `product:`, else of the channel; none where there is none yet.
    ProductId product;
    Ref subject;
    /// For subjects that are words, and the name of a new release.
    std::string word;
    std::string text;
    std::map<std::string, Value, std::less<>> keys;
    /// What was typed.
    std::string said;

    bool has(std::string_view key) const { return keys.find(key) != keys.end(); }
    /// The value of a key as T; nothing when it was not given or clears.
    template <class T>
    std::optional<T> get(std::string_view key) const {
        const auto it = keys.find(key);
        if (it == keys.end()) return std::nullopt;
        if (const T* value = std::get_if<T>(&it->second)) return *value;
        return std::nullopt;
    }
    /// Text of a key; empty when not given.
    std::string text_of(std::string_view key) const { return get<std::string>(key).value_or(std::string{}); }
    /// The number behind a Ref key.
    template <class I>
    I id(std::string_view key) const {
        const auto ref = get<Ref>(key);
        return ref ? ref->as<I>() : I{};
    }
    bool clears(std::string_view key) const {
        const auto it = keys.find(key);
        return it != keys.end() && std::holds_alternative<std::monostate>(it->second);
    }
};

/// Carries a command out on the draft. A refusal discards all of it.
using Handler = Result<void> (*)(Draft&, const Command&);

struct CommandSpec {
    std::string_view noun{};
    /// Empty for commands of one word (`undo`, `me`).
    std::string_view verb{};
    SubjectType subject = SubjectType::none;
    Kind kind = Kind::product;
    TextUse text = TextUse::none;
    std::span<const KeySpec> keys{};
    /// Records something (else it only asks).
    bool records = false;
    /// Makes the channel's product where the channel is bound to none (product.md section 4, "product").
    bool makes_product = false;
    May may = May::everyone;
    Needs needs = Needs::nothing;
    Handler handler = nullptr;
    /// A complete command that can be pasted.
    std::string_view example{};
    /// What it does, for help; half a line.
    std::string_view does{};
    /// Works without a product (`me`, `role list`, `product new`); else one is found, or the command refused.
    bool anywhere = false;
    /// Sets how the bot works rather than the plan: `undo` passes over it.
    bool setting = false;
};

}  // namespace plumb
