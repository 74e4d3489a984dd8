// `change support`, `change watch` and `change ack`.
#include "core/base/among.hpp"
#include "core/change/handlers.hpp"
#include "core/change/parts.hpp"
#include "core/change/state.hpp"
#include "core/change/watchers.hpp"
#include "core/command/record_text.hpp"

#include <fmt/core.h>

#include <array>
#include <cctype>

namespace plumb::change_command {

namespace {

constexpr std::array<std::string_view, 4> kStopWords{"stop", "off", "no", "end"};

bool wants_stop(std::string_view text) {
    std::string lower(text);
    for (char& c : lower) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return is_among(kStopWords, lower);
}

/// The only text that these commands take is the word that takes it back.
Result<void> only_stop(const Command& command, std::string_view verb) {
    if (command.text.empty() || wants_stop(command.text)) return {};
    const std::string id = to_string(command.subject);
    return refuse(fmt::format("“{}” is not understood here.", command.text),
                  "“stop” behind it takes it back; what you have to say belongs in its thread.",
                  fmt::format("change {} {}", verb, id));
}

/// ` CR-2 was merged into it.`, where what was named goes on as another one.
std::string merged_text(ChangeId named, ChangeId id) {
    return named == id ? std::string{} : fmt::format(" {} was merged into it.", to_string(Ref{named}));
}

}  // namespace

Result<void> support(Draft& draft, const Command& command) {
    if (auto ok = only_stop(command, "support"); !ok) return ok;
    const ChangeId named = command.subject.as<ChangeId>();
    const ChangeId id = survivor(draft.world(), named);
    ChangeRequest request = *draft.find(id);
    const std::string id_text = to_string(Ref{id});
    const bool stop = wants_stop(command.text);
    const bool changed = stop ? std::erase(request.supporters, draft.actor()) > 0
                              : add_once(request.supporters, draft.actor());
    if (!changed) {
        const std::string already =
            stop ? fmt::format("You do not support {}.", id_text)
                 : fmt::format("You support {} already; it counts once a person.", id_text);
        draft.answer(plain_card(already + merged_text(named, id)));
        return {};
    }
    const auto supporters = request.supporters;
    draft.put(std::move(request));
    draft.show_card(id);
    std::string line = id_text + " has no supporters now.";
    if (!supporters.empty())
        line = fmt::format("{} is supported by {}: {}.", id_text,
                           counted(static_cast<std::int64_t>(supporters.size()), "person", "people"),
                           supporters_named(draft.world(), supporters));
    draft.tell(id, Text(line + merged_text(named, id)));
    return {};
}

Result<void> watch(Draft& draft, const Command& command) {
    if (auto ok = only_stop(command, "watch"); !ok) return ok;
    const ChangeId named = command.subject.as<ChangeId>();
    const ChangeId id = survivor(draft.world(), named);
    ChangeRequest request = *draft.find(id);
    const std::string id_text = to_string(Ref{id});
    const bool stop = wants_stop(command.text);
    const bool changed =
        stop ? std::erase(request.watchers, draft.actor()) > 0 : add_once(request.watchers, draft.actor());
    if (changed) {
        draft.put_quietly(std::move(request));
        draft.show_card(id);
    }
    Text line = stop ? Text(fmt::format("You are no longer told of {}.{}", id_text, merged_text(named, id)))
                     : Text(fmt::format("You watch {}{}: you are told in its thread of each change of its "
                                        "state.{} To stop: ",
                                        id_text, changed ? "" : " already", merged_text(named, id)));
    if (!stop) line.code(fmt::format("change watch {} stop", id_text));
    draft.answer(plain_card(std::move(line)));
    return {};
}

Result<void> acknowledge(Draft& draft, const Command& command) {
    const ChangeId id = command.subject.as<ChangeId>();
    ChangeRequest request = *draft.find(id);
    if (auto ok = allow(draft.world(), draft.context(), request, "ack"); !ok) return ok;
    const std::string id_text = to_string(Ref{id});
    const auto& affected = request.affected;
    if (!is_among(affected, draft.actor()))
        return refuse(
            fmt::format("Nothing of yours was affected by {}, so there is nothing to acknowledge.", id_text),
            affected.empty() ? std::string{}
                             : fmt::format("It affected {}.", names_of(draft.world(), affected)),
            fmt::format("change show {}", id_text));
    if (!add_once(request.acknowledged, draft.actor())) {
        draft.answer(plain_card(fmt::format("You have acknowledged {} already.", id_text)));
        return {};
    }
    Text line(id_text + " is acknowledged by ");
    line.person(draft.actor());
    const auto rest = unacknowledged(request);
    line << (rest.empty() ? ": everybody it affects has."
                          : "; still to come: " + names_of(draft.world(), rest) + ".");
    draft.put(std::move(request));
    draft.show_card(id);
    draft.tell(id, std::move(line));
    return {};
}

}  // namespace plumb::change_command
