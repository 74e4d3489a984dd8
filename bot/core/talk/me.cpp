// `me`: who somebody is to the bot, and what waits for them.
#include "core/base/among.hpp"
#include "core/base/spelling.hpp"
#include "core/command/assign.hpp"
#include "core/command/record_text.hpp"
#include "core/digest/waiting.hpp"
#include "core/talk/talk_handlers.hpp"
#include "core/time/hours.hpp"

#include <fmt/core.h>

#include <array>

namespace plumb {

namespace {

constexpr std::array<std::string_view, 2> kNotPlain{"quiet", "tz"};

/// The record as one sentence; a digest that the command put off is said.
std::string spoken_person(const World& world, const Person& person, const Command& command) {
    std::string text = fmt::format("You are {}", person_name(world, id_of(person)));
    text += person.function ? fmt::format(", and speak for {}", word(*person.function))
                            : std::string(", and speak for no function yet");
    text += person.tz.empty() ? std::string(", in the product’s time zone") : ", in the zone " + person.tz;
    if (person.digest != PersonalDigest::off)
        text += fmt::format(", with a {} digest", word(person.digest));
    else if (command.has("digest"))
        text += ", with no digest";
    if (person.quiet)
        text += fmt::format(", quiet from {} to {}", clock_text(Seconds{person.quiet->from}),
                            clock_text(Seconds{person.quiet->to}));
    if (!person.roles.empty()) {
        text += person.roles.size() == 1 ? ", with the role " : ", with the roles ";
        std::vector<std::string> roles;
        for (const Role role : person.roles) roles.emplace_back(word(role));
        text += listed(roles);
    }
    return text + ".";
}

/// What stands for everybody, for nobody or for the speaker, or looks like a handle.
bool is_no_name(std::string_view name) {
    constexpr std::array<std::string_view, 9> kTaken{"me",   "everyone", "everybody", "channel", "here",
                                                     "room", "nobody",   "none",      "no-one"};
    return name.front() == '@' || is_among(kTaken, lower(name));
}

/// A name that somebody else is called by would put words into their mouth.
Result<void> own_name(const World& world, const Person& person) {
    const std::string_view name = trimmed(person.name);
    if (name.empty()) return {};
    if (is_no_name(name))
        return refuse(fmt::format("{} means something else where a person is named.", quoted(name)),
                      "Take a name of your own:", fmt::format("me name:{}", person.handle));
    for (const Person& other : world.all<Person>()) {
        if (id_of(other) == id_of(person)) continue;
        const bool same = same_word(other.handle, name) ||
                          (name.front() == '@' && same_word(other.handle, name.substr(1))) ||
                          same_word(trimmed(other.name), name);
        if (same)
            return refuse(fmt::format("{} is somebody else here.", quoted(name)),
                          "Take a name that nobody has:", fmt::format("me name:{}", person.handle));
    }
    return {};
}

}  // namespace

Result<void> me_is(Draft& draft, const Command& command) {
    const Person before = *draft.find(draft.actor());
    Person person = before;
    assign_all(person, command, kNotPlain);
    // A name that came from a platform is as it is there: only one that is given here is asked for.
    if (command.has("name"))
        if (auto ok = own_name(draft.world(), person); !ok) return ok;
    if (command.has("tz")) person.tz = command.text_of("tz");
    if (command.clears("quiet")) person.quiet.reset();
    if (const std::string hours = command.text_of("quiet"); !hours.empty()) {
        const auto read = parse_hours(hours);
        if (!read) return tl::make_unexpected(read.error());
        person.quiet = QuietHours{static_cast<int>(read->from.count()), static_cast<int>(read->to.count())};
    }
    draft.put(person);
    Card card = plain_card(spoken_person(draft.world(), person, command));
    if (command.keys.empty()) {
        card.lines = waiting_lines(draft.seen(), draft.context(), draft.actor());
        if (card.lines.empty()) card.lines.push_back({Line::Kind::text, {}, "Nothing waits for you."});
    }
    if (!person.function)
        card.lines.push_back({Line::Kind::command, {}, Text{}.code("me function:engineering")});
    draft.answer(std::move(card));
    return {};
}

}  // namespace plumb
