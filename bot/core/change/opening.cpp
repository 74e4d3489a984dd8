// `change new` and `change set`.
#include "core/change/handlers.hpp"
#include "core/change/hearing.hpp"
#include "core/change/open.hpp"
#include "core/change/parts.hpp"
#include "core/change/state.hpp"
#include "core/command/assign.hpp"
#include "core/command/record_text.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>

namespace plumb::change_command {

namespace {

/// What a request asks for, which a decision settles; the rest may be put right at any time.
constexpr std::array<std::string_view, 7> kAskedFor{"kind", "feature", "release", "to",
                                                    "date", "becomes", "effort"};

/// Keys that any command takes; they are no field of the request's to set.
constexpr std::array<std::string_view, 2> kOfAnyCommand{"product", "as"};

/// Keys whose typed name is not the field's.
void assign_typed(ChangeRequest& request, const Command& command) {
    assign_all(request, command, kOfAnyCommand);
    if (const auto it = command.keys.find("if-declined"); it != command.keys.end())
        assign(request, "if_declined", it->second);
}

Refusal no_title(const Command& command) {
    const bool bare = command.keys.empty();
    return {"A request needs a title.",
            bare
                ? "Give it first; why:, the release: or feature: it is about, and customer: with quote: help "
                  "both sides."
                : "Complete, for example:",
            bare ? "change new \"Offline mode\" release:2.0 why:\"Crews lose the form in tunnels\" "
                   "customer:\"Acme\" quote:\"We type everything twice\""
                 : command.said + " \"Offline mode\""};
}

/// A key that the inferred kind has no use for was meant for another kind: say which.
Result<void> no_stray(const ChangeRequest& request) {
    const bool stray_to = request.to && request.change_kind != ChangeKind::move;
    const bool stray_date = request.date && request.change_kind != ChangeKind::date;
    if (stray_to)
        return refuse("to: says where a feature moves, and no feature is named.",
                      "Name the feature:, or write release: for where something new belongs.",
                      fmt::format("change new {} feature:F-1 to:2.0", as_typed(request.title)));
    if (stray_date)
        return refuse(
            "date: says where a release moves, and that needs release: and no feature:.",
            "Name the release alone, or leave the date out.",
            fmt::format("change new {} release:2.0 date:{}", as_typed(request.title), iso(*request.date)));
    return {};
}

bool asks_otherwise(const Command& command) {
    return std::any_of(kAskedFor.begin(), kAskedFor.end(),
                       [&](std::string_view key) { return command.has(key); });
}

}  // namespace

Result<void> open(Draft& draft, const Command& command) {
    if (command.text.empty()) return tl::make_unexpected(no_title(command));
    ChangeRequest request;
    request.product = command.product;
    request.title = command.text;
    assign_typed(request, command);
    request.function = named<Function>(command.text_of("as"));
    if (!command.has("kind")) {
        request.change_kind = inferred_kind(request);
        if (auto ok = no_stray(request); !ok) return ok;
    }
    auto opened = open_request(draft, std::move(request));
    if (!opened) return tl::make_unexpected(opened.error());
    if (auto voice = heard(draft, command, {})) {
        voice->change = *opened;
        voice->product = command.product;
        draft.add(*std::move(voice));
    }
    return {};
}

Result<void> set(Draft& draft, const Command& command) {
    const ChangeId id = command.subject.as<ChangeId>();
    const ChangeRequest before = *draft.find(id);
    ChangeRequest request = before;
    const std::string id_text = to_string(Ref{id});
    const bool nothing = std::all_of(command.keys.begin(), command.keys.end(), [](const auto& given) {
        return std::find(kOfAnyCommand.begin(), kOfAnyCommand.end(), given.first) != kOfAnyCommand.end();
    });
    if (nothing)
        return refuse(fmt::format("What of {} should be set?", id_text), "Name a key and its value.",
                      fmt::format("change set {} severity:urgent", id_text));
    assign_typed(request, command);
    if (request.title.empty())
        return refuse(fmt::format("{} keeps a title.", id_text), "Give the new one.",
                      fmt::format("change set {} title:{}", id_text, as_typed(before.title)));
    if (asks_otherwise(command)) {
        const bool settled = !waiting(before) && before.status != ChangeStatus::deferred;
        if (settled)
            return refuse(
                fmt::format("{} is {}, so what it asks for stays as it is.", id_text,
                            standing(draft.world(), draft.context(), before)),
                "Title, why, severity, horizon, assignee, if-declined and events can be set; else reopen it.",
                fmt::format("change reopen {} \"why it is asked again\"", id_text));
        if (auto ok = consistent(draft.world(), draft.context(), request); !ok) return ok;
    } else if (auto ok = within_product(draft.world(), request); !ok) {
        return ok;
    }
    const Day today = today_of(draft.context(), draft.world(), before.product);
    const std::string changes = changes_phrase(draft.world(), today, before, request);
    if (changes.empty()) {
        draft.answer(plain_card(fmt::format("{} says that already.", id_text)));
        return {};
    }
    draft.put(std::move(request));
    draft.show_card(id);
    draft.tell(id, Text(fmt::format("{}: {}.", id_text, changes)));
    return {};
}

}  // namespace plumb::change_command
