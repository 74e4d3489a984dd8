#include "core/command/record_text.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>

namespace plumb {

std::string called(const World& world, Ref record) {
    std::string short_name = name(world, record);
    const std::string long_name = title(world, record);
    if (long_name.empty() || long_name == short_name) return short_name;
    return short_name + " " + quoted(long_name);
}

std::string release_or_backlog(const World& world, ReleaseId release) {
    return release ? name(world, release) : "the backlog";
}

std::string names_of(const World& world, const std::vector<PersonId>& people) {
    std::vector<std::string> names;
    for (const PersonId who : people) names.push_back(person_name(world, who));
    return listed(names);
}

std::string ids_of(const std::vector<Ref>& records, std::size_t most) {
    std::vector<std::string> ids;
    for (const Ref record : records) ids.push_back(to_string(record));
    return listed(ids, most);
}

std::string day_phrase(Day day, Day today) {
    return fmt::format("{} ({})", spoken(day, today), distance_text(day, today));
}

std::string held_phrase(Day from, Day to, Day today) {
    if (from == to || today < from) return day_phrase(from, today);
    return today <= to ? "on until " + spoken(to, today) : "ended " + day_phrase(to, today);
}

std::string move_phrase(Day from, Day to, Day today) {
    const int later = days_between(from, to);
    return fmt::format("from {} to {} ({} {})", spoken(from, today), spoken(to, today),
                       days_text(std::abs(later)), later > 0 ? "later" : "earlier");
}

std::string span_phrase(Day from, Day to, Day today) {
    if (from == to) return spoken(from, today);
    return spoken(from, today) + " to " + spoken(to, today);
}

std::string as_name(std::string_view name) {
    const bool bare = !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) || c == '.' || c == '-' || c == '_' ||
               (c & 0x80) != 0;
    });
    return bare ? std::string(name) : as_typed(name);
}

std::string change_phrase(std::string_view key, const std::string& now, std::optional<std::size_t> items) {
    std::string words(key);
    for (char& c : words)
        if (c == '_') c = ' ';
    const bool plural = !words.empty() && words.back() == 's';
    const std::size_t many = items.value_or(1);
    if (items && many == 1 && plural) words.pop_back();
    if (many > 1 && !plural) words += "s";
    constexpr std::string_view kDigits = "0123456789";
    const bool days = (key == "prep" || key == "lead") && !now.empty() &&
                      now.find_first_not_of(kDigits) == std::string::npos;
    if (days) return fmt::format("{} is {}", words, now == "1" ? "1 day" : now + " days");
    const bool several = items && (many > 1 || (many == 0 && plural));
    return fmt::format("{} {} {}", words, several ? "are" : "is", now.empty() ? "cleared" : now);
}

}  // namespace plumb
