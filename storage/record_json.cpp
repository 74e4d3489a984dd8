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

void undress(Json& json, const Collateral&) {
    const auto rule = json.find("due_rule");
    if (rule == json.end() || rule->is_null()) return;
    const std::string text = rule->get<std::string>();
    if (text.size() < 3 || text[0] != 'T' || (text[1] != '-' && text[1] != '+'))
        throw std::invalid_argument("not a rule of days before the event: " + text);
    const int days = std::stoi(text.substr(2));
    json["due_before"] = text[1] == '-' ? days : -days;
}

void dress(Json& json, const Person& record) {
    json["quiet"] = record.quiet ? Json(clock(record.quiet->from) + "-" + clock(record.quiet->to)) : Json();
}

void undress(Json& json, const Person&) {
    const auto quiet = json.find("quiet");
    if (quiet == json.end() || !quiet->is_string()) return;
    const auto hours = parse_hours(quiet->get<std::string>());
    if (!hours) throw std::invalid_argument(hours.error().wrong);
    *quiet = Json{{"from", hours->from.count()}, {"to", hours->to.count()}};
}

void dress(Json& json, const Move& record) {
    json["at"] = iso(record.meta.created_at);
    json["days"] =
        record.old_date && record.new_date ? Json(days_between(*record.old_date, *record.new_date)) : Json();
}

void dress(Json& json, const Schedule& record) {
    replace(json, "time_of_day", "at", clock(record.time_of_day));
}

void undress(Json& json, const Schedule&) {
    if (!json.contains("at")) return;
    const auto at = parse_time_of_day(json.at("at").get<std::string>());
    if (!at) throw std::invalid_argument(at.error().wrong);
    json["time_of_day"] = at->count();
}

Json acts_by_instant(const Acts& acts) {
    Json json = Json::object();
    for (std::size_t f = 0; f < kFunctions; ++f)
        if (acts[f]) json[std::string(word(static_cast<Function>(f)))] = iso(*acts[f]);
    return json;
}

Acts acts_by_instant(const Json& json) {
    Acts acts{};
    for (const auto& [key, at] : json.items()) {
        const auto function = named<Function>(key);
        const auto instant = parse_instant(at.get<std::string>());
        if (!function || !instant) throw std::invalid_argument("not a function and an instant: " + key);
        acts[static_cast<std::size_t>(*function)] = *instant;
    }
    return acts;
}

}  // namespace plumb::storage
