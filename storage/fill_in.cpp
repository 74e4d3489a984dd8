#include "storage/fill_in.hpp"

namespace plumb::storage {

namespace {

void put_where_absent(Json& json, const char* key, const Json& value) {
    if (!json.contains(key) || json.at(key).is_null()) json[key] = value;
}

void follows(Json& json, const char* key, const char* from) {
    if (json.contains(from)) put_where_absent(json, key, Json(json.at(from)));
}

/// The day, in UTC, on which it was made.
Json day_made(const Meta& meta) { return iso(std::chrono::floor<Days>(meta.created_at)); }

}  // namespace

void fill_in(Json& json, const Product&) { follows(json, "profile_at", "created_at"); }

void fill_in(Json& json, const ChangeRequest&) {
    follows(json, "opened_at", "created_at");
    follows(json, "waiting_since", "opened_at");
    if (!json.contains("loop_ins") || !json.at("loop_ins").is_array()) return;
    for (Json& asked : json.at("loop_ins"))
        if (asked.is_object()) put_where_absent(asked, "at", json.at("opened_at"));
}

void fill_in(Json& json, const Assessment&) { follows(json, "first_at", "at"); }

void fill_in(Json& json, const LaunchEvent& event) {
    follows(json, "to", "on");
    put_where_absent(json, "recorded_on", day_made(event.meta));
}

void fill_in(Json& json, const Move& move) { put_where_absent(json, "on", day_made(move.meta)); }

void fill_in(Json& json, const Warning&) { follows(json, "highest", "severity"); }

}  // namespace plumb::storage
