#include "core/time/duration.hpp"

#include "core/time/calendar.hpp"
#include "core/time/relative_date.hpp"
#include "core/time/typed.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <limits>
#include <optional>

namespace plumb {

using namespace dates;

namespace {

constexpr std::string_view kEffortForms = "Person-days such as 3d, 2w or 5-8d (a week is 5 days):";
constexpr std::string_view kEffortExample = "3d";
constexpr std::string_view kDaysForms = "Calendar days such as 3d or 2w (a week is 7 days):";
constexpr std::string_view kDaysExample = "3d";

tl::unexpected<Refusal> refuse_effort(std::string wrong) {
    return refuse(std::move(wrong), std::string(kEffortForms), std::string(kEffortExample));
}

tl::unexpected<Refusal> refuse_days(std::string wrong) {
    return refuse(std::move(wrong), std::string(kDaysForms), std::string(kDaysExample));
}

/// Person-days in one of a unit; nothing where it is not one of ours.
std::optional<double> days_in(std::string_view unit) {
    for (const std::string_view day : {"d", "day", "days", "pd", "personday", "persondays"})
        if (unit == day) return 1;
    for (const std::string_view week : {"w", "wk", "wks", "week", "weeks"})
        if (unit == week) return kWorkDaysPerWeek;
    return std::nullopt;
}

/// One end of an effort: a figure, and its unit where it has one.
struct Figure {
    double value = 0;
    std::string_view unit;
};

/// `3d`, `0.5 days`, `.5`. Takes what it reads off the front; nothing where there is no figure.
std::optional<Figure> take_figure(std::span<const Token>& tokens) {
    const char* const first = tokens.empty() ? nullptr : tokens.front().text.data();
    const auto at = [&tokens](std::size_t i) { return i < tokens.size() ? &tokens[i] : nullptr; };
    std::size_t used = 0;
    if (at(0) && at(0)->number()) ++used;
    if (at(used) && at(used)->mark('.') && at(used + 1) && at(used + 1)->number()) used += 2;
    if (used == 0) return std::nullopt;
    const char* const last = tokens[used - 1].text.data() + tokens[used - 1].text.size();
    Figure figure;
    // Blanks inside of the figure stop it before its end.
    const auto [end, error] = std::from_chars(first, last, figure.value, std::chars_format::fixed);
    if (end != last) return std::nullopt;
    if (error != std::errc{}) figure.value = std::numeric_limits<double>::infinity();
    if (at(used) && at(used)->is == Token::Is::word && !at(used)->word("to")) figure.unit = at(used++)->text;
    tokens = tokens.subspan(used);
    return figure;
}

/// `person-days` and `working days` are days.
Tokens without_person(Tokens tokens) {
    const auto said = std::find_if(tokens.begin(), tokens.end(), [](const Token& t) {
        return t.word("person") || t.word("working") || t.word("work");
    });
    if (said == tokens.end()) return tokens;
    const auto dash = said + 1;
    tokens.erase(said, dash != tokens.end() && dash->mark('-') ? dash + 1 : dash);
    return tokens;
}

/// What is wrong with a unit that is none of ours.
tl::unexpected<Refusal> refuse_unit(std::string_view unit) {
    if (unit.starts_with("mo") || unit == "m")
        return refuse("A month is no fixed number of working days.",
                      "Days or weeks (a week is 5 days):", "4w");
    if (unit == "h" || unit == "hr" || unit == "hrs" || unit.starts_with("hour"))
        return refuse("Efforts are counted in person-days, not in hours.",
                      "Parts of a day are taken:", "0.5d");
    return refuse_effort(fmt::format("“{}” is no unit of effort.", shown(unit)));
}

}  // namespace

Result<int> parse_calendar_days(std::string_view text, int most) {
    const std::string plain = plain_typed(text);
    const Tokens tokens = tokens_of(plain);
    if (tokens.empty()) return refuse_days("There is no number of days here.");
    if (tokens.front().mark('-')) return refuse_days(fmt::format("“{}” is less than no days.", shown(text)));
    auto length = length_of(tokens);
    if (tokens.size() == 1 && tokens.front().number())
        length = Length{tokens.front().value, Length::Unit::day};
    if (!length && std::any_of(tokens.begin(), tokens.end(), [](const Token& t) { return t.mark('.'); }))
        return refuse_days(fmt::format("“{}” is no whole number of days.", shown(text)));
    if (!length && std::count_if(tokens.begin(), tokens.end(), [](const Token& t) { return t.number(); }) > 1)
        return refuse_days(fmt::format("“{}” is more than one number.", shown(text)));
    if (!length) return refuse_days(fmt::format("“{}” is no number of days.", shown(text)));
    if (length->unit > Length::Unit::week)
        return refuse(fmt::format("“{}” is no fixed number of days.", shown(text)), "Days or weeks:", "4w");
    const int days = days_between(Day{}, after(Day{}, *length));
    if (days > most)
        return refuse_days(fmt::format("“{}” is more than {}, the limit.", shown(text), days_text(most)));
    return days;
}

Result<Effort> parse_effort(std::string_view text) {
    const std::string plain = plain_typed(text);
    const Tokens tokens = without_person(tokens_of(plain));
    std::span<const Token> rest = tokens;
    if (rest.empty()) return refuse_effort("There is no effort here.");
    if (rest.front().mark('-'))
        return refuse_effort(fmt::format("“{}” is less than no effort.", shown(text)));
    auto low = take_figure(rest);
    auto high = low;
    if (low && !rest.empty() && (rest.front().mark('-') || rest.front().word("to"))) {
        rest = rest.subspan(1);
        high = take_figure(rest);
    }
    if (!low || !high || !rest.empty())
        return refuse_effort(fmt::format("“{}” is no effort I can read.", shown(text)));
    if (low->unit.empty()) low->unit = high->unit;
    if (high->unit.empty()) high->unit = low->unit;
    if (low->unit.empty()) low->unit = high->unit = "d";
    for (const Figure* figure : {&*low, &*high})
        if (!days_in(figure->unit)) return refuse_unit(figure->unit);
    const Effort effort{low->value * *days_in(low->unit), high->value * *days_in(high->unit)};
    if (std::max(effort.min, effort.max) > kMaxEffortDays)
        return refuse_effort(fmt::format("“{}” is more than {} days, the limit.", shown(text),
                                         fmt::group_digits(static_cast<int>(kMaxEffortDays))));
    if (effort.min > effort.max)
        return refuse(fmt::format("“{}” runs backwards.", shown(text)),
                      "The smaller figure first:", fmt::format("{}-{}d", effort.max, effort.min));
    return effort;
}

}  // namespace plumb
