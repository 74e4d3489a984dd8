#include "storage/read_record.hpp"

#include "core/time/hours.hpp"

namespace plumb::storage {

namespace {

/// What is written as text under a key; nothing where it is absent.
std::optional<std::string> text_under(const Json& json, const char* key) {
    const auto it = json.find(key);
    if (it == json.end() || it->is_null()) return std::nullopt;
    return read_text(*it, key);
}

void misfit_in(std::string_view key, std::string wrong, std::string expected) {
    in_part(key, [&] { throw Misfit(std::move(wrong), std::move(expected)); });
}

void check_order(const std::optional<Day>& first, const std::optional<Day>& second, std::string_view key,
                 std::string_view first_key) {
    if (first && second && *second < *first)
        misfit_in(key, fmt::format("{} lies before {}", iso(*second), first_key),
                  fmt::format("{} or later", iso(*first)));
}

bool absent(const Json& json, const char* key) { return !json.contains(key) || json.at(key).is_null(); }

}  // namespace

void undress(Json& json, const Collateral&) {
    if (absent(json, "due_rule")) return;
    in_part("due_rule", [&] { json["due_before"] = read_due_rule(json.at("due_rule")); });
}

void undress(Json& json, const Person&) {
    in_part("quiet", [&] {
        const auto text = text_under(json, "quiet");
        if (!text) return;
        const auto hours = parse_hours(*text);
        if (!hours) misfit(json.at("quiet"), "hours such as 18:00-08:00");
        json["quiet"] = Json{{"from", hours->from.count()}, {"to", hours->to.count()}};
    });
}

void undress(Json& json, const Schedule&) {
    in_part("at", [&] {
        const auto text = text_under(json, "at");
        if (!text) return;
        const auto at = parse_time_of_day(*text);
        if (!at) misfit(json.at("at"), "a time of day such as 09:00");
        json["time_of_day"] = at->count();
    });
}

void undress(Json& json, const ChangeRequest&) {
    const auto it = json.find("displaces");
    if (it == json.end() || !it->is_string()) return;
    const auto text = it->get<std::string>();
    Json parts = Json::object();
    if (text == kDisplacesNothing)
        parts["none"] = true;
    else
        parts[parse_iso_day(text) ? "date" : "feature"] = text;
    *it = std::move(parts);
}

void undress(Json& json, const Assessment&) {
    const auto it = json.find("recommend");
    if (it != json.end() && it->is_boolean())
        *it = std::string(word(it->get<bool>() ? YesNo::yes : YesNo::no));
}

void check_made(Meta& meta, const Json& json) {
    if (absent(json, "created_at")) misfit_in("created_at", "it is missing", "an instant");
    if (absent(json, "updated_at")) meta.updated_at = meta.created_at;
}

void check_named(const std::string& name, std::string_view key) {
    if (name.empty()) misfit_in(key, "it is missing", "text");
}

void check_whole(const Release& release, const Json& json) {
    if (absent(json, "date")) misfit_in("date", "it is missing", "a day such as 2027-03-01");
    check_order(release.beta_from, release.beta_to, "beta_to", "beta_from");
}

void check_whole(LaunchEvent& event, const Json& json) {
    if (absent(json, "on")) misfit_in("on", "it is missing", "a day such as 2027-03-01");
    if (absent(json, "to")) event.to = event.on;
    check_order(event.on, event.to, "to", "on");
}

void check_whole(const Warning& warning, const Json&) {
    if (warning.subject.empty()) misfit_in("subject", "it is empty", "what it is about, such as LE-2");
    if (warning.rule.empty()) misfit_in("rule", "it is missing", "a rule such as no-slack");
}

void check_whole(const RuleSetting& setting, const Json&) {
    check_named(setting.rule, "rule");
    check_named(setting.key, "key");
}

void check_whole(const Mute& mute, const Json&) { check_named(mute.rule, "rule"); }

void check_whole(const Term& term, const Json&) { check_named(term.term, "term"); }

}  // namespace plumb::storage
