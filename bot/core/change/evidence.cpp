#include "core/change/evidence.hpp"

#include "core/base/phrases.hpp"
#include "core/change/handlers.hpp"
#include "core/change/parts.hpp"
#include "core/change/state.hpp"
#include "core/change/watchers.hpp"
#include "core/command/assign.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>

namespace plumb {

namespace {

constexpr std::array<std::string_view, 5> kVoiceKeys{"customer", "quote", "source", "direct", "link"};
constexpr std::size_t kMostOptions = 100;

/// Where somebody who is not named was heard; empty where nobody said.
std::string_view heard_where(Source source) {
    switch (source) {
        case Source::research: return ", in research";
        case Source::visit: return ", on a visit";
        case Source::call: return ", in a call";
        case Source::support: return ", in support";
        case Source::sales: return ", in sales";
        case Source::survey: return ", in a survey";
        case Source::event: return ", at an event";
        case Source::other: return {};
    }
    return {};
}

}  // namespace

std::optional<Evidence> heard(Draft& draft, const Command& command, std::string_view summary) {
    const bool any = std::any_of(kVoiceKeys.begin(), kVoiceKeys.end(), [&](std::string_view key) {
        return command.has(key) && !command.clears(key);
    });
    if (!any && summary.empty()) return std::nullopt;
    Evidence voice;
    voice.summary = summary;
    const std::string customer = command.text_of("customer");
    if (!customer.empty()) voice.customer = draft.customer(customer);
    if (const auto known = command.id<CustomerId>("customer")) voice.customer = known;
    voice.quote = command.text_of("quote");
    voice.link = command.text_of("link");
    if (const auto source = named<Source>(command.text_of("source"))) voice.source = *source;
    voice.direct = command.get<bool>("direct").value_or(!voice.quote.empty());
    return voice;
}

namespace change_command {

Result<void> evidence(Draft& draft, const Command& command) {
    const ChangeId named = command.subject.as<ChangeId>();
    const ChangeId id = survivor(draft.world(), named);
    auto voice = heard(draft, command, command.text);
    if (!voice)
        return refuse(
            "Evidence needs something that was heard.", "Give customer: and quote:, or a summary.",
            fmt::format("change evidence {} customer:\"Acme\" source:call quote:\"We would sign tomorrow\"",
                        to_string(Ref{id})));
    const ChangeRequest request = *draft.find(id);
    voice->change = id;
    voice->product = request.product;
    const CustomerId customer = voice->customer;
    const bool direct = voice->direct;
    const Source source = voice->source;
    draft.add(*std::move(voice));
    put_as_acted(draft, request);
    draft.show_card(id);
    const Reach reach = reach_of(draft.world(), request);
    Text line(to_string(Ref{id}) + " is heard from ");
    line << (customer ? name(draft.world(), customer) : std::string("somebody"))
         << (direct ? " directly" : " at second hand");
    if (!customer) line << heard_where(source);
    if (!reach.customers.empty())
        line << ": " << counted(static_cast<std::int64_t>(reach.customers.size()), "customer")
             << (reach.customers.size() == 1 ? " stands" : " stand") << " behind it now";
    line << ".";
    if (id != named) line << " " << to_string(Ref{named}) << " was merged into it.";
    draft.tell(id, std::move(line));
    return {};
}

Result<void> option(Draft& draft, const Command& command) {
    const ChangeId id = command.subject.as<ChangeId>();
    ChangeRequest request = *draft.find(id);
    if (request.options.size() >= kMostOptions)
        return refuse(
            fmt::format("{} has {} options already, which is the limit.", to_string(Ref{id}), kMostOptions));
    ChangeOption made;
    made.text = command.text;
    made.effort = command.get<Effort>("effort");
    made.confidence = named<Level>(command.text_of("confidence"));
    made.by = draft.actor();
    Text line(to_string(Ref{id}) + " has " +
              counted(static_cast<std::int64_t>(request.options.size()) + 1, "option") + " now: ");
    line << quoted(made.text);
    if (made.effort) line << ", " << effort_phrase(*made.effort);
    if (made.confidence) line << ", " << word(*made.confidence) << " confidence";
    request.options.push_back(std::move(made));
    draft.put(std::move(request));
    draft.show_card(id);
    draft.tell(id, line << ".");
    return {};
}

}  // namespace change_command

}  // namespace plumb
