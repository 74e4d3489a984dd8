#include "storage/outcomes.hpp"

namespace plumb::storage {

void Outcomes::sent(std::int64_t id, std::string_view message_id) {
    gone_.push_back(id);
    if (message_id.empty()) return;
    Use row(statements_["SELECT anchor, channel FROM outbox WHERE id = ?"]);
    row->bind(1, id);
    if (!row->executeStep()) return;
    const std::string anchor = row->getColumn(0).getString();
    if (!anchor.empty()) named_[{anchor, row->getColumn(1).getString()}] = std::string(message_id);
}

void Outcomes::dropped(std::int64_t id, std::string_view why) {
    gone_.push_back(id);
    if (!why.empty()) lost_[id] = std::string(why);
}

void Outcomes::write() {
    for (const auto& [id, why] : lost_) {
        Use letter(
            statements_["INSERT INTO dead_letter (at, payload, error) "
                        "SELECT made_at, message, 'message ' || id || ' to ' || channel || ': ' || ?2 "
                        "FROM outbox WHERE id = ?1"]);
        letter->bind(1, id);
        letter->bind(2, why);
        letter->exec();
    }
    for (const std::int64_t id : untried_) {
        Use row(statements_["UPDATE outbox SET tries = 0 WHERE id = ?"]);
        row->bind(1, id);
        row->exec();
    }
    for (const std::int64_t id : tried_) {
        Use row(statements_["UPDATE outbox SET tries = tries + 1 WHERE id = ?"]);
        row->bind(1, id);
        row->exec();
    }
    for (const std::int64_t id : gone_) {
        Use row(statements_["DELETE FROM outbox WHERE id = ?"]);
        row->bind(1, id);
        row->exec();
    }
    for (const auto& [place, message_id] : named_) {
        Use row(statements_["UPDATE post SET message_id = ?3 WHERE anchor = ?1 AND channel = ?2"]);
        row->bind(1, place.first);
        row->bind(2, place.second);
        row->bind(3, message_id);
        row->exec();
    }
}

void Outcomes::forget() {
    tried_.clear();
    untried_.clear();
    gone_.clear();
    lost_.clear();
    named_.clear();
}

std::optional<std::string> Outcomes::message_id(const std::string& anchor, const std::string& channel) const {
    const auto it = named_.find({anchor, channel});
    if (it == named_.end()) return std::nullopt;
    return it->second;
}

std::optional<std::string> Outcomes::anchor_of(const std::string& channel,
                                               const std::string& message_id) const {
    for (const auto& [place, id] : named_)
        if (place.second == channel && id == message_id) return place.first;
    return std::nullopt;
}

}  // namespace plumb::storage
