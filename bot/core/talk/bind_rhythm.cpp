// How often a digest is to come, and on which weekday: the first words of `digest schedule`.
#include "core/base/among.hpp"
#include "core/base/spelling.hpp"
#include "core/digest/slots.hpp"
#include "core/talk/example.hpp"
#include "core/talk/reading.hpp"
#include "core/time/hours.hpp"

#include <algorithm>
#include <array>

namespace plumb {

namespace {

constexpr std::string_view kOn = "on";
constexpr std::string_view kAt = "at";
constexpr std::array<std::string_view, 4> kHalves{"am", "pm", "a.m.", "p.m."};

/// `Monday`, `mondays`, `thurs`, `mo`: one of the days that the key takes, shortened; empty: it is none.
std::string_view weekday_in(const Reading& reading, std::string_view typed) {
    constexpr std::size_t kShortest = 2;
    constexpr std::size_t kShort = 3;
    std::string word = plain_word(typed);
    for (const bool plural : {false, true}) {
        if (plural && !word.ends_with('s')) break;
        if (plural) word.pop_back();
        for (const KeySpec& key : reading.spec.keys)
            for (const std::string_view choice : key.choices)
                if (key.name == kOn && word.size() >= kShortest && choice.starts_with(word))
                    return choice.substr(0, kShort);
    }
    return {};
}

/// Of `9:00 pm`, where the time is another word.
bool is_half_of_day(const Piece& word) { return word.is_word() && is_among(kHalves, plain_word(word.text)); }

std::string time_in(std::string_view typed) {
    const auto time = parse_time_of_day(typed);
    return time ? clock_text(*time) : std::string{};
}

/// What was typed as a command that can be pasted: its weekday and time are kept where it has any, and its
/// other keys. `near`: the rhythm that was meant; none: nobody knows.
std::string in_rhythm(const Reading& reading, std::optional<Every> near) {
    std::vector<std::string_view> typed{reading.command.word};
    for (const Piece& word : reading.words) typed.push_back(word.text);
    std::string others;
    for (const Given& given : reading.given) {
        const Piece& piece = given.piece;
        if (given.key->name == kOn || given.key->name == kAt)
            typed.push_back(piece.text);
        else if (!piece.items.empty())
            (others += " ") += reading.typed.substr(piece.from, piece.to - piece.from);
    }
    std::string weekday;
    std::string time;
    const auto half = std::find_if(reading.words.begin(), reading.words.end(), is_half_of_day);
    for (const std::string_view text : typed) {
        if (weekday.empty()) weekday = weekday_in(reading, text);
        if (time.empty() && half != reading.words.end())
            time = time_in(std::string(text) + plain_word(half->text));
        if (time.empty()) time = time_in(text);
    }
    if (weekday.empty() && !near) weekday = "mon";
    const Every every = weekday.empty() ? *near : Every::weekly;
    if (!weekday.empty()) weekday = " " + weekday;
    Piece whole;
    whole.to = reading.typed.size();
    return with_replaced(reading, whole,
                         reading.name() + " " + std::string(word(every)) + weekday + " " +
                             (time.empty() ? "09:00" : time) + others);
}

}  // namespace

Result<void> check_rhythm(Reading& reading) {
    if (reading.spec.noun != "digest" || reading.spec.subject != SubjectType::word) return {};
    const auto every = rhythm_named(reading.command.word);
    if (!every) {
        const auto near = nearest(lower(reading.command.word), Words<Every>::words);
        return tl::make_unexpected(
            with_example(every.error(), in_rhythm(reading, near ? named<Every>(*near) : std::nullopt)));
    }
    const Given* on = reading.find(kOn);
    if (!on || on->piece.items.empty()) return {};
    const auto day = value_of(reading, *on->key, on->piece);
    if (day) return {};
    Refusal refusal = day.error();
    refusal.example = in_rhythm(reading, *every);
    return tl::make_unexpected(std::move(refusal));
}

std::optional<Refusal> rhythm_meant(const Reading& reading, const std::string& wrong) {
    if (reading.spec.noun != "digest" || reading.spec.subject != SubjectType::word) return std::nullopt;
    const auto every = rhythm_named(reading.command.word);
    const bool meant = std::any_of(reading.words.begin(), reading.words.end(), [&](const Piece& word) {
        return is_half_of_day(word) || (word.is_word() && !weekday_in(reading, word.text).empty());
    });
    if (!every || !meant) return std::nullopt;
    const std::string mended = in_rhythm(reading, *every);
    return Refusal{wrong, "Did you mean this?", mended};
}

}  // namespace plumb
