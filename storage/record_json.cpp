#include "storage/record_json.hpp"

#include "core/time/hours.hpp"

namespace plumb::storage {

namespace {

std::string clock(int seconds) { return clock_text(Seconds{seconds}); }

/// Puts a value in the place of another key.
void replace(Json& json, const char* old_key, const char* new_key, Json value) {
    json.erase(old_key);
    json[new_key] = std::move(value);
}

}  // namespace

void dress(Json& json, const Collateral& record) {
    Json rule;
    if (record.due_before) {
        const int before = *record.due_before;
        rule = (before < 0 ? "T+" : "T-") + std::to_string(before < 0 ? -before : before);
    }
    replace(json, "due_before", "due_rule", std::move(rule));
}

void dress(Json& json, const Person& record) {
    json["quiet"] = record.quiet ? Json(clock(record.quiet->from) + "-" + clock(record.quiet->to)) : Json();
}

void dress(Json& json, const Move& record) {
    json["at"] = iso(record.meta.created_at);
    json["days"] =
        record.old_date && record.new_date ? Json(days_between(*record.old_date, *record.new_date)) : Json();
}

void dress(Json& json, const Schedule& record) {
    replace(json, "time_of_day", "at", clock(record.time_of_day));
}

void dress(Json& json, const ChangeRequest& record) {
    Json displaces;
    if (record.displaces && record.displaces->feature)
        displaces = to_string(Ref{record.displaces->feature});
    else if (record.displaces && record.displaces->date)
        displaces = iso(*record.displaces->date);
    else if (record.displaces)
        displaces = kDisplacesNothing;
    json["displaces"] = std::move(displaces);
}

void dress(Json& json, const Assessment& record) {
    json["recommend"] = record.recommend ? Json(*record.recommend == YesNo::yes) : Json();
}

Json acts_by_instant(const Acts& acts) {
    Json json = Json::object();
    for (std::size_t f = 0; f < kFunctions; ++f)
        if (acts[f]) json[std::string(word(static_cast<Function>(f)))] = iso(*acts[f]);
    return json;
}

}  // namespace plumb::storage
