// A date with slashes that stands without its key: refused like any other one (product.md section 4,
// "Dates"), before it is taken into a name or a text. Within a sentence without quotes it is a word of that,
// unless a date is still missing.
#include "core/base/among.hpp"
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

/// The first date that the command takes and that is not given; `needed`: that it cannot do without.
const KeySpec* day_left_out(const Reading& reading, bool needed) {
    const auto& keys = reading.spec.keys;
    const auto key = std::find_if(keys.begin(), keys.end(), [&](const KeySpec& one) {
        return is_date(one) && !reading.find(one.name) && (!needed || is_wanted(reading, one));
    });
    return key == keys.end() ? nullptr : &*key;
}

/// The date that a word calls by its own name and that is not given.
const KeySpec* day_called(const Reading& reading, const Piece& word) {
    const KeySpec* key = word.is_word() ? key_named(reading.spec, plain_word(word.text)) : nullptr;
    return key && is_date(*key) && !reading.find(key->name) ? key : nullptr;
}

/// What people write before a day, whatever its key is called.
bool is_lead_in(const Piece& word) {
    constexpr std::array<std::string_view, 8> kLeadIn{"on", "by", "until", "due", "date", "to", "from", "at"};
    return word.is_word() && is_among(kLeadIn, plain_word(word.text));
}

/// Whether no word from there on goes on with the text: there is none, or it has ended in a quote.
bool is_behind_text(const Reading& reading, std::size_t at) {
    if (reading.spec.text == TextUse::none) return at > 0 || reading.spec.subject == SubjectType::none;
    return text_by_key(reading) ||
           std::any_of(reading.words.begin(), reading.words.begin() + static_cast<std::ptrdiff_t>(at),
                       [](const Piece& word) { return word.is_quoted(); });
}

/// The date that the word at `at` is meant as; nullptr: none, and the word is of the text.
const KeySpec* day_meant(const Reading& reading, std::size_t at) {
    const Piece* before = at > 0 ? &reading.words[at - 1] : nullptr;
    const KeySpec* called = before ? day_called(reading, *before) : nullptr;
    const KeySpec* needed = day_left_out(reading, true);
    if (needed) return called && !is_lead_in(*before) ? called : needed;
    if (!is_behind_text(reading, at)) return nullptr;
    const bool last = at + 1 == reading.words.size() || !reading.words[at + 1].is_word();
    return called || !last ? called : day_left_out(reading, false);
}

}  // namespace

Result<void> check_slashes(Reading& reading) {
    if (!day_left_out(reading, false)) return {};
    const Pieces& words = reading.words;
    for (std::size_t at = 0; at < words.size(); ++at) {
        if (!words[at].is_word() || !is_of_digits_and_slashes(dates::plain_typed(words[at].text))) continue;
        const KeySpec* key = day_meant(reading, at);
        if (!key) continue;
        const auto day = parse_day(words[at].text, DateContext{reading.today(), std::nullopt});
        if (day || day.error().wrong.find("can be read as") == std::string::npos) continue;
        Piece both = words[at];
        // `on 3/4/2027`: the word that leads to the date goes with it.
        if (at > 0 && (is_lead_in(words[at - 1]) || day_called(reading, words[at - 1])))
            both.from = words[at - 1].from;
        return refuse(day.error().wrong, day.error().expected,
                      with_replaced(reading, both, fmt::format("{}:{}", key->name, day.error().example)));
    }
    return {};
}

}  // namespace plumb
