// Which thread a message stands in: an answer from a program that knows no threads names only the message.
#pragma once

#include "chat/matrix/sync_answer.hpp"

#include <deque>
#include <map>
#include <string>

namespace plumb::matrix {

/// Of the newest messages that were said in threads.
class ThreadRoots {
  public:
    void saw(const Event& event);
    /// Empty where the message was said in no thread, or too long ago.
    std::string root_of(const std::string& message) const;

  private:
    std::map<std::string, std::string> roots_;
    std::deque<std::string> seen_;
};

}  // namespace plumb::matrix
