// A name that the first words are, where all of them together are nearly a longer one: `feature drop Login
// pages` beside “Login page” does not drop “Login”.
#include "core/base/spelling.hpp"
#include "core/command/lookup.hpp"
#include "core/command/record_text.hpp"
#include "core/talk/example.hpp"
#include "core/talk/reading.hpp"
#include "core/time/typed.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace plumb {

namespace {

/// Names with blanks in them are looked for up to this many words.
constexpr std::size_t kMostWordsOfName = 6;

/// How many of the words from the first on stand unquoted with nothing between them.
std::size_t run_of_words(const Reading& reading, const Pieces& words) {
    std::size_t n = 0;
    while (
        n < std::min(kMostWordsOfName, words.size()) && words[n].is_word() &&
        (n == 0 || trimmed(reading.typed.substr(words[n - 1].to, words[n].from - words[n - 1].to)).empty()))
        ++n;
    return n;
}

}  // namespace

std::optional<Refusal> longer_name(const Reading& reading, const Pieces& before) {
    const std::size_t taken = before.size() - reading.words.size();
    const std::size_t most = run_of_words(reading, before);
    if (!reading.command.subject || taken == 0 || taken >= most || written_id(before.front().text))
        return std::nullopt;
    const BareWords words(before);
    const Ref subject = reading.command.subject;
    const std::string name = lower(text_of_words(words.first(taken))) + " ";
    std::optional<Refusal> found;
    each_named(
        reading.world(), likely_product(reading), subject.kind, [&](Ref ref, const std::string& other) {
            if (found || ref == subject || other.size() <= name.size() || !lower(other).starts_with(name))
                return;
            const std::string_view rest = std::string_view(other).substr(name.size());
            for (std::size_t n = most; n > taken; --n) {
                if (!nearest(text_of_words(words.subspan(taken, n - taken)), std::span(&rest, 1))) continue;
                const bool release = ref.kind == Kind::release;
                Piece run = before.front();
                run.to = before[n - 1].to;
                found = Refusal{
                    fmt::format("Nothing is called “{}”.", dates::shown(text_of_words(words.first(n)))),
                    fmt::format("Did you mean {}?", release ? other : called(reading.world(), ref)),
                    with_replaced(reading, run, release ? as_value(other) : to_string(ref))};
                return;
            }
        });
    return found;
}

}  // namespace plumb
