// A date with slashes that stands without its key: refused like any other one (product.md section 4,
// "Dates"), before it is taken into a name or a text.
#include "core/talk/example.hpp"
#include "core/talk/reading.hpp"
#include "core/time/natural_date.hpp"
#include "core/time/typed.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>

namespace plumb {

namespace {

bool is_of_digits_and_slashes(std::string_view word) {
    return word.find('/') != std::string_view::npos &&
           word.find_first_not_of("0123456789/") == std::string_view::npos;
}

/// The date that the command needs and that is not given.
const KeySpec* missing_day(const Reading& reading) {
    const auto& keys = reading.spec.keys;
    const auto key = std::find_if(keys.begin(), keys.end(), [&](const KeySpec& one) {
        return one.required && is_date(one) && !reading.find(one.name);
    });
    return key == keys.end() ? nullptr : &*key;
}

/// `on 3/4/2027`: the word that leads to the date goes with it.
bool leads_to_day(const KeySpec& key, const Piece& word) {
    constexpr std::array<std::string_view, 8> kLeadIn{"on", "by", "until", "due", "date", "to", "from", "at"};
    const std::string plain = plain_word(word.text);
    const bool is_leading = std::find(kLeadIn.begin(), kLeadIn.end(), plain) != kLeadIn.end();
    return word.is_word() && (is_leading || goes_by(key, plain));
}

}  // namespace

Result<void> check_slashes(Reading& reading) {
    const KeySpec* key = missing_day(reading);
    if (!key) return {};
    const Pieces& words = reading.words;
    for (std::size_t at = 0; at < words.size(); ++at) {
        if (!words[at].is_word() || !is_of_digits_and_slashes(dates::plain_typed(words[at].text))) continue;
        const auto day = parse_day(words[at].text, DateContext{reading.today(), std::nullopt});
        if (day || day.error().wrong.find("can be read as") == std::string::npos) continue;
        Piece both = words[at];
        if (at > 0 && leads_to_day(*key, words[at - 1])) both.from = words[at - 1].from;
        return refuse(day.error().wrong, day.error().expected,
                      with_replaced(reading, both, fmt::format("{}:{}", key->name, day.error().example)));
    }
    return {};
}

}  // namespace plumb
