// What a person wrote in threads and answered, wherever the database keeps their words.
#pragma once

#include "core/records/world.hpp"

#include <set>
#include <string>
#include <vector>

// NOLINTNEXTLINE(readability-identifier-naming): SQLiteCpp calls itself so.
namespace SQLite {
class Database;
}

namespace plumb::storage {

/// A message is kept in its thread, as the answer of a question that it was the first one to, and in the
/// journal beside what it brought about; an answer given by command is a message, too. What else people say
/// in a command is a fact, and stays.
class SaidInThreads {
  public:
    /// Looks for them; their messages are still in the threads.
    SaidInThreads(SQLite::Database& database, const World& world, PersonId who);

    /// Of a question it stays that and when it was answered.
    void take_answers(ChangeRequest& request);
    /// Takes them out of the journal, whose rows stay, and leaves no undo that would bring an answer back.
    /// Every request's answers are taken before.
    void leave_journal();

  private:
    struct Answer {
        std::string record;
        std::string text;
    };

    SQLite::Database& database_;
    PersonId who_;
    std::set<std::string> messages_;
    /// As the journal has them.
    std::vector<std::string> commands_;
    std::vector<Answer> taken_;
};

}  // namespace plumb::storage
