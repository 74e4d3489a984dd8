// `change new` and `change set`.
#include "core/base/among.hpp"
#include "core/change/evidence.hpp"
#include "core/change/handlers.hpp"
#include "core/change/open.hpp"
#include "core/change/state.hpp"
#include "core/command/asked.hpp"
#include "core/command/assign.hpp"
#include "core/command/record_text.hpp"
#include "core/command/said.hpp"
#include "core/records/links.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cctype>

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

/// A key that means something to one kind alone, and what a request lacks that is not inferred to be of it.
struct OfOneKind {
    std::string_view key;
    ChangeKind kind;
    std::string_view says;
    std::string_view lack;
    std::string_view expected;
};
constexpr std::array kOfOneKind{
    OfOneKind{"to", ChangeKind::move, "where a feature moves", "no feature is named",
              "Name the feature:, or write release: for where something new belongs."},
    OfOneKind{"date", ChangeKind::date, "where a release moves",
              "that needs release: and no feature:", "Name the release alone, or leave the date out."},
    OfOneKind{"becomes", ChangeKind::modify, "what a feature is to be", "no feature is named",
              "Name the feature:, or leave becomes: out."},
};

/// The why of a request that is being opened, as it is typed.
std::string why_typed(const ChangeRequest& request) {
    return request.meta.n || request.why.empty() ? std::string{} : " why:" + as_typed(request.why);
}

/// The request as one of the kind that the key belongs to.
std::string as_of_kind(const World& world, const ChangeRequest& request, const OfOneKind& own) {
    const std::string start =
        request.meta.n ? fmt::format("change set {} kind:{}", to_string(Ref{id_of(request)}), word(own.kind))
                       : "change new " + as_typed(request.title);
    if (own.kind == ChangeKind::date)
        return fmt::format("{} release:{} date:{}{}", start,
                           request.release ? as_name(name(world, request.release)) : std::string("2.0"),
                           iso(*request.date), why_typed(request));
    const std::string feature = to_string(Ref{request.feature ? request.feature : FeatureId{1}});
    if (own.kind == ChangeKind::move)
        return fmt::format("{} feature:{} to:{}{}", start, feature, as_name(name(world, request.to)),
                           why_typed(request));
    return fmt::format("{} feature:{} becomes:{}{}", start, feature, as_typed(request.becomes),
                       why_typed(request));
}

/// A key that the kind has no use for was meant for another kind: say which. Nothing typed is lost without a
/// word.
Result<void> no_stray(const World& world, const ChangeRequest& request, const Command& command) {
    for (const OfOneKind& own : kOfOneKind) {
        if (!command.has(own.key) || command.clears(own.key) || request.change_kind == own.kind) continue;
        const bool opens = !request.meta.n;
        const bool inferred = opens && !command.has("kind");
        // A kind that is given wins over the one that where to and when would make it.
        if (opens && !inferred && own.kind != ChangeKind::modify) continue;
        const bool lacks = inferred && (own.kind == ChangeKind::date || !request.feature);
        return refuse(
            fmt::format("{}: says {}, and {}.", own.key, own.says,
                        lacks ? std::string(own.lack)
                              : fmt::format("the request is of kind {}", word(request.change_kind))),
            lacks ? std::string(own.expected)
                  : fmt::format("Make it a request of kind {}, or leave {}: out.", word(own.kind), own.key),
            as_of_kind(world, request, own));
    }
    return {};
}

/// A drop that names a release names the one that holds its feature.
Result<void> drops_from_there(const World& world, const ChangeRequest& request) {
    if (request.change_kind != ChangeKind::drop || !request.release) return {};
    const Feature* feature = world.find(request.feature);
    if (!feature || feature->status == FeatureStatus::dropped || feature->release == request.release)
        return {};
    const std::string id = to_string(Ref{request.feature});
    return refuse(
        fmt::format("{} is in {}, not in {}.", called(world, request.feature),
                    release_or_backlog(world, feature->release), name(world, request.release)),
        "A drop takes a feature out of where it is; release: can be left out.",
        request.meta.n
            ? fmt::format("change set {} kind:drop feature:{} release:", to_string(Ref{id_of(request)}), id)
            : fmt::format("change new {} kind:drop feature:{}{}", as_typed(request.title), id,
                          why_typed(request)));
}

/// The backlog is no target of a request: what leaves for it is asked to be dropped, as `feature move` has
/// it. Refused where the feature is there already.
Result<void> leaves_for_backlog(const World& world, const ChangeRequest& request) {
    const Feature* feature = world.find(request.feature);
    if (!feature || feature->status == FeatureStatus::dropped || release_of(world, *feature)) return {};
    return refuse(fmt::format("{} is in the backlog already.", called(world, request.feature)),
                  "Name the release it should move to.",
                  fmt::format("change new {} feature:{} to:2.0", as_typed(request.title),
                              to_string(Ref{request.feature})));
}

/// What is asked for makes sense as a whole.
Result<void> sound(const World& world, const ChangeRequest& request, const Command& command) {
    if (auto ok = no_stray(world, request, command); !ok) return ok;
    const bool placed = command.has("kind") || command.has("feature") || command.has("release");
    return placed ? drops_from_there(world, request) : Result<void>{};
}

/// The value that a text begins with, quotes and all; empty where it is written in another way.
std::string_view first_value(std::string_view text) {
    if (text.starts_with('"')) return text.substr(0, std::min(text.find('"', 1), text.size() - 1) + 1);
    const bool plain = !text.empty() && std::isalnum(static_cast<unsigned char>(text.front())) != 0;
    return plain ? text.substr(0, text.find(' ')) : std::string_view{};
}

/// An example that opens the request with other keys keeps all else that was typed.
Refusal with_rest(const Command& command, Refusal refusal) {
    const std::string opens = fmt::format("change new {} ", as_typed(command.text));
    if (!refusal.example.starts_with(opens)) return refusal;
    Command mended = command;
    std::string_view rest = std::string_view(refusal.example).substr(opens.size());
    // A move in place of an add leaves the kind out, and with it what belongs to an add.
    if (command.text_of("kind") == word(ChangeKind::add) && rest.find(" to:") != std::string_view::npos)
        return refusal;
    while (!rest.empty()) {
        const std::size_t colon = rest.find(':');
        if (colon == std::string_view::npos) return refusal;
        const std::string_view value = first_value(rest.substr(colon + 1));
        if (value.empty()) return refusal;
        mended.said = said_with(mended, rest.substr(0, colon), value, {});
        if (mended.said.empty()) return refusal;
        rest.remove_prefix(std::min(colon + 1 + value.size() + 1, rest.size()));
    }
    refusal.example = mended.said;
    return refusal;
}

bool asks_otherwise(const Command& command) {
    return std::any_of(kAskedFor.begin(), kAskedFor.end(),
                       [&](std::string_view key) { return command.has(key); });
}

/// What a request asks for is settled with it, and how it is asked for again.
Refusal stays_as_asked(const Draft& draft, const ChangeRequest& request) {
    const std::string id = to_string(Ref{id_of(request)});
    Refusal refusal;
    if (const auto reopens = allow(draft.world(), draft.context(), request, "reopen"); !reopens) {
        refusal = reopens.error();
    } else {
        refusal.expected =
            "Title, why, severity, horizon, assignee, if-declined and events can be set; else reopen it.";
        refusal.example = fmt::format("change reopen {} \"why it is asked again\"", id);
    }
    refusal.wrong = fmt::format("{} is {}, so what it asks for stays as it is.", id,
                                standing(draft.world(), draft.context(), request));
    return refusal;
}

}  // namespace

Result<void> open(Draft& draft, const Command& command) {
    if (command.text.empty()) return tl::make_unexpected(no_title(command));
    ChangeRequest request;
    request.product = command.product;
    request.title = command.text;
    assign_typed(request, command);
    request.function = named<Function>(command.text_of("as"));
    if (!command.has("kind")) request.change_kind = inferred_kind(request);
    const bool to_backlog = request.change_kind == ChangeKind::modify && command.clears("to");
    if (to_backlog && !command.has("kind")) {
        if (auto ok = leaves_for_backlog(draft.world(), request); !ok)
            return tl::make_unexpected(with_rest(command, ok.error()));
        request.change_kind = ChangeKind::drop;
    }
    if (auto ok = sound(draft.world(), request, command); !ok) return ok;
    const PersonId assignee = request.assignee;
    auto opened = open_request(draft, std::move(request));
    if (!opened) return tl::make_unexpected(with_rest(command, opened.error()));
    if (auto voice = heard(draft, command, {})) {
        voice->change = *opened;
        voice->product = command.product;
        draft.add(*std::move(voice));
    }
    draft.concern(*opened, assignee, called(draft.world(), *opened) + " is assigned to you.");
    return {};
}

Result<void> set(Draft& draft, const Command& command) {
    const ChangeId id = command.subject.as<ChangeId>();
    const ChangeRequest before = *draft.find(id);
    ChangeRequest request = before;
    const std::string id_text = to_string(Ref{id});
    if (auto ok = may_edit(draft.world(), draft.actor(), before, "set"); !ok) return ok;
    const bool nothing = std::all_of(command.keys.begin(), command.keys.end(),
                                     [](const auto& given) { return is_among(kOfAnyCommand, given.first); });
    if (nothing)
        return refuse(fmt::format("What of {} should be set?", id_text), "Name a key and its value.",
                      fmt::format("change set {} severity:urgent", id_text));
    assign_typed(request, command);
    if (request.title.empty())
        return refuse(fmt::format("{} keeps a title.", id_text), "Give the new one.",
                      fmt::format("change set {} title:{}", id_text, as_typed(before.title)));
    if (asks_otherwise(command)) {
        const bool settled = !waiting(before) && before.status != ChangeStatus::deferred;
        if (settled) return tl::make_unexpected(stays_as_asked(draft, before));
        if (auto ok = sound(draft.world(), request, command); !ok) return ok;
        if (auto ok = consistent(draft.world(), draft.context(), request); !ok) return ok;
    } else if (auto ok = within_product(draft.world(), request); !ok) {
        return ok;
    }
    const Day today = today_in(draft, before.product);
    const std::string changes = changes_phrase(draft.world(), today, before, request);
    if (changes.empty()) {
        draft.answer(plain_card(fmt::format("{} says that already.", id_text)));
        return {};
    }
    const PersonId assignee = request.assignee;
    draft.put(std::move(request));
    draft.show_card(id);
    draft.tell(id, Text(fmt::format("{}: {}.", id_text, changes)));
    if (assignee != before.assignee)
        draft.concern(id, assignee, called(draft.world(), id) + " is assigned to you now.");
    return {};
}

}  // namespace plumb::change_command
