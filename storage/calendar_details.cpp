#include "storage/calendar_details.hpp"

#include "core/command/record_text.hpp"
#include "core/time/duration.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace plumb::storage {

namespace {

constexpr std::string_view kWhyLine = "Why: ";
constexpr std::string_view kGoalLine = "Goal: ";
constexpr std::string_view kAudienceLine = "Audience: ";
constexpr std::string_view kOwnersLine = "Owners: ";
constexpr std::string_view kReleaseLine = "Release: ";
constexpr std::string_view kSetupLine = "Setup days before: ";
/// Those of one line, the last one first.
constexpr std::array kFromTheEnd{kSetupLine, kReleaseLine, kOwnersLine, kAudienceLine, kGoalLine};

/// `LE-4`.
bool is_event_id(std::string_view line) {
    const std::string_view prefix = kPrefixes[static_cast<std::size_t>(Kind::event)];
    if (!line.starts_with(prefix) || line.size() == prefix.size()) return false;
    line.remove_prefix(prefix.size());
    return std::all_of(line.begin(), line.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::optional<int> setup_days(std::string_view value) {
    int days = 0;
    const auto read = std::from_chars(value.data(), value.data() + value.size(), days);
    const bool whole = read.ec == std::errc{} && read.ptr == value.data() + value.size();
    return whole && days > 0 && days <= kMostCalendarDays ? std::optional(days) : std::nullopt;
}

/// False where the line says nothing that such a line would: it belongs to the why then.
bool take_line(std::string_view label, std::string_view value, LaunchEvent& event,
               std::vector<std::string>& left_out) {
    if (label == kSetupLine) {
        const auto days = setup_days(value);
        if (days) event.prep = *days;
        return days.has_value();
    }
    if (label == kGoalLine) {
        event.goal = named<Goal>(value);
        return event.goal.has_value();
    }
    if (label == kAudienceLine) {
        event.audience = named<Audience>(value);
        return event.audience.has_value();
    }
    left_out.insert(left_out.begin(), label == kOwnersLine ? "owners" : "release");
    return true;
}

}  // namespace

std::string calendar_details(const World& world, const LaunchEvent& event) {
    std::string text = to_string(Ref{id_of(event)});
    const auto say = [&](std::string_view label, const std::string& value) {
        if (!value.empty()) text.append("\n").append(label).append(value);
    };
    say(kWhyLine, event.why);
    say(kGoalLine, event.goal ? std::string(word(*event.goal)) : std::string{});
    say(kAudienceLine, event.audience ? std::string(word(*event.audience)) : std::string{});
    say(kOwnersLine, names_of(world, event.owners));
    say(kReleaseLine, event.release ? name(world, event.release) : std::string{});
    say(kSetupLine, event.prep ? std::to_string(event.prep) : std::string{});
    return text;
}

std::vector<std::string> read_calendar_details(std::string_view text, LaunchEvent& event) {
    std::vector<std::string> left_out;
    const std::size_t first = std::min(text.find('\n'), text.size());
    if (!is_event_id(text.substr(0, first))) {
        event.why = text;
        return left_out;
    }
    text.remove_prefix(std::min(first + 1, text.size()));
    // From the end: the why may have several lines, and any of them may look like one of ours.
    for (const std::string_view label : kFromTheEnd) {
        const std::size_t end = text.rfind('\n');
        const std::size_t begin = end == std::string_view::npos ? 0 : end + 1;
        const std::string_view line = text.substr(begin);
        if (!line.starts_with(label) || !take_line(label, line.substr(label.size()), event, left_out))
            continue;
        text = text.substr(0, begin == 0 ? 0 : end);
    }
    if (text.starts_with(kWhyLine)) text.remove_prefix(kWhyLine.size());
    event.why = text;
    return left_out;
}

}  // namespace plumb::storage
