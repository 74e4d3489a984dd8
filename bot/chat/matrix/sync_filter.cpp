#include "chat/matrix/sync_filter.hpp"

#include "chat/matrix/json.hpp"
#include "chat/matrix/names.hpp"

namespace plumb::matrix {

namespace {

/// Events of a room in one answer: a gap is filled. In the first one, which answers nothing old, one stands
/// for where the bot came in.
constexpr int kTimeline = 50;
constexpr int kFirstTimeline = 1;
/// A name that is longer, or that would be read as a filter, is none.
constexpr std::size_t kLongestFilterName = 100;

/// Only what the bot uses; the state of people as far as they speak.
Json filter_of(int events) {
    const Json nothing{{"not_types", Json::array({"*"})}};
    const Json states = {"m.room.create",          "m.room.encryption", "m.room.tombstone",   "m.room.name",
                         "m.room.canonical_alias", "m.room.member",     "m.room.power_levels"};
    Json timeline = states;
    timeline.push_back("m.room.message");
    timeline.push_back("m.reaction");
    Json room{
        {"state", {{"types", states}, {"lazy_load_members", true}, {"include_redundant_members", true}}},
        {"timeline", {{"types", timeline}, {"limit", events}, {"lazy_load_members", true}}},
        {"ephemeral", nothing},
        {"account_data", nothing}};
    return {{"presence", nothing},
            {"account_data", {{"types", Json::array({"m.direct"})}}},
            {"room", std::move(room)}};
}

std::string as_query(std::string_view value) { return "&filter=" + percent_encoded(value); }

}  // namespace

SyncFilter::SyncFilter()
    : first_(as_query(written(filter_of(kFirstTimeline)))), polls_(as_query(written(filter_of(kTimeline)))) {}

const std::string& SyncFilter::query(bool first) const {
    if (first) return first_;
    return named_.empty() ? polls_ : named_;
}

net::Task<void> SyncFilter::keep(Api& api, std::string user) {
    if (is_kept() || !is_taken()) co_return;
    Call call = post(client_path({"user", user, "filter"}), filter_of(kTimeline));
    call.kind = "filter";
    const Answer answer = co_await api.call(std::move(call));
    const std::string name = answer.ok() ? text_at(answer.body, "filter_id") : std::string{};
    const bool usable = !name.empty() && name.size() <= kLongestFilterName && name.front() != '{';
    if (usable && is_taken()) named_ = as_query(name);
}

void SyncFilter::drop() {
    first_.clear();
    polls_.clear();
    named_.clear();
}

}  // namespace plumb::matrix
