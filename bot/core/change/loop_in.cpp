#include "core/change/loop_in.hpp"

#include "core/base/phrases.hpp"
#include "core/change/handlers.hpp"
#include "core/change/state.hpp"
#include "core/change/watchers.hpp"
#include "core/command/asked.hpp"
#include "core/command/lookup.hpp"
#include "core/command/record_text.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace plumb {

namespace {

constexpr std::size_t kMostLoopIns = 100;

/// The oldest open question put to somebody; nullptr when there is none.
LoopIn* asked_of(ChangeRequest& request, PersonId who) {
    for (LoopIn& question : request.loop_ins)
        if (question.asked == who && pending(question)) return &question;
    return nullptr;
}

/// Takes the first word off: `@dan Do night shifts use tablets?`.
std::string_view take_word(std::string_view& text) {
    const auto blank = text.find_first_of(" \t\n");
    const std::string_view first = text.substr(0, blank);
    text = blank == std::string_view::npos ? std::string_view{}
                                           : text.substr(text.find_first_not_of(" \t\n", blank));
    return first;
}

std::string example_of(const std::string& id) {
    return fmt::format("change loop-in {} @dan \"Do night shifts use tablets?\" by:fri", id);
}

Refusal whom(const std::string& id) {
    return {fmt::format("Who should be asked on {}, and what?", id), "Name one person, then the question.",
            example_of(id)};
}

/// The question behind further names, out of its quotes.
std::string_view without_names(std::string_view text) {
    constexpr std::string_view kAnd = "and ";
    while (text.starts_with('@') || text.starts_with("<@") || text.starts_with(kAnd)) take_word(text);
    const bool quoted = text.size() > 1 && text.front() == '"' && text.find('"', 1) == text.size() - 1;
    return quoted ? text.substr(1, text.size() - 2) : text;
}

/// The first who was named, the question and its day stay as they were.
Refusal one_at_a_time(const Draft& draft, const std::string& id, PersonId asked, std::string_view text,
                      std::optional<Day> by) {
    const std::string_view question = without_names(text);
    const std::string first = question.empty()
                                  ? example_of(id)
                                  : fmt::format("change loop-in {} @{} {}{}", id, draft.find(asked)->handle,
                                                as_typed(question), by ? " by:" + iso(*by) : std::string{});
    return {"Two people are named, and a question has one who answers it.",
            "Ask one person at a time; a question begins with a word of its own.", first};
}

}  // namespace

bool pending(const LoopIn& loop_in) { return !loop_in.answered_at && !loop_in.closed; }

void close_loop_ins(ChangeRequest& request) {
    for (LoopIn& question : request.loop_ins)
        if (pending(question)) question.closed = true;
}

void comment(Draft& draft, ChangeId thread, std::string_view text) {
    const ChangeId id = survivor(draft.world(), thread);
    const ChangeRequest* held = draft.find(id);
    if (!held) return;
    ChangeRequest request = *held;
    // A question is answered in its own thread.
    bool answers = false;
    for (LoopIn& question : request.loop_ins) {
        if (id != thread || question.asked != draft.actor() || !pending(question)) continue;
        question.answer = std::string(text);
        question.answered_at = draft.now();
        answers = true;
    }
    add_once(request.watchers, draft.actor());
    draft.put_quietly(std::move(request));
    if (answers) draft.show_card(id);
}

namespace change_command {

Result<void> loop_in(Draft& draft, const Command& command) {
    const ChangeId id = command.subject.as<ChangeId>();
    ChangeRequest request = *draft.find(id);
    if (auto ok = allow(draft.world(), draft.context(), request, "loop-in"); !ok) return ok;
    const std::string id_text = to_string(Ref{id});
    std::string_view text = command.text;
    PersonId asked = command.id<PersonId>("who");
    if (!asked) {
        const std::string_view token = take_word(text);
        if (token.empty()) return tl::make_unexpected(whom(id_text));
        const auto person = draft.person(token);
        if (!person) {
            Refusal refusal = person.error();
            if (const auto meant = suggestion_in(refusal))
                refusal.example = fmt::format("change loop-in {} {} {}", id_text, *meant, text);
            return tl::make_unexpected(std::move(refusal));
        }
        asked = *person;
    }
    if (text.empty()) return tl::make_unexpected(whom(id_text));
    if (text.starts_with('@') || text.starts_with("<@"))
        return tl::make_unexpected(one_at_a_time(draft, id_text, asked, text, command.get<Day>("by")));
    if (request.loop_ins.size() >= kMostLoopIns)
        return refuse(
            fmt::format("{} has asked {} questions already, which is the limit.", id_text, kMostLoopIns));
    const Day today = today_in(draft, request.product);
    const auto by = command.get<Day>("by");
    if (by && *by < today)
        return refuse(fmt::format("{} is over.", spoken(*by, today)), "Give a day from today on.",
                      fmt::format("change loop-in {} @{} \"{}\" by:{}", id_text, draft.find(asked)->handle,
                                  text, iso(today + Days{2})));
    LoopIn question;
    question.asked = asked;
    question.text = std::string(text);
    question.by = by;
    question.asked_by = draft.actor();
    question.at = draft.now();
    request.loop_ins.push_back(std::move(question));
    draft.put(std::move(request));
    draft.show_card(id);
    const std::string until = by ? " by " + spoken(*by, today) : std::string{};
    Text line(id_text + " asks ");
    line.person(asked) << until << ": " << quoted(text);
    draft.tell(id, std::move(line));
    Text to_asked(fmt::format("a question for you on {}, from ", id_text));
    to_asked.person(draft.actor()) << (until.empty() ? "" : ",") << until
                                   << " (your first message here is the answer): " << quoted(text);
    draft.concern(id, asked, std::move(to_asked));
    return {};
}

Result<void> answer(Draft& draft, const Command& command) {
    const ChangeId id = command.subject.as<ChangeId>();
    ChangeRequest request = *draft.find(id);
    const std::string id_text = to_string(Ref{id});
    LoopIn* question = asked_of(request, draft.actor());
    if (!question) {
        std::vector<PersonId> asked;
        for (const LoopIn& open : request.loop_ins)
            if (pending(open)) add_once(asked, open.asked);
        const std::string expected =
            asked.empty() ? "What you know belongs in its thread, or in evidence."
                          : fmt::format("Asked and still to answer: {}.", names_of(draft.world(), asked));
        return refuse(fmt::format("Nothing on {} waits for an answer of yours.", id_text), expected,
                      fmt::format("change show {}", id_text));
    }
    question->answer = command.text;
    question->answered_at = draft.now();
    Text to_asker(fmt::format("your question on {} is answered by ", id_text));
    to_asker.person(draft.actor()) << ": " << quoted(command.text);
    draft.concern(id, question->asked_by, to_asker);
    Text line(fmt::format("{}: {} is answered by ", id_text, quoted(question->text)));
    line.person(draft.actor()) << ": " << quoted(command.text);
    add_once(request.watchers, draft.actor());
    draft.put(std::move(request));
    draft.show_card(id);
    draft.tell(id, std::move(line));
    return {};
}

}  // namespace change_command

}  // namespace plumb
