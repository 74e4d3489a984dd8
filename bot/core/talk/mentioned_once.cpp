#include "core/talk/mentioned_once.hpp"

#include <algorithm>
#include <string_view>

namespace plumb {

namespace {

/// `slack` of `slack:T1/C1`, `console` of `console/atlas`.
std::string_view platform_in(std::string_view address) {
    return address.substr(0, std::min(address.find_first_of(":/"), address.size()));
}

}  // namespace

bool shares_platform(const Person& person, std::string_view channel) {
    return std::any_of(person.accounts.begin(), person.accounts.end(), [&](const std::string& account) {
        return platform_in(account) == platform_in(channel);
    });
}

std::vector<PersonId> people_mentioned(const Card& card) {
    std::vector<PersonId> people;
    const auto take = [&](const Text& text) {
        for (const Run& run : text.runs())
            if (run.kind == Run::Kind::ping) people.push_back(run.who);
    };
    take(card.title);
    for (const Line& line : card.lines) take(line.text);
    return people;
}

Card mentioning(Card card, const std::function<bool(PersonId)>& mentions) {
    const auto settle = [&](Text& text) {
        for (Run& run : text.runs())
            if (run.kind == Run::Kind::ping && !mentions(run.who)) run.kind = Run::Kind::person;
    };
    settle(card.title);
    for (Line& line : card.lines) settle(line.text);
    return card;
}

}  // namespace plumb
