// The values of keys: words, yes and no, and who reads which other type.
#include "core/base/among.hpp"
#include "core/base/phrases.hpp"
#include "core/base/spelling.hpp"
#include "core/command/asked.hpp"
#include "core/talk/everyday_words.hpp"
#include "core/talk/example.hpp"
#include "core/talk/named_in_text.hpp"
#include "core/talk/reading.hpp"
#include "core/time/typed.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace plumb {

namespace {

bool is_title_key(std::string_view name) {
    constexpr std::array<std::string_view, 4> kTitles{"title", "name", "becomes", "key"};
    return is_among(kTitles, name);
}

/// One of a key's words by which it can be tried: not the one that switches off what is asked for.
std::string_view word_to_try(const KeySpec& key) {
    if (key.choices.empty()) return "…";
    const auto other =
        std::find_if(key.choices.begin(), key.choices.end(), [](std::string_view w) { return w != "off"; });
    return other == key.choices.end() ? key.choices.front() : *other;
}

tl::unexpected<Refusal> refuse_word(const Reading& reading, const KeySpec& key, const Piece& piece,
                                    std::string_view typed) {
    const std::string wrong = fmt::format("{}: takes no “{}”.", key.name, dates::shown(typed));
    const auto near = word_meant(typed, key.choices);
    const std::string choices = choice_of(key.choices);
    if (near)
        return refuse(wrong, fmt::format("Did you mean {}? It takes {}.", *near, choices),
                      with_value(reading, piece, *near));
    // Of several the first that it takes.
    std::string_view meant = word_to_try(key);
    for (const std::string& item : is_list(key.type) ? std::vector<std::string>{} : items_of(piece)) {
        const auto taken = std::find(key.choices.begin(), key.choices.end(), plain_word(item));
        if (taken == key.choices.end()) continue;
        meant = *taken;
        break;
    }
    return refuse(wrong, fmt::format("It takes {}.", choices), with_value(reading, piece, meant));
}

Result<std::string> one_word(const Reading& reading, const KeySpec& key, const Piece& piece,
                             std::string_view typed) {
    std::string word = plain_word(trimmed(typed));
    std::replace(word.begin(), word.end(), ' ', '-');
    for (const std::string_view choice : key.choices)
        if (plain_word(choice) == word) return std::string(choice);
    return refuse_word(reading, key, piece, typed);
}

std::string joined_words(const std::vector<std::string>& words) {
    return fmt::format("{}", fmt::join(words, ","));
}

/// `assess:+support`: only people are added and taken away one by one; the example is the list that comes
/// of it.
std::optional<Refusal> signed_words(const Reading& reading, const KeySpec& key, const Piece& piece) {
    const Product* product = reading.world().find(reading.product());
    const bool of_policy = product && reading.spec.noun == "policy" && key.name == "assess";
    std::vector<std::string> list;
    if (of_policy)
        for (const Function held : product->policy.assess) list.emplace_back(word(held));
    bool has_sign = false;
    for (const std::string& item : items_of(piece)) {
        const bool sign = item[0] == '+' || item[0] == '-';
        const std::string one = plain_word(std::string_view(item).substr(sign ? 1 : 0));
        if (!is_among(key.choices, one)) return std::nullopt;
        has_sign = has_sign || sign;
        std::erase(list, one);
        if (item[0] != '-') list.push_back(one);
    }
    if (!has_sign || list.empty()) return std::nullopt;
    return Refusal{fmt::format("{}: takes all that it is to be, without signs.", key.name),
                   "The whole list:", with_value(reading, piece, joined_words(list))};
}

/// Of a list every word that is wrong is named, and the others and the nearest ones are kept.
Result<Value> word_list(const Reading& reading, const KeySpec& key, const Piece& piece) {
    if (auto refusal = signed_words(reading, key, piece)) return tl::make_unexpected(*std::move(refusal));
    std::vector<std::string> words;
    std::vector<std::string> wrong;
    std::optional<Refusal> first;
    const std::vector<std::string> items = items_of(piece);
    for (const std::string& item : items) {
        auto word = one_word(reading, key, piece, item);
        if (!word) {
            wrong.push_back(quoted(dates::shown(item)));
            if (!first) first = std::move(word.error());
        }
        const auto near = word ? std::optional<std::string_view>(*word) : word_meant(item, key.choices);
        if (near && !is_among(words, *near)) words.emplace_back(*near);
    }
    if (!first) return Value{std::move(words)};
    if (items.size() > 1 && !words.empty()) first->example = with_value(reading, piece, joined_words(words));
    if (wrong.size() > 1) {
        first->wrong = fmt::format("{}: takes no {}.", key.name, listed(wrong));
        first->expected = fmt::format("It takes {}.", choice_of(key.choices));
    }
    return tl::make_unexpected(*std::move(first));
}

Result<Value> yes_no(const Reading& reading, const KeySpec& key, const Piece& piece) {
    constexpr std::array<std::string_view, 5> kYes{"yes", "y", "true", "on", "1"};
    constexpr std::array<std::string_view, 5> kNo{"no", "n", "false", "off", "0"};
    const std::string word = plain_word(trimmed(piece.text));
    if (is_among(kYes, word)) return Value{true};
    if (is_among(kNo, word)) return Value{false};
    return refuse(fmt::format("{}: is yes or no, not “{}”.", key.name, dates::shown(piece.text)),
                  "For example:", with_value(reading, piece, "yes"));
}

/// Slack writes an address as `<https://…>` or `<https://…|label>`.
std::string_view without_link_marks(std::string_view text) {
    if (text.size() < 3 || text.substr(0, 5) != "<http" || text.back() != '>') return text;
    text = text.substr(1, text.size() - 2);
    return text.substr(0, text.find('|'));
}

/// Items of which some are quoted (`checklist.1:"sales training"@T-7@inside,docs@T-3`) lose their quotes.
std::string whole_text(const Piece& piece) {
    const bool quoted =
        std::any_of(piece.items.begin(), piece.items.end(), [](const Item& i) { return i.quoted; });
    if (piece.items.size() < 2 || !quoted) return piece.text;
    std::string text;
    for (const Item& item : piece.items) text += (text.empty() ? "" : ",") + item.text;
    return text;
}

Result<Value> text_value(const Reading& reading, const KeySpec& key, const Piece& piece) {
    const std::string text = named_in_text(whole_text(piece), reading.world(), reading.context());
    if (!is_title_key(key.name)) return Value{std::string(without_link_marks(text))};
    // The title that an approved request gives is a title, too.
    auto title = title_text(text, key.name == "becomes" ? "title" : key.name);
    if (!title) return tl::make_unexpected(std::move(title.error()));
    return Value{std::move(*title)};
}

Result<Value> customer_value(const Piece& piece) {
    auto name = title_text(piece.text, "name");
    if (!name) return tl::make_unexpected(std::move(name.error()));
    return Value{std::move(*name)};
}

/// A zone by its city alone, or with one letter wrong, too many, too few or out of place.
const Zone* zone_near(const Zones& zones, std::string_view typed) {
    constexpr std::array<std::string_view, 8> kAreas{"Europe",    "America", "Asia",     "Africa",
                                                     "Australia", "Pacific", "Atlantic", "Indian"};
    constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyz";
    constexpr std::size_t kLongestZone = 40;
    constexpr std::size_t kLongestAbbreviation = 4;
    std::string name(trimmed(typed));
    std::replace(name.begin(), name.end(), ' ', '_');
    if (name.empty() || name.size() > kLongestZone) return nullptr;
    for (const std::string_view area : kAreas)
        if (const Zone* zone = zones.find(fmt::format("{}/{}", area, name))) return zone;
    // Between abbreviations (`PST`, `EST`) one letter is hours.
    const bool abbreviated = name.find('/') == std::string::npos && name.size() <= kLongestAbbreviation;
    for (std::size_t at = 0; !abbreviated && at < name.size(); ++at) {
        std::string swapped = name;
        if (at + 1 < name.size()) std::swap(swapped[at], swapped[at + 1]);
        std::string shorter = name;
        shorter.erase(at, 1);
        for (const std::string& other : {swapped, shorter})
            if (const Zone* zone = zones.find(other)) return zone;
        for (const char letter : kLetters) {
            std::string changed = name;
            changed[at] = letter;
            std::string longer = name;
            longer.insert(at, 1, letter);
            for (const std::string& other : {changed, longer})
                if (const Zone* zone = zones.find(other)) return zone;
        }
    }
    return nullptr;
}

Result<Value> zone_value(const Reading& reading, const KeySpec& key, const Piece& piece) {
    const Zones* zones = reading.context().zones;
    const Zone* zone = zones ? zones->find(trimmed(piece.text)) : nullptr;
    if (zone) return Value{zone->name()};
    const std::string wrong =
        fmt::format("{}: “{}” is no time zone I know.", key.name, dates::shown(piece.text));
    if (const Zone* near = zones ? zone_near(*zones, piece.text) : nullptr)
        return refuse(wrong, fmt::format("Did you mean {}?", near->name()),
                      with_value(reading, piece, near->name()));
    return refuse(wrong, "Write it as Area/City, or UTC:", with_value(reading, piece, "Europe/Berlin"));
}

/// The address of a channel: `#launch` of the account at hand, Slack's `<#C1|launch>`.
Result<Value> channel_value(const Reading& reading, const Piece& piece) {
    std::string_view text = trimmed(piece.text);
    const std::string& account = reading.context().place.account;
    if (text.size() > 3 && text.substr(0, 2) == "<#" && text.back() == '>') {
        text = text.substr(2, text.size() - 3);
        return Value{account + "/" + std::string(text.substr(0, text.find('|')))};
    }
    const bool named = text.substr(0, 1) == "#" || text.substr(0, 1) == "!";
    return Value{account + "/" + (named ? "" : "#") + std::string(text)};
}

tl::unexpected<Refusal> refuse_clearing(const Reading& reading, const KeySpec& key, const Piece& piece) {
    return refuse(fmt::format("{}: cannot be left empty here.", key.name),
                  "Give it a value:", with_value(reading, piece, example_value(reading, key)));
}

/// `freeze:none`: where a field can be cleared, a word for nothing is no other value of it.
Refusal cleared_instead(const Reading& reading, const Given& given, Refusal refusal) {
    constexpr std::array<std::string_view, 7> kNothing{"none", "nothing", "never", "null", "nil", "n/a", "-"};
    const Piece& piece = given.piece;
    const bool nothing = is_among(kNothing, plain_word(trimmed(piece.text)));
    // A setting that is cleared is its default again.
    const bool setting = reading.spec.setting || reading.spec.noun == "policy";
    if (!nothing || setting || !given.key->clears || given.key->required) return refusal;
    if (reading.spec.verb == "set")
        return {std::move(refusal.wrong),
                "With nothing behind it it is cleared:", with_replaced(reading, piece, piece.key + ":")};
    if (reading.spec.verb != "new") return refusal;
    Piece gap = piece;
    gap.from -= blank_before(reading.typed, gap.from);
    return {std::move(refusal.wrong), "Left out, it is none:", with_replaced(reading, gap, "")};
}

tl::unexpected<Refusal> refuse_long_list(const KeySpec& key, std::size_t items) {
    return refuse(fmt::format("{}: lists {} items.", key.name, items),
                  fmt::format("At most {} are taken.", kLongestList));
}

}  // namespace

Result<Value> value_of(Reading& reading, const KeySpec& key, const Piece& piece) {
    switch (key.type) {
        case KeyType::text: return text_value(reading, key, piece);
        case KeyType::word: {
            auto word = one_word(reading, key, piece, piece.text);
            if (!word) return tl::make_unexpected(std::move(word.error()));
            return Value{std::move(*word)};
        }
        case KeyType::words: return word_list(reading, key, piece);
        case KeyType::yes_no: return yes_no(reading, key, piece);
        case KeyType::number:
        case KeyType::amount: return number_value(reading, key, piece);
        case KeyType::person:
        case KeyType::people: return person_value(reading, key, piece);
        case KeyType::customer: return customer_value(piece);
        case KeyType::zone: return zone_value(reading, key, piece);
        case KeyType::channel: return channel_value(reading, piece);
        case KeyType::day:
        case KeyType::due:
        case KeyType::days:
        case KeyType::effort:
        case KeyType::time:
        case KeyType::hours: return time_value(reading, key, piece);
        default: return record_value(reading, key, piece);
    }
}

Result<void> read_values(Reading& reading) {
    for (const Given& given : reading.given) {
        const KeySpec& key = *given.key;
        const bool empty = items_of(given.piece).empty() && trimmed(given.piece.text).empty();
        if (empty) {
            if (!key.clears) return refuse_clearing(reading, key, given.piece);
            reading.command.keys[std::string(key.name)] = std::monostate{};
            continue;
        }
        if (is_list(key.type) && items_of(given.piece).size() > kLongestList)
            return refuse_long_list(key, items_of(given.piece).size());
        if (key.type == KeyType::people) {
            if (auto read = read_people(reading, given); !read) return read;
            continue;
        }
        auto value = value_of(reading, key, given.piece);
        if (!value) return tl::make_unexpected(cleared_instead(reading, given, std::move(value.error())));
        reading.command.keys[std::string(key.name)] = std::move(*value);
    }
    return {};
}

}  // namespace plumb
