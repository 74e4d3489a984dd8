#include "storage/outcomes.hpp"

namespace plumb::storage {

/// Of which post a row of the outbox is; none where it is not kept as one.
std::optional<Outcomes::Place> Outcomes::place_of(std::int64_t id) const {
    Use row(statements_["SELECT anchor, channel FROM outbox WHERE id = ?"]);
    row->bind(1, id);
    if (!row->executeStep()) return std::nullopt;
    Place place{row->getColumn(0).getString(), row->getColumn(1).getString()};
    if (place.first.empty()) return std::nullopt;
    return place;
}

void Outcomes::sent(std::int64_t id, std::string_view message_id) {
    gone_.push_back(id);
    if (message_id.empty()) return;
    if (auto place = place_of(id)) named_[*std::move(place)] = std::string(message_id);
}

void Outcomes::dropped(std::int64_t id, std::string_view why) {
    gone_.push_back(id);
    if (!why.empty()) lost_[id] = std::string(why);
    if (auto place = place_of(id)) dropped_.insert(*std::move(place));
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
    // A post that never came, and that nothing under way is to become, can neither be edited nor begin a
    // thread.
    for (const auto& [anchor, channel] : dropped_) {
        Use row(
            statements_["DELETE FROM post WHERE anchor = ?1 AND channel = ?2 AND message_id = '' "
                        "AND NOT EXISTS (SELECT 1 FROM outbox WHERE anchor = ?1 AND channel = ?2)"]);
        row->bind(1, anchor);
        row->bind(2, channel);
        row->exec();
    }
}

void Outcomes::forget() {
    tried_.clear();
    untried_.clear();
    gone_.clear();
    lost_.clear();
    dropped_.clear();
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
