#include "storage/said_in_threads.hpp"

#include "core/base/json_text.hpp"
#include "core/base/utf8.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

namespace plumb::storage {

SaidInThreads::SaidInThreads(SQLite::Database& database, const World& world, PersonId who)
    : database_(database), who_(who) {
    SQLite::Statement written(database, "SELECT text FROM thread_message WHERE by = ?");
    written.bind(1, who.n);
    while (written.executeStep()) messages_.insert(written.getColumn(0).getString());
    // A message that the retention has swept from its thread is still the answer that it was.
    std::set<std::string> answers;
    for (const ChangeRequest& request : world.all<ChangeRequest>())
        for (const LoopIn& question : request.loop_ins)
            if (question.asked == who && !question.answer.empty()) answers.insert(question.answer);
    SQLite::Statement journal(database, "SELECT DISTINCT command FROM journal WHERE by = ?");
    journal.bind(1, who.n);
    while (journal.executeStep()) {
        std::string command = journal.getColumn(0).getString();
        std::string text = cleaned(command);
        if (text.empty() || (!messages_.contains(text) && !answers.contains(text))) continue;
        messages_.insert(std::move(text));
        commands_.push_back(std::move(command));
    }
}

void SaidInThreads::take_answers(ChangeRequest& request) {
    for (LoopIn& question : request.loop_ins) {
        if (question.asked != who_ || question.answer.empty()) continue;
        taken_.push_back({to_string(Ref{id_of(request)}), question.answer});
        question.answer.clear();
    }
}

void SaidInThreads::leave_journal() {
    SQLite::Statement unsaid(database_, "UPDATE journal SET command = '' WHERE by = ? AND command = ?");
    for (const std::string& command : commands_) {
        unsaid.reset();
        unsaid.bind(1, who_.n);
        unsaid.bind(2, command);
        unsaid.exec();
    }
    // The journal writes the day of an answer behind it: one that begins alike stays whole.
    const std::string behind = "; answered_at: ";
    // The command that brought an answer: the row in which it first stands.
    SQLite::Statement uncommanded(
        database_,
        "UPDATE journal SET command = '' WHERE by = ?1 AND command IN (SELECT command FROM journal WHERE by "
        "= "
        "?1 AND record = ?2 AND field = 'loop_ins' AND instr(after, ?3) > 0 AND instr(before, ?3) = 0)");
    SQLite::Statement unanswered(
        database_,
        "UPDATE journal SET before = replace(before, ?1, ?2), after = replace(after, "
        "?1, ?2) WHERE record = ?3 AND field = 'loop_ins'");
    SQLite::Statement undone(database_, "DELETE FROM undo WHERE instr(images, ?) > 0");
    // A burst of news is kept as it was sent, in order that it can be edited.
    SQLite::Statement untold(database_, "UPDATE post SET card = replace(card, ?1, ?2)");
    for (const Answer& answer : taken_) {
        const std::string written = "; answer: " + answer.text + behind;
        uncommanded.reset();
        uncommanded.bind(1, who_.n);
        uncommanded.bind(2, answer.record);
        uncommanded.bind(3, written);
        uncommanded.exec();
        unanswered.reset();
        unanswered.bind(1, written);
        unanswered.bind(2, behind);
        unanswered.bind(3, answer.record);
        unanswered.exec();
        std::string text;
        append_json_string(text, answer.text);
        undone.reset();
        undone.bind(1, "\"answer\":" + text);
        undone.exec();
        untold.reset();
        untold.bind(1, "“" + text.substr(1, text.size() - 2) + "”");
        untold.bind(2, "“…”");
        untold.exec();
    }
}

}  // namespace plumb::storage
