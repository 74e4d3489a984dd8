// What a command's keys are called.
#include "core/base/among.hpp"
#include "core/talk/reading.hpp"
#include "core/time/typed.hpp"

#include <algorithm>
#include <array>

namespace plumb {

namespace {

/// Where a record has one date, all of these mean it (product.md section 4, "Dates").
constexpr std::array<std::string_view, 5> kDateNames{"date", "on", "by", "due", "until"};

/// Keys that any command takes.
constexpr KeySpec kProductKey{
    .name = "product", .type = KeyType::product, .clears = false, .example = "atlas"};
constexpr KeySpec kAsKey{.name = "as",
                         .type = KeyType::word,
                         .choices = words<Function>(),
                         .clears = false,
                         .example = "marketing"};

bool is_date_name(std::string_view name) { return is_among(kDateNames, name); }

/// The command's one date; nullptr where it has none or several. A release's freeze and an event's end have
/// names of their own and are no such date.
const KeySpec* one_date(const CommandSpec& spec) {
    for (const bool by_name : {true, false}) {
        const KeySpec* found = nullptr;
        int dates = 0;
        for (const KeySpec& key : spec.keys) {
            if (!is_date(key) || (by_name && !is_date_name(key.name))) continue;
            found = &key;
            ++dates;
        }
        if (dates > 0) return dates == 1 ? found : nullptr;
    }
    return nullptr;
}

/// What `new` takes without a key, by the name that `set` and the export have for it (fields.md).
constexpr KeySpec kTitleKey{.name = "title", .clears = false, .example = "\"Title\""};
constexpr KeySpec kNameKey{.name = "name", .clears = false, .example = "\"Name\""};
constexpr KeySpec kKeyKey{.name = "key", .clears = false, .example = "atlas"};

std::vector<const KeySpec*> own_names(const CommandSpec& spec) {
    if (spec.verb != "new") return {};
    if (spec.subject == SubjectType::release_new) return {&kNameKey};
    if (spec.subject == SubjectType::word) return {&kKeyKey, &kNameKey};
    return {&kTitleKey};
}

}  // namespace

bool is_date(const KeySpec& key) { return key.type == KeyType::day || key.type == KeyType::due; }

bool goes_by(const KeySpec& key, std::string_view name) {
    return plain_word(key.name) == name ||
           std::any_of(key.aliases.begin(), key.aliases.end(),
                       [&](std::string_view alias) { return plain_word(alias) == name; });
}

const KeySpec* key_named(const CommandSpec& spec, std::string_view name) {
    for (const KeySpec& key : spec.keys)
        if (goes_by(key, name)) return &key;
    if (name == kProductKey.name) return &kProductKey;
    if (name == kAsKey.name) return &kAsKey;
    for (const KeySpec* own : own_names(spec))
        if (name == own->name) return own;
    return is_date_name(name) ? one_date(spec) : nullptr;
}

std::vector<std::string_view> known_names(const CommandSpec& spec) {
    std::vector<std::string_view> names;
    for (const KeySpec& key : spec.keys) {
        names.push_back(key.name);
        names.insert(names.end(), key.aliases.begin(), key.aliases.end());
    }
    for (const KeySpec* own : own_names(spec)) names.push_back(own->name);
    names.push_back(kProductKey.name);
    return names;
}

}  // namespace plumb
