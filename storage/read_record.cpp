#include "storage/read_record.hpp"

#include "core/base/spelling.hpp"
#include "core/plan/product.hpp"
#include "core/plan/release.hpp"
#include "core/time/hours.hpp"

#include <algorithm>
#include <cctype>

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

void check_there(Ref ref, std::string_view key, std::string_view example) {
    if (!ref) misfit_in(key, "it is missing", fmt::format("a reference such as {}", example));
}

/// Behind `@` in a command, for this person.
bool can_be_typed(std::string_view handle) {
    const auto is_of_a_handle = [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) || c == '-' || c == '_' || c == '.' ||
               (c & 0x80) != 0;
    };
    return !same_word(handle, "me") && std::all_of(handle.begin(), handle.end(), is_of_a_handle);
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

void check_whole(const Product& product) {
    if (!is_product_key(product.key))
        in_part("key", [&] { misfit(Json(product.key), "one word of letters, digits, - _ and dots"); });
}

void check_whole(const Person& person) {
    // Whom a chat calls something else is known by the account.
    if (!person.accounts.empty() || can_be_typed(person.handle)) return;
    in_part("handle",
            [&] { misfit(Json(person.handle), "one word of letters, digits, - _ and dots, and not me"); });
}

void check_whole(const Release& release) {
    if (means_something_else(release.name))
        in_part("name", [&] { misfit(Json(release.name), "a name that is no ID and not backlog"); });
    // One that shipped before its freeze never came to it.
    if (release.freeze && *release.freeze > release.date && release.status != ReleaseStatus::shipped)
        misfit_in("freeze", fmt::format("{} lies after date", iso(*release.freeze)),
                  fmt::format("{} or earlier", iso(release.date)));
    check_order(release.beta_from, release.beta_to, "beta_to", "beta_from");
}

void check_whole(const LaunchEvent& event) { check_order(event.on, event.to, "to", "on"); }

void check_whole(const Collateral& item) { check_there(item.event, "event", "LE-7"); }

void check_whole(const Evidence& evidence) {
    if (!evidence.event) check_there(evidence.change, "change_request", "CR-7");
}

void check_whole(const Assessment& assessment) { check_there(assessment.change, "change_request", "CR-7"); }

void check_whole(const Move& move) { check_there(move.record, "record", "release:NAME or LE-7"); }

void check_whole(const Warning& warning) {
    if (warning.subject.empty()) misfit_in("subject", "it is empty", "what it is about, such as LE-2");
    if (warning.rule.empty()) misfit_in("rule", "it is missing", "a rule such as no-slack");
}

void check_whole(const RuleSetting& setting) {
    check_named(setting.rule, "rule");
    check_named(setting.key, "key");
}

void check_whole(const Mute& mute) { check_named(mute.rule, "rule"); }

void check_whole(const Term& term) { check_named(term.term, "term"); }

}  // namespace plumb::storage
