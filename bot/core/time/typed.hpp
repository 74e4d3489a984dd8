// Evens out what people type before dates, durations and times of day are read from it.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plumb::dates {

/// Lower case; every dash that a phone makes as `-`, every slash as `/`, typographic apostrophes as `'`,
/// every blank as one space; invisible marks that copying brings along, and blanks at both ends, are dropped.
std::string plain_typed(std::string_view text);

/// What was typed, for a refusal: without blanks at its ends, cut short (with `…`) where it is long.
std::string shown(std::string_view text);

/// A run of digits, a run of letters, or one other character. Blanks and commas only separate.
struct Token {
    enum class Is { number, word, mark };

    Is is;
    std::string_view text;
    /// Of a number; `kHugeNumber` where it has more than nine digits.
    int value = 0;

    bool word(std::string_view wanted) const { return is == Is::word && text == wanted; }
    bool mark(char wanted) const { return is == Is::mark && text.front() == wanted; }
    bool number() const { return is == Is::number; }
};
using Tokens = std::vector<Token>;

inline constexpr int kHugeNumber = 1'000'000'000;

/// The tokens look into `plain`, which must outlive them.
Tokens tokens_of(std::string_view plain);

/// `mar`, `sept`, `march`: the name, or its beginning from three letters on.
std::optional<std::chrono::month> month_named(std::string_view word);
/// `fri`, `tues`, `friday`, `weds`.
std::optional<std::chrono::weekday> weekday_named(std::string_view word);

}  // namespace plumb::dates
