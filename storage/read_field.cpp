#include "storage/read_field.hpp"

#include "core/base/repeated.hpp"
#include "core/base/utf8.hpp"
#include "core/records/limits.hpp"
#include "core/time/duration.hpp"

#include <algorithm>
#include <charconv>
#include <limits>

namespace plumb::storage {

namespace {

/// Collateral is due when its date allows: the years 1970 to 2199 hold no more.
constexpr std::int64_t kMostDaysBefore = 84'006;
constexpr std::int64_t kSecondsOfDay = 86'400;
constexpr std::int64_t kMinutesOfDay = 1'440;
constexpr std::int64_t kMostMessages = std::numeric_limits<int>::max();
constexpr std::int64_t kMostOfAThreshold = 1'000;

/// Texts as long as a title.
constexpr std::string_view kShort[]{"title", "name", "handle", "becomes", "key", "term"};
/// Keys of texts that hold what chats call people and channels, and of what was said; no key: items of such
/// lists.
constexpr std::string_view kFromChats[]{"",      "name",   "handle", "id",      "channel", "facts",
                                        "place", "before", "after",  "command", "text"};

struct Limit {
    std::string_view key;
    Bounds bounds;
};
constexpr Limit kLimits[]{{"tier", {1, 3}},
                          {"from_tier", {1, 3}},
                          {"prep", {0, kMostCalendarDays}},
                          {"lead", {0, kMostCalendarDays}},
                          {"days_before", {0, kMostCalendarDays}},
                          {"due_before", {-kMostDaysBefore, kMostDaysBefore}},
                          {"reach", {0, kMostUsers}},
                          {"capacity", {0, kMostUsers}},
                          {"burst", {0, kMinutesOfDay}},
                          // Private messages have numbers below zero.
                          {"told_in", {-kMostMessages, kMostMessages}},
                          {"private_in", {-kMostMessages, kMostMessages}},
                          {"time_of_day", {0, kSecondsOfDay - 1}},
                          {"from", {0, kSecondsOfDay - 1}},
                          {"to", {0, kSecondsOfDay - 1}}};

/// What a value is, cut where it is long.
std::string shown(const Json& json) {
    switch (json.type()) {
        case Json::value_t::null: return "nothing";
        case Json::value_t::object: return "an object";
        case Json::value_t::array: return "a list";
        case Json::value_t::string: break;
        default: return json.dump();
    }
    return repeated(json.get<std::string>());
}

bool out_of_years(Day day) {
    const int year = static_cast<int>(std::chrono::year_month_day{day}.year());
    return year < kFirstYear || year > kLastYear;
}

std::string range(std::int64_t from, std::int64_t to) {
    return fmt::format("a whole number from {} to {}", from, to);
}

double read_days(const Json& json) {
    const std::string expected = fmt::format("a number of days from 0 to {}", kMaxEffortDays);
    if (!json.is_number()) misfit(json, expected);
    const double days = json.get<double>();
    if (!(days >= 0 && days <= kMaxEffortDays)) misfit(json, expected);
    return days;
}

}  // namespace

void misfit(const Json& json, std::string expected) {
    throw Misfit("it is " + shown(json), std::move(expected));
}

void must_hold(const Json& json, std::string_view key, std::string_view expected) {
    const auto it = json.find(std::string(key));
    if (it == json.end() || it->is_null())
        in_part(key, [&] { throw Misfit("it is missing", std::string(expected)); });
}

const Json& read_list(const Json& json) {
    if (!json.is_array()) misfit(json, "a list");
    return json;
}

const Json& read_object(const Json& json) {
    if (!json.is_object()) misfit(json, "an object");
    return json;
}

void check_controls(std::string_view text) {
    while (!text.empty()) {
        const Character c = first_character(text);
        const bool allowed = c.code == U'\t' || c.code == U'\n' || c.code == U'\r';
        if (is_control(c.code) && !allowed)
            throw Misfit("it holds a control character", "text without any but tab and line break");
        text.remove_prefix(c.bytes);
    }
}

std::string read_text(const Json& json, std::string_view key) {
    if (!json.is_string()) misfit(json, "text");
    auto text = json.get<std::string>();
    if (std::find(std::begin(kFromChats), std::end(kFromChats), key) == std::end(kFromChats))
        check_controls(text);
    const bool is_short = std::find(std::begin(kShort), std::end(kShort), key) != std::end(kShort);
    if (is_short && code_points(text) > kLongestTitle)
        throw Misfit(fmt::format("it has {} characters", code_points(text)),
                     fmt::format("at most {}", kLongestTitle));
    return text;
}

std::int64_t read_number(const Json& json, std::int64_t from, std::int64_t to) {
    if (!json.is_number_integer()) misfit(json, range(from, to));
    const bool huge = json.is_number_unsigned() &&
                      json.get<std::uint64_t>() > std::uint64_t{std::numeric_limits<std::int64_t>::max()};
    if (huge || json.get<std::int64_t>() < from || json.get<std::int64_t>() > to)
        misfit(json, range(from, to));
    return json.get<std::int64_t>();
}

bool read_flag(const Json& json) {
    if (!json.is_boolean()) misfit(json, "true or false");
    return json.get<bool>();
}

Day read_day(const Json& json) {
    const auto day = json.is_string() ? parse_iso_day(json.get<std::string>()) : std::nullopt;
    if (!day || out_of_years(*day))
        misfit(json, fmt::format("a day from {} to {}, such as 2027-03-01", kFirstYear, kLastYear));
    return *day;
}

Instant read_instant(const Json& json) {
    const auto at = json.is_string() ? parse_instant(json.get<std::string>()) : std::nullopt;
    // The first and the last day begin and end elsewhere in the world.
    constexpr Days kZones{1};
    const auto out = [&](Days shift) { return out_of_years(std::chrono::floor<Days>(*at) + shift); };
    if (!at || (out(kZones) && out(-kZones)))
        misfit(json,
               fmt::format("an instant from {} to {}, such as 2027-03-01T09:00:00Z", kFirstYear, kLastYear));
    return *at;
}

Effort read_effort(const Json& json) {
    Effort effort{};
    read_object(json);
    if (!json.contains("min") || !json.contains("max")) misfit(json, "an object with min and max");
    in_part("min", [&] { effort.min = read_days(json.at("min")); });
    in_part("max", [&] { effort.max = read_days(json.at("max")); });
    if (effort.min > effort.max) throw Misfit("its min is above its max", "the smaller of the two first");
    return effort;
}

int read_due_rule(const Json& json) {
    const std::string expected = fmt::format("days before the event, T-0 to T-{}", kMostDaysBefore);
    const std::string text = json.is_string() ? json.get<std::string>() : std::string{};
    int days = 0;
    const char* const last = text.data() + text.size();
    const bool rule = text.size() > 2 && text[0] == 'T' && (text[1] == '-' || text[1] == '+');
    if (!rule) misfit(json, expected);
    const auto [end, error] = std::from_chars(text.data() + 2, last, days);
    if (error != std::errc{} || end != last || days < 0 || days > kMostDaysBefore) misfit(json, expected);
    return text[1] == '-' ? days : -days;
}

void read_acts(const Json& json, const char* key, Acts& acts) {
    const auto held = json.find(key);
    if (held == json.end() || held->is_null()) return;
    acts = {};
    in_part(key, [&] {
        for (const auto& [name, at] : read_object(*held).items()) {
            const auto function = named<Function>(name);
            if (!function)
                throw Misfit("it names " + shown(Json(name)),
                             fmt::format("one of {}", fmt::join(words<Function>(), ", ")));
            in_part(name,
                    [&, &stamp = at] { acts[static_cast<std::size_t>(*function)] = read_instant(stamp); });
        }
    });
}

Bounds bounds_of(std::string_view key, bool large) {
    const auto* const found = std::find_if(std::begin(kLimits), std::end(kLimits),
                                           [&](const Limit& limit) { return limit.key == key; });
    if (found != std::end(kLimits)) return found->bounds;
    if (key == "value" && !large) return {0, kMostOfAThreshold};
    return {0, large ? kMostMoney : std::numeric_limits<int>::max()};
}

std::optional<std::size_t> most_items(std::string_view key) {
    const bool typed =
        key == "owner" || key == "owners" || key == "claims" || key == "events" || key == "features";
    return typed ? std::optional(kLongestList) : std::nullopt;
}

}  // namespace plumb::storage
