#include "chat/matrix/placed.hpp"

#include "chat/matrix/content.hpp"
#include "chat/matrix/names.hpp"
#include "core/base/among.hpp"

#include <algorithm>

namespace plumb::matrix {

namespace {

/// What waits beyond this is let go: nobody reacts to a card hundreds of messages ago.
constexpr std::size_t kMostWaiting = 500;
constexpr std::size_t kMostKnown = 500;

}  // namespace

Placed::Known* Placed::known(const std::string& event) {
    const auto found =
        std::find_if(known_.rbegin(), known_.rend(), [&](const Known& one) { return one.event == event; });
    return found == known_.rend() ? nullptr : &*found;
}

Placed::Known& Placed::know(const std::string& event) {
    if (Known* held = known(event)) return *held;
    if (known_.size() >= kMostKnown) known_.pop_front();
    known_.push_back({event, {}});
    return known_.back();
}

bool Placed::want(Wanted wanted) {
    const auto same = std::find_if(waiting_.begin(), waiting_.end(),
                                   [&](const Wanted& one) { return one.event == wanted.event; });
    if (same != waiting_.end()) {
        same->keys = std::move(wanted.keys);
        same->transaction = std::move(wanted.transaction);
        return true;
    }
    if (wanted.fresh) know(wanted.event);
    if (const Known* held = known(wanted.event)) {
        const bool right = held->standing.size() == wanted.keys.size() &&
                           std::all_of(held->standing.begin(), held->standing.end(),
                                       [&](const Standing& one) { return is_among(wanted.keys, one.key); });
        if (right) return false;
    }
    waiting_.push_back(std::move(wanted));
    while (waiting_.size() > kMostWaiting) waiting_.pop_front();
    return true;
}

std::optional<Call> Placed::next() {
    while (!waiting_.empty()) {
        if (auto call = step(waiting_.front())) return call;
        waiting_.pop_front();
    }
    return std::nullopt;
}

std::optional<Call> Placed::step(const Wanted& wanted) {
    event_ = wanted.event;
    const Known* held = known(wanted.event);
    const auto unwanted = [&](const Standing& one) { return !is_among(wanted.keys, one.key); };
    const bool unnamed =
        held && std::any_of(held->standing.begin(), held->standing.end(),
                            [&](const Standing& one) { return unwanted(one) && one.event.empty(); });
    if (!held || unnamed) {
        std::erase_if(known_, [&](const Known& one) { return one.event == wanted.event; });
        step_ = Step::look;
        Call call;
        call.path = "/_matrix/client/v1/rooms/" + percent_encoded(wanted.room) + "/relations/" +
                    percent_encoded(wanted.event) + "/m.annotation/m.reaction";
        call.kind = "relations";
        return call;
    }
    for (const Standing& one : held->standing) {
        if (!unwanted(one)) continue;
        step_ = Step::take_away;
        key_ = one.key;
        Call call = put(client_path({"rooms", wanted.room, "redact", one.event, "plumb-off-" + one.event}),
                        Json::object());
        call.kind = "redact";
        return call;
    }
    for (std::size_t i = 0; i < wanted.keys.size(); ++i) {
        const std::string& key = wanted.keys[i];
        const bool stands = std::any_of(held->standing.begin(), held->standing.end(),
                                        [&](const Standing& one) { return one.key == key; });
        if (stands) continue;
        step_ = Step::place;
        key_ = key;
        const std::string transaction = wanted.transaction + "-r" + std::to_string(i + 1);
        Call call = put(client_path({"rooms", wanted.room, "send", "m.reaction", transaction}),
                        reaction(wanted.event, key));
        call.kind = "react";
        return call;
    }
    return std::nullopt;
}

bool Placed::understood(const Answer& answer) const {
    return step_ == Step::look ? at(answer.body, "chunk").is_array() : answer.names("event_id");
}

void Placed::settled(const Answer& answer) {
    Known& held = know(event_);
    switch (step_) {
        case Step::look: {
            const Json& found = at(answer.body, "chunk");
            for (const Json& one : found.is_array() ? found : Json::array()) {
                if (text_at(one, "sender") != self_) continue;
                std::string key = text_at(at(at(one, "content"), "m.relates_to"), "key");
                if (!key.empty()) held.standing.push_back({std::move(key), text_at(one, "event_id")});
            }
            return;
        }
        case Step::take_away:
            std::erase_if(held.standing, [this](const Standing& one) { return one.key == key_; });
            return;
        // One that is refused stands there already, or never will.
        case Step::place: held.standing.push_back({key_, text_at(answer.body, "event_id")}); return;
    }
}

std::string Placed::note() const {
    Json all = Json::array();
    for (const Wanted& one : waiting_)
        all.push_back({{"room", one.room},
                       {"event", one.event},
                       {"keys", one.keys},
                       {"txn", one.transaction},
                       {"fresh", one.fresh}});
    return written(all);
}

void Placed::load(std::string_view note) {
    const auto json = parsed(note);
    if (!json || !json->is_array()) return;
    for (const Json& one : *json) {
        Wanted wanted{
            text_at(one, "room"), text_at(one, "event"), {}, text_at(one, "txn"), truth_at(one, "fresh")};
        const Json& keys = at(one, "keys");
        for (const Json& key : keys.is_array() ? keys : Json::array())
            if (key.is_string()) wanted.keys.push_back(key.get<std::string>());
        if (!wanted.room.empty() && !wanted.event.empty()) want(std::move(wanted));
    }
}

}  // namespace plumb::matrix
