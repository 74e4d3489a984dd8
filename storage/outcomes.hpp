// What became of messages, written with the next commit: a message that is sent costs no flush of its own.
#pragma once

#include "storage/statements.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace plumb::storage {

/// Holds outcomes in memory until write() is called inside a transaction. A crash in between leaves the rows
/// in the outbox, where they count as "outcome unknown" at the next start.
class Outcomes {
  public:
    explicit Outcomes(Statements& statements) : statements_(statements) {}

    void tried(std::int64_t id) { tried_.push_back(id); }
    /// Holds for what was tried before; a try that comes after it counts.
    void untried(std::int64_t id) {
        std::erase(tried_, id);
        untried_.push_back(id);
    }
    void sent(std::int64_t id, std::string_view message_id);
    /// Where `why` says something the message is kept as a dead letter. A post that it was to become, and no
    /// other message of the outbox, is forgotten.
    void dropped(std::int64_t id, std::string_view why);
    bool empty() const { return tried_.empty() && untried_.empty() && gone_.empty() && named_.empty(); }
    void write();
    /// After a commit that held them; after a rollback they stay.
    void forget();
    /// The platform's id of a post that is not yet written.
    std::optional<std::string> message_id(const std::string& anchor, const std::string& channel) const;
    /// And the other way round: the anchor.
    std::optional<std::string> anchor_of(const std::string& channel, const std::string& message_id) const;

  private:
    /// An anchor, and the channel.
    using Place = std::pair<std::string, std::string>;
    std::optional<Place> place_of(std::int64_t id) const;

    Statements& statements_;
    std::vector<std::int64_t> tried_;
    std::vector<std::int64_t> untried_;
    std::vector<std::int64_t> gone_;
    std::map<std::int64_t, std::string> lost_;
    std::set<Place> dropped_;
    std::map<Place, std::string> named_;
};

}  // namespace plumb::storage
