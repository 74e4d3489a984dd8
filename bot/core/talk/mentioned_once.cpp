#include "core/talk/mentioned_once.hpp"

#include <algorithm>
#include <string_view>

namespace plumb {

namespace {

/// `slack` of `slack:T1/C1`, `console` of `console/atlas`.
std::string_view platform_in(std::string_view address) {
    return address.substr(0, std::min(address.find_first_of(":/"), address.size()));
}

const std::string& mentioned_in(const World& world, PersonId who, const std::vector<std::string>& channels) {
    const Person* person = world.find(who);
    const auto reaches = [&](const std::string& channel) {
        return person &&
               std::any_of(person->accounts.begin(), person->accounts.end(), [&](const std::string& account) {
                   return platform_in(account) == platform_in(channel);
               });
    };
    const auto first = std::find_if(channels.begin(), channels.end(), reaches);
    return first == channels.end() ? channels.front() : *first;
}

}  // namespace

Card mentioning_once(Card card, const World& world, const std::string& channel,
                     const std::vector<std::string>& channels) {
    const auto settle = [&](Text& text) {
        for (Run& run : text.runs())
            if (run.kind == Run::Kind::ping && !channels.empty() &&
                mentioned_in(world, run.who, channels) != channel)
                run.kind = Run::Kind::person;
    };
    settle(card.title);
    for (Line& line : card.lines) settle(line.text);
    return card;
}

}  // namespace plumb
