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

/// Only what the bot uses; the state of people as far as they speak. Nothing that `without` said or did.
Json filter_of(int events, const std::string& without = {}) {
    const Json nothing{{"not_types", Json::array({"*"})}};
    const Json states = {"m.room.create",          "m.room.encryption", "m.room.tombstone",   "m.room.name",
                         "m.room.canonical_alias", "m.room.member",     "m.room.power_levels"};
    Json timeline = states;
    timeline.push_back("m.room.message");
    timeline.push_back("m.reaction");
    // Says no more than that somebody spoke where the bot cannot read.
    timeline.push_back("m.room.encrypted");
    Json room{
        {"state", {{"types", states}, {"lazy_load_members", true}, {"include_redundant_members", true}}},
        {"timeline", {{"types", timeline}, {"limit", events}, {"lazy_load_members", true}}},
        {"ephemeral", nothing},
        {"account_data", nothing}};
    if (!without.empty()) room["timeline"]["not_senders"] = Json::array({without});
    return {{"presence", nothing},
            {"account_data", {{"types", Json::array({"m.direct"})}}},
            {"room", std::move(room)}};
}

std::string as_query(std::string_view value) { return "&filter=" + percent_encoded(value); }

}  // namespace

SyncFilter::SyncFilter(std::string self)
    : self_(std::move(self)),
      little_(as_query(written(filter_of(kFirstTimeline)))),
      all_(as_query(written(filter_of(kTimeline)))),
      others_(as_query(written(filter_of(kTimeline, self_)))) {}

const std::string& SyncFilter::query(Wanted wanted) const {
    if (wanted == Wanted::little) return little_;
    if (wanted == Wanted::all) return all_;
    return named_.empty() ? others_ : named_;
}

net::Task<void> SyncFilter::keep(Api& api) {
    if (is_kept() || others_ == all_) co_return;
    Call call = post(client_path({"user", self_, "filter"}), filter_of(kTimeline, self_));
    call.kind = "filter";
    const Answer answer = co_await api.call(std::move(call));
    const std::string name = answer.ok() ? text_at(answer.body, "filter_id") : std::string{};
    const bool usable = !name.empty() && name.size() <= kLongestFilterName && name.front() != '{';
    if (usable && is_taken()) named_ = as_query(name);
}

bool SyncFilter::give_way() {
    if (!is_kept() && others_ == all_) return false;
    if (!is_kept()) others_ = all_;
    named_.clear();
    return true;
}

void SyncFilter::drop() {
    little_.clear();
    all_.clear();
    others_.clear();
    named_.clear();
}

}  // namespace plumb::matrix
