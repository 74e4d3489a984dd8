// Which thread a message stands in: an answer from a program that knows no threads names only the message.
#pragma once

#include "chat/matrix/sync_answer.hpp"

#include <deque>
#include <map>
#include <optional>
#include <string>

namespace plumb::matrix {

/// Of the newest messages.
class ThreadRoots {
  public:
    void saw(const Event& event);
    /// The same of a message whose thread is known: empty for none.
    void saw(const std::string& message, const std::string& root);
    /// Empty where the message was said in no thread; nothing where it is not known.
    std::optional<std::string> root_of(const std::string& message) const;

  private:
    std::map<std::string, std::string> roots_;
    std::deque<std::string> seen_;
};

}  // namespace plumb::matrix
