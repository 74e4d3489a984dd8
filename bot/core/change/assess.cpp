// `change assess`: one function's judgement.
#include "core/change/authority.hpp"
#include "core/change/handlers.hpp"
#include "core/change/judgement.hpp"
#include "core/change/parts.hpp"
#include "core/change/state.hpp"
#include "core/change/watchers.hpp"
#include "core/command/assign.hpp"
#include "core/command/record_text.hpp"
#include "core/command/said.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace plumb::change_command {

namespace {

std::string all_functions() {
    const auto names = words<Function>();
    return listed(std::vector<std::string>(names.begin(), names.end()));
}

/// The function that this assessment speaks for: the speaker's; `as:` where the speaker has set none.
Result<Function> speaks_for(const Draft& draft, const Command& command) {
    const auto own = function_of(draft.world(), draft.actor());
    const auto as = named<Function>(command.text_of("as"));
    const std::string id = to_string(command.subject);
    if (own && as && own != as)
        return refuse(fmt::format("You speak for {}, so you cannot assess as {}.", word(*own), word(*as)),
                      "as: is for whoever has set no function.", fmt::format("me function:{}", word(*as)));
    if (own) return *own;
    if (as) return *as;
    return refuse(fmt::format("Which side do you speak for on {}?", id),
                  fmt::format("Set it once with me, or give as: here: {}.", all_functions()),
                  said_with(command, "as", "engineering",
                            fmt::format("change assess {} as:engineering effort:5-8d", id)));
}

/// A judgement as it is typed; for whom, where that was said.
std::string typed_judgement(const Command& command, Function function) {
    const std::string as = command.has("as") ? fmt::format(" as:{}", word(function)) : std::string{};
    return fmt::format("change assess {}{} {}", to_string(command.subject), as, judgement_example(function));
}

/// Keys of another function are refused by name.
Result<void> own_keys(const Command& command, Function function) {
    std::vector<std::string> strange;
    for (const auto& [key, value] : command.keys)
        if (key != "as" && key != "note" && key != "product" && !judges(function, key))
            strange.push_back(key + ":");
    if (strange.empty()) return {};
    std::vector<std::string> own;
    for (const std::string_view key : judgement_keys(function)) own.push_back(std::string(key) + ":");
    return refuse(fmt::format("{} {} not for {} to judge.", listed(strange),
                              strange.size() == 1 ? "is" : "are", word(function)),
                  fmt::format("{} says {}, and a note.", word(function), listed(own)),
                  typed_judgement(command, function));
}

/// Ends the answer: who is still to come, or that it can be decided.
Text what_next(const World& world, const ChangeRequest& request) {
    std::vector<std::string> missing;
    for (const Function function : missing_functions(world, request)) missing.emplace_back(word(function));
    if (!missing.empty()) return Text(" Still to come: " + listed(missing) + ".");
    const std::string names = names_of(world, deciders(world, request.product, request.raised_by));
    return Text(names.empty() ? " Every required assessment is in; nobody else has the role that decides."
                              : fmt::format(" Every required assessment is in; {} can decide.", names));
}

Text switching(const World& world, const ChangeRequest& request) {
    Text text;
    for (const SwitchCost& cost : switch_costs(world, request)) text << " " << switching_text(cost);
    return text;
}

}  // namespace

Result<void> assess(Draft& draft, const Command& command) {
    const ChangeId id = command.subject.as<ChangeId>();
    ChangeRequest request = *draft.find(id);
    if (auto ok = allow(draft.world(), draft.context(), request, "assess"); !ok) return ok;
    const auto function = speaks_for(draft, command);
    if (!function) return tl::make_unexpected(function.error());
    if (auto ok = own_keys(command, *function); !ok) return ok;
    const std::string id_text = to_string(Ref{id});
    const bool nothing = std::none_of(command.keys.begin(), command.keys.end(), [&](const auto& given) {
        return !command.clears(given.first) && (given.first == "note" || judges(*function, given.first));
    });
    if (nothing && command.text.empty())
        return refuse(fmt::format("What does {} say of {}?", word(*function), id_text),
                      "Give at least one of its keys, or a note.", typed_judgement(command, *function));
    Assessment said;
    if (const Assessment* held = assessment_by(draft.world(), id, *function)) {
        said.meta = held->meta;
        said.first_at = held->first_at;
    }
    const bool again = said.meta.n != 0;
    if (!again) said.first_at = draft.now();
    said.change = id;
    said.function = *function;
    said.by = draft.actor();
    said.at = draft.now();
    assign_all(said, command);
    said.product = request.product;
    if (!command.text.empty()) said.note = command.text;
    Text line(fmt::format("{} is assessed{} by {}", id_text, again ? " again" : "", word(*function)));
    const std::string judged = judgement_text(said);
    line << (judged.empty() ? "" : ": " + judged) << ".";
    if (again)
        draft.put(std::move(said));
    else
        draft.add(std::move(said));
    request.imported = false;
    add_once(request.watchers, draft.actor());
    const bool complete = settle(draft.world(), request);
    put_as_acted(draft, request);
    draft.show_card(id);
    if (*function == Function::engineering) line << switching(draft.world(), request);
    if (waiting(request) && (complete || request.status == ChangeStatus::open))
        line << what_next(draft.world(), request);
    draft.tell(id, line);
    if (complete)
        tell_watchers(draft, request,
                      Text(fmt::format("{} is assessed: every required assessment is in.", id_text)));
    return {};
}

}  // namespace plumb::change_command
