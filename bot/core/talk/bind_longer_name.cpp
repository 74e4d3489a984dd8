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

struct OtherName {
    std::string name;
    /// As it is suggested, and as it is typed.
    std::string called;
    std::string typed;
};

/// Whatever else the command could be about, by name.
std::vector<OtherName> names_beside(const Reading& reading) {
    const World& world = reading.world();
    const ProductId product = likely_product(reading);
    const Ref subject = reading.command.subject;
    std::vector<OtherName> names;
    const auto add = [&](const auto& table, auto name_of_record) {
        for (const auto& record : table)
            if (const Ref ref{id_of(record)}; ref != subject && (!product || record.product == product)) {
                const std::string& name = name_of_record(record);
                const bool release = ref.kind == Kind::release;
                names.push_back(
                    {name, release ? name : called(world, ref), release ? as_value(name) : to_string(ref)});
            }
    };
    const auto title = [](const auto& record) -> const std::string& { return record.title; };
    switch (subject.kind) {
        case Kind::release:
            add(world.all<Release>(), [](const Release& r) -> const std::string& { return r.name; });
            break;
        case Kind::feature: add(world.all<Feature>(), title); break;
        case Kind::event: add(world.all<LaunchEvent>(), title); break;
        case Kind::change: add(world.all<ChangeRequest>(), title); break;
        case Kind::promise: add(world.all<Promise>(), title); break;
        case Kind::assumption: add(world.all<Assumption>(), title); break;
        case Kind::collateral: add(world.all<Collateral>(), title); break;
        default: break;
    }
    return names;
}

std::string joined_from(const Pieces& words, std::size_t first, std::size_t last) {
    std::string text;
    for (std::size_t i = first; i < last; ++i) text += (i > first ? " " : "") + words[i].text;
    return text;
}

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
    const std::string name = lower(joined_from(before, 0, taken)) + " ";
    for (const OtherName& other : names_beside(reading)) {
        if (other.name.size() <= name.size() || !lower(other.name).starts_with(name)) continue;
        const std::string_view rest = std::string_view(other.name).substr(name.size());
        for (std::size_t n = most; n > taken; --n) {
            const std::string typed = joined_from(before, taken, n);
            if (!nearest(typed, std::span(&rest, 1))) continue;
            Piece run = before.front();
            run.to = before[n - 1].to;
            return Refusal{fmt::format("Nothing is called “{}”.", dates::shown(joined_from(before, 0, n))),
                           fmt::format("Did you mean {}?", other.called),
                           with_replaced(reading, run, other.typed)};
        }
    }
    return std::nullopt;
}

}  // namespace plumb
