#include "config/tz_rule.hpp"

#include "core/base/ascii.hpp"

namespace plumb {

namespace {

constexpr Seconds kUsualTurn = std::chrono::hours{2};
constexpr Seconds kUsualSaving = std::chrono::hours{1};
constexpr unsigned kLastWeek = 5;
constexpr unsigned kMarchFirst = 60;

using Turn = TzRule::Turn;

/// Reads from the front of a text; every function takes what it has read.
class Reader {
  public:
    explicit Reader(std::string_view text) : text_(text) {}

    bool done() const { return text_.empty(); }
    bool at(char c) const { return !text_.empty() && text_.front() == c; }

    bool take(char c) {
        if (!at(c)) return false;
        text_.remove_prefix(1);
        return true;
    }

    /// `CET`, `<+0330>`.
    bool take_name() {
        const bool quoted = take('<');
        std::size_t length = 0;
        while (length < text_.size() && (quoted ? text_[length] != '>' : ascii::is_letter(text_[length])))
            ++length;
        text_.remove_prefix(length);
        return length >= 3 && (!quoted || take('>'));
    }

    std::optional<unsigned> take_number() {
        if (text_.empty() || !ascii::is_digit(text_.front())) return std::nullopt;
        unsigned value = 0;
        for (std::size_t digits = 0; digits < 4 && !text_.empty() && ascii::is_digit(text_.front());
             ++digits) {
            value = value * 10 + static_cast<unsigned>(text_.front() - '0');
            text_.remove_prefix(1);
        }
        return value;
    }

    /// `2`, `-10:30`, `+1:00:00`; hours up to 167 either way.
    std::optional<Seconds> take_time() {
        const bool negative = take('-');
        if (!negative) take('+');
        const auto hours = take_number();
        if (!hours) return std::nullopt;
        Seconds time = std::chrono::hours{*hours};
        for (const Seconds unit : {Seconds{60}, Seconds{1}}) {
            if (!take(':')) break;
            const auto part = take_number();
            if (!part) return std::nullopt;
            time += unit * *part;
        }
        return negative ? -time : time;
    }

    /// `M3.5.0/-1`, `J60`, `59/2`.
    std::optional<Turn> take_turn() {
        Turn turn;
        if (take('M')) {
            if (!take_part(turn.month) || !take('.') || !take_part(turn.week) || !take('.') ||
                !take_part(turn.day))
                return std::nullopt;
            const bool sound = turn.month >= 1 && turn.month <= 12 && turn.week >= 1 &&
                               turn.week <= kLastWeek && turn.day < 7;
            if (!sound) return std::nullopt;
        } else {
            turn.by = take('J') ? Turn::By::day_without_leap : Turn::By::day_of_year;
            if (!take_part(turn.day) || turn.day > 365) return std::nullopt;
        }
        turn.time = kUsualTurn;
        if (take('/')) {
            const auto time = take_time();
            if (!time) return std::nullopt;
            turn.time = *time;
        }
        return turn;
    }

  private:
    bool take_part(unsigned& part) {
        const auto number = take_number();
        if (number) part = *number;
        return number.has_value();
    }

    std::string_view text_;
};

/// The wall-clock moment of a turn, as if it were UTC.
Instant wall_clock(const Turn& turn, std::chrono::year year) {
    const Day first{year / 1 / 1};
    Day day = first + Days{turn.day};
    if (turn.by == Turn::By::day_without_leap && !(year.is_leap() && turn.day >= kMarchFirst)) day -= Days{1};
    if (turn.by == Turn::By::weekday_of_month) {
        const auto month = year / std::chrono::month{turn.month};
        const std::chrono::weekday weekday{turn.day};
        day = turn.week == kLastWeek ? Day{month / weekday[std::chrono::last]}
                                     : Day{month / weekday[turn.week]};
    }
    return day + turn.time;
}

}  // namespace

std::optional<TzRule> parse_tz_rule(std::string_view text) {
    Reader reader{text};
    if (!reader.take_name()) return std::nullopt;
    const auto west = reader.take_time();
    if (!west) return std::nullopt;
    TzRule rule{-*west, std::nullopt};
    if (reader.done()) return rule;
    if (!reader.take_name()) return std::nullopt;
    TzRule::Summer summer{rule.standard + kUsualSaving, {}, {}};
    if (!reader.at(',')) {
        const auto summer_west = reader.take_time();
        if (!summer_west) return std::nullopt;
        summer.offset = -*summer_west;
    }
    if (!reader.take(',')) return std::nullopt;
    const auto begin = reader.take_turn();
    if (!begin || !reader.take(',')) return std::nullopt;
    const auto end = reader.take_turn();
    if (!end || !reader.done()) return std::nullopt;
    summer.begin = *begin;
    summer.end = *end;
    rule.summer = summer;
    return rule;
}

std::vector<Zone::Change> changes_in(const TzRule& rule, std::chrono::year year) {
    if (!rule.summer) return {};
    const TzRule::Summer& summer = *rule.summer;
    std::vector<Zone::Change> changes{{wall_clock(summer.begin, year) - rule.standard, summer.offset},
                                      {wall_clock(summer.end, year) - summer.offset, rule.standard}};
    if (changes[1].at < changes[0].at) std::swap(changes[0], changes[1]);
    return changes;
}

}  // namespace plumb
