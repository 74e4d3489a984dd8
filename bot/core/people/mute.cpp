// `mute RULE [ID] until: why:`: a rule, or a rule on one subject, that opens no warning until a day.
#include "core/command/lookup.hpp"
#include "core/command/record_text.hpp"
#include "core/people/people_handlers.hpp"
#include "core/people/standing.hpp"
#include "core/people/thresholds.hpp"

#include <fmt/core.h>

namespace plumb {

namespace {

const Mute* held_mute(const World& world, ProductId product, std::string_view rule, Ref subject) {
    for (const Mute& mute : world.all<Mute>())
        if (mute.product == product && mute.rule == rule && mute.subject == subject) return &mute;
    return nullptr;
}

/// The subject that is named, else that of the thread; none: the whole rule.
Result<Ref> subject_of(const Draft& draft, const Command& command) {
    if (command.text.empty()) return draft.context().place.thread;
    auto found = anything_called(draft.world(), command.product, command.text);
    if (found) return found;
    const auto id = suggestion_in(found.error());
    if (id)
        found.error().example =
            fmt::format("mute {} {} until:eom why:\"Known and agreed\"", command.word, *id);
    else if (found.error().example.empty())
        found.error().example = fmt::format("warnings rule:{}", command.word);
    return found;
}

/// What was typed, with the rule that was meant.
Refusal no_rule(const Command& command, Refusal refusal) {
    const auto near = suggestion_in(refusal);
    const std::size_t at = command.said.rfind(command.word, command.said.find(':'));
    if (near && at != std::string::npos) {
        refusal.example = command.said;
        refusal.example.replace(at, command.word.size(), *near);
    }
    return refusal;
}

}  // namespace

Result<void> mute_rule(Draft& draft, const Command& command) {
    const auto rule = rule_called(command.word);
    if (!rule) return tl::make_unexpected(no_rule(command, rule.error()));
    const auto subject = subject_of(draft, command);
    if (!subject) return tl::make_unexpected(subject.error());
    if (auto may = may_accept(draft.world(), draft.actor(), *subject, "Muting"); !may) return may;
    const Day today = today_of(draft.context(), draft.world(), command.product);
    const Day until = *command.get<Day>("until");
    const Mute* held = held_mute(draft.world(), command.product, (*rule)->name, *subject);
    const std::string what = *subject
                                 ? fmt::format("{} on {}", (*rule)->name, called(draft.world(), *subject))
                                 : fmt::format("{} in {}", (*rule)->name, draft.find(command.product)->key);
    if (until <= today && !held) {
        std::string again = fmt::format("mute {}", (*rule)->name);
        if (*subject) again += " " + as_name(name(draft.world(), *subject));
        again += fmt::format(" until:{}", iso(today + Days{14}));
        if (command.has("why")) again += " why:" + as_typed(command.text_of("why"));
        return refuse(fmt::format("until: {} is not ahead.", spoken(until, today)),
                      "A mute ends when that day begins:", std::move(again));
    }
    if (held) draft.erase<Mute>(id_of(*held));
    if (until <= today) {
        draft.tell(command.product, Text(fmt::format("{} is muted no more.", what)));
        return {};
    }
    Mute mute;
    mute.product = command.product;
    mute.rule = std::string((*rule)->name);
    mute.subject = *subject;
    mute.until = until;
    mute.why = command.text_of("why");
    const std::string why = mute.why.empty() ? std::string{} : ": " + quoted(mute.why);
    draft.add(std::move(mute));
    draft.tell(command.product,
               Text(fmt::format("{} is muted until {}{}.", what, spoken(until, today), why)));
    return {};
}

}  // namespace plumb
